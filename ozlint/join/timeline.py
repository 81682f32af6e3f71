"""What happened to a posting by Ozon and by the carrier, for people to look at."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf, isnan, nan
from struct import Struct
from typing import overload

from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.reality import Seen
from ozlint.language.check import check
from ozlint.language.emit import Emitter, build
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.names import Scope
from ozlint.language.operands import reads
from ozlint.language.values import Value
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Times, Vague

MOMENTS = ("in_process_at", "deadline", "handed_over_at", "promised_at")
"""Fields and words of a posting that are a moment of its course."""

Moments = Callable[[object], tuple[Value, ...]]
"""Reads them from a posting."""
_PACKED = Struct(f"<{len(MOMENTS)}dB")
"""Moments, NaN for none, and a bit for each that is vague."""


class Timeline(Sequence[TimelineEvent]):
    """The timeline of a posting: kept in few bytes, and worked out each time somebody looks at it."""

    __slots__ = ("_beside", "_contradicted", "_moments", "_parcels", "_posting_number", "_status")

    def __init__(  # noqa: PLR0913 - what it is worked out from
        self,
        posting_number: str,
        moments: Sequence[Value],
        status: Value,
        parcels: Sequence[int],
        beside: tuple[Parcels | None, Courses | None],
        *,
        contradicted: bool,
    ) -> None:
        """Keep what it takes: `parcels` are those of the posting, `beside` is what knows of them and of its course."""
        self._posting_number = posting_number
        self._moments = _packed(moments)
        self._status = status
        self._parcels = parcels[0] if len(parcels) == 1 else tuple(parcels)
        self._beside = beside
        self._contradicted = contradicted

    def events(self) -> tuple[TimelineEvent, ...]:
        """Return what both sides say, in order of time, what is without a time last."""
        parcels, courses = self._beside
        kept = self._parcels
        return timeline_of(
            _unpacked(self._moments),
            self._status,
            courses.steps(self._posting_number) if courses is not None else (),
            parcels.seen([kept] if isinstance(kept, int) else kept) if parcels is not None else (),
            contradicted=self._contradicted,
        )

    def __iter__(self) -> Iterator[TimelineEvent]:
        return iter(self.events())

    def __len__(self) -> int:
        return len(self.events())

    def __bool__(self) -> bool:
        return isinstance(self._status, str) or bool(self.events())

    @overload
    def __getitem__(self, place: int) -> TimelineEvent: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[TimelineEvent, ...]: ...

    def __getitem__(self, place: int | slice) -> TimelineEvent | tuple[TimelineEvent, ...]:
        return self.events()[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.events() == tuple(other)

    __hash__ = None  # type: ignore[assignment] # as that of a list


def _packed(moments: Sequence[Value]) -> bytes:
    known = [one if isinstance(one, float) else nan for one in moments]
    return _PACKED.pack(*known, sum(isinstance(one, Vague) << place for place, one in enumerate(known)))


def _unpacked(packed: bytes) -> list[float]:
    *moments, vague = _PACKED.unpack(packed)
    return [Vague(one) if vague >> place & 1 else one for place, one in enumerate(moments)]


def moment_paths(knowledge: Knowledge = TABLES) -> frozenset[str]:
    """Return the fields that a timeline reads."""
    scope = Scope("posting", knowledge=knowledge)
    return frozenset[str]().union(*(reads(check(name, scope)) for name in MOMENTS))


def compile_moments(times: Times, knowledge: Knowledge = TABLES) -> Moments:
    """Return what reads the moments of a posting whose times are read so."""
    emitter = Emitter(times)
    values = [emitter.value(check(name, Scope("posting", knowledge=knowledge))) for name in MOMENTS]
    read: Moments = build(emitter, "def judge(p):", [*emitter.ensure(), f"return ({', '.join(values)},)"])
    return (lambda posting: tuple(map(_vague, read(posting)))) if times.margin else read


def _vague(moment: Value) -> Value:
    return Vague(moment) if moment.__class__ is float else moment


def timeline_of(
    moments: Sequence[Value],
    status: Value,
    steps: Iterable[tuple[float, str]],
    seen: Iterable[Seen],
    *,
    contradicted: bool,
) -> tuple[TimelineEvent, ...]:
    """Return what both sides say, in order of time, what is without a time last.

    `steps` are the statuses that notifications told, with their moments. Where the sides contradict each other, that is
    marked at the status that Ozon shows and at the carrier's last event.
    """
    events = [
        TimelineEvent(at if isinstance(at, Vague) else float(at), "ozon", name)
        for name, at in zip(MOMENTS, moments, strict=True)
        if isinstance(at, float) and not isnan(at)
    ]
    told = [TimelineEvent(at, "ozon", name) for at, name in steps]
    shown = next((event for event in reversed(told) if event.what == status), None)
    if isinstance(status, str):
        told = [event for event in told if event is not shown]
        told.append(TimelineEvent(shown.at if shown else None, "ozon", status, contradiction=contradicted))
    carried = [
        TimelineEvent(_moment(one), "carrier", one.text or one.phase, one.code)
        for one in sorted((one for one in seen if not one.withdrawn), key=lambda one: inf if isnan(one.at) else one.at)
    ]
    if carried and contradicted:
        last = carried[-1]
        carried[-1] = TimelineEvent(last.at, last.lane, last.what, last.code, contradiction=True)
    return in_order((*events, *told, *carried))


def in_order(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """Return events in order of time, those without a time last."""
    return tuple(sorted(events, key=lambda event: inf if event.at is None else float(event.at)))


def _moment(seen: Seen) -> float | None:
    """Return when an event was; vague where nobody knows the zone."""
    return None if isnan(seen.at) else seen.moment
