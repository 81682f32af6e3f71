"""A length of time, as people write it: 14d, 36h."""

import re

from ozlint.errors import UsageError
from ozlint.model.text import Text
from ozlint.model.times import DAY, HOUR

_SPAN = re.compile(r"([0-9]{1,5})\s*(d|h)")
_HINT = Text("write days or hours, like 14d or 36h", "пишите в сутках или часах: 14d или 36h")


def read_span(text: str) -> float | None:
    """Return the seconds that a text names; None where it names none."""
    found = _SPAN.fullmatch(text.strip())
    return int(found[1]) * (DAY if found[2] == "d" else HOUR) if found else None


def span_guess(text: str) -> Text:
    """Return what was probably meant by a text that names no length of time: a bare number is one of days."""
    if text.strip().isdecimal():
        days = f"{text.strip()}d"
        return Text(f"write {days}", f"напишите {days}")
    return _HINT


def span_asked_by(asked_by: str, text: str) -> float:
    """Return the seconds that the value of a flag or variable names; raises UsageError."""
    seconds = read_span(text)
    if seconds is None:
        near = span_guess(text)
        raise UsageError(
            f'{asked_by}: "{text}" is no length of time; {near.en}', f"{asked_by}: «{text}» — не срок; {near.ru}"
        )
    return seconds
