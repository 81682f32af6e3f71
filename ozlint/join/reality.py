"""What the events of a parcel come to: where it is, since when, and what is proved by that."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.carriers.reach import phase_meanings
from ozlint.model.times import Vague, some_hour_of

Known = float | UnsetType | None
"""A moment; None: there is none; UNSET: the events leave it open."""
_SILENT = ("info",)
"""Phases that say nothing of where the parcel is."""


class Seen(msgspec.Struct, frozen=True, gc=False):
    """One event as it is kept: what the carrier said happened, in few words."""

    at: float
    """Seconds since 1970 UTC; NaN where nobody says when."""
    phase: str
    code: str
    text: str
    carrier: str
    is_return: bool
    withdrawn: bool
    zoned: bool
    as_of: float
    """When the carrier was asked; NaN where the document does not say."""
    is_day: bool = False
    """Whether only the day is known; `at` is when it begins."""

    @property
    def moment(self) -> float:
        """When it was, as far as that is known."""
        if self.is_day:
            return some_hour_of(self.at, zoned=self.zoned)
        return self.at if self.zoned else Vague(self.at)


class Reality(msgspec.Struct, frozen=True, gc=False):
    """What the carrier says of one posting; the names are those of the rule language."""

    phase: str | UnsetType
    phase_since: Known
    phases: tuple[str, ...]
    accepted_at: Known
    delivered_at: Known
    last_event_at: Known
    last_event_text: str | None
    carrier: str | None
    tracking_number: str | None
    is_return: bool
    events: float
    as_of: float


def reality_of(events: Sequence[Seen], *, carrier: str, tracking_number: str | None, now: float) -> Reality | None:
    """Return what the events of a posting's parcels come to; None where there are none that still stand.

    `carrier` is the code of the carrier that the posting names: of several, its own counts as the one that spoke. `now`
    is when the carriers were asked, where a document does not say.
    """
    standing = _standing(events)
    if not standing:
        return None
    unclear = any(one.phase == "unknown" and one.at != one.at for one in standing)
    timed = sorted((one for one in standing if one.at == one.at), key=_order)
    moments = {one.at: one.moment for one in timed}
    if any(not one.zoned for one in timed):
        moments = {at: moment if isinstance(moment, Vague) else Vague(at) for at, moment in moments.items()}
    phase, since = (UNSET, UNSET) if unclear else _newest(timed or standing)
    last = timed[-1] if timed else standing[0]
    asked = [one.as_of for one in standing if one.as_of == one.as_of]
    return Reality(
        phase=phase,
        phase_since=_moment(since, moments),
        phases=_distinct(tuple(one.phase for one in standing)),
        accepted_at=_moment(_first(timed, standing, "accepted"), moments),
        delivered_at=_moment(_first(timed, standing, "delivered"), moments),
        last_event_at=_moment(timed[-1].at if timed and not unclear else UNSET, moments),
        last_event_text=last.text or last.code or None,
        carrier=_carrier(standing, carrier, last),
        tracking_number=tracking_number,
        is_return=last.is_return or phase in ("returning", "returned"),
        events=float(len(standing)),
        as_of=max(asked) if asked else now,
    )


def _standing(events: Sequence[Seen]) -> list[Seen]:
    """Return the events that were not taken back; one may be withdrawn by a later document that repeats it."""
    gone = {(one.carrier, one.code, one.at) for one in events if one.withdrawn}
    if not gone:
        return list(events)
    return [one for one in events if not one.withdrawn and (one.carrier, one.code, one.at) not in gone]


def _order(event: Seen) -> tuple[float, int]:
    """Return what events are sorted by: of several at one moment, the one further along is the later."""
    return event.at, _ranks()[event.phase]


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {phase: rank for rank, phase in enumerate(phase_meanings())}


def _newest(events: Sequence[Seen]) -> tuple[str | UnsetType, Known]:
    """Return the phase the parcel is in and since when; unknown where the newest event that moves it is not understood.

    Events without times tell a phase only where all of them are in one.
    """
    moving = [one for one in events if one.phase not in _SILENT]
    if not moving:
        return UNSET, UNSET
    phase = moving[-1].phase
    timed = moving[-1].at == moving[-1].at
    if phase == "unknown" or (not timed and len({one.phase for one in moving}) > 1):
        return UNSET, UNSET
    since: Known = UNSET
    for one in reversed(moving if timed else ()):
        if one.phase != phase:
            break
        since = one.at
    return phase, since


def _first(timed: Sequence[Seen], standing: Sequence[Seen], phase: str) -> Known:
    """Return when the parcel first was in a phase or in one that proves it.

    None where it never was; open where an event that comes before, or has no time, may have been it.
    """
    meanings = phase_meanings()
    found = next((one.at for one in timed if phase in meanings[one.phase].proves), inf)
    for one in standing:
        meaning = meanings[one.phase]
        says = phase in meaning.proves if one.at != one.at else False
        if says or (phase in meaning.leaves_open and not one.at >= found):
            return UNSET
    return None if found == inf else found


def _moment(at: Known, moments: Mapping[float, float]) -> Known:
    return moments[at] if isinstance(at, float) else at


@lru_cache(maxsize=4096)
def _distinct(phases: tuple[str, ...]) -> tuple[str, ...]:
    ranks = _ranks()
    return tuple(sorted(set(phases), key=lambda phase: ranks[phase]))


def _carrier(events: Sequence[Seen], own: str, last: Seen) -> str | None:
    """Return whose events these are: the posting's own carrier if it is among them, else who spoke last."""
    named = [one.carrier for one in events if one.carrier]
    if own in named:
        return own
    return last.carrier or (named[-1] if named else None)
