"""Orders and webhooks of CDEK."""

from math import isnan
from typing import Any

import pytest

from ozlint.carriers.cdek import events, recognise
from ozlint.model.times import iso_time
from ozlint.model.tracking import Phase


def order(*statuses: dict[str, Any], **members: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of JSON
    """An answer of GET /v2/orders."""
    entity = {"cdek_number": "1106153417", "number": "0199000001-0007-1", "is_return": False, "statuses": statuses}
    return {"entity": entity | {"statuses": list(statuses)} | members, "requests": [], "related_entities": []}


def webhook(**attributes: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of JSON
    """A webhook about a status."""
    usual = {
        "is_return": False,
        "cdek_number": "1106153417",
        "number": "0199000001-0007-1",
        "code": "DELIVERED",
        "status_code": "4",
        "status_date_time": "2026-11-11T12:41:43+0700",
        "city_name": "Новосибирск",
    }
    return {"type": "ORDER_STATUS", "date_time": "2026-11-11T13:07:34+0700", "attributes": usual | attributes}


def test_order() -> None:
    """Each status of an order is an event with its numbers, in CDEK's order; what is only data is registered."""
    document = order(
        {"code": "RECEIVED_AT_SHIPMENT_WAREHOUSE", "name": "Принят на склад отправителя",
         "date_time": "2026-11-11T15:40:00+0000", "city": "Москва"},
        {"code": "CREATED", "name": "Создан", "date_time": "2026-11-10T09:20:00+0000", "city": "Офис СДЭК"},
        {"code": "ACCEPTED", "name": "Принят", "date_time": "2026-11-10T09:19:58+0000", "city": "Офис СДЭК"},
    )  # fmt: skip
    assert recognise(document)
    first, second, third = events(document)
    assert (first.tracking_number, first.posting_number, first.carrier) == ("1106153417", "0199000001-0007-1", "cdek")
    assert (first.code, first.text) == ("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Принят на склад отправителя")
    assert (iso_time(first.at), first.zoned) == ("2026-11-11T15:40:00Z", True)
    assert [event.phase for event in (first, second, third)] == ["accepted", "registered", "registered"]
    assert not first.is_return
    assert not first.withdrawn


def test_webhook() -> None:
    """A webhook is one event at the time of the status, not of the call."""
    assert recognise(webhook())
    (event,) = events(webhook())
    assert (event.phase, iso_time(event.at), event.text) == ("delivered", "2026-11-11T05:41:43Z", "Вручен")
    assert (event.tracking_number, event.posting_number) == ("1106153417", "0199000001-0007-1")


def test_deleted_status() -> None:
    """A status that CDEK has deleted is withdrawn, in a webhook and in an order."""
    (event,) = events(webhook(deleted=True))
    assert event.withdrawn
    deleted, standing = events(order({"code": "DELIVERED", "deleted": True}, {"code": "CREATED", "deleted": False}))
    assert deleted.withdrawn
    assert not standing.withdrawn


@pytest.mark.parametrize("kind", ["is_return", "is_reverse", "is_client_return"])
def test_return_orders(kind: str) -> None:
    """On each kind of return delivery means that the seller has the parcel back."""
    (event,) = events(webhook(**{kind: True}))
    assert (event.phase, event.is_return) == ("returned", True)
    delivered, moving, created = events(
        order({"code": "DELIVERED"}, {"code": "SENT_TO_SENDER_CITY"}, {"code": "CREATED"}, **{kind: True})
    )
    assert [event.phase for event in (delivered, moving, created)] == ["returned", "returning", "registered"]
    assert delivered.is_return
    assert moving.is_return
    assert created.is_return


@pytest.mark.parametrize(
    ("code", "reason", "phase", "text"),
    [
        ("NOT_DELIVERED", None, "returning", "Не вручен"),
        ("NOT_DELIVERED", "11", "returning", "Не вручен: Возврат, отказ от получения: Без объяснения"),
        ("NOT_DELIVERED", "26", "lost", "Не вручен: Утерян"),
        ("NOT_DELIVERED", 27, "exception", "Не вручен: Не востребован, утилизация"),
        ("NOT_DELIVERED", "999", "returning", "Не вручен"),
        ("DELIVERED", "20", "delivered", "Вручен: Частичная доставка"),
        ("SENT_TO_RECIPIENT_CITY", "26", "in_transit", "Отправлен в г. получатель: Утерян"),
    ],
)
def test_reasons(code: str, reason: object, phase: Phase, text: str) -> None:
    """The reason says what became of an order that was not delivered; of other statuses it changes nothing."""
    (event,) = events(order({"code": code, "reason_code": reason}))
    assert (event.phase, event.text) == (phase, text)
    (event,) = events(webhook(code=code, status_reason_code=reason))
    assert (event.phase, event.text) == (phase, text)


def test_old_codes() -> None:
    """A webhook without the new code is read by the old one."""
    (event,) = events(webhook(code="", status_code=5, status_reason_code="26"))
    assert (event.code, event.phase) == ("5", "lost")
    (event,) = events(webhook(code=None, status_code="12"))
    assert (event.code, event.phase, event.text) == ("12", "arrived_pickup_point", "Принят на склад до востребования")


def test_lists() -> None:
    """A list of orders and webhooks is read whole, bare orders too."""
    bare = order({"code": "CREATED"}, cdek_number=2)["entity"]
    document = [order({"code": "DELIVERED"}), webhook(), bare, "no order", {"type": "PRINT_FORM", "attributes": {}}]
    assert recognise(document)
    assert [event.tracking_number for event in events(document)] == ["1106153417", "1106153417", "2"]


def test_gaps() -> None:
    """A status without code or time is an event all the same; one nobody has mapped keeps CDEK's name."""
    nothing, new = events(order({}, {"code": "NEW_CODE", "name": "Новый статус", "date_time": "завтра"}))
    assert (nothing.code, nothing.phase) == ("", "unknown")
    assert isnan(nothing.at)
    assert (new.code, new.phase, new.text) == ("NEW_CODE", "unknown", "Новый статус")
    assert isnan(new.at)
    (event,) = events(webhook(status_date_time=None))
    assert isnan(event.at)


def test_order_without_a_number() -> None:
    """An order that CDEK refused has no number of CDEK's yet."""
    document = order({"code": "INVALID", "name": "Некорректный заказ"})
    del document["entity"]["cdek_number"]
    assert recognise(document)
    (event,) = events(document)
    assert (event.tracking_number, event.posting_number, event.phase) == (None, "0199000001-0007-1", "exception")
