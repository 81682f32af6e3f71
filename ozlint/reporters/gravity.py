"""Which findings come first where a report has room for some of them only."""

from collections.abc import Iterable, Iterator

from ozlint.model.finding import SEVERITIES, Finding
from ozlint.model.report import Report, RuleSummary


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those that count first, the gravest of them before the others, else in their order."""
    return sorted(findings, key=gravity)


def gravity(finding: Finding) -> tuple[bool, int]:
    """Return what findings are sorted by: those that count first, then by severity."""
    return finding.state != "shown", SEVERITIES.index(finding.severity)


def in_order(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of a report for people: the gravest first, or as they are where the costliest come first."""
    return list(findings) if report.sort == "cost" else gravest_first(findings)


def by_rule(report: Report, findings: Iterable[Finding]) -> Iterator[tuple[RuleSummary, list[Finding]]]:
    """Return each rule that has findings with them: the rule of the gravest finding first, then by id.

    Where the costliest findings come first, the rules are in the order of theirs.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    gravest = {rule: min(map(gravity, group)) for rule, group in groups.items()}
    rules = {rule.id: rule for rule in report.rules}
    for rule in groups if report.sort == "cost" else sorted(groups, key=lambda rule: (gravest[rule], rule)):
        yield rules[rule], groups[rule]
