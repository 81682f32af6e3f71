"""What comes first in a report."""

from types import SimpleNamespace

from ozlint.reporters.gravity import by_rule, gravest_first, in_order


def test_what_counts_comes_first_then_the_gravest(make: SimpleNamespace) -> None:
    """Findings that were set aside come last however grave; equals stay in their order."""
    findings = [
        make.finding("OZ101", "1", "m", 1, state="suppressed"),
        make.finding("OZ110", "2", "m", 2),
        make.finding("OZ101", "3", "m", 3),
        make.finding("OZ302", "4", "m", 4),
        make.finding("OZ101", "5", "m", 5),
    ]
    assert [finding.posting_number for finding in gravest_first(findings)] == ["3", "5", "4", "2", "1"]


def test_rules_come_by_their_gravest_finding(make: SimpleNamespace) -> None:
    """A rule stands where its gravest finding does; among equals the id decides; each has all of its findings."""
    findings = (
        make.finding("OZ302", "1", "m", 1),
        make.finding("OZ110", "2", "m", 2, severity="error"),
        make.finding("OZ101", "3", "m", 3),
        make.finding("OZ110", "4", "m", 4),
    )
    report = make.report(*findings)
    assert [(rule.id, [finding.posting_number for finding in group]) for rule, group in by_rule(report, findings)] == [
        ("OZ101", ["3"]),
        ("OZ110", ["2", "4"]),
        ("OZ302", ["1"]),
    ]


def test_the_costliest_stay_where_they_are(make: SimpleNamespace) -> None:
    """A report that was sorted by cost is not sorted again: neither its findings nor its rules."""
    findings = (make.finding("OZ110", "1", "m", 1), make.finding("OZ101", "2", "m", 2))
    report = make.report(*findings, sort="cost")
    assert in_order(report, findings) == list(findings)
    assert [rule.id for rule, _ in by_rule(report, findings)] == ["OZ110", "OZ101"]
    assert in_order(make.report(*findings), findings) == [findings[1], findings[0]]
