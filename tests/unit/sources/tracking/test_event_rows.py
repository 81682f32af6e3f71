"""From the values of a row to an event."""

from datetime import timedelta, timezone
from math import isnan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.corrections import Corrections, said_key
from ozlint.carriers.names import carrier_coder
from ozlint.model.times import iso_time
from ozlint.model.tracking import TrackingEvent
from ozlint.sources.tracking.event_columns import COLUMNS
from ozlint.sources.tracking.event_rows import EventRows, Refusal
from ozlint.sources.tracking.event_terms import EventTerms

MOSCOW = timezone(timedelta(hours=3))


def row(**values: Any) -> TrackingEvent | Refusal:  # noqa: ANN401
    """The event of a row with these values."""
    return EventRows(values.pop("terms", EventTerms())).event([values.get(column) for column in COLUMNS])


def event(**values: Any) -> TrackingEvent:  # noqa: ANN401
    """The event of a row of parcel A1234567 that is one."""
    found = row(**{"tracking_number": "A1234567", "code": "X"} | values)
    assert isinstance(found, TrackingEvent), found
    return found


def test_a_row() -> None:
    """Carrier, code, time and direction become what they mean; the carrier's name of the code is its text."""
    assert event(carrier="СДЭК", code=" DELIVERED ", date="2026-11-05 14:05:00", is_return="да") == TrackingEvent(
        tracking_number="A1234567", carrier="cdek", code="DELIVERED", text="Вручен", phase="returned",
        at=1793887500.0, zoned=False, is_return=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("times", "moment", "zoned"),
    [
        ({"date": "2026-11-05 14:05:00"}, "2026-11-05T14:05:00Z", False),
        ({"date": "05.11.2026 14:05"}, "2026-11-05T14:05:00Z", False),
        ({"date": "2026-11-05T14:05:00+03:00"}, "2026-11-05T11:05:00Z", True),
        ({"date": "2026-11-05T14:05:00+0300"}, "2026-11-05T11:05:00Z", True),
        ({"time": "2026-11-05T14:05:00Z"}, "2026-11-05T14:05:00Z", True),
        ({"date": "05.11.2026", "time": "14:05"}, "2026-11-05T14:05:00Z", False),
        ({"date": "2026-11-05", "time": "14:05:01"}, "2026-11-05T14:05:01Z", False),
        ({"date": "2026-11-05", "time": "2026-11-06 14:05"}, "2026-11-06T14:05:00Z", False),
        ({"date": "05.11.2026", "time": ""}, "2026-11-05T00:00:00Z", False),
        ({"date": "5.11.2026 9:05"}, "2026-11-05T09:05:00Z", False),
        ({"date": "05.11.26, 14:05"}, "2026-11-05T14:05:00Z", False),
        ({"date": "46331.5"}, "2026-11-05T12:00:00Z", False),
        ({"date": 1793887500}, "2026-11-05T14:05:00Z", True),
        ({"date": "1793887500000"}, "2026-11-05T14:05:00Z", True),
    ],
)
def test_times(times: dict[str, Any], moment: str, zoned: bool) -> None:  # noqa: FBT001 - of the table
    """Exports' forms, ISO and Unix times are read, date and time also from columns of their own."""
    found = event(**times)
    assert (iso_time(found.at), found.zoned) == (moment, zoned)


@pytest.mark.parametrize("value", [None, "", "-", " — ", "нет", "0001-01-01T00:00:00Z", "01.01.1970 00:00"])
def test_no_time(value: str | None) -> None:
    """A parcel's last state needs no time, and the ways to write that there is none are no fault."""
    assert isnan(event(date=value).at)


@pytest.mark.parametrize("value", ["05/11/2026 14:05", "вчера", "2026-13-05", "14:05"])
def test_a_time_that_cannot_be_read(value: str) -> None:
    """It costs the row, and the message shows it and what would be right."""
    found = row(tracking_number="A1234567", code="X", date=value)
    assert isinstance(found, Refusal)
    assert found.field == "time"
    assert value in found.reason.en
    assert "05.11.2026 14:05" in found.reason.ru


def test_the_zone_of_the_run() -> None:
    """A time without zone is in the zone of the run; a date alone stays a vague moment, a time with zone as it is."""
    terms = EventTerms(zone=MOSCOW)
    assert (event(date="2026-11-05 14:05", terms=terms).at, event(date="2026-11-05 11:05+00:00").at) == (
        1793876700.0,
        1793876700.0,
    )
    assert event(date="2026-11-05 14:05", terms=terms).zoned
    day = event(date="2026-11-05", terms=terms)
    assert (day.zoned, day.is_day, iso_time(day.at)) == (True, True, "2026-11-04T21:00:00Z")


@pytest.mark.parametrize(
    ("times", "is_day"),
    [
        ({"date": "2026-11-05"}, True),
        ({"date": "05.11.2026", "time": ""}, True),
        ({"date": "46331"}, True),
        ({"date": "46331.5"}, False),
        ({"date": "05.11.2026", "time": "14:05"}, False),
        ({"date": "1793887500"}, False),
    ],
)
def test_a_date_alone_is_a_day(times: dict[str, Any], is_day: bool) -> None:  # noqa: FBT001 - of the table
    """Nobody knows the hour of what has only a date."""
    assert event(**times).is_day is is_day


@pytest.mark.parametrize(
    ("numbers", "tracking", "posting"),
    [
        ({"tracking_number": " 1106153417 "}, "1106153417", None),
        ({"tracking_number": '="1106153417"', "posting_number": "'1-0001-1"}, "1106153417", "1-0001-1"),
        ({"tracking_number": "=A2", "posting_number": "1-0001-1"}, None, "1-0001-1"),
        ({"tracking_number": "#N/A", "posting_number": ' ="1-0001-1"'}, None, "1-0001-1"),
        ({"tracking_number": "1106153417.0"}, "1106153417", None),
        ({"tracking_number": None, "posting_number": "1-0001-1"}, None, "1-0001-1"),
        ({"tracking_number": "-", "posting_number": "1-0001-1"}, None, "1-0001-1"),
        ({"tracking_number": "A1", "posting_number": " "}, "A1", None),
    ],
)
def test_numbers(numbers: dict[str, Any], tracking: str | None, posting: str | None) -> None:
    """A stand-in is none; what lost nothing is mended."""
    found = event(**numbers)
    assert (found.tracking_number, found.posting_number) == (tracking, posting)


def test_a_spoilt_number_beside_a_posting() -> None:
    """That a spreadsheet has spoilt it is told, and the row counts by its posting all the same."""
    found = row(tracking_number="8,0E+13", posting_number="1-0001-1", code="DELIVERED", carrier="СДЭК")
    assert isinstance(found, Refusal)
    assert (found.field, found.event) == (
        "tracking_number",
        event(tracking_number=None, posting_number="1-0001-1", code="DELIVERED", carrier="СДЭК"),
    )


@pytest.mark.parametrize("said", [{"code": "DELIVERED", "date": "05/11/2026"}, {"date": "2026-11-05"}])
def test_something_happened_to_the_parcel_of_a_row_that_cannot_be_read(said: dict[str, str]) -> None:
    """Nobody knows what and when, but the carrier does know the number."""
    found = row(tracking_number="A1234567", carrier="СДЭК", **said)
    assert isinstance(found, Refusal)
    assert found.event is not None
    assert (found.event.tracking_number, found.event.carrier, found.event.phase) == ("A1234567", "cdek", "unknown")
    assert isnan(found.event.at)


@pytest.mark.parametrize("number", [None, "", " ", "-", "нет", "00000"])
def test_a_row_of_nobody(number: str | None) -> None:
    """A row that names no parcel costs that row."""
    found = row(tracking_number=number, code="X")
    assert isinstance(found, Refusal)
    assert "neither a tracking number nor a posting" in found.reason.en


def test_a_spoilt_number() -> None:
    """A number whose digits a spreadsheet has lost is no event of any parcel."""
    found = row(tracking_number="8,0E+13", code="X")
    assert isinstance(found, Refusal)
    assert "spoilt" in found.reason.en


def test_a_row_that_says_nothing() -> None:
    """A row without code, text and phase costs that row."""
    assert isinstance(row(tracking_number="A1", carrier="СДЭК", date="2026-11-05"), Refusal)


def test_names_of_carriers() -> None:
    """Any name of a carrier is its code; an unknown one is kept, an aggregator's leaves open whose parcel it is."""
    assert event(carrier="Почта России").carrier == "russian_post"
    assert event(carrier="Деловые Линии").carrier == "деловые линии"
    assert event(carrier=None).carrier == ""
    found = event(carrier="17TRACK", code="InTransit_PickedUp")
    assert (found.carrier, found.phase) == ("", "accepted")
    terms = EventTerms(carrier_of=carrier_coder([("Наш курьер", "cdek")]))
    assert event(carrier="наш курьер", code="DELIVERED", terms=terms).phase == "delivered"


def test_corrections_are_applied() -> None:
    """What the seller says of a code counts, and a code it explains is not unknown."""
    terms = EventTerms(Corrections({("cdek", said_key("cdek", "NEW")): "in_transit"}))
    rows = EventRows(terms)
    values = ["A1", None, "СДЭК", "NEW", None, None, None, None, None]
    found = rows.event(values)
    assert isinstance(found, TrackingEvent)
    assert found.phase == "in_transit"
    assert not rows.unknown


def test_unknown_codes_are_counted() -> None:
    """A code nobody has mapped is counted under its carrier, each time."""
    rows = EventRows(EventTerms())
    for code in ("NEW", "NEW", "DELIVERED", "OLD"):
        rows.event(["A1", None, "СДЭК", code, None, None, None, None, None])
    rows.event(["A1", None, None, None, "Отдали", None, None, None, None])
    assert rows.unknown == {("cdek", "NEW"): 2, ("cdek", "OLD"): 1, ("", "Отдали"): 1}


@pytest.mark.parametrize(
    "said", ["Вручено Иванову, +7 900 123-45-67", "ivanov@example.org", "Иванов Иван, кв. 5 " + "очень " * 40]
)
def test_what_may_be_about_the_buyer_is_not_kept(said: str) -> None:
    """A comment where a status belongs is not in the event, nor among the codes nobody knows."""
    rows = EventRows(EventTerms())
    found = rows.event(["A1", None, "СДЭК", said, said, said, None, None, None])
    assert said not in repr((found, rows.unknown))
    assert isinstance(found, TrackingEvent)
    assert found.phase == "unknown"


TEXTS = (
    st.none() | st.text(max_size=12) | st.sampled_from(["СДЭК", "DELIVERED", "8,0E+13", "05.11.2026", "14:05", "да"])
)


@given(st.lists(TEXTS, min_size=7, max_size=7), st.lists(TEXTS | st.integers() | st.floats(), min_size=2, max_size=2))
def test_any_row(texts: list[Any], times: list[Any]) -> None:
    """Whatever stands in a row, it is an event or is refused with a reason, the same each time."""
    rows = EventRows(EventTerms(zone=MOSCOW))
    found = rows.event(texts + times)
    assert repr(found) == repr(rows.event(texts + times))
    if isinstance(found, Refusal):
        assert found.reason.en
        assert found.reason.ru
    else:
        assert found.tracking_number or found.posting_number
