"""Measures a thousand updates beside a hundred thousand postings in memory: `python tests/bench/updates.py`.

The linter is made once; what is measured is the CPU time of `UpdateLint.lint`, the median of some rounds.
"""

import time
from statistics import median
from typing import Any

from ozlint import UpdateLint

POSTINGS, REQUESTS, BATCH, ROUNDS = 100_000, 50, 20, 9
AT = "2026-11-22T09:00:00Z"
PATH = "/v2/fbs/posting/delivering"


def posting(place: int) -> dict[str, Any]:
    """Return a posting that waits to be handed over."""
    return {
        "posting_number": f"{10_000_000 + place}-0001-1",
        "status": "awaiting_deliver",
        "substatus": "posting_registered",
        "tpl_integration_type": "non_integrated",
        "is_express": False,
        "tracking_number": str(1_106_153_417 + place),
        "delivery_method": {"id": 23104857701000, "tpl_provider": "CDEK"},
        "shipment_date": "2026-11-24T12:00:00Z",
        "shipment_date_without_delay": "2026-11-24T12:00:00Z",
        "available_actions": ["non_int_delivering"],
    }


def main() -> None:
    """Print what loading and judging take."""
    postings = [posting(place) for place in range(POSTINGS)]
    begun = time.process_time()
    linter = UpdateLint(postings)
    print(f"loading: {time.process_time() - begun:.2f} s")
    numbers = [one["posting_number"] for one in postings[: REQUESTS * BATCH]]
    plan = [
        {"path": PATH, "body": {"posting_number": numbers[at : at + BATCH]}} for at in range(0, len(numbers), BATCH)
    ]
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        judged = linter.lint(plan, at=AT, taken_at=AT)
        spent.append(time.process_time() - begun)
    assert len(judged.passed) == REQUESTS
    print(f"{len(numbers)} updates: {median(spent[1:]) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
