"""Looking over suppressions: which have expired, which soon will, and which last."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from ozlint.model.times import DAY, iso_time
from ozlint.triage.suppression import NEVER, Suppression, ends

State = Literal["expired", "soon", "valid", "never"]
SOON = 14 * DAY
"""Seconds before its end from which on a suppression is said to expire soon."""


class Audited(msgspec.Struct, frozen=True):
    """A suppression, and how it stands."""

    suppression: Suppression
    state: State

    @property
    def expires(self) -> str:
        """When it ends, as it is written: the day, or the moment in UTC."""
        expires = self.suppression.expires
        return NEVER if expires is None else iso_time(expires) or ""


def audit(suppressions: Iterable[Suppression], now: float) -> tuple[Audited, ...]:
    """Return how suppressions stand at a moment, what ends first at the beginning."""
    ordered = sorted(suppressions, key=lambda one: float("inf") if one.expires is None else ends(one.expires))
    return tuple(Audited(one, _state(one, now)) for one in ordered)


def _state(suppression: Suppression, now: float) -> State:
    if suppression.expires is None:
        return "never"
    if suppression.is_over(now):
        return "expired"
    return "soon" if ends(suppression.expires) - now <= SOON else "valid"
