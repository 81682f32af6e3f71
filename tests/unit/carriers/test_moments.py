"""The moments that carriers write."""

from datetime import UTC, datetime
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.moments import read_moment
from ozlint.model.times import iso_time


@pytest.mark.parametrize(
    ("value", "moment", "zoned"),
    [
        ("2019-07-11T12:41:43+0700", "2019-07-11T05:41:43Z", True),
        ("2026-11-11T15:40:00+0000", "2026-11-11T15:40:00Z", True),
        ("2015-03-23T10:01:00.000+03:00", "2015-03-23T07:01:00Z", True),
        ("2020-08-10T13:12:43.31964+03:00", "2020-08-10T10:12:43Z", True),
        ("2026-11-11T07:00:00Z", "2026-11-11T07:00:00Z", True),
        (" 2024-02-07 13:38:13 ", "2024-02-07T13:38:13Z", False),
        ("2019-05-03T08:43:56", "2019-05-03T08:43:56Z", False),
        ("2021-12-07 10:31", "2021-12-07T10:31:00Z", False),
        ("2021-12-07", "2021-12-07T00:00:00Z", False),
        ("28.04.2018 19:48:47", "2018-04-28T19:48:47Z", False),
        ("30.04.2019 15:35", "2019-04-30T15:35:00Z", False),
        ("30.04.2019", "2019-04-30T00:00:00Z", False),
        (1762765200, "2025-11-10T09:00:00Z", True),
        (1762765200.0, "2025-11-10T09:00:00Z", True),
        (1762765200000, "2025-11-10T09:00:00Z", True),
        ("1762765200", "2025-11-10T09:00:00Z", True),
        ("1762765200000", "2025-11-10T09:00:00Z", True),
    ],
)
def test_moments(value: object, moment: str, zoned: bool) -> None:  # noqa: FBT001 - of the table
    """ISO times, Russian dates and Unix times are read, and only those with a zone of their own are zoned."""
    at, has_zone = read_moment(value)
    assert iso_time(at) == moment
    assert has_zone is zoned


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("GMT+8", "2026-05-01T02:00:00Z"),
        ("GMT+08:00", "2026-05-01T02:00:00Z"),
        ("+0300", "2026-05-01T07:00:00Z"),
        ("+3", "2026-05-01T07:00:00Z"),
        ("GMT+5:30", "2026-05-01T04:30:00Z"),
        ("GMT-5", "2026-05-01T15:00:00Z"),
        ("utc", "2026-05-01T10:00:00Z"),
    ],
)
def test_zone_beside_the_time(zone: str, moment: str) -> None:
    """A zone that stands beside a time without zone is the time's."""
    at, zoned = read_moment("2026-05-01 10:00:00", zone)
    assert iso_time(at) == moment
    assert zoned


@pytest.mark.parametrize("zone", ["", "Moscow", "GMT+99", "8", "GMT+"])
def test_no_zone(zone: str) -> None:
    """What is no zone leaves the time without one."""
    at, zoned = read_moment("2026-05-01 10:00:00", zone)
    assert iso_time(at) == "2026-05-01T10:00:00Z"
    assert not zoned


def test_own_zone_goes_first() -> None:
    """A time with a zone of its own is not moved by another."""
    assert read_moment("2026-05-01T10:00:00+03:00", "GMT+8") == read_moment("2026-05-01T07:00:00Z")


@pytest.mark.parametrize(
    "value",
    [
        None, "", "-", "вчера", "32.13.2024 10:00", "07/02/24 1:38:13 PM", True, False, 0, -1, "0", 10**400,
        float("nan"), float("inf"), [], {}, "0001-01-01T00:00:00Z", "1970-01-01T00:00:00", "1970-01-01 03:00:00",
    ],
)  # fmt: skip
def test_no_moment(value: object) -> None:
    """What is no time, and a date of 1970 or before, is no moment."""
    at, _ = read_moment(value)
    assert isnan(at)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - a zone is what the test adds
def test_all_spellings_agree(moment: datetime) -> None:
    """A moment is the same, however it is written."""
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    at = moment.timestamp()
    assert read_moment(moment.isoformat()) == (at, True)
    assert read_moment(f"{moment:%d.%m.%Y %H:%M:%S}") == (at, False)
    assert read_moment(f"{moment:%Y-%m-%d %H:%M:%S}", "GMT") == (at, True)


@given(st.text() | st.floats() | st.integers(), st.text())
def test_any_value_is_answered(value: object, zone: str) -> None:
    """No value makes the reading fail, and a moment is known to have a zone wherever there is none to know."""
    at, zoned = read_moment(value, zone)
    assert zoned or not isnan(at)
