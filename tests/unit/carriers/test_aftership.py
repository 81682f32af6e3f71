"""Trackings of AfterShip."""

from math import isnan
from typing import Any

import pytest

from ozlint.carriers.aftership import events, recognise
from ozlint.model.times import iso_time

TRACKING: dict[str, Any] = {
    "tracking_number": "RB123456785CN",
    "slug": "china-post",
    "order_id": "0199000001-0007-1",
    "tag": "InTransit",
    "subtag": "InTransit_002",
    "signed_by": "IVANOV",
    "checkpoints": [
        {"slug": "china-post", "tag": "InfoReceived", "subtag": "InfoReceived_001", "subtag_message": "Info Received",
         "checkpoint_time": "2026-11-10T13:04:00", "message": "Label for IVANOV created", "raw_tag": "GX"},
        {"slug": "russian-post", "tag": "InTransit", "subtag": "InTransit_002",
         "checkpoint_time": "2026-11-11T13:04:00+03:00"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        TRACKING,
        [TRACKING],
        {"meta": {"code": 200}, "data": {"tracking": TRACKING}},
        {"data": {"trackings": [TRACKING]}},
        {"event": "tracking_update", "msg": TRACKING},
        {"data": TRACKING},
    ],
)
def test_checkpoints(document: object) -> None:
    """Each checkpoint is an event of its carrier, by its finer tag, in any envelope; messages stay where they are."""
    assert recognise(document)
    first, second = events(document)
    assert (first.tracking_number, first.posting_number) == ("RB123456785CN", "0199000001-0007-1")
    assert (first.carrier, second.carrier) == ("chinapost", "russian_post")
    assert (first.code, first.text, first.phase) == ("InfoReceived_001", "Info Received", "registered")
    assert (iso_time(first.at), first.zoned) == ("2026-11-10T13:04:00Z", False)
    assert (second.text, second.phase) == ("Acceptance scan", "accepted")
    assert (iso_time(second.at), second.zoned) == ("2026-11-11T10:04:00Z", True)
    assert "IVANOV" not in repr((first, second))


def test_no_checkpoints() -> None:
    """Without a checkpoint the tag is all that is known, and its time is not."""
    (event,) = events(TRACKING | {"tag": "Pending", "subtag": "Pending_002", "checkpoints": []})
    assert (event.code, event.phase, event.carrier) == ("Pending_002", "unknown", "chinapost")
    assert isnan(event.at)


def test_gaps() -> None:
    """A checkpoint without finer tag, time or carrier is an event all the same."""
    plain, empty = events({"tag": "Delivered", "checkpoints": [{"tag": "Delivered", "slug": "usps"}, {}]})
    assert (plain.code, plain.phase, plain.carrier) == ("Delivered", "delivered", "")
    assert (empty.code, empty.phase) == ("", "unknown")
    assert isnan(empty.at)
