"""Times without a zone get the one that is known."""

from zoneinfo import ZoneInfo

import msgspec
import pytest

from ozlint.join.zoned import zone_writer
from ozlint.sources.decoding import PostingDecoder

PATHS = ("shipment_date", "analytics_data.delivery_date_end", "status")
DECODER = PostingDecoder(PATHS)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-22 12:00:00", "2026-11-22T12:00:00+03:00"),
        ("2026-11-22T12:00:00.5", "2026-11-22T12:00:00.500000+03:00"),
        ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"),
        ("2026-11-22", "2026-11-22"),
        ("soon", "soon"),
        ("", ""),
        (None, None),
    ],
)
def test_only_a_time_without_zone_changes(text: str | None, written: str | None) -> None:
    """A bare date, a time with its zone and what is no time stay as they are, in records too."""
    posting = DECODER(
        msgspec.json.encode(
            {"posting_number": "1", "shipment_date": text, "analytics_data": {"delivery_date_end": text}}
        )
    )
    zoned = zone_writer(DECODER.paths, ZoneInfo("Europe/Moscow"))(posting)
    assert (zoned.shipment_date, zoned.analytics_data.delivery_date_end) == (written, written)
    assert zoned.posting_number == "1"


def test_what_is_not_there_stays_away() -> None:
    """An absent record is not made up."""
    posting = DECODER(b'{"posting_number": "1", "analytics_data": null}')
    assert zone_writer(DECODER.paths, ZoneInfo("Europe/Moscow"))(posting) == posting
