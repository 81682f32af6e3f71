"""What ordinary people do: names with spaces and Cyrillic, no arguments at all, a console that is not UTF-8."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from finished import Build, Ozlint, Save

FOLDER = "Мои отправления (ноябрь)"
NAME = f"{FOLDER}/ответ № 1.json"


@pytest.fixture
def late(save: Save, posting: Build) -> str:
    """A posting without a tracking number, in a file that is called as people call files."""
    save(NAME, [posting(tracking_number="")])
    return NAME


@pytest.mark.parametrize("name", ["text", "markdown", "csv", "json", "ndjson", "junit", "gitlab", "html"])
def test_a_path_reads_as_it_is_called(ozlint: Ozlint, late: str, name: str) -> None:
    """Every report shows the name as it is, in UTF-8, spaces and all."""
    done = ozlint("check", FOLDER, "--format", name)
    assert done.code == 1
    said = (
        done.out
        if name in {"text", "markdown", "csv", "html", "junit"}
        else json.dumps(
            [json.loads(line) for line in done.out.splitlines()] if name == "ndjson" else json.loads(done.out),
            ensure_ascii=False,
        )
    )
    assert late in said.replace("\\", "")


def test_a_sarif_address_leads_back_to_the_path(ozlint: Ozlint, late: str) -> None:
    """In SARIF the name is a URI: no space in it, and decoded it is the name."""
    report = json.loads(ozlint("check", FOLDER, "--format", "sarif").out)
    (result,) = report["runs"][0]["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address.isascii()
    assert " " not in address
    assert unquote(address) == late


@pytest.mark.usefixtures("late")
def test_check_alone_reads_what_the_settings_name(ozlint: Ozlint, save: Save) -> None:
    """`ozlint check` without arguments, in a folder whose ozlint.yaml names inputs in Cyrillic."""
    save("ozlint.yaml", f'inputs: ["{FOLDER}"]\nlang: ru\n')
    done = ozlint("check")
    assert done.code == 1
    assert f"{NAME}:1:2" in done.out


def test_files_alone_are_checked(ozlint: Ozlint, late: str, tmp_path: Path) -> None:
    """As when a file is dragged onto the icon: its full path and nothing else."""
    done = ozlint(str(tmp_path / late))
    assert done.code == 1
    assert "OZ101" in done.out
    assert NAME in done.out


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "ascii"])
def test_output_is_utf8_whatever_the_console(ozlint: Ozlint, late: str, encoding: str) -> None:
    """A code page of the environment changes nothing: bytes are UTF-8, and there is no colour among them."""
    done = ozlint("check", late, "--lang", "ru", extra={"PYTHONIOENCODING": encoding})
    assert done.code == 1
    assert NAME in done.out
    assert "трек" in done.out.casefold()
    assert "\x1b" not in done.out + done.err


def test_a_working_folder_in_cyrillic(late: str, tmp_path: Path) -> None:
    """The folder one works in may be called anything, too; paths are shown from there."""
    command = [sys.executable, "-X", "utf8=0", "-m", "ozlint", "check", Path(late).name, "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path / FOLDER, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()
    assert json.loads(done.stdout)["inputs"][0]["path"] == "ответ № 1.json"
