"""Trackings of TrackingMore."""

from math import isnan
from typing import Any

import pytest

from ozlint.carriers.trackingmore import events, recognise
from ozlint.model.times import iso_time

TRACKING: dict[str, Any] = {
    "tracking_number": "RB123456785CN",
    "courier_code": "china-post",
    "order_number": "0199000001-0007-1",
    "delivery_status": "transit",
    "substatus": "transit002",
    "latest_checkpoint_time": "2026-11-12 10:31",
    "customer": {"customer_name": "IVANOV"},
    "signed_by": "IVANOV",
    "origin_info": {
        "courier_code": "china-post",
        "trackinfo": [
            {"checkpoint_date": "2026-11-11T10:31:00+08:00", "tracking_detail": "Parcel of IVANOV dispatched",
             "checkpoint_delivery_status": "transit", "checkpoint_delivery_substatus": "transit006"},
        ],
    },
    "destination_info": {
        "courier_code": "russian-post",
        "trackinfo": [
            {"checkpoint_date": "2026-11-12 10:31", "checkpoint_delivery_status": "transit",
             "checkpoint_delivery_substatus": None},
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [TRACKING, {"meta": {"code": 200}, "data": [TRACKING]}, {"data": {"items": [TRACKING]}}, {"data": TRACKING}],
)
def test_checkpoints(document: object) -> None:
    """The checkpoints of both legs are events of their carriers; details and people stay where they are."""
    assert recognise(document)
    first, second = events(document)
    assert (first.tracking_number, first.posting_number) == ("RB123456785CN", "0199000001-0007-1")
    assert (first.carrier, second.carrier) == ("chinapost", "russian_post")
    assert (first.code, first.text, first.phase) == ("transit006", "Dispatched", "in_transit")
    assert (iso_time(first.at), first.zoned) == ("2026-11-11T02:31:00Z", True)
    assert (second.code, second.phase) == ("transit", "in_transit")
    assert (iso_time(second.at), second.zoned) == ("2026-11-12T10:31:00Z", False)
    assert "IVANOV" not in repr((first, second))


def test_older_versions() -> None:
    """Versions 2 and 3 have other names for the same members."""
    document = {
        "tracking_number": "1106153417",
        "carrier_code": "cdek",
        "origin_info": {"trackinfo": [{"Date": "2021-12-07 10:31", "checkpoint_status": "delivered"}]},
        "destination_info": None,
    }
    assert recognise(document)
    (event,) = events(document)
    assert (event.carrier, event.code, event.phase) == ("cdek", "delivered", "delivered")
    assert iso_time(event.at) == "2021-12-07T10:31:00Z"


def test_no_checkpoints() -> None:
    """Without a checkpoint the status of the whole is an event."""
    (event,) = events(TRACKING | {"origin_info": None, "destination_info": {"trackinfo": None}})
    assert (event.code, event.phase, event.carrier) == ("transit002", "in_transit", "chinapost")
    assert iso_time(event.at) == "2026-11-12T10:31:00Z"


def test_gaps() -> None:
    """A checkpoint without status or time is an event all the same."""
    (event,) = events({"origin_info": {"courier_code": "usps", "trackinfo": [{}]}})
    assert (event.tracking_number, event.carrier, event.code, event.phase) == (None, "", "", "unknown")
    assert isnan(event.at)
