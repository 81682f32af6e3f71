"""What the findings of a run cost together, and their order."""

from collections.abc import Callable

from ozlint.model.cost import Cost
from ozlint.model.finding import Finding
from ozlint.triage.cost import cost_numbers, costliest_first

Found = Callable[..., Finding]


def of(roubles: float | None, charge: str = "surcharge") -> Cost:
    """Return a cost."""
    return Cost(charge=charge, roubles=roubles, basis="b")


def test_a_charge_counts_once_for_a_posting(found: Found) -> None:
    """Two findings about one delay are one surcharge; another charge, posting or account is another sum."""
    numbers = cost_numbers(
        [
            found("OZ301", "1", cost=of(100.0)),
            found("OZ305", "1", cost=of(100.0)),
            found("OZ308", "1", cost=of(30.25, "cancellation")),
            found("OZ301", "2", cost=of(50.0)),
            found("OZ301", "1", cost=of(7.0), account="second"),
        ]
    )
    assert numbers == {"cost": 187.25, "costed": 5, "uncosted": 0}


def test_what_is_not_known_is_counted_and_not_summed(found: Found) -> None:
    """Without a number, and without a charge at all, a finding is one whose cost is not known."""
    findings = [found("OZ301", "1", cost=of(None)), found("OZ101", "2"), found("OZ301", "3", cost=of(0.0))]
    assert cost_numbers(findings) == {"cost": 0.0, "costed": 1, "uncosted": 2}


def test_findings_set_aside_cost_nothing_here(found: Found) -> None:
    """Sums are of what counts."""
    findings = [found(cost=of(100.0), state=state) for state in ("suppressed", "baselined")]
    assert cost_numbers(findings) == {"cost": 0.0, "costed": 0, "uncosted": 0}


def test_the_costliest_come_first_and_the_unknown_last(found: Found) -> None:
    """What counts comes before what is set aside; without a number the gravest comes first, else the order stays."""
    findings = [
        found("OZ301", "aside", cost=of(900.0), state="suppressed"),
        found("OZ302", "mild", severity="warning"),
        found("OZ301", "grave", cost=of(None)),
        found("OZ301", "cheap", cost=of(0.0), severity="info"),
        found("OZ301", "dear", cost=of(70.0), severity="info"),
        found("OZ301", "equal", cost=of(70.0)),
    ]
    order = [finding.posting_number for finding in costliest_first(findings)]
    assert order == ["equal", "dear", "cheap", "grave", "mild", "aside"]
