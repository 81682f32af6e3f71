"""Dates and times as tables write them, turned into the ISO 8601 that the API writes."""

import re
from datetime import datetime, timedelta

from ozlint.model.pattern import pattern

_DATE = pattern(
    r"(?:(?P<year>\d{4})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<between>[-./])(?P<second>\d{1,2})(?P=between)(?P<last>\d{4}|\d{2}))"
    r"(?:(?:T|,? +)(?P<hours>\d{1,2}):(?P<minutes>\d{2})(?::(?P<seconds>\d{2})(?P<fraction>\.\d+)?)?"
    r" *(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_SERIAL = pattern(r"[3-7]\d{4}(?:[.,]\d+)?", re.ASCII)
"""Days since 1899-12-30, as spreadsheets count: from 1982 to 2118."""
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - it has no zone, as what is counted from it
_MONTHS = 12
_UTC = {None: "", "UTC": "Z", "GMT": "Z"}


def iso_text(text: str) -> str:
    """Return a time as ISO 8601, without a zone where none is written; a date alone stays one.

    Read are dates in either order of parts, and the days that spreadsheets count. Anything else is returned as it is
    written, also a date like 03/04/2026, which may be of March or of April.
    """
    if _SERIAL.fullmatch(text):
        return serial_time(float(text.replace(",", ".")))
    found = _DATE.fullmatch(text)
    date = _date(found) if found else ""
    if found is None or not date:
        return text
    if found["hours"] is None:
        return date
    zone = _UTC.get(found["zone"], found["zone"])
    return f"{date}T{found['hours']:0>2}:{found['minutes']}:{found['seconds'] or '00'}{found['fraction'] or ''}{zone}"


def _date(found: re.Match[str]) -> str:
    """Return a date as 2026-11-22; nothing where its day may as well be its month."""
    year, month, day = found.group("year", "month", "day")
    if year is None:
        day, month, year = found.group("first", "second", "last")
        if found["between"] == "/":
            if int(month) > _MONTHS:
                day, month = month, day  # as Americans write it
            elif int(day) <= _MONTHS and day != month:
                return ""
        year = year if len(year) == len("2026") else f"20{year}"
    return f"{year}-{month:0>2}-{day:0>2}"


def serial_time(days: float, *, has_hours: bool = False) -> str:
    """Return the time that is so many days after 1899-12-30, to the second; whole days are a date, but `has_hours`."""
    moment = _EPOCH + timedelta(seconds=round(days * 86400))
    is_date = not has_hours and days == int(days)
    return moment.date().isoformat() if is_date else moment.isoformat()
