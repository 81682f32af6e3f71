"""The pace of requests: at most so many a second, over all threads, and none while Ozon asks to wait."""

from math import inf
from threading import Lock


class Limiter:
    """Hands out turns; moments are those of the caller's clock, which never goes back."""

    def __init__(self, per_second: int) -> None:
        self._gap = 1 / per_second
        self._next = -inf
        self._held = -inf
        self._lock = Lock()

    def take_turn(self, now: float) -> float:
        """Return 0 if a request may be sent now, and count it; else the seconds to wait before asking again."""
        with self._lock:
            if (wait := max(self._next, self._held) - now) > 0:
                return wait
            # Who comes late may make up for one gap, or the pace would fall behind with every slow thread.
            self._next = max(self._next, now - self._gap) + self._gap
            return 0.0

    def hold(self, until: float) -> None:
        """Hand out no turn before a moment."""
        with self._lock:
            self._held = max(self._held, until)
