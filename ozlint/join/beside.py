"""What other inputs say of the postings of a run, looked up one posting at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.carriers.numbers import number_key
from ozlint.join.arrivals import Arrivals
from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.reality import reality_of
from ozlint.join.snapshots import Posting, Snapshots
from ozlint.join.timeline import Moments, Timeline, compile_moments, moment_paths
from ozlint.language.check import check
from ozlint.language.emit import Emitter, build
from ozlint.language.interpret import ALONE
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.names import Scope
from ozlint.language.operands import reads
from ozlint.language.values import Value, text_value
from ozlint.model.finding import Finding
from ozlint.model.other import Held, Joined, Other
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Times

JOINED_BY = ("tracking_number", "carrier")
"""The fields and words of a posting by which carriers' events are found."""


def join_paths(knowledge: Knowledge = TABLES) -> frozenset[str]:
    """Return the fields that a posting is joined by, and those of its timeline."""
    scope = Scope("posting", knowledge=knowledge)
    return moment_paths(knowledge).union(*(reads(check(name, scope)) for name in JOINED_BY))


class OtherInputs(msgspec.Struct, frozen=True):
    """What was read of the other inputs of a run; None for a kind of which none was given."""

    parcels: Parcels | None = None
    snapshots: Snapshots | None = None
    courses: Courses | None = None
    arrivals: Arrivals | None = None
    held: tuple[Held, ...] = ()
    """What each file of them held."""


class Beside:
    """The joined records of a run: `reality`, `previous` and `history`, those that were given."""

    def __init__(self, inputs: OtherInputs, *, now: float, knowledge: Knowledge = TABLES) -> None:
        """Join by what is known; `now` is when carriers were asked whose documents do not say when."""
        self.parcels = inputs.parcels
        self.snapshots = inputs.snapshots
        self.courses = inputs.courses
        if self.courses is None and self.snapshots is not None and self.snapshots.tell_time:
            self.courses = Courses()
        self._told_by = self.parcels, self.courses
        """What tells the timelines of postings."""
        self.arrivals = inputs.arrivals
        self.held = inputs.held
        self._now = now
        self.joined_by = _compile_reader(knowledge)
        self._knowledge = knowledge
        self._moments: dict[Times, Moments] = {}
        known = {"reality": self.parcels, "previous": self.snapshots, "history": self.courses}
        self.given = frozenset(name for name, store in known.items() if store is not None)
        """The names of the records that are looked up; of the others nothing is known."""
        self.silent: set[str] = set()
        """Carriers that were taken to know nothing of some posting, since they say nothing of it."""

    @property
    def joined(self) -> Joined | None:
        """How carriers' events and postings found each other, once these are read; None without events."""
        return self.parcels.joined if self.parcels is not None else None

    @property
    def strangers(self) -> frozenset[str]:
        """Carriers that were asked about other postings: they say something, and of none of those asked for here."""
        return self.parcels.strangers & self.silent if self.parcels is not None and self.silent else frozenset()

    def of(self, posting: Posting, doubted: frozenset[str] = frozenset()) -> Mapping[str, Value]:
        """Return what is said of a posting, as the language takes it: each record, None or unknown by its name.

        That carriers which are `doubted` say nothing of it is no answer.
        """
        found: dict[str, Any] = dict(ALONE)
        if self.parcels is not None:
            found["reality"] = self._reality(posting, self.parcels, doubted)
        if self.snapshots is not None:
            found["previous"] = self.snapshots.find(posting)
        if self.courses is not None:
            since = self.snapshots.since(posting) if self.snapshots is not None else float("nan")
            found["history"] = self.courses.history(posting.posting_number, text_value(posting.status), since)
        return found

    @property
    def ungiven(self) -> Mapping[str, str]:
        """Nothing: what these records hold comes with them."""
        return {}

    def reader(self, _postings: object) -> Callable[[Posting], Mapping[str, Value]]:
        """Return what looks up the joined records of the postings of an input."""
        return self.of

    def timeline(self, posting: Posting, times: Times, *, contradicted: bool) -> Sequence[TimelineEvent]:
        """Return what Ozon and the carrier say happened to a posting whose times are read so."""
        read = self._moments.get(times)
        if read is None:
            read = self._moments[times] = compile_moments(times, self._knowledge)
        found: Sequence[int] = ()
        if self.parcels is not None:
            number, _ = self.joined_by(posting)
            found = self.parcels.find(number if isinstance(number, str) else None, posting.posting_number)
        return Timeline(
            posting.posting_number, read(posting), text_value(posting.status), found, self._told_by,
            contradicted=contradicted,
        )  # fmt: skip

    def about(self, subject: str) -> Iterator[Other] | None:
        """Yield what is only in other inputs, once the postings are read; None where no such input was given."""
        if subject == "previous":
            return self.snapshots.others() if self.snapshots is not None else None
        return self.arrivals.others() if subject == "notification" and self.arrivals is not None else None

    def hear(self, other: Other, findings: Sequence[Finding]) -> None:
        """Do nothing: what is found of one of them says nothing about the next."""

    def _reality(self, posting: Posting, parcels: Parcels, doubted: frozenset[str]) -> Any:  # noqa: ANN401 - see below
        """Return what the carrier says of a posting: a Reality, None or UNSET."""
        number, carrier = self.joined_by(posting)
        own = carrier if isinstance(carrier, str) else ""
        written = number if isinstance(number, str) else None
        found = parcels.find(written, posting.posting_number)
        if found:
            named = parcels.number_for(posting.posting_number, written) or written
            reality = reality_of(parcels.seen(found), carrier=own, tracking_number=named, now=self._now)
            if reality is not None:
                return reality
        # That a carrier says nothing of a parcel is told only where it was asked: where its events are here. Of a
        # number that it knows as another posting's nobody asked it about this one.
        key = number_key(written) if written is not None else None
        if own not in parcels.carriers or key is None or own in doubted or parcels.knows(key):
            return UNSET
        self.silent.add(own)
        return None


def _compile_reader(knowledge: Knowledge) -> Callable[[Posting], tuple[Value, Value]]:
    """Return what reads from a posting what its events are found by."""
    emitter = Emitter()
    values = [emitter.value(check(name, Scope("posting", knowledge=knowledge))) for name in JOINED_BY]
    read: Callable[[Posting], tuple[Value, Value]] = build(
        emitter, "def judge(p):", [*emitter.ensure(), f"return ({', '.join(values)})"]
    )
    return read
