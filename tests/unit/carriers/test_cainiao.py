"""Traces of Cainiao."""

from math import isnan
from typing import Any

from ozlint.carriers.cainiao import events, recognise
from ozlint.model.times import iso_time


def answer(*traces: dict[str, Any], **members: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of JSON
    """An answer about one parcel."""
    return {"success": True, "module": [{"mailNo": "LP00123456789012", "detailList": list(traces)} | members]}


def test_traces() -> None:
    """Each trace is an event at the clock of its own zone, whatever the number beside it says."""
    document = answer(
        {"timeStr": "2026-05-01 10:00:00", "timeZone": "GMT+3", "time": 1777600800000, "actionCode": "GTMS_SIGNED",
         "desc": "Delivered, signed by IVANOV", "standerdDesc": "Package delivered"},
        {"timeStr": "2026-04-20 10:00:00", "timeZone": "GMT+8", "actionCode": "PU_PICKUP_SUCCESS", "desc": "..."},
    )  # fmt: skip
    assert recognise(document)
    signed, picked_up = events(document)
    assert (signed.tracking_number, signed.posting_number, signed.carrier) == ("LP00123456789012", None, "cainiao")
    assert (signed.code, signed.text, signed.phase) == ("GTMS_SIGNED", "Package delivered", "delivered")
    assert (iso_time(signed.at), signed.zoned) == ("2026-05-01T07:00:00Z", True)
    assert (iso_time(picked_up.at), picked_up.phase) == ("2026-04-20T02:00:00Z", "accepted")
    assert "IVANOV" not in repr(signed)


def test_latest_trace() -> None:
    """The latest trace is an event where the list lacks it, and not a second one where it does not."""
    trace = {"timeStr": "2026-05-16 19:43:30", "actionCode": "GTMS_SIGNED"}
    assert [event.phase for event in events(answer(latestTrace=trace))] == ["delivered"]
    picked_up = {"timeStr": "2026-05-01 10:00:00", "actionCode": "PU_PICKUP_SUCCESS"}
    assert [event.phase for event in events(answer(picked_up, latestTrace=trace))] == ["delivered", "accepted"]
    assert [event.phase for event in events(answer(trace | {"timeZone": "GMT+8"}, latestTrace=trace))] == ["delivered"]


def test_gaps() -> None:
    """A trace without code or time is an event all the same; one without zone is not zoned."""
    no_code, no_time = events(answer({"timeStr": "2026-05-01 10:00:00"}, {"actionCode": "NEW_CODE"}))
    assert (no_code.code, no_code.phase, no_code.zoned) == ("", "unknown", False)
    assert (no_time.code, no_time.phase) == ("NEW_CODE", "unknown")
    assert isnan(no_time.at)


def test_parcels_without_their_answer() -> None:
    """The parcels of an answer may stand alone."""
    parcels = answer({"actionCode": "GTMS_ACCEPT"})["module"]
    assert recognise(parcels)
    assert recognise(parcels[0])
    assert [event.phase for event in events(parcels)] == ["in_transit"]
