"""The moment of a run, as somebody gives it in words."""

from datetime import date

from ozlint.errors import UsageError
from ozlint.model.times import read_time


def read_moment(text: str, asked_by: str) -> float:
    """Return the moment a text names; a date is its beginning in UTC.

    Raises UsageError for what is no date-time, and for a time without a zone: three hours decide over a deadline.
    """
    moment, zoned = read_time(text)
    if moment != moment:  # noqa: PLR0124 - NaN: no date-time
        raise UsageError(
            f"{asked_by} {text}: this is no date-time; write it like 2026-11-22T09:00:00Z",
            f"{asked_by} {text}: это не дата со временем; пишите так: 2026-11-22T09:00:00Z",
        )
    if not zoned and not _is_date(text):
        raise UsageError(
            f"{asked_by} {text}: the zone is missing; write 2026-11-22T09:00:00Z for UTC, or +03:00 for Moscow",
            f"{asked_by} {text}: не указан часовой пояс; 2026-11-22T09:00:00Z — это UTC, +03:00 — Москва",
        )
    return float(moment)  # of a date its beginning


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True
