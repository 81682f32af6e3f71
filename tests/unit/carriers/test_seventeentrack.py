"""What 17TRACK answers."""

from math import isnan
from typing import Any

from ozlint.carriers.seventeentrack import events, recognise
from ozlint.model.times import iso_time


def provider(name: str, *happened: dict[str, Any]) -> dict[str, Any]:
    """What one carrier says."""
    return {"provider": {"key": 3011, "name": name}, "events": list(happened)}


def entry(*providers: dict[str, Any], **info: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of JSON
    """What is known of one number."""
    return {
        "number": "RB123456785CN",
        "tag": "0199000001-0007-1",
        "param": "+79001234567",
        "track_info": {"tracking": {"providers": list(providers)}} | info,
    }


def test_events() -> None:
    """What each carrier says is an event of that carrier, by its finer status; free text is left where it is."""
    document = entry(
        provider(
            "China Post",
            {"time_utc": "2026-11-11T07:00:00Z", "sub_status": "InTransit_PickedUp", "stage": "PickedUp"},
            {"time_iso": "2026-11-10T07:00:00+08:00", "sub_status": None, "stage": "InfoReceived"},
        ),
        provider("Russian Post", {"time_utc": "2026-11-20T07:00:00Z", "sub_status": "Delivered_Other",
                                  "description": "Signed by IVANOV", "location": "Омск"}),
    )  # fmt: skip
    assert recognise(document)
    picked_up, informed, delivered = events(document)
    assert (picked_up.tracking_number, picked_up.posting_number) == ("RB123456785CN", "0199000001-0007-1")
    assert (picked_up.carrier, picked_up.code, picked_up.phase) == ("chinapost", "InTransit_PickedUp", "accepted")
    assert (iso_time(picked_up.at), picked_up.zoned) == ("2026-11-11T07:00:00Z", True)
    assert (informed.code, informed.phase, iso_time(informed.at)) == (
        "InfoReceived",
        "registered",
        "2026-11-09T23:00:00Z",
    )
    assert (delivered.carrier, delivered.phase, delivered.text) == ("russian_post", "delivered", "Delivered")
    assert "IVANOV" not in repr(delivered)
    assert "+79001234567" not in repr(delivered)


def test_milestones() -> None:
    """A milestone that was reached is an event, one without a time is none."""
    document = entry(
        provider("Cainiao"),
        milestone=[
            {"key_stage": "PickedUp", "time_utc": "2026-11-11T07:00:00Z"},
            {"key_stage": "Delivered", "time_utc": None, "time_iso": None},
        ],
    )
    (event,) = events(document)
    assert (event.carrier, event.code, event.phase) == ("cainiao", "PickedUp", "accepted")


def test_latest_status() -> None:
    """The latest status is an event at the time of the latest event, unless it is among the events already."""
    latest = {
        "latest_status": {"status": "Expired", "sub_status": "Expired_Other"},
        "latest_event": {"time_utc": "2026-11-11T07:00:00Z"},
    }
    (event,) = events(entry(**latest))
    assert (event.code, event.phase, iso_time(event.at)) == ("Expired_Other", "exception", "2026-11-11T07:00:00Z")
    told = provider("CDEK", {"time_utc": "2026-11-11T07:00:00Z", "sub_status": "Expired_Other"})
    assert [event.carrier for event in events(entry(told, **latest))] == ["cdek"]


def test_not_found() -> None:
    """A number that nobody knows is unknown, at no time."""
    latest = {"status": "NotFound", "sub_status": "NotFound_Other"}
    (event,) = events(entry(latest_status=latest, latest_event=None))
    assert (event.phase, event.carrier) == ("unknown", "")
    assert isnan(event.at)


def test_carrier_of_the_whole() -> None:
    """What is said of the whole way has a carrier where there is one alone that is known."""
    milestones = [{"key_stage": "Delivered", "time_utc": "2026-11-11T07:00:00Z"}]
    two = entry(provider("China Post"), provider("Russian Post"), milestone=milestones)
    assert [event.carrier for event in events(two)] == [""]
    assert [event.carrier for event in events(entry(provider("USPS"), milestone=milestones))] == [""]


def test_envelopes() -> None:
    """Answers and notifications hold the same; an answer that knows nothing is recognised too."""
    one = entry(latest_status={"status": "Delivered"})
    for document in (
        {"code": 0, "data": {"accepted": [one], "rejected": []}},
        {"event": "TRACKING_UPDATED", "data": one},
    ):
        assert recognise(document)
        assert [event.phase for event in events(document)] == ["delivered"]
    nothing = {"code": 0, "data": {"accepted": [], "rejected": [{"number": "1", "error": {"code": -18019902}}]}}
    assert recognise(nothing)
    assert list(events(nothing)) == []


def test_gaps() -> None:
    """An event without status or time is one all the same."""
    (event,) = events(entry(provider("CDEK", {"description": "..."})))
    assert (event.code, event.phase) == ("", "unknown")
    assert isnan(event.at)
