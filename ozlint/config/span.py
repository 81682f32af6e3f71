"""A length of time, as people write it: 14d, 36h, 10m."""

from collections.abc import Sequence

from ozlint.errors import UsageError
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.model.times import DAY, HOUR

_UNITS = {"d": DAY, "h": HOUR, "m": 60.0, "s": 1.0}
_SPAN = pattern(r"([0-9]{1,5})\s*([dhms])")
MOST_DAYS = 36_500
"""More than any calendar of a seller's needs."""
_HINT = Text("write it like 14d, 36h or 10m", "пишите так: 14d, 36h или 10m")


def read_span(text: str) -> float | None:
    """Return the seconds that a text names; None where it names none."""
    found = _SPAN.fullmatch(text.strip())
    return int(found[1]) * _UNITS[found[2]] if found else None


def span_guess(text: str, units: Sequence[str] = ("d",)) -> Text:
    """Return what was probably meant by a text that names no length of time: a bare number is one of these units."""
    if text.strip().isdecimal():
        spans = [f"{text.strip()}{unit}" for unit in units]
        return Text(f"write {' or '.join(spans)}", f"напишите {' или '.join(spans)}")
    return _HINT


def span_asked_by(asked_by: str, text: str, units: Sequence[str] = ("d",)) -> float:
    """Return the seconds that the value of a flag or variable names; raises UsageError.

    `units` are those that a bare number may have been meant in.
    """
    seconds = read_span(text)
    if seconds is None:
        near = span_guess(text, units)
        raise UsageError(
            f'{asked_by}: "{text}" is no length of time; {near.en}', f"{asked_by}: «{text}» — не срок; {near.ru}"
        )
    return seconds


def spell_span(seconds: float) -> str:
    """Return a length of time as people write it."""
    letter, unit = next(((letter, unit) for letter, unit in _UNITS.items() if seconds % unit == 0), ("s", 1.0))
    return f"{int(seconds // unit)}{letter}"


def days_asked_by(asked_by: str, text: str) -> int:
    """Return the days that the value of a variable names; raises UsageError."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise UsageError(
            f'{asked_by}: "{text}" is no number of days; write it like 90',
            f"{asked_by}: «{text}» — не число дней; пишите, например, 90",
        )
    return int(text)
