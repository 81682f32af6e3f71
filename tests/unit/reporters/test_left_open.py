"""What was not judged is said in every report that has room for it: "no findings" is never the whole of it."""

import csv
import json
from io import StringIO
from types import SimpleNamespace

import pytest

from ozlint.model.report import Report
from ozlint.reporters.csv import csv_report
from ozlint.reporters.gitlab import gitlab_report
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS, TextFormat

WITHOUT_ROOM = ("ndjson",)
"""Formats with a line a finding and nothing else."""


@pytest.fixture
def left(make: SimpleNamespace) -> Report:
    """A run without findings, of which one rule waits for an input and one lacked a field."""
    return make.report(  # type: ignore[no-any-return]
        not_evaluated=(
            make.open_rule(
                "OZ110", 1, "covers was not given, and it takes 15d", kind="batch", code="input_not_given",
                field="covers", needs="15d", examples=("run",),
            ),
            make.open_rule("OZ302", 9, "deadline is not in this input"),
            make.open_rule("OZ007", 1, "nothing says whether more postings follow", kind="input"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if isinstance(one, TextFormat)])
def test_rules_that_did_not_run_are_named(name: str, left: Report) -> None:
    """Each format names the rule that waits and for what, and the rule that lacked data and which."""
    text = "".join(str(chunk) for chunk in FORMATS[name].write(left, Options()))
    if name in WITHOUT_ROOM:
        assert text == ""
        return
    for said in ("OZ110", "15d", "OZ302", "deadline is not in this input"):
        assert said in text, said


@pytest.mark.parametrize("name", ["text", "markdown", "github", "github-summary"])
def test_no_findings_never_stands_alone(name: str, left: Report) -> None:
    """The verdict itself counts the rules that did not run, in both languages."""
    said = ", 1 of them not evaluated everywhere, not run without further input: 1"
    assert f"No findings: 3 postings, 45 rules{said}" in "".join(map(str, FORMATS[name].write(left, Options())))


def test_github_gets_it_in_the_log(left: Report) -> None:
    """Beside annotations it is plain lines of the log, which no runner obeys."""
    lines = "".join(map(str, FORMATS["github"].write(left, Options()))).splitlines()
    assert [line for line in lines if line.startswith("::")] == []
    assert lines[2] == "Not run without further input: 1 rule"
    assert lines[3].startswith("  1 rule OZ110: --covers 15d")


def test_gitlab_gets_one_entry_a_kind(left: Report, make: SimpleNamespace) -> None:
    """What was not judged is information, at the same fingerprints from run to run, whatever the numbers are."""
    entries = json.loads("".join(gitlab_report(left, Options())))
    assert [entry["severity"] for entry in entries] == ["info", "info"]
    other = make.report(not_evaluated=(make.open_rule("OZ302", 4, "deadline is empty"),))
    (entry,) = json.loads("".join(gitlab_report(other, Options())))
    assert entry["fingerprint"] == entries[0]["fingerprint"] != entries[1]["fingerprint"]


def test_csv_ends_with_rows_that_are_no_findings(left: Report, make: SimpleNamespace) -> None:
    """A row a reason, told apart from findings by its state, without severity, posting and fingerprint."""
    rows = list(csv.DictReader(StringIO("".join(csv_report(left, Options()))[1:], newline="")))
    assert [
        (row["rule"], row["state"], row["severity"], row["posting_number"], row["fingerprint"]) for row in rows
    ] == [(rule, "not evaluated", "", "", "") for rule in ("OZ110", "OZ302")]
    assert rows[1]["message"] == "not evaluated: 9 postings: deadline is not in this input"
    assert rows[1]["title"] == "The shipping deadline has passed"
    assert len(list(csv_report(make.report(), Options()))) == 1
