"""What Ozon's notifications mean: types, states, replies."""

from math import isnan
from typing import Any

import pytest

from ozlint.model.table import table_rows
from ozlint.model.times import iso_time
from ozlint.ozon.notifications import (
    notification_members,
    notification_of,
    notification_types,
    status_of_state,
    wanted_reply,
)
from ozlint.ozon.statuses import known_status, known_substatus

MOMENT = "2026-04-07T10:27:55.955Z"


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("posting_delivered", "delivered"),
        ("posting_received", "delivered"),
        ("posting_canceled", "cancelled"),
        ("posting_in_carriage", "awaiting_deliver"),
        ("posting_transferring_to_delivery", "awaiting_deliver"),
        ("posting_conditionally_delivered", "delivering"),
        ("posting_registered", "awaiting_deliver"),
        ("ship_failed", "awaiting_packaging"),
        ("posting_created", None),
        ("posting_awaiting_passport_data", None),
        ("delivering", "delivering"),
        ("sent_by_seller", "sent_by_seller"),
        ("order_done", None),
        ("posting_teleported", None),
        ("", None),
    ],
)
def test_states(state: str, status: str | None) -> None:
    """A substatus belongs to its status, a status is itself, and what is of several or of none is not guessed."""
    assert status_of_state(state) == status


def test_the_official_table() -> None:
    """Every state of the official table is a substatus that is known, of a status that is."""
    for state, status, _ in table_rows("ozon/push_states.tsv"):
        assert known_substatus(state)
        assert known_status(status)


def test_types() -> None:
    """The types that the documentation names are there, each with its meaning in both languages."""
    names = [kind.name for kind in notification_types()]
    assert set(names) == {
        "TYPE_PING", "TYPE_NEW_POSTING", "TYPE_POSTING_CANCELLED", "TYPE_STATE_CHANGED", "TYPE_CUTOFF_DATE_CHANGED",
        "TYPE_DELIVERY_DATE_CHANGED", "TYPE_FBO_POSTING_NEW", "TYPE_FBO_POSTING_CANCELLED",
        "TYPE_FBO_POSTING_STATE_CHANGED", "TYPE_FBO_POSTING_DELIVERY_DATE_CHANGED", "TYPE_FBO_STOCKS_CHANGED",
        "TYPE_ORDER_NEW", "TYPE_ORDER_CANCELLED", "TYPE_ORDER_STATE_CHANGED",
    }  # fmt: skip
    assert len(names) == len(set(names))
    assert all(kind.meaning.en and kind.meaning.ru for kind in notification_types())


def test_nothing_personal_is_looked_at() -> None:
    """Among the members that are ever read is no text of anybody."""
    assert not any(
        word in path for path in notification_members() for word in ("reason.message", "user", "name", "text")
    )


def test_a_state() -> None:
    """A change of state tells the state, its status and the moment."""
    found = notification_of({
        "message_type": "TYPE_STATE_CHANGED", "posting_number": " 1-0001-1 ", "seller_id": 15,
        "new_state": "posting_delivered", "changed_state_date": MOMENT,
    })  # fmt: skip
    assert (found.posting_number, found.account, found.state) == ("1-0001-1", "15", "posting_delivered")
    assert (found.status, found.substatus, found.previous_state) == ("delivered", "posting_delivered", None)
    assert iso_time(found.changed_at) == "2026-04-07T10:27:55Z"


@pytest.mark.parametrize("kind", ["TYPE_POSTING_CANCELLED", "TYPE_FBO_POSTING_CANCELLED"])
def test_a_cancellation(kind: str) -> None:
    """A cancellation tells what the posting was before, and the number of the reason, 0 being none."""
    said: dict[str, Any] = {
        "message_type": kind, "old_state": "posting_in_carriage", "new_state": "posting_canceled", "reason.id": 537,
        "changed_state_date": MOMENT, "cancel_date": MOMENT,
    }  # fmt: skip
    found = notification_of(said)
    assert (found.previous_state, found.status, found.cancel_reason_id) == ("posting_in_carriage", "cancelled", "537")
    assert not isnan(found.changed_at)
    assert notification_of(said | {"reason.id": 0}).cancel_reason_id is None


def test_moved_dates() -> None:
    """A moved promise and a moved shipment date tell both dates; an empty one is none."""
    promise = notification_of({
        "message_type": "TYPE_DELIVERY_DATE_CHANGED", "old_delivery_date_begin": "2021-11-21T10:00:00Z",
        "old_delivery_date_end": "2021-11-21T19:00:00Z", "new_delivery_date_end": "",
    })  # fmt: skip
    assert iso_time(promise.promised_before) == "2021-11-21T19:00:00Z"
    assert isnan(promise.promised_after)
    assert isnan(promise.changed_at)
    cutoff = notification_of({
        "message_type": "TYPE_CUTOFF_DATE_CHANGED", "old_cutoff_date": "0001-01-01T00:00:00Z",
        "new_cutoff_date": "2021-11-24T07:00:00Z",
    })  # fmt: skip
    assert isnan(cutoff.cutoff_before)
    assert iso_time(cutoff.cutoff_after) == "2021-11-24T07:00:00Z"


def test_orders_are_no_postings() -> None:
    """What notifications about orders call a number is none of a posting, though it looks like one."""
    found = notification_of({"message_type": "TYPE_ORDER_STATE_CHANGED", "posting_number": "1-0001-1",
                             "new_state": "order_done", "updated_at": MOMENT})  # fmt: skip
    assert (found.posting_number, found.state, found.status) == (None, "order_done", None)
    assert not isnan(found.changed_at)
    for name in ("created_at", "creation_date"):
        assert not isnan(notification_of({"message_type": "TYPE_ORDER_NEW", name: MOMENT}).changed_at)


def test_a_type_that_is_newer() -> None:
    """A type nobody knows tells what most types tell."""
    found = notification_of({"message_type": "TYPE_NEW", "posting_number": "1-0001-1", "new_state": "delivering"})
    assert (found.type, found.posting_number, found.status) == ("TYPE_NEW", "1-0001-1", "delivering")


@pytest.mark.parametrize(
    ("kind", "reply", "wanted"),
    [
        ("TYPE_STATE_CHANGED", {"result": True}, True),
        ("TYPE_STATE_CHANGED", {"result": False}, False),
        ("TYPE_STATE_CHANGED", {"result": "true"}, False),
        ("TYPE_STATE_CHANGED", {"error": {"code": "ERROR_UNKNOWN"}}, False),
        ("TYPE_STATE_CHANGED", "ok", False),
        ("TYPE_PING", {"version": "1", "name": "shop", "time": MOMENT}, True),
        ("TYPE_PING", {"result": True}, False),
    ],
)
def test_replies(kind: str, reply: object, wanted: bool) -> None:  # noqa: FBT001 - of the table
    """Ozon wants {"result": true}, and to a ping who answers and when."""
    assert wanted_reply(kind, reply) == wanted
