"""From a request to what it does to each posting."""

from datetime import timedelta, timezone
from typing import Any

import pytest

from ozlint.model.record import Undecodable
from ozlint.model.times import Vague
from ozlint.model.update import PlannedProduct, Update
from ozlint.plan.items import items_of
from ozlint.plan.reading import plan_of

DELIVERING = "/v2/fbs/posting/delivering"
NINE = 1795338000.0


def items(path: str, body: dict[str, Any], zone: timezone | None = None, **around: object) -> list[Any]:
    """Return the items of a request."""
    (request,) = plan_of([{"path": path, "body": body, **around}]).requests
    return list(items_of(request, zone))


def test_a_request_about_several_postings() -> None:
    """One update each, in order; blanks around a number are sent as they are, so they are a part of it."""
    first, second = items(DELIVERING, {"posting_number": ["1-1-1", " 1-1-2 "]})
    assert (first.posting_number, first.action, first.item) == ("1-1-1", "delivering", 0)
    assert (second.posting_number, second.item) == (" 1-1-2 ", 1)
    assert first.spot.place.pointer == "/body/posting_number/0"


def test_a_text_in_place_of_a_list_is_one_posting() -> None:
    """What was meant is clear; that the request does not have the right form stays known."""
    (update,) = items(DELIVERING, {"posting_number": "1-1-1"})
    assert update.posting_number == "1-1-1"
    assert not update.request.is_listed


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        (
            "/v2/fbs/posting/tracking-number/set",
            {"tracking_numbers": [{"posting_number": "1", "tracking_number": 14523}]},
            {"tracking_number": "14523"},
        ),
        (
            "/v1/posting/cutoff/set",
            {"posting_number": "1", "new_cutoff_date": "2026-11-22T09:00:00Z"},
            {"cutoff_at": NINE},
        ),
        (
            "/v1/posting/fbs/timeslot/set",
            {"posting_number": "1", "new_timeslot": {"from": "2026-11-22T09:00:00Z", "to": "2026-11-22T10:00:00Z"}},
            {"slot_from": NINE, "slot_to": NINE + 3600},
        ),
        (
            "/v2/posting/fbs/cancel",
            {"posting_number": "1", "cancel_reason_id": "402", "cancel_reason_message": " "},
            {"cancel_reason_id": 402, "has_cancel_message": False},
        ),
        (
            "/v2/posting/fbs/cancel",
            {"posting_number": "1", "cancel_reason_id": 402, "cancel_reason_message": "Пётр не отвечает"},
            {"cancel_reason_id": 402, "has_cancel_message": True},
        ),
        ("/v3/posting/multiboxqty/set", {"posting_number": "1", "multi_box_qty": 3}, {"boxes": 3}),
        ("/v1/posting/fbs/pick-up-code/verify", {"posting_number": "1", "pickup_code": "2"}, {}),
        (
            "/v4/posting/fbs/ship",
            {
                "posting_number": "1",
                "packages": [
                    {"products": [{"product_id": 5, "quantity": 2}]},
                    {"products": [{"product_id": "6", "quantity": 1}, {}]},
                ],
            },
            {
                "products": (
                    PlannedProduct("5", 2, 0),
                    PlannedProduct("6", 1, 1),
                    PlannedProduct(None, None, 1),
                )
            },
        ),
        (
            "/v4/posting/fbs/ship/package",
            {"posting_number": "1", "products": [{"product_id": 5, "quantity": 2}]},
            {"products": (PlannedProduct("5", 2, 0),)},
        ),
    ],
)
def test_what_each_method_says(path: str, body: dict[str, Any], told: dict[str, Any]) -> None:
    """And nothing else: words to a buyer and the courier's code are not kept."""
    (update,) = items(path, body)
    assert isinstance(update, Update)
    assert {name: getattr(update, name) for name in told} == told
    assert "Пётр" not in repr(update)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (DELIVERING, {"posting_number": [None]}, "posting_number"),
        (DELIVERING, {"posting_number": [5]}, "posting_number"),
        (DELIVERING, {"posting_number": [{"name": "Пётр"}]}, "posting_number"),
        (DELIVERING, {"posting_number": [" "]}, "posting_number"),
        ("/v2/fbs/posting/tracking-number/set", {"tracking_numbers": ["1-1-1"]}, ""),
        (
            "/v2/fbs/posting/tracking-number/set",
            {"tracking_numbers": [{"posting_number": "1", "tracking_number": True}]},
            "tracking_number",
        ),
        ("/v1/posting/cutoff/set", {"posting_number": "1", "new_cutoff_date": "tomorrow"}, "new_cutoff_date"),
        ("/v2/posting/fbs/cancel", {"posting_number": "1", "cancel_reason_id": "x"}, "cancel_reason_id"),
        (
            "/v4/posting/fbs/ship/package",
            {"posting_number": "1", "products": [{"product_id": 5, "quantity": "two"}]},
            "quantity",
        ),
        (
            "/v4/posting/fbs/ship",
            {"posting_number": "1", "packages": [{"products": [{"product_id": 5, "quantity": 0}]}]},
            "quantity",
        ),
        ("/v3/posting/multiboxqty/set", {"posting_number": "1", "multi_box_qty": -1}, "multi_box_qty"),
        (
            "/v1/posting/fbs/timeslot/set",
            {"posting_number": "1", "new_timeslot": {"from": "2026-11-22T10:00:00Z", "to": "2026-11-22T09:00:00Z"}},
            "new_timeslot",
        ),
    ],
)
def test_an_item_that_cannot_be_read_is_told(path: str, body: dict[str, Any], field: str) -> None:
    """With the field at fault, and nothing of what stands there."""
    (record,) = items(path, body)
    assert isinstance(record, Undecodable)
    assert record.field == field
    assert record.reason.ru
    assert "Пётр" not in repr(record)


def test_one_item_that_cannot_be_read_costs_itself() -> None:
    """The others of the request are read, and stay where they are."""
    first, broken, last = items(DELIVERING, {"posting_number": ["1-1-1", None, "1-1-3"]})
    assert (first.item, last.item) == (0, 2)
    assert isinstance(broken, Undecodable)


def test_when_a_posting_was_handed_over() -> None:
    """For all, or by number; in a zone, where none is written; of no other action."""
    body = {"posting_number": ["1-1-1", "1-1-2"]}
    moscow = timezone(timedelta(hours=3))
    assert [item.handed_at for item in items(DELIVERING, body, moscow, handed_at="22.11.2026 12:00")] == [NINE, NINE]
    one, other = items(DELIVERING, body, handed_at={"1-1-1": "2026-11-22 09:00"})
    assert type(one.handed_at) is Vague
    assert other.handed_at is None
    (broken, _) = items(DELIVERING, body, handed_at={"1-1-1": "tomorrow"})
    assert broken.field == "handed_at"
    (last,) = items("/v2/fbs/posting/last-mile", {"posting_number": ["1-1-1"]}, handed_at="tomorrow")
    assert last.handed_at is None


def test_of_a_method_that_changes_nothing_or_is_not_known_there_are_no_items() -> None:
    """The request alone is there."""
    assert items("/v4/posting/fbs/list", {"filter": {}, "limit": 1}) == []
    assert items("/v9/posting/fbs/ship", {"posting_number": "1"}) == []
