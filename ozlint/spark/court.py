"""What a task of Spark judges with: rules and terms as bytes, compiled once a process."""

from collections.abc import Mapping
from datetime import tzinfo
from functools import cached_property, lru_cache
from math import isnan
from typing import Any

import msgspec

from ozlint.carriers.corrections import Corrections
from ozlint.carriers.names import carrier_coder
from ozlint.engine.clock import times_in
from ozlint.engine.ledger import Coverage
from ozlint.engine.result import InputCount
from ozlint.engine.side import Benches
from ozlint.engine.terms import Terms
from ozlint.join.beside import Beside, OtherInputs
from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.snapshots import Snapshots
from ozlint.language.function import Function
from ozlint.language.functions import finder
from ozlint.language.knowledge import Knowledge
from ozlint.model.times import Times
from ozlint.model.zone import read_zone
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.tracking.event_terms import EventTerms
from ozlint.spark.files import File, place_key
from ozlint.spark.told import Told


class Heard(msgspec.Struct, frozen=True):
    """What reading all inputs has told of them as a whole, before anything is judged."""

    count: InputCount
    """That of all files of postings together."""
    coverage: Coverage
    zoned: bool | None = None
    """Whether the postings write their times with a zone; None where no posting has a time."""
    absent: frozenset[str] = frozenset()
    """Fields that none of the postings has."""
    cut_off: frozenset[tuple[int, int, int]] = frozenset()
    """Where files are cut off: rank, file and block of their ends."""
    as_of: Mapping[int, float] = {}
    """When the carriers were asked, by the place of the file; what does not say it is not among them."""
    carriers: frozenset[str] = frozenset()
    """Codes of the carriers whose events are there."""
    strangers: frozenset[str] = frozenset()
    """Those of them that were asked about other postings, once that is known."""


class Court(msgspec.Struct, frozen=True, kw_only=True):
    """Rules, and what a run is judged by besides."""

    rulebook: Rulebook
    terms: Terms
    path: str
    """What the postings are called in the report."""
    files: tuple[tuple[File, ...], ...]
    """The files of each input, in their order; the inputs by their ranks."""
    fields: frozenset[str]
    """The fields that are read of postings."""
    knowledge: Knowledge
    columns: Mapping[str, str] = {}
    """Names of columns of the seller's own, with the field that each stands for."""
    tz: str | None = None
    """The zone of times that come without one."""
    tracking: str | None = None
    """What carriers' events are called in the report; None where none were given."""
    corrections: tuple[tuple[tuple[str, str], Any], ...] = ()
    """Phases of codes, as the seller says."""
    asked_at: float = 0.0
    """When the carriers were asked, where their documents do not say."""
    earlier: tuple[tuple[str, float], ...] = ()
    """What each earlier snapshot is called in the report, and when it was taken: NaN where nobody says."""
    heard: Heard | None = None

    @property
    def zone(self) -> tzinfo | None:
        """The zone of times that come without one; None where nobody says."""
        return read_zone(self.tz) if self.tz else None

    @property
    def event_terms(self) -> EventTerms:
        """How carriers' events are understood."""
        carrier_of = carrier_coder(self.knowledge.aliases)
        return EventTerms(Corrections(dict(self.corrections)), self.zone, carrier_of, self.asked_at)


class Ready:
    """A court whose rules are compiled."""

    def __init__(self, court: Court) -> None:
        self.court = court
        self.decode = PostingDecoder(court.fields)
        self.decode_earlier = PostingDecoder(court.rulebook.reads_earlier)
        self.benches = Benches(court.rulebook, self.told())

    @cached_property
    def places(self) -> list[dict[str, int]]:
        """The place of each file among those of its input, by its key; the inputs by their ranks."""
        return [{place_key(one.path): place for place, one in enumerate(files)} for files in self.court.files]

    def told(self) -> Told:
        """Return what takes in what is said of postings, for one task."""
        court = self.court
        kind = self.decode_earlier.root.struct
        others = OtherInputs(
            parcels=None if court.tracking is None else Parcels(),
            snapshots=Snapshots(kind) if court.earlier else None,
            courses=Courses() if any(not isnan(taken_at) for _, taken_at in court.earlier) else None,
        )
        heard = court.heard
        return Told(
            Beside(others, now=court.asked_at, knowledge=court.knowledge) if court.tracking or court.earlier else None,
            kind,
            tracking=court.tracking or "",
            earlier=court.earlier,
            as_of={} if heard is None else heard.as_of,
            carriers=frozenset() if heard is None else heard.carriers,
            strangers=frozenset() if heard is None else heard.strangers,
        )

    @property
    def times(self) -> Times | None:
        """How the times of all postings are read; None where none has a time."""
        heard = self.court.heard
        if heard is None or heard.zoned is None:
            return None
        return times_in(self.court.zone, zoned=heard.zoned)


def packed(court: Court) -> bytes:
    """Return a court as bytes; a function of the language goes by its name, and is found by what is known."""
    return msgspec.msgpack.encode((court.knowledge, court), enc_hook=_plain)


@lru_cache(maxsize=4)
def ready(packed_court: bytes) -> Ready:
    """Return a court, ready: a process of Spark's is given one task after the other of a run."""
    knowledge, court = msgspec.msgpack.decode(packed_court, type=tuple[Knowledge, msgspec.Raw])
    return Ready(msgspec.msgpack.decode(court, type=Court, dec_hook=finder(knowledge)))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a hook of msgspec
    return value.name if isinstance(value, Function) else dict(value)
