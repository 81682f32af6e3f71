"""Which updates cannot hold beside each other."""

from typing import Any

import pytest

from ozlint.model.table import table_rows
from ozlint.ozon.contract import contracts_by_action
from ozlint.plan.conflicts import conflicts_in
from ozlint.plan.reading import plan_of


def pair(*said: tuple[str, dict[str, Any]]) -> dict[tuple[int, int], int]:
    """Return the conflicts in some updates of one posting: which request conflicts with which, from 0."""
    plan = plan_of([request(action, **body) for action, body in said])
    return {key: other.request.index for key, other in conflicts_in(plan.updates).items()}


def request(action: str, number: str = "1-1-1", **body: object) -> dict[str, Any]:
    """Return a request about one posting."""
    contract = contracts_by_action()[action]
    whole: Any = {"posting_number": number, **body}
    if contract.holds == "texts":
        whole = {contract.items: [number]}
    elif contract.holds == "objects":
        whole = {contract.items: [whole]}
    return {"path": contract.path, "body": whole}


@pytest.mark.parametrize("row", table_rows("plan/conflicts.tsv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_the_table_names_actions_and_what_updates_have(row: list[str]) -> None:
    """Both actions are known, and what has to differ is something that an update says."""
    action, other, differ, evidence, source = row
    assert {action, other} <= contracts_by_action().keys()
    assert differ in ("", "cancel_reason_id", "tracking_number", "cutoff_at", "slot_from", "boxes")
    assert evidence
    assert source


def test_a_cancellation_excludes_the_rest_in_either_order() -> None:
    """Whichever comes first, each names the other."""
    cancel, ship = ("cancel", {"cancel_reason_id": 352}), ("delivering", {})
    assert pair(cancel, ship) == pair(ship, cancel) == {(0, 0): 1, (1, 0): 0}


def test_two_numbers_conflict_and_the_same_twice_does_not() -> None:
    """A posting has one tracking number."""
    one, other = ("set_tracking_number", {"tracking_number": "1"}), ("set_tracking_number", {"tracking_number": "2"})
    assert pair(one, other) == {(0, 0): 1, (1, 0): 0}
    assert pair(one, one) == {}


def test_steps_that_follow_one_another_do_not_conflict() -> None:
    """The number, the hand-over, the last mile and the delivery are one way."""
    steps = [
        ("set_tracking_number", {"tracking_number": "1"}),
        ("delivering", {}),
        ("last_mile", {}),
        ("delivered", {}),
    ]
    assert pair(*steps) == {}


def test_updates_of_different_postings_have_nothing_to_do_with_each_other() -> None:
    """They do not conflict."""
    plan = plan_of([request("cancel", "1-1-1", cancel_reason_id=352), request("delivering", "2-2-2")])
    assert conflicts_in(plan.updates) == {}
