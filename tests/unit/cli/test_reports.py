"""Where reports go: the output, files, and the summary of a job."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from ozlint.cli.help import HELP
from ozlint.model.text import Lang
from ozlint.reporters.table import FORMATS

Run = Callable[..., SimpleNamespace]

pytestmark = pytest.mark.usefixtures("late")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_help_names_every_format(lang: Lang) -> None:
    """Whoever asks what there is learns of all formats."""
    assert set(FORMATS) <= set(re.findall(r"[a-z][a-z-]+", HELP[lang]["format"]))


def test_several_reports_at_once(ozlint: Run, tmp_path: Path) -> None:
    """One run prints one report and writes the others, each in its format."""
    done = ozlint(
        "check", "late.json", "--format", "text", "--format", "sarif:out.sarif", "--format", "ndjson:out.ndjson"
    )
    assert (done.code, done.err) == (1, "")
    assert "OZ301" in done.out
    (result,) = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == json.loads((tmp_path / "out.ndjson").read_text(encoding="utf-8"))["rule"] == "OZ301"


def test_rules_bring_what_sarif_says_of_them(ozlint: Run) -> None:
    """Why, what to do and the tags come from the rule files."""
    run = json.loads(ozlint("check", "late.json", "--format", "sarif").out)["runs"][0]
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert rule["id"] == "OZ301"
    assert rule["properties"]["tags"]
    assert "**What to do:**" in rule["help"]["markdown"]
    assert rule["fullDescription"] != rule["shortDescription"]


def test_what_comes_through_a_pipe_is_shown_at_the_configuration(
    ozlint: Run, late: dict[str, object], tmp_path: Path
) -> None:
    """Findings on standard input point at the configuration file of the run, which the repository has."""
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "ozlint.yaml").write_text("inputs: ['-']\n", encoding="utf-8")
    data = json.dumps([late]).encode()
    done = ozlint("check", "--config", "conf/ozlint.yaml", "--format", "sarif", stdin=data)
    (result,) = json.loads(done.out)["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "conf/ozlint.yaml", "uriBaseId": "%SRCROOT%"}


def test_github_gets_annotations_and_a_summary(ozlint: Run, tmp_path: Path) -> None:
    """Where the environment names a file for the summary of the step, the summary is added to what is there."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    done = ozlint("check", "late.json", "--format", "github", "--lang", "ru", GITHUB_STEP_SUMMARY=str(summary))
    assert done.code == 1
    assert done.out.startswith("::error file=late.json,line=1,")
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("before\n### ozlint\n\n**Найдено: 1 ошибка")
    assert written == "before\n" + ozlint("check", "late.json", "--format", "github-summary", "--lang", "ru").out


def test_only_github_writes_the_summary(ozlint: Run, tmp_path: Path) -> None:
    """Without the variable there is no summary, and no other format looks at it; annotations in a file bring it too."""
    summary = tmp_path / "summary.md"
    ozlint("check", "late.json", "--format", "github")
    ozlint("check", "late.json", "--format", "github", GITHUB_STEP_SUMMARY="")
    ozlint("check", "late.json", "--format", "markdown", GITHUB_STEP_SUMMARY=str(summary))
    assert not summary.exists()
    ozlint("check", "late.json", "--format", "github:annotations.txt", GITHUB_STEP_SUMMARY=str(summary))
    assert summary.exists()
    assert (tmp_path / "annotations.txt").read_text(encoding="utf-8").startswith("::error ")


def test_a_summary_that_cannot_be_written_is_told(ozlint: Run, tmp_path: Path) -> None:
    """A file that is not there to write to is exit 2 with its name; the annotations were printed."""
    done = ozlint("check", "late.json", "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "summary.md"))
    assert done.code == 2
    assert "no/summary.md: the report cannot be written: No such file or directory" in done.err
    assert done.out.startswith("::error ")


def test_a_workbook_goes_into_a_file(ozlint: Run, tmp_path: Path) -> None:
    """A format that is no text is written beside others."""
    done = ozlint("check", "late.json", "--format", "csv", "--format", "xlsx:out.xlsx")
    assert (done.code, done.err) == (1, "")
    assert load_workbook(tmp_path / "out.xlsx").worksheets[0]["D2"].value == "OZ301"
    assert '"OZ301"' in done.out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "ozlint: --format: xlsx is no text: give it a file, xlsx:report.xlsx\n"),
        ("ru", "ozlint: --format: xlsx — не текст, укажите файл: xlsx:report.xlsx\n"),
    ],
)
def test_a_workbook_needs_a_file(ozlint: Run, lang: str, said: str) -> None:
    """Without a file it is exit 2 before anything is read, and the message says what to write."""
    done = ozlint("check", "late.json", "--format", "xlsx", "--lang", lang)
    assert (done.code, done.out, done.err) == (2, "", said)


def test_a_workbook_in_the_configuration_needs_a_file_as_well(ozlint: Run, tmp_path: Path) -> None:
    """The message has the place in the file."""
    (tmp_path / "ozlint.yaml").write_text("inputs: [late.json]\noutput:\n  - xlsx\n", encoding="utf-8")
    done = ozlint("check")
    assert done.code == 2
    assert "ozlint.yaml:3:5" in done.err
    assert "xlsx is no text: give it a file, xlsx:report.xlsx" in done.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", 'xlsx needs the package xlsxwriter, which is not installed: pip install "ozlint[xlsx]"'),
        ("ru", 'для xlsx нужен пакет xlsxwriter, а он не установлен: pip install "ozlint[xlsx]"'),
    ],
)
def test_a_workbook_needs_its_extra(
    ozlint: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, said: str
) -> None:
    """Without the extra it is exit 2 before anything is read, and the message says how to install it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)  # as where it is not installed
    done = ozlint("check", "late.json", "--format", "text", "--format", "xlsx:out.xlsx", "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "out.xlsx").exists()
