"""Moments and durations: how the engine holds them, reads them and shows them.

A moment is float seconds since 1970-01-01 UTC, a duration is float seconds. Floats compare fast, never overflow, and
NaN stands for "not known" in compiled rules, since every comparison with NaN is false.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from math import nan
from typing import Self

import msgspec

from ozlint.model.text import Lang

HOUR = 3600.0
DAY = 86400.0
HALF_DAY = DAY / 2
ZONE_MARGIN = 3 * HOUR
"""How far a time of unknown zone may be off: Russian exports are either UTC or Moscow time (UTC+3)."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AFTER_PLACEHOLDERS = 2 * DAY
"""Dates before this (0001, 1970-01-01) are how Ozon writes "no date"."""

_DATE_ONLY = len("2026-11-22")
"""What is no longer than this and a date-time in ISO 8601 is a date: 20261122 as well."""
_UNITS = {"en": ("d", "h", "min"), "ru": ("д", "ч", "мин")}


_OLDEST_MOMENT = 5e8
"""Seconds: what is over it is a moment (after 1985), what is under it a duration (up to 15 years)."""


class Day(float):
    """A date without an hour: the moment its day begins, compared by whole days.

    It is earlier than a moment if that is on a later day, and the same as any moment of its own day. It stands for all
    of that day: what is left of it is left to its end, and what has passed since is counted from there. Between two of
    them lie whole days.
    """

    __slots__ = ("offset",)
    offset: float
    """Seconds that the zone of the date is ahead of UTC."""

    def __new__(cls, begins: float, offset: float = 0.0) -> Self:
        """Return the day that begins at a moment."""
        day = super().__new__(cls, begins)
        day.offset = offset
        return day

    def _days_until(self, other: float) -> float:
        return (float(other) - float(self)) // DAY

    def __lt__(self, other: float) -> bool:
        return self._days_until(other) > 0

    def __le__(self, other: float) -> bool:
        return self._days_until(other) >= 0

    def __gt__(self, other: float) -> bool:
        return self._days_until(other) < 0

    def __ge__(self, other: float) -> bool:
        return self._days_until(other) <= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and self._days_until(other) == 0

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = float.__hash__

    def __add__(self, seconds: float) -> "Day":
        return Day(float(self) + seconds, self.offset)

    __radd__ = __add__

    def __sub__(self, other: float) -> float:
        if isinstance(other, Day):
            return -self._days_until(other) * DAY
        if other > _OLDEST_MOMENT:
            return float(self) + DAY - float(other)
        return Day(float(self) - other, self.offset)

    def __rsub__(self, moment: float) -> float:
        since_begin = float(moment) - float(self)
        return max(since_begin - DAY, min(since_begin, 0.0))

    @property
    def date(self) -> str:
        """The date, as in 2026-11-22."""
        return _date(int(float(self) + self.offset) // 86400)


class Vague(float):
    """A moment, or a duration that rests on one, that may be off by a margin: mostly since nobody knows its zone.

    A comparison is true only where it holds either way; so of two opposite ones neither may be.
    """

    __slots__ = ("margin",)
    margin: float
    """Seconds."""

    def __new__(cls, moment: float, margin: float = ZONE_MARGIN) -> Self:
        """Return what is this moment, or up to so many seconds before or after it."""
        vague = super().__new__(cls, moment)
        vague.margin = margin
        return vague

    @property
    def is_day(self) -> bool:
        """Whether only the day is known."""
        return self.margin >= HALF_DAY

    def __lt__(self, other: float) -> bool:
        return float(self) + self.margin < other

    def __le__(self, other: float) -> bool:
        return float(self) + self.margin <= other

    def __gt__(self, other: float) -> bool:
        return float(self) - self.margin > other

    def __ge__(self, other: float) -> bool:
        return float(self) - self.margin >= other

    def __add__(self, other: float) -> "Vague":
        return Vague(float(self) + float(other), self._beside(other))

    __radd__ = __add__

    def __sub__(self, other: float) -> "Vague":
        return Vague(float(self) - float(other), self._beside(other))

    def __rsub__(self, other: float) -> "Vague":
        return Vague(float(other) - float(self), self._beside(other))

    def _beside(self, other: float) -> float:
        """Return the margin of what rests on this and another: two moments share the zone, not the hour."""
        if not isinstance(other, Vague):
            return self.margin
        return self.margin + other.margin if self.is_day or other.is_day else max(self.margin, other.margin)


def some_hour_of(begins: float, *, zoned: bool) -> Vague:
    """Return the moment of which only the day is known that begins then, and perhaps the zone."""
    return Vague(begins + HALF_DAY, HALF_DAY if zoned else HALF_DAY + ZONE_MARGIN)


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

    Any ISO 8601 date-time is read, with any number of fractional digits, and a date alone as a Day. The moment is NaN
    where the text is neither. Dates of 1970-01-01 and 0001 are returned as they are: see `is_placeholder`.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return nan, True
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
        begins = (moment - EPOCH).total_seconds()
        if len(text.strip()) <= _DATE_ONLY:
            return Day(begins, (moment.utcoffset() or timedelta()).total_seconds()), False
        return begins, False
    return (moment - EPOCH).total_seconds(), True


def is_placeholder(moment: float) -> bool:
    """Return whether a moment is Ozon's way of writing that there is none."""
    return moment < AFTER_PLACEHOLDERS


def spell_span(seconds: float) -> str:
    """Return a length of time in whole hours as people write it: `14d`, `36h`."""
    return f"{int(seconds // DAY)}d" if seconds % DAY == 0 else f"{int(seconds // HOUR)}h"


def show_time(moment: float) -> str:
    """Return a moment as `2026-11-22 09:00 UTC`, one of unknown zone without the zone, a day as its date."""
    if (day := _day(moment)) is not None:
        return day
    try:
        date, hours, minutes, _ = _parts(moment)
    except (OverflowError, ValueError):
        return "—"
    return f"{date} {hours:02}:{minutes:02}{'' if isinstance(moment, Vague) else ' UTC'}"


def iso_time(moment: float) -> str | None:
    """Return a moment as `2026-11-22T09:00:00Z`, to the second; None where no calendar has it.

    One of unknown zone is without the Z, a day is its date.
    """
    if (day := _day(moment)) is not None:
        return day
    try:
        date, hours, minutes, seconds = _parts(moment)
    except (OverflowError, ValueError):
        return None
    return f"{date}T{hours:02}:{minutes:02}:{seconds:02}{'' if isinstance(moment, Vague) else 'Z'}"


def _day(moment: float) -> str | None:
    """Return the date of a moment of which only the day is known: noon has the same one in every zone."""
    if isinstance(moment, Vague) and moment.is_day:
        return _date(int(moment) // 86400)
    return moment.date if isinstance(moment, Day) else None


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
    if isinstance(seconds, Vague) and seconds.is_day:
        return f"{sign}{round(minutes / (24 * 60))} {day}"
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        parts = [f"{days} {day}", f"{hours} {hour}" if hours else ""]
    elif hours:
        parts = [f"{hours} {hour}", f"{left} {minute}" if left else ""]
    else:
        parts = [f"{left} {minute}"]
    return sign + " ".join(part for part in parts if part)
