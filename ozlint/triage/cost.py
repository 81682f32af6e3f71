"""What the findings of a run cost together, and which of them costs most."""

from collections.abc import Sequence
from typing import TypedDict

from ozlint.model.finding import SEVERITIES, Finding


class CostNumbers(TypedDict):
    """The numbers of a summary that are about money."""

    cost: float
    costed: int
    uncosted: int


def cost_numbers(findings: Sequence[Finding]) -> CostNumbers:
    """Return what the findings shown cost in roubles, and of how many a number is known, and is not.

    A charge is made once for a posting, however many findings lead to it.
    """
    shown = [finding for finding in findings if finding.state == "shown"]
    charged: dict[tuple[str | None, str | None, str], float] = {}
    costed = 0
    for finding in shown:
        if (cost := finding.cost) is not None and cost.roubles is not None:
            charged[finding.account, finding.posting_number, cost.charge] = cost.roubles
            costed += 1
    return CostNumbers(cost=round(sum(charged.values()), 2), costed=costed, uncosted=len(shown) - costed)


def costliest_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those that count first, by what they cost; what is not known comes last, by severity."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[bool, bool, float, int]:
    roubles = finding.roubles
    return finding.state != "shown", roubles is None, -(roubles or 0.0), SEVERITIES.index(finding.severity)
