"""The report as SARIF 2.1.0, for code scanning on GitHub and for viewers of static analysis.

What is required stands in the standard (OASIS, SARIF 2.1.0 with errata 01); what GitHub makes of it, and its limits, in
its documentation on SARIF support for code scanning.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ozlint.model.finding import IDENTITY, Finding
from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.reporters.gravity import gravest_first
from ozlint.reporters.harmless import harmless
from ozlint.reporters.json_text import json_object
from ozlint.reporters.options import Options
from ozlint.reporters.repository import anchor, in_repository
from ozlint.reporters.sarif_text import LEVELS, base, message, sarif_uri
from ozlint.reporters.sarif_tool import invocation, rule_entry

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""Results that code scanning takes in one run; it refuses a file with more as a whole."""
MOST_PLACES = 99
"""Further places of a result that are given: code scanning shows 100 with the first."""
_HASH = 16
"""Digits of a fingerprint that make a line hash, as many as GitHub's own has."""
_ALSO = Text("a further place of the same finding", "ещё одно место той же находки")
_SUPPRESSED = Text("suppressed in the configuration of ozlint", "подавлено в настройках ozlint")


def sarif_report(report: Report, options: Options) -> Iterator[str]:
    """Write a report as one SARIF log with one run; the gravest findings are in it where there are too many.

    Findings that were set aside are in it as well, as suppressed or as unchanged since the baseline. `now` is the only
    time, so equal reports are equal files.
    """
    yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    '
    yield from json_object(_run(report, options), depth=4)
    yield "\n  ]\n}\n"


def _run(report: Report, options: Options) -> Iterator[tuple[str, Any]]:
    cut = max(len(report.findings) - MOST_RESULTS, 0)
    yield (
        "tool",
        {
            "driver": {
                "name": "ozlint",
                "version": report.version,
                "semanticVersion": report.version,
                "rules": [rule_entry(rule, report.lang) for rule in report.rules],
            }
        },
    )
    yield "invocations", [invocation(report, cut)]
    yield "originalUriBaseIds", base(report.lang)
    yield "columnKind", "unicodeCodePoints"
    yield "language", report.lang
    yield (
        "properties",
        {
            "now": report.now,
            "complete": report.complete,
            "summary": report.summary,
            "resultsLeftOut": cut,
        },
    )
    yield "results", _results(report, options)


def _results(report: Report, options: Options) -> Iterator[dict[str, Any]]:
    indexes = {rule.id: index for index, rule in enumerate(report.rules)}
    # The standard wants either of these on every result of a run, or on none.
    has_suppressed = report.summary.suppressed > 0
    has_baselined = report.summary.baselined > 0
    for finding in islice(gravest_first(report.findings), MOST_RESULTS):
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": indexes[finding.rule],
            "level": LEVELS[finding.severity],
            "message": message(finding.message),
            "locations": [_location(finding, options)],
            "partialFingerprints": {
                IDENTITY: finding.fingerprint,
                "primaryLocationLineHash": f"{finding.fingerprint[:_HASH]}:1",
            },
        }
        if further := [place for place in finding.also_at if in_repository(place.path)]:
            result["relatedLocations"] = [_further(place, report) for place in further[:MOST_PLACES]]
        if has_suppressed:
            result["suppressions"] = _suppressions(finding, report)
        if has_baselined:
            result["baselineState"] = "unchanged" if finding.state == "baselined" else "new"
        yield result | _properties(finding)


def _location(finding: Finding, options: Options) -> dict[str, Any]:
    """Where a finding is: in a file of the repository, and at a posting."""
    location = {"physicalLocation": _physical(anchor(finding.place, options))}
    if finding.posting_number is None:
        return location
    name = harmless(finding.posting_number)
    whole = f"{harmless(finding.account)}/{name}" if finding.account else name
    return location | {"logicalLocations": [{"name": name, "fullyQualifiedName": whole, "kind": "resource"}]}


def _physical(place: Place) -> dict[str, Any]:
    # Code scanning wants a line, be it the first of a file as a whole.
    return {
        "artifactLocation": sarif_uri(place.path),
        "region": {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)},
    }


def _further(place: Place, report: Report) -> dict[str, Any]:
    return {"physicalLocation": _physical(place), "message": message(_ALSO.say(report.lang))}


def _suppressions(finding: Finding, report: Report) -> list[dict[str, Any]]:
    if finding.state != "suppressed":
        return []
    return [{"kind": "external", "justification": finding.because or _SUPPRESSED.say(report.lang)}]


def _properties(finding: Finding) -> dict[str, Any]:
    """What has no key of its own in SARIF: the spot inside the file, a file outside of the repository, the cost."""
    place = finding.place
    spot: dict[str, Any] = {"pointer": place.pointer} if place.pointer else {}
    if not in_repository(place.path):
        spot |= {"path": place.path, "line": place.line}
    if finding.cost is not None:
        spot["cost"] = finding.cost
    return {"properties": spot} if spot else {}
