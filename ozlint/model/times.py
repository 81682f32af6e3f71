"""Moments and durations: how the engine holds them, reads them and shows them.

A moment is float seconds since 1970-01-01 UTC, a duration is float seconds. Floats compare fast, never overflow, and
NaN stands for "not known" in compiled rules, since every comparison with NaN is false.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from math import nan

import msgspec

from ozlint.model.text import Lang

HOUR = 3600.0
DAY = 86400.0
ZONE_MARGIN = 3 * HOUR
"""How far a time of unknown zone may be off: Russian exports are either UTC or Moscow time (UTC+3)."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AFTER_PLACEHOLDERS = 2 * DAY
"""Dates before this (0001, 1970-01-01) are how Ozon writes "no date"."""

_UNITS = {"en": ("d", "h", "min"), "ru": ("д", "ч", "мин")}


class Times(msgspec.Struct, frozen=True):
    """How the times of an input are read where they are written without a zone."""

    zone: tzinfo | None = None
    """The zone they are in; None: they say nothing."""
    margin: bool = False
    """Nobody knows the zone: what they say may be off by ZONE_MARGIN."""


ZONED = Times()
"""Times are written with their zone; one without is unknown."""
ZONE_UNKNOWN = Times(UTC, margin=True)
"""Times are written without a zone, and nobody says which one they are in."""


def read_time(text: str, zone: tzinfo = UTC) -> tuple[float, bool]:
    """Return the moment `text` names and whether it says its zone; one without zone is taken to be in `zone`.

    Any ISO 8601 date-time is read, with any number of fractional digits. The moment is NaN where the text is no
    date-time. Dates of 1970-01-01 and 0001 are returned as they are: see `is_placeholder`.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return nan, True
    if moment.tzinfo is None:
        return (moment.replace(tzinfo=zone) - EPOCH).total_seconds(), False
    return (moment - EPOCH).total_seconds(), True


def is_placeholder(moment: float) -> bool:
    """Return whether a moment is Ozon's way of writing that there is none."""
    return moment < AFTER_PLACEHOLDERS


def show_time(moment: float) -> str:
    """Return a moment as `2026-11-22 09:00 UTC`."""
    try:
        date, hours, minutes, _ = _parts(moment)
    except (OverflowError, ValueError):
        return "—"
    return f"{date} {hours:02}:{minutes:02} UTC"


def iso_time(moment: float) -> str | None:
    """Return a moment as `2026-11-22T09:00:00Z`, to the second; None where no calendar has it."""
    try:
        date, hours, minutes, seconds = _parts(moment)
    except (OverflowError, ValueError):
        return None
    return f"{date}T{hours:02}:{minutes:02}:{seconds:02}Z"


def _parts(moment: float) -> tuple[str, int, int, int]:
    """Return the date of a moment, and its hours, minutes and seconds."""
    days, rest = divmod(int(moment), 86400)
    hours, rest = divmod(rest, 3600)
    return (_date(days), hours, *divmod(rest, 60))


@lru_cache(maxsize=4096)
def _date(days: int) -> str:
    """Return the date so many days after 1970-01-01: of few different days is asked very often."""
    return (EPOCH + timedelta(days=days)).date().isoformat()


def show_duration(seconds: float, lang: Lang) -> str:
    """Return a duration in its two largest units: `3 d 4 h`, `45 min`; the sign is kept."""
    day, hour, minute = _UNITS[lang]
    sign = "-" if seconds < 0 else ""
    minutes = int(abs(seconds) // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        parts = [f"{days} {day}", f"{hours} {hour}" if hours else ""]
    elif hours:
        parts = [f"{hours} {hour}", f"{left} {minute}" if left else ""]
    else:
        parts = [f"{left} {minute}"]
    return sign + " ".join(part for part in parts if part)
