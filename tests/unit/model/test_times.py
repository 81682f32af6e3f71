"""Moments and durations: read, shown, and told from Ozon's placeholders."""

from datetime import timedelta, timezone
from math import isnan
from operator import eq, ge, gt, le, lt, ne

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.times import (
    AFTER_PLACEHOLDERS,
    DAY,
    HOUR,
    Day,
    Vague,
    is_placeholder,
    iso_time,
    read_time,
    show_duration,
    show_time,
)

NINE = 1795338000.0
"""2026-11-22T09:00:00Z."""


@pytest.mark.parametrize(
    ("text", "moment", "zoned"),
    [
        ("2026-11-22T09:00:00Z", NINE, True),
        ("2026-11-22T12:00:00+03:00", NINE, True),
        (" 2026-11-22T09:00:00Z ", NINE, True),
        ("2026-11-22T09:00:00.5Z", NINE + 0.5, True),
        ("2026-11-22T09:00:00.123456789Z", NINE + 0.123456, True),
        ("2026-11-22 09:00:00", NINE, False),
        ("2026-11-22", NINE - 9 * 3600, False),
        ("1970-01-01T00:00:00Z", 0.0, True),
    ],
)
def test_date_times_are_read(text: str, moment: float, zoned: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """ISO 8601 is read with any number of digits; without a zone it counts as UTC, and that is told."""
    assert read_time(text) == (moment, zoned)


@pytest.mark.parametrize(
    "text", ["", "string", "yesterday", "22.11.2026", "2026-13-01", "1795338000", "2026-11-22T25:00"]
)
def test_what_is_no_date_time_is_nan(text: str) -> None:
    """A text that names no moment is NaN, which compares with nothing."""
    assert isnan(read_time(text)[0])


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T03:00:00"])
def test_placeholders_are_known(text: str) -> None:
    """The dates with which Ozon says that there is none are told from real ones."""
    assert is_placeholder(read_time(text)[0])


def test_real_dates_are_no_placeholders() -> None:
    """The first days of 1970 are placeholders in any zone, the third of January is a date."""
    assert is_placeholder(AFTER_PLACEHOLDERS - 1)
    assert not is_placeholder(AFTER_PLACEHOLDERS)
    assert not is_placeholder(NINE)


@given(st.text())
def test_reading_a_time_never_raises(text: str) -> None:
    """Whatever stands where a time should, the answer is a float."""
    assert isinstance(read_time(text)[0], float)


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_survives_writing_and_reading(moment: object) -> None:
    """A moment written in ISO 8601 and read again is the same, to the second, whatever the zone was."""
    seconds, zoned = read_time(str(moment))
    written = iso_time(seconds)
    assert zoned
    assert written is not None
    assert read_time(written)[0] == int(seconds)


def test_moments_are_shown() -> None:
    """A moment is shown to the minute in UTC, and written to the second; outside of the calendar there is none."""
    assert show_time(NINE + 59) == "2026-11-22 09:00 UTC"
    assert iso_time(NINE + 0.9) == "2026-11-22T09:00:00Z"
    assert show_time(read_time("0001-01-01T00:00:00Z")[0]) == "0001-01-01 00:00 UTC"
    assert show_time(1e15) == "—"
    assert iso_time(1e15) is None


@pytest.mark.parametrize(
    ("seconds", "en", "ru"),
    [
        (0, "0 min", "0 мин"),
        (59, "0 min", "0 мин"),
        (60, "1 min", "1 мин"),
        (45 * 60, "45 min", "45 мин"),
        (3600, "1 h", "1 ч"),
        (3 * 3600 + 61, "3 h 1 min", "3 ч 1 мин"),
        (86400, "1 d", "1 д"),
        (3 * 86400 + 4 * 3600 + 59 * 60, "3 d 4 h", "3 д 4 ч"),
        (3 * 86400 + 59 * 60, "3 d", "3 д"),
        (-5400, "-1 h 30 min", "-1 ч 30 мин"),
    ],
)
def test_durations_are_shown_in_their_two_largest_units(seconds: float, en: str, ru: str) -> None:
    """A duration keeps its sign and its two largest units, in either language."""
    assert show_duration(seconds, "en") == en
    assert show_duration(seconds, "ru") == ru


MOSCOW = timezone(timedelta(hours=3))
THE_22ND = read_time("2026-11-22", MOSCOW)[0]


@pytest.mark.parametrize("hours", [0, 9, 23.99])
def test_a_day_is_the_same_as_any_moment_of_it(hours: float) -> None:
    """No hour of a day is before or after its date, whichever side it stands on."""
    moment = float(THE_22ND) + hours * HOUR
    for one, other in ((THE_22ND, moment), (moment, THE_22ND)):
        ways = (lt(one, other), le(one, other), eq(one, other), ne(one, other), ge(one, other), gt(one, other))
        assert ways == (False, True, True, False, True, False)
    assert moment - THE_22ND == 0
    assert 0 < THE_22ND - moment <= DAY


@pytest.mark.parametrize("hours", [24, 40, 1000])
def test_a_day_is_before_what_is_on_a_later_day(hours: float) -> None:
    """The next midnight is later, in the zone of the date; what lies between is counted from the end of the day."""
    moment = float(THE_22ND) + hours * HOUR
    for before, after in ((THE_22ND, moment), (float(THE_22ND) - 1, THE_22ND)):
        assert (lt(before, after), le(before, after), eq(before, after), gt(before, after)) == (
            True,
            True,
            False,
            False,
        )
        assert (lt(after, before), ge(after, before), ne(after, before), gt(after, before)) == (False, True, True, True)
    assert moment - THE_22ND == (hours - 24) * HOUR
    assert THE_22ND - moment == -(hours - 24) * HOUR


def test_a_day_is_left_to_its_end() -> None:
    """While it lasts nothing has passed since; before it begins it is as far off as its first moment."""
    begins = float(THE_22ND)
    assert [THE_22ND - (begins + hours * HOUR) for hours in (-10, 0, 9, 23)] == [34 * HOUR, DAY, 15 * HOUR, HOUR]
    assert [begins + hours * HOUR - THE_22ND for hours in (-10, 0, 9, 24, 25)] == [-10 * HOUR, 0, 0, 0, HOUR]
    assert (THE_22ND + DAY) - THE_22ND == DAY
    assert THE_22ND - (THE_22ND + DAY) == -DAY


def test_a_date_without_hyphens_is_a_day() -> None:
    """ISO 8601 has two ways to write one."""
    assert read_time("20261122", MOSCOW)[0] == THE_22ND
    assert isinstance(read_time("20261122", MOSCOW)[0], Day)
    assert not isinstance(read_time("20261122T09", MOSCOW)[0], Day)


def test_a_day_moved_by_hours_is_a_day_still() -> None:
    """Six hours before a date is as vague as the date; a day later is the next date."""
    assert isinstance(THE_22ND, Day)
    assert isinstance(THE_22ND - 6 * HOUR, Day)
    assert show_time(THE_22ND + DAY) == "2026-11-23"
    assert DAY + THE_22ND == THE_22ND + DAY
    assert read_time("2026-11-23", MOSCOW)[0] == THE_22ND + DAY


def test_a_day_is_shown_as_its_date() -> None:
    """Midnight in Moscow is the evening before in UTC: the date is that of the zone."""
    assert show_time(THE_22ND) == iso_time(THE_22ND) == "2026-11-22"
    assert float(THE_22ND) == NINE - 12 * HOUR


@given(st.floats(allow_infinity=False), st.integers(0, 40_000))
def test_a_day_is_before_at_or_after_anything_but_nan(moment: float, days: int) -> None:
    """Of three ways to stand to a moment a day has exactly one, and none to NaN."""
    day = Day(days * DAY, 3 * HOUR)
    ways = [day < moment, day == moment, day > moment]
    assert sum(ways) == (0 if isnan(moment) else 1)
    assert ways == [moment > day, moment == day, moment < day]
    assert (day <= moment, day >= moment) == (ways[0] or ways[1], ways[2] or ways[1])


def test_a_moment_of_unknown_zone_is_shown_without_one() -> None:
    """Nothing says UTC of a time that may be Moscow's."""
    assert show_time(Vague(1763712000.0)) == "2025-11-21 08:00"
    assert iso_time(Vague(1763712000.0)) == "2025-11-21T08:00:00"
