"""The moments that carriers write: ISO 8601 with and without zone, Russian dates, Unix time."""

import re
from datetime import datetime
from math import nan

from ozlint.model.pattern import pattern
from ozlint.model.times import AFTER_PLACEHOLDERS, EPOCH, HOUR

Moment = tuple[float, bool]
"""Seconds since 1970 UTC, and whether the zone is known."""

NO_MOMENT: Moment = (nan, True)

_EPOCH_WITHOUT_ZONE = EPOCH.replace(tzinfo=None)
_RUSSIAN = pattern(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})(?: +([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?")
_UNIX = pattern(r"[0-9]{10}(?:[0-9]{3})?")
_MILLISECONDS = 1e11
"""Unix time from here on counts milliseconds: in seconds it would be the year 5138."""
_NO_TIME = 1e14
_ZONE = pattern(r"(?:GMT|UTC)?(?:([+-])([0-9]{1,2})(?::?([0-9]{2}))?)?", re.IGNORECASE)
_LARGEST_OFFSET = 14 * HOUR


def read_moment(value: object, zone: str = "") -> Moment:
    """Return the moment a value names, and whether its zone is known; NaN where it names none.

    `zone` is what the document says elsewhere of a moment without zone: GMT+8, +03:00. Without it such a moment is
    taken as UTC. Dates of 1970 and before are how a missing date is written.
    """
    at, zoned = _read_text(value.strip()) if isinstance(value, str) else _read_number(value)
    if at < AFTER_PLACEHOLDERS:
        return NO_MOMENT
    offset = None if zoned or not zone else _offset(zone)
    return (at, zoned) if offset is None else (at - offset, True)


def _read_number(value: object) -> Moment:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _NO_TIME:
        return (value / 1000 if value >= _MILLISECONDS else float(value)), True
    return NO_MOMENT


def _read_text(text: str) -> Moment:
    if text[4:5] == "-":  # ISO 8601, as nearly all of them are
        return _read_iso(text)
    if _UNIX.fullmatch(text):
        return _read_number(int(text))
    russian = _RUSSIAN.fullmatch(text)
    if russian is None:
        return _read_iso(text)
    day, month, year, time = russian.groups()
    return _read_iso(f"{year}-{month}-{day} {time or '00:00'}")


def _read_iso(text: str) -> Moment:
    """Return a moment; a date alone is the moment its day begins, since events are put in order by their times."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return NO_MOMENT
    if moment.tzinfo is None:
        return (moment - _EPOCH_WITHOUT_ZONE).total_seconds(), False
    return moment.timestamp(), True


def _offset(zone: str) -> float | None:
    """Return how many seconds a zone is ahead of UTC; None for what is no offset."""
    found = _ZONE.fullmatch(zone.replace(" ", ""))
    if found is None or not found.group():
        return None
    sign, hours, minutes = found.groups()
    offset = int(hours or 0) * HOUR + int(minutes or 0) * 60
    if offset > _LARGEST_OFFSET:
        return None
    return -offset if sign == "-" else offset
