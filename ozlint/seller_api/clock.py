"""The time and the patience of a fetch, handed in so that nothing here looks for a clock."""

from collections.abc import Callable

import msgspec


class Clock(msgspec.Struct, frozen=True):
    """What tells the time, and what lets it pass."""

    now: Callable[[], float]
    """Seconds since 1970 UTC."""
    elapsed: Callable[[], float]
    """Seconds from some moment on that never go back."""
    sleep: Callable[[float], None]
    """Waits so many seconds."""
