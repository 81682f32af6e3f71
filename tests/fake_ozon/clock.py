"""Clocks for tests: one that passes at once, and the real one."""

import time
from threading import Lock

from ozlint.seller_api.clock import Clock

NOW = 1795338000.0
"""2026-11-22T09:00:00Z."""


class FastClock:
    """Sleeping moves it on and takes no time; may be used from several threads."""

    def __init__(self, now: float = NOW) -> None:
        self._began = now
        self._passed = 0.0
        self._lock = Lock()
        self.slept: list[float] = []
        """Every nap that was taken, in seconds."""

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.slept.append(seconds)
            self._passed += seconds

    def elapsed(self) -> float:
        """Return the seconds that passed."""
        return self._passed

    def now(self) -> float:
        """Return the moment."""
        return self._began + self._passed

    @property
    def clock(self) -> Clock:
        """What the program is handed."""
        return Clock(now=self.now, elapsed=self.elapsed, sleep=self.sleep)


REAL = Clock(now=time.time, elapsed=time.monotonic, sleep=time.sleep)
