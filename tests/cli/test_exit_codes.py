"""What a run exits with, and what makes it exit otherwise."""

import json
from pathlib import Path

import pytest
from finished import Build, Ozlint, Save

SELECT = {"error": "OZ101", "warning": "OZ302", "info": "OZ003"}
"""A rule of each severity that fires once on the postings of `three`."""


@pytest.fixture
def three(save: Save, posting: Build) -> Path:
    """A file with one finding of each severity."""
    due = {"shipment_date": "2026-11-22T10:00:00Z", "shipment_date_without_delay": "2026-11-22T10:00:00Z"}
    return save(
        "three.json",
        [
            posting(1, tracking_number=""),
            posting(2, status="awaiting_deliver", substatus="posting_in_carriage", delivering_date=None, **due),
            posting(3, substatus="posting_on_the_moon"),
        ],
    )


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("info", {"error", "warning", "info"}),
        ("never", set()),
    ],
)
@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_findings_fail_from_the_severity_asked_for(
    ozlint: Ozlint, three: Path, severity: str, fail_on: str, failing: set[str]
) -> None:
    """A finding makes exit 1 at or over --fail-on, exit 0 below it, and is shown either way."""
    done = ozlint("check", three.name, "--select", SELECT[severity], "--fail-on", fail_on)
    assert f"{severity}  {SELECT[severity]}" in done.out
    assert done.code == (severity in failing)


def test_errors_fail_unless_told_otherwise(ozlint: Ozlint, three: Path) -> None:
    """Without --fail-on an error fails the run and a warning does not."""
    assert ozlint("check", three.name, "--select", "OZ101").code == 1
    assert ozlint("check", three.name, "--select", "OZ302").code == 0


def test_a_clean_run_exits_zero(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A file with nothing wrong exits 0 and says how much was checked."""
    save("orders.json", {"postings": [posting(1), posting(2)], "has_next": False})
    done = ozlint("check", "orders.json")
    assert (done.code, done.err) == (0, "")
    assert "No findings: 2 postings" in done.out


def test_a_run_without_postings_is_unfinished(ozlint: Ozlint, save: Save) -> None:
    """Zero postings are exit 3 and no green run, unless --allow-empty says that they are to be expected."""
    save("none.json", {"postings": [], "has_next": False})
    done = ozlint("check", "none.json")
    assert done.code == 3
    assert "--allow-empty" in done.out
    assert ozlint("check", "none.json", "--allow-empty").code == 0


def test_allow_empty_does_not_excuse_a_file_that_cannot_be_read(ozlint: Ozlint, save: Save) -> None:
    """--allow-empty is about answers without postings, not about inputs that are no answers."""
    save("page.html", "<!DOCTYPE html><html></html>")
    assert ozlint("check", "page.html", "--allow-empty").code == 3


def test_an_incomplete_answer_is_unfinished(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A last page that says there are more is exit 3, with the findings of what was read."""
    save("page.json", {"postings": [posting(tracking_number="")], "has_next": True})
    done = ozlint("check", "page.json", "--format", "json")
    report = json.loads(done.out)
    assert {finding["rule"] for finding in report["findings"]} == {"OZ007", "OZ101"}
    assert (done.code, report["exit_code"], report["complete"]) == (3, 3, False)


def test_incomplete_answers_can_be_allowed(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--allow-incomplete takes an incomplete answer for what it is: still told, no longer a failure."""
    save("page.json", {"postings": [posting()], "has_next": True})
    done = ozlint("check", "page.json", "--allow-incomplete", "--format", "json")
    report = json.loads(done.out)
    assert [(finding["rule"], finding["severity"]) for finding in report["findings"]] == [("OZ007", "info")]
    assert (done.code, report["complete"]) == (0, False)


def test_pages_given_together_are_complete(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A page that says there are more is complete once the next page is given too, whatever the files are called."""
    save("answers/page-2.json", {"postings": [posting(1)], "has_next": True})
    save("answers/page-10.json", {"postings": [posting(2)], "has_next": False})
    assert ozlint("check", "answers").code == 0


def test_a_rule_that_must_be_evaluated_and_could_not_is_unfinished(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--must-evaluate is exit 3 where the rule could judge nothing, and nothing changes where it could."""
    fields = posting()
    save("full.json", [fields])
    del fields["tracking_number"]
    save("bare.json", [fields])
    assert ozlint("check", "full.json", "--must-evaluate", "OZ101").code == 0
    done = ozlint("check", "bare.json", "--must-evaluate", "OZ101")
    assert done.code == 3
    assert "OZ101 could not judge anything" in done.out
    assert ozlint("check", "bare.json").code == 0


def test_must_evaluate_takes_only_rules_that_run(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--must-evaluate with a rule that does not exist, or is not selected, is exit 2 before anything is read."""
    save("orders.json", [posting()])
    for arguments in (["--must-evaluate", "OZ999"], ["--must-evaluate", "OZ302", "--select", "OZ101"]):
        done = ozlint("check", "orders.json", *arguments)
        assert (done.code, done.out) == (2, "")
        assert arguments[1] in done.err


def test_what_could_not_be_read_weighs_more_than_findings(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """With findings and an input that is missing the exit code is 3, and the findings are reported."""
    save("orders.json", [posting(tracking_number="")])
    done = ozlint("check", "orders.json", "missing.json")
    assert done.code == 3
    assert "OZ101" in done.out


def test_wrong_usage_weighs_more_than_everything(ozlint: Ozlint) -> None:
    """A wrong argument is exit 2 even where the input is missing too."""
    assert ozlint("check", "missing.json", "--select", "nonsense").code == 2


@pytest.mark.parametrize(
    ("moment", "hint"),
    [
        ("tomorrow", "2026-11-22T09:00:00Z"),
        ("22.11.2026", "2026-11-22T09:00:00Z"),
        ("2026-11-22T09:00:00", "Z"),
        ("2026-13-45T09:00:00Z", "2026-11-22T09:00:00Z"),
    ],
)
def test_a_moment_that_is_none_is_refused(ozlint: Ozlint, save: Save, moment: str, hint: str) -> None:
    """--at with no date-time, or with one of unknown zone, is exit 2 and shows how to write it."""
    save("orders.json", "[]")
    for lang in ("en", "ru"):
        done = ozlint("check", "orders.json", "--at", moment, "--lang", lang)
        assert (done.code, done.out) == (2, "")
        assert moment in done.err
        assert hint in done.err


def test_the_moment_decides(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """The same file is clean before a deadline and overdue after it: nothing but --at is the clock."""
    save("orders.json", [posting(status="awaiting_deliver", substatus="posting_in_carriage", delivering_date=None)])
    before = ozlint("check", "orders.json", "--select", "OZ301", "--at", "2026-11-20T14:59:00+03:00")
    after = ozlint("check", "orders.json", "--select", "OZ301", "--at", "2026-11-20T15:01:00+03:00")
    assert (before.code, after.code) == (0, 1)
