"""Dates and times as tables write them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.sources.time_text import iso_text, serial_time

MOMENT = "2026-11-10T09:12:33"
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - as spreadsheets count


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-10 09:12:33",
        "2026-11-10 9:12:33",
        "2026-11-10T09:12:33",
        "2026/11/10 09:12:33",
        "10.11.2026 09:12:33",
        "10.11.2026 9:12:33",
        "10.11.26 09:12:33",
        "10.11.2026, 09:12:33",
        "10-11-2026 09:12:33",
    ],
)
def test_moments_without_a_zone(text: str) -> None:
    """In either order of parts; none is given a zone."""
    assert iso_text(text) == MOMENT


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-10T09:12:33Z", f"{MOMENT}Z"),
        ("2026-11-10 09:12:33 UTC", f"{MOMENT}Z"),
        ("2026-11-10 09:12:33+03:00", f"{MOMENT}+03:00"),
        ("2026-11-10 09:12:33+00", f"{MOMENT}+00"),
        ("2026-11-10 09:12:33.123456+0300", f"{MOMENT}.123456+0300"),
        ("10.11.2026 09:12:33 +03:00", f"{MOMENT}+03:00"),
    ],
)
def test_zones_are_kept(text: str, iso: str) -> None:
    """As databases write them; Python reads each of them again."""
    assert iso_text(text) == iso
    assert datetime.fromisoformat(iso).tzinfo is not None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-10", "2026-11-10"),
        ("10.11.2026", "2026-11-10"),
        ("1.2.2026", "2026-02-01"),
        ("22/11/2026", "2026-11-22"),
        ("11/22/2026", "2026-11-22"),
        ("11/11/2026", "2026-11-11"),
        ("10.11.2026 09:12", "2026-11-10T09:12:00"),
        ("2026-11-10 09:12", "2026-11-10T09:12:00"),
        ("11/22/2026 9:05", "2026-11-22T09:05:00"),
    ],
)
def test_dates_and_minutes(text: str, iso: str) -> None:
    """A date alone stays one; slashes are read where only one order makes sense."""
    assert iso_text(text) == iso


@pytest.mark.parametrize(
    "text",
    ["03/04/2026", "завтра", "2026", "10.11", "09:12:33", "2026-11-10 утром", "10.11-2026", "1.1.1", "00000", "123456"],
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    """Among it a date that may be of March or of April: whoever guesses is wrong half the time."""
    assert iso_text(text) == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("45982", "2025-11-21"),
        ("45982.5", "2025-11-21T12:00:00"),
        ("45982,25", "2025-11-21T06:00:00"),
        ("46346.383715278", "2026-11-20T09:12:33"),
    ],
)
def test_days_of_a_spreadsheet(text: str, iso: str) -> None:
    """A number in a column of dates is a day of Excel's, to the second."""
    assert iso_text(text) == iso


@given(st.datetimes(datetime(1982, 3, 1), datetime(2100, 1, 1)).map(lambda found: found.replace(microsecond=0)))  # noqa: DTZ001
def test_every_moment_comes_back_from_a_spreadsheet(moment: datetime) -> None:
    """What Excel keeps as days is the same second again; midnight is a date, where no hours are shown."""
    days = (moment - EPOCH) / timedelta(days=1)
    assert serial_time(days, has_hours=True) == moment.isoformat()
    is_date = moment == moment.replace(hour=0, minute=0, second=0)
    assert serial_time(days) == (moment.date().isoformat() if is_date else moment.isoformat())


@given(st.text(max_size=25))
def test_any_text_is_read(text: str) -> None:
    """Nothing is raised."""
    assert iso_text(text)[:0] == ""
