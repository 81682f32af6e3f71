"""Orders of 5Post."""

from math import isnan
from typing import Any

import pytest

from ozlint.carriers.fivepost import events, recognise
from ozlint.model.times import iso_time
from ozlint.model.tracking import Phase


def status(execution: str | None, **members: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of JSON
    """One status of an order."""
    usual = {
        "orderId": "12854f88-1b9c-435c-85ba-c2e345b9f891",
        "senderOrderId": "0199000001-0007-1",
        "status": "IN_PROCESS",
        "executionStatus": execution,
        "changeDate": "2020-08-10T13:12:43.31964+03:00",
    }
    return usual | members


def test_status() -> None:
    """A status is an event with both numbers, at its own time, by where the parcel is."""
    assert recognise([status("RECEIVED_IN_WAREHOUSE_BY_PLACES")])
    (event,) = events([status("RECEIVED_IN_WAREHOUSE_BY_PLACES")])
    assert (event.tracking_number, event.posting_number, event.carrier) == (
        "12854f88-1b9c-435c-85ba-c2e345b9f891",
        "0199000001-0007-1",
        "fivepost",
    )
    assert (event.code, event.phase) == ("RECEIVED_IN_WAREHOUSE_BY_PLACES", "accepted")
    assert (iso_time(event.at), event.zoned) == ("2020-08-10T10:12:43Z", True)


@pytest.mark.parametrize(
    ("execution", "mile", "code", "phase"),
    [
        ("SHIPPED", "LAST_MILE", "SHIPPED", "in_transit"),
        ("SHIPPED", "REVERSE_LAST_MILE", "SHIPPED", "returning"),
        ("CREATED", "REVERSE_FIRST_MILE", "CREATED", "registered"),
        ("RETURNED_TO_PARTNER", "REVERSE_FIRST_MILE", "RETURNED_TO_PARTNER", "returned"),
        ("REJECTED: Ошибка валидации", None, "REJECTED", "cancelled"),
        (None, None, "IN_PROCESS", "in_transit"),
        ("SOMETHING_NEW", None, "SOMETHING_NEW", "unknown"),
    ],
)
def test_codes(execution: str | None, mile: str | None, code: str, phase: Phase) -> None:
    """The reason of a refusal is no part of the code, the mile tells the direction, the order's status stands in."""
    (event,) = events([status(execution, mileType=mile)])
    assert (event.code, event.phase) == (code, phase)


def test_gaps() -> None:
    """A status without code or time is an event all the same."""
    (event,) = events(status(None, status=None, changeDate=None))
    assert (event.code, event.phase) == ("", "unknown")
    assert isnan(event.at)
