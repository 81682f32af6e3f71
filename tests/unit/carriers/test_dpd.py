"""States of DPD Russia."""

from math import isnan
from typing import Any

import pytest

from ozlint.carriers.dpd import events, recognise
from ozlint.model.times import iso_time
from ozlint.model.tracking import Phase


def state(name: str, **members: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of JSON
    """One state of a parcel."""
    usual = {
        "clientOrderNr": "0199000001-0007-1",
        "dpdOrderNr": "RU000000001",
        "dpdParcelNr": "00000000001",
        "isReturn": False,
        "newState": name,
        "transitionTime": "2026-11-11T15:40:00",
        "terminalCity": "Москва",
        "consignee": "Иванов И.И.",
    }
    return usual | members


@pytest.mark.parametrize(
    "wrap",
    [lambda one: {"states": [one]}, lambda one: {"return": {"resultComplete": True, "states": one}}, lambda one: [one]],
)
def test_state(wrap: Any) -> None:  # noqa: ANN401 - one of the lambdas above
    """A state is an event with both numbers, in any envelope; who received it is not told, times have no zone."""
    document = wrap(state("OnTerminalPickup"))
    assert recognise(document)
    (event,) = events(document)
    assert (event.tracking_number, event.posting_number, event.carrier) == ("RU000000001", "0199000001-0007-1", "dpd")
    assert (event.code, event.phase) == ("OnTerminalPickup", "accepted")
    assert event.text == "Посылка находится на терминале приема отправления"
    assert (iso_time(event.at), event.zoned) == ("2026-11-11T15:40:00Z", False)
    assert "Иванов" not in repr(event)


@pytest.mark.parametrize(
    ("name", "is_return", "phase"),
    [
        ("Delivered", False, "delivered"),
        ("Delivered", True, "returned"),
        ("Delivered", "true", "returned"),
        ("OnRoad", True, "returning"),
        ("ReturnedFromDelivery", False, "in_transit"),
        ("ReturnedFromDelivery", True, "returning"),
        ("NewOrderByDPD", True, "registered"),
        ("Lost", True, "lost"),
    ],
)
def test_direction(name: str, is_return: object, phase: Phase) -> None:
    """Whether a state is one of the way back only isReturn tells."""
    (event,) = events([state(name, isReturn=is_return)])
    assert event.phase == phase
    assert event.is_return is (is_return is not False)


def test_gaps() -> None:
    """A state without name or time is an event all the same; without the order's number the parcel's counts."""
    no_name, no_time = events([state("", dpdOrderNr=""), {"newState": "SomethingNew"}])
    assert (no_name.tracking_number, no_name.phase) == ("00000000001", "unknown")
    assert (no_time.tracking_number, no_time.phase) == (None, "unknown")
    assert isnan(no_time.at)


def test_answer_without_states() -> None:
    """An answer that has no states is DPD's, and holds no events."""
    document = {"return": {"docId": 1, "resultComplete": True}}
    assert recognise(document)
    assert list(events(document)) == []
