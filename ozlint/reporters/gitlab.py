"""The findings as a Code Quality report of GitLab, for the widget and the lines of a merge request.

GitLab's documentation on Code Quality names what an entry has: a description, which is what people see, a fingerprint,
which tells entries apart, a severity, and a path of the repository with a line. No more than that is written.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from ozlint.model.finding import Finding
from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.reporters.gravity import gravest_first
from ozlint.reporters.harmless import harmless
from ozlint.reporters.json_text import json_array
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.repository import anchor
from ozlint.reporters.text_ending import not_evaluated, without_input

SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}
"""Severity -> GitLab's; its blocker is left for a job that was not done."""
_NOWHERE = Place("", 0, 0, "")


def gitlab_report(report: Report, options: Options) -> Iterator[str]:
    """Write what counts as one JSON array, the gravest first, after the reasons for which the job was not done.

    The last entries say which rules were not judged, one for those that lacked data and one for those that wait for an
    input. Findings that were set aside are left out: GitLab knows no such state and would show them as new.
    """
    yield from json_array(_entries(report, options))
    yield "\n"


def _entries(report: Report, options: Options) -> Iterator[dict[str, Any]]:
    for reason in () if report.done else report.reasons:
        yield _entry("ozlint", harmless(reason), "blocker", _digest(reason), anchor(_NOWHERE, options))
    for finding in gravest_first(finding for finding in report.findings if finding.state == "shown"):
        yield _of_finding(finding, options)
    for part in (not_evaluated, without_input):
        if lines := list(part(report, Pen(Options(lang=report.lang)))):
            # One entry from run to run, whatever the numbers in it are.
            said = harmless("; ".join(line.strip() for line in lines))
            yield _entry("ozlint", said, "info", _digest(part.__name__), anchor(_NOWHERE, options))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _of_finding(finding: Finding, options: Options) -> dict[str, Any]:
    description = harmless(f"{finding.rule}: {finding.message}")
    place = anchor(finding.place, options)
    return _entry(finding.rule, description, SEVERITIES[finding.severity], finding.fingerprint, place)


def _entry(check: str, description: str, severity: str, fingerprint: str, place: Place) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": place.path, "lines": {"begin": max(place.line, 1)}},
    }
