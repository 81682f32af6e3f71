"""Stretches of time as the Seller API takes them, and how they are divided.

Whether Ozon counts the ends of a window in is written nowhere. So neighbours overlap by a second: no posting falls
between them, and one that both give is written once.
"""

import math
from itertools import pairwise

import msgspec

from ozlint.model.times import DAY, iso_time, read_time

OVERLAP = 1.0
"""Seconds by which neighbours overlap."""
LONGEST = 365 * DAY
"""Longest window of the list methods, in seconds: a year."""
LONGEST_REPORT = 89 * DAY
"""Longest window of a report, in seconds: three months, of which the shortest have 89 days."""
_SHORTEST = 4.0
"""Seconds of the shortest window whose halves, with their overlap, are shorter than itself."""


class Window(msgspec.Struct, frozen=True):
    """A stretch of time; both ends in ISO 8601 UTC to the second, as in 2026-11-22T09:00:00Z."""

    since: str
    to: str

    @property
    def seconds(self) -> float:
        """How long it is."""
        return _moment(self.to) - _moment(self.since)


def window_of(since: float, to: float) -> Window:
    """Return the window between two moments (seconds since 1970 UTC), widened to whole seconds.

    Raises ValueError for a moment that no calendar has.
    """
    return Window(_text(math.floor(since)), _text(math.ceil(to)))


def halves(window: Window) -> tuple[Window, ...]:
    """Return the two halves of a window; nothing if it is too short to be halved."""
    return () if window.seconds < _SHORTEST else divided(window, 2)


def divided(window: Window, count: int) -> tuple[Window, ...]:
    """Return a window in so many parts of about the same length, in order of time."""
    since, length = _moment(window.since), window.seconds
    ends = [since + math.floor(length * place / count) for place in range(count + 1)]
    return tuple(
        Window(_text(begin if place == 0 else begin - OVERLAP), _text(end))
        for place, (begin, end) in enumerate(pairwise(ends))
    )


def pieces(window: Window, longest: float, wanted: int = 1) -> tuple[Window, ...]:
    """Return a window in at least `wanted` parts, none of which is longer than `longest` seconds."""
    return divided(window, max(wanted, math.ceil(window.seconds / (longest - OVERLAP)), 1))


def _moment(text: str) -> float:
    return read_time(text)[0]


def _text(moment: float) -> str:
    text = iso_time(moment)
    if text is None:
        message = f"no calendar has this moment: {moment}"
        raise ValueError(message)
    return text
