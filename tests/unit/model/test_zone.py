"""Names of time zones."""

from datetime import UTC, datetime, timedelta

import pytest

from ozlint.model.zone import read_zone, zone_name


@pytest.mark.parametrize(
    ("name", "hours"),
    [("UTC", 0), ("+03:00", 3), ("-05:30", -5.5), ("+00:00", 0), ("Europe/Moscow", 3), ("MSK", 3), ("мск", 3)],
)
def test_a_zone_is_an_offset_or_a_name(name: str, hours: float) -> None:
    """An offset, UTC and every name of the zone database are zones."""
    zone = read_zone(name)
    assert zone is not None
    assert datetime(2026, 11, 22, tzinfo=UTC).astimezone(zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["UTC", "+03:00", "-05:30", "-00:30", "+00:00", "Europe/Moscow", "MSK"])
def test_a_zone_has_a_name_by_which_it_is_read_again(name: str) -> None:
    """As another process does that is told it."""
    zone = read_zone(name)
    assert zone is not None
    assert read_zone(zone_name(zone)) == zone


@pytest.mark.parametrize(
    "name", ["", "Moscow", "MSK+3", "+3", "+25:00", "03:00", "../etc/passwd", "/etc/passwd", "Europe", "a\0b", "я"]
)
def test_anything_else_is_none(name: str) -> None:
    """What names no zone, and what leads out of the zone database, is no zone."""
    assert read_zone(name) is None
