"""The findings as GitLab's Code Quality reads them."""

import json
from types import SimpleNamespace
from typing import Any

import jsonschema
import msgspec
import pytest

from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.reporters.gitlab import gitlab_report
from ozlint.reporters.options import Options

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\./|\.\./|-$)."},
                    "lines": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""The format as GitLab documents it, with nothing that it does not read."""


def write(report: Report, **options: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the options of a report
    """Return the entries of a report, once they are valid and told apart."""
    text = "".join(gitlab_report(report, Options(**options)))
    assert text.endswith("]\n")
    entries: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(entries, SCHEMA)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    return entries


def test_a_small_report(make: SimpleNamespace) -> None:
    """The gravest comes first, each with its rule, its place in the repository and the fingerprint of the finding."""
    info, error = make.finding("OZ110", "2-0001-1", "odd", 7), make.finding("OZ101", "1-0001-1", "no number", 17)
    assert write(make.report(info, error)) == [
        {
            "description": "OZ101: no number",
            "check_name": "OZ101",
            "fingerprint": error.fingerprint,
            "severity": "critical",
            "location": {"path": "orders.json", "lines": {"begin": 17}},
        },
        {
            "description": "OZ110: odd",
            "check_name": "OZ110",
            "fingerprint": info.fingerprint,
            "severity": "info",
            "location": {"path": "orders.json", "lines": {"begin": 7}},
        },
    ]


def test_a_warning_is_major(make: SimpleNamespace) -> None:
    """Each severity has one of GitLab's."""
    (entry,) = write(make.report(make.finding("OZ302", "1", "m", 1)))
    assert entry["severity"] == "major"


def test_without_findings_the_report_is_an_empty_list(make: SimpleNamespace) -> None:
    """GitLab takes an empty list for a clean run; what was set aside is not in it."""
    assert "".join(gitlab_report(make.report(), Options())) == "[]\n"
    aside = [make.finding("OZ101", state, "m", 1, state=state) for state in ("suppressed", "baselined")]
    assert write(make.report(*aside)) == []


@pytest.mark.parametrize("path", ["-", "", "/srv/orders.json", "../orders.json"])
def test_what_is_not_in_the_repository_is_shown_at_the_configuration(path: str, make: SimpleNamespace) -> None:
    """GitLab drops an entry without a path of the repository."""
    report = make.report(make.finding("OZ101", "1", "m", 7, place=Place(path, 7, 2, "/0")))
    (entry,) = write(report, config_file="conf/ozlint.yaml")
    assert entry["location"] == {"path": "conf/ozlint.yaml", "lines": {"begin": 1}}


def test_a_finding_without_a_line_is_at_the_first(make: SimpleNamespace) -> None:
    """A finding about a file as a whole has line 1: there is no line 0."""
    (entry,) = write(make.report(make.finding("OZ101", None, "m", 0, place=Place("orders.json", 0, 0, ""))))
    assert entry["location"] == {"path": "orders.json", "lines": {"begin": 1}}


def test_a_job_that_was_not_done_is_a_blocker(two_postings: Report) -> None:
    """The reasons of exit code 3 come before everything; those of a job that was done block nothing."""
    reasons = ("b.json: it is empty", "no postings were read")
    unfinished = msgspec.structs.replace(two_postings, exit_code=3, reasons=reasons)
    first, second, *others = write(unfinished)
    assert [(entry["check_name"], entry["severity"], entry["description"]) for entry in (first, second)] == [
        ("ozlint", "blocker", reason) for reason in reasons
    ]
    assert first["location"] == {"path": "ozlint.yaml", "lines": {"begin": 1}}
    assert others == write(two_postings) == write(msgspec.structs.replace(two_postings, reasons=reasons))


def test_entries_are_written_one_by_one(two_postings: Report) -> None:
    """No chunk holds two entries, so that memory does not grow with their number."""
    chunks = list(gitlab_report(two_postings, Options()))
    assert max(chunk.count('"fingerprint"') for chunk in chunks) == 1
