"""What a posting would be after planned updates."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from ozlint.model.update import Update
from ozlint.ozon.contract import contracts_by_action
from ozlint.ozon.transitions import can_follow, moves, next_status, ranks
from ozlint.ozon.values import enum_values, known_values
from ozlint.plan.reading import plan_of
from ozlint.plan.state import After, State, apply_update, error_of

READY = State(
    status="awaiting_deliver", substatus="posting_registered", integration="non_integrated", tracking_number=""
)
PRESUMED = "posting_conditionally_delivered"


def update(action: str, **body: object) -> Update:
    """Return an update to one posting."""
    contract = contracts_by_action()[action]
    number = "1-1-1"
    whole: dict[str, Any] = {"posting_number": number, **body}
    if contract.holds == "texts":
        whole = {contract.items: [number]}
    elif contract.holds == "objects":
        whole = {contract.items: [whole]}
    (found,) = plan_of([{"path": contract.path, "body": whole}]).updates
    return found


def applied(state: State, updates: list[Update]) -> list[After]:
    """Return what comes of each of some updates to one posting, in order; one that does nothing is passed over."""
    states: tuple[State, ...] = (state,)
    course = []
    for one in updates:
        course.append(apply_update(states, one))
        states = course[-1].states
    return course


def test_a_number_is_set_and_the_posting_shipped() -> None:
    """In the order of the plan."""
    first, second = applied(READY, [update("set_tracking_number", tracking_number="T1"), update("delivering")])
    assert (first.status, first.tracking_number, first.obstacle, first.sure) == ("awaiting_deliver", "T1", None, True)
    assert (second.status, second.tracking_number, second.obstacle, second.sure) == ("delivering", "T1", None, True)
    assert second.substatus is UNSET


def test_shipped_twice_is_one_too_many() -> None:
    """The second does nothing, and what comes after it is judged as if it were not there."""
    first, second, third = applied(READY, [update("delivering"), update("delivering"), update("last_mile")])
    assert first.obstacle is None
    assert second.obstacle == "already_there"
    assert second.status == "delivering"
    assert error_of(update("delivering"), "already_there") == "TRANSITION_IS_NOT_POSSIBLE"
    assert (third.obstacle, third.status, third.substatus) == (None, "delivering", "posting_in_courier_service")


def test_the_whole_way_at_once() -> None:
    """From the hand-over to the buyer; of a delivered posting nothing more is taken but its number."""
    course = applied(
        READY,
        [
            update("delivering"),
            update("last_mile"),
            update("delivered"),
            update("set_tracking_number", tracking_number="T1"),
            update("cancel", cancel_reason_id=352),
            update("set_timeslot", new_timeslot={"from": "2026-11-22T09:00:00Z", "to": "2026-11-22T10:00:00Z"}),
        ],
    )
    assert [after.status for after in course] == ["delivering", "delivering", *["delivered"] * 4]
    assert [after.obstacle for after in course] == [None, None, None, None, "final", "final"]
    assert course[-1].tracking_number == "T1"


@pytest.mark.parametrize(
    ("state", "action", "body", "obstacle"),
    [
        ({"status": "awaiting_packaging"}, "delivering", {}, "not_from_here"),
        ({"integration": "3pl_tracking"}, "delivering", {}, "wrong_integration"),
        ({"status": "cancelled"}, "delivering", {}, "final"),
        ({"status": "cancelled"}, "set_tracking_number", {"tracking_number": "T1"}, "final"),
        ({"status": "delivered"}, "set_tracking_number", {"tracking_number": "T1"}, None),
        ({"status": "cancelled"}, "set_boxes", {"multi_box_qty": 2}, "final"),
        ({"status": "awaiting_packaging"}, "set_boxes", {"multi_box_qty": 2}, None),
        ({"status": "delivering", "substatus": PRESUMED}, "delivered", {}, "already_there"),
        ({"status": "delivering", "substatus": PRESUMED}, "last_mile", {}, "presumed_delivered"),
        ({"status": "delivering", "substatus": PRESUMED}, "cancel", {"cancel_reason_id": 665}, "presumed_delivered"),
        ({"status": "delivering", "substatus": "posting_in_courier_service"}, "last_mile", {}, "already_there"),
        ({"status": "delivering"}, "cancel", {"cancel_reason_id": 352}, "wrong_reason"),
        ({"status": "delivering"}, "cancel", {"cancel_reason_id": 402}, "no_message"),
        ({"status": "delivering"}, "cancel", {"cancel_reason_id": 402, "cancel_reason_message": "x"}, None),
        ({"status": "delivering"}, "cancel", {"cancel_reason_id": 99}, None),
        ({}, "cancel", {"cancel_reason_id": 352}, None),
    ],
)
def test_why_an_update_does_nothing(
    state: dict[str, str], action: str, body: dict[str, Any], obstacle: str | None
) -> None:
    """By the status, the integration, the substatus, or the reason for cancelling."""
    before = State(**{"status": "awaiting_deliver", "integration": "non_integrated", **state})
    after = apply_update([before], update(action, **body))
    assert after.obstacle == obstacle
    if obstacle:
        assert after.states == (before,)


def test_what_is_not_known_is_not_held_against_an_update() -> None:
    """Nor passed as sure."""
    for state in (State(), State(status="lost"), State(status=None)):
        after = apply_update([state], update("delivering"))
        assert (after.obstacle, after.sure, after.status) == (None, False, UNSET)
        number = apply_update([state], update("set_tracking_number", tracking_number="T1"))
        assert (number.sure, number.status, number.tracking_number) == (False, state.status, "T1")
    assert apply_update([State(status="awaiting_deliver")], update("delivering")).sure


def test_several_outcomes_are_kept_apart_until_an_update_tells() -> None:
    """A part of a posting is packed: that it was the last part is known once the posting could be shipped."""
    part = update("ship_package", products=[{"product_id": 1, "quantity": 1}])
    first, second, third = applied(State(status="awaiting_packaging", integration="non_integrated"), [
        part, part, update("delivering"),
    ])  # fmt: skip
    assert first.status is UNSET
    assert {state.status for state in first.states} == {"awaiting_packaging", "awaiting_deliver"}
    assert second.obstacle is None
    assert third.status == "delivering"


def test_a_cancelled_posting_has_errors_of_its_own() -> None:
    """Where the method has one for it; where nobody knows the error it is empty."""
    cancel = update("cancel", cancel_reason_id=352)
    assert error_of(cancel, "final", "cancelled") == "POSTING_ALREADY_CANCELLED"
    assert error_of(cancel, "final", "delivered") == ""
    assert error_of(cancel, "no_message") == "HAS_INCORRECT_CANCEL_REASON"
    assert error_of(update("arbitration"), "final", "cancelled") == ""


states = st.builds(
    State,
    status=st.sampled_from(sorted(ranks())) | st.sampled_from([UNSET, None, "lost"]),
    substatus=st.sampled_from([*(each.value for each in enum_values("substatus")), UNSET, None, "lost"]),
    integration=st.sampled_from([*sorted(known_values("integration")), UNSET, None, "teleport"]),
    tracking_number=st.sampled_from(["", "T0", UNSET]),
)
updates = st.sampled_from(
    [
        *(update(action) for action, contract in contracts_by_action().items() if contract.holds == "texts"),
        update("set_tracking_number", tracking_number="T1"),
        update("ship", packages=[]),
        update("ship_package", products=[]),
        update("set_cutoff", new_cutoff_date="2026-11-22T09:00:00Z"),
        *(update("cancel", cancel_reason_id=reason) for reason in (352, 402, 665, 99)),
    ]
)


@given(states, st.lists(updates, max_size=8))
def test_no_sequence_that_passes_leaves_the_legal_graph(state: State, sequence: list[Update]) -> None:
    """Every step is one that the table of transitions has for this method, or leaves the status as it was."""
    known: tuple[State, ...] = (state,)
    legal = {(way.method, way.before, way.after) for way in moves()}
    for planned, after in zip(sequence, applied(state, sequence), strict=True):
        if after.obstacle is not None:
            assert after.states == known
            assert all(error_of(planned, after.obstacle, each.status) is not None for each in known)
            continue
        before = {each.status for each in known}
        for reached in after.states:
            assert reached.integration == state.integration
            if reached.status in before:
                continue
            if reached.status is UNSET:
                assert not after.sure
                continue
            sources = {start for start in before if (planned.request.path, start, reached.status) in legal}
            assert sources
            assert all(can_follow(str(start), str(reached.status)) for start in sources)
        known = after.states


@given(states, updates)
def test_what_the_transitions_refuse_does_not_pass(state: State, planned: Update) -> None:
    """An obstacle of the table is one here; an update to a posting at its end changes no status."""
    status = state.status if isinstance(state.status, str) else ""
    integration = state.integration if isinstance(state.integration, str) else None
    step = next_status(planned.request.path, status, integration) if status else None
    after = apply_update([state], planned)
    if step is not None and step.obstacle is not None:
        assert after.obstacle == step.obstacle
    if status in {"delivered", "cancelled", "cancelled_from_split_pending"}:
        assert after.status == status
