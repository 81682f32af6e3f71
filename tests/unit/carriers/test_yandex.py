"""The history of requests of Яндекс Доставка."""

from math import isnan

import pytest

from ozlint.carriers.yandex import events, recognise
from ozlint.model.times import iso_time

HISTORY = [
    {"status": "CREATED", "description": "Заказ подтвержден", "timestamp": 1762765200},
    {"status": "SORTING_CENTER_AT_START", "description": "На складе сортировочного центра", "timestamp": 1762875600},
]


@pytest.mark.parametrize(
    ("document", "number", "posting_number"),
    [
        ({"state_history": HISTORY}, None, None),
        ({"request_id": "77241d80-udp", "state_history": HISTORY}, "77241d80-udp", None),
        ({"77241d80-udp": {"state_history": HISTORY}}, "77241d80-udp", None),
        ([{"request_id": "77241d80-udp", "state_history": HISTORY}], "77241d80-udp", None),
        (
            {"request_id": "1-udp", "operator_request_id": "0199000001-0007-1", "state_history": HISTORY},
            "1-udp",
            "0199000001-0007-1",
        ),
    ],
)
def test_history(document: object, number: str | None, posting_number: str | None) -> None:
    """Each state is an event; the number of the request is beside its history or the key above it."""
    assert recognise(document)
    first, second = events(document)
    assert (first.tracking_number, first.posting_number, first.carrier) == (number, posting_number, "yandex")
    assert (first.code, first.text, first.phase) == ("CREATED", "Заказ подтвержден", "registered")
    assert (iso_time(first.at), first.zoned) == ("2025-11-10T09:00:00Z", True)
    assert second.phase == "accepted"


def test_info() -> None:
    """What request/info answers is one event, with the shop's own number of the order."""
    document = {
        "request_id": "77241d80-udp",
        "request": {"info": {"operator_request_id": "0199000001-0007-1", "comment": "код домофона 12"}},
        "state": {"status": "DELIVERY_DELIVERED", "timestamp_utc": "2026-11-12T10:00:00.000000Z"},
    }
    assert recognise({"requests": [document]})
    (event,) = events({"requests": [document]})
    assert (event.tracking_number, event.posting_number) == ("77241d80-udp", "0199000001-0007-1")
    assert (event.phase, iso_time(event.at), event.text) == ("delivered", "2026-11-12T10:00:00Z", "Доставлен")


def test_gaps() -> None:
    """A state without status or time is an event all the same."""
    no_status, no_time = events({"state_history": [{"timestamp": 1762765200}, {"status": "NEW_STATE"}]})
    assert (no_status.code, no_status.phase) == ("", "unknown")
    assert (no_time.code, no_time.phase) == ("NEW_STATE", "unknown")
    assert isnan(no_time.at)


def test_empty_history() -> None:
    """A history without states is Яндекс's, and holds no events."""
    assert recognise({"state_history": []})
    assert list(events({"state_history": []})) == []
