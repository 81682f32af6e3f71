"""Where an input comes from: when it was fetched from Ozon, whether all of it came, and how far back it reaches."""

from collections.abc import Sequence
from math import nan

import msgspec

from ozlint.model.times import HOUR, read_time

_FRESH = HOUR
"""How far the moment of a fetch may be from the moment that is judged at, for it to hold all postings of then."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of how an input was fetched."""

    taken_at: str | None = None
    """When the fetch began, ISO 8601 UTC; None where nobody says."""
    account: str | None = None
    """What the seller calls the account that it is from; None where it has no name."""
    is_whole: bool
    """Whether all that was asked for is in it."""
    has_unasked: bool = False
    """Whether it has postings without details that were to be asked for, and could not be."""
    is_empty: bool = False
    """Whether it is known to hold no postings."""
    since: float | None = None
    """The moment from which on, up to the fetch, it holds all postings; None where it may hold but some of them."""

    @property
    def fetched_at(self) -> float:
        """The same in seconds since 1970 UTC; NaN where nobody says."""
        return nan if self.taken_at is None else read_time(self.taken_at)[0]

    def reach(self, now: float) -> float:
        """Return for how many seconds before a moment it surely holds all postings; 0 where that cannot be said."""
        if self.since is None:
            return 0.0
        is_fresh = abs(now - self.fetched_at) <= _FRESH
        return max(0.0, now - self.since) if is_fresh else 0.0


def covered(inputs: Sequence[Provenance | None], now: float) -> float:
    """Return for how many seconds before a moment some inputs hold all postings: as long as each of them does."""
    return min((0.0 if one is None else one.reach(now) for one in inputs), default=0.0)
