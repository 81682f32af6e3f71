"""What is said of the postings of one number, while they are judged: by others of the run, carriers, and snapshots."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.engine.relations import identity
from ozlint.engine.side import Side
from ozlint.join.beside import Beside
from ozlint.join.parcels import Parcels
from ozlint.join.snapshots import Snapshots
from ozlint.language.interpret import ALONE
from ozlint.language.values import Value
from ozlint.model.other import Held, Joined, Other, Role
from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.tracking import TrackingEvent
from ozlint.spark.rows import OPEN, Kind

_EVENT = msgspec.msgpack.Decoder(TrackingEvent).decode


class Origin(msgspec.Struct, frozen=True):
    """An input whose records have no lines: a place in it is the input itself."""

    path: str

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return the input as the place of each record."""
        return {address: Place(self.path, 0, 0, "") for address in addresses}


class Told(Side):
    """The side of a task. What it knows is of one number at a time: `begin` forgets, and the rows of it are told."""

    def __init__(  # noqa: PLR0913 - the other inputs of a run
        self,
        beside: Beside | None,
        kind: type[msgspec.Struct],
        *,
        tracking: str,
        earlier: Sequence[tuple[str, float]],
        as_of: Mapping[int, float],
        carriers: frozenset[str],
        strangers: frozenset[str],
    ) -> None:
        self.beside = beside
        self._kind = kind
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._earlier = earlier
        self._origins = [Origin(tracking), *(Origin(path) for path, _ in earlier)]
        self._as_of = as_of
        self._carriers = carriers
        self._doubted = strangers
        self._answers: dict[tuple[str, str], dict[str, Value]] = {}
        self._file: int | None = None
        self._nothing = (self._parcels(), Snapshots(kind))
        self.parcels: set[str] = set()
        """The parcels that belong to postings."""
        self.heard: set[str] = set()
        """Carriers that have one of these."""
        self._gone: list[Other] = []
        self._held: dict[tuple[int, str], Held] = {}

    def begin(self) -> None:
        """Forget what is known: the rows of another number follow."""
        self._answers = {}
        self._file = None
        if self.beside is not None:
            parcels, snapshots = self._nothing
            self.beside.parcels = None if self.beside.parcels is None else parcels
            self.beside.snapshots = None if self.beside.snapshots is None else snapshots

    def take(self, kind: int, row: tuple[Any, ...]) -> None:
        """Take in a row that is no posting: its number, rank, file, account, what is packed, the call and its worth."""
        number, rank, file, account, packed, call, worth = row
        if kind == Kind.EVENT:
            self.event(packed, file)
        elif kind == Kind.EARLIER:
            self.earlier(packed, rank - 2)
        else:
            self.answer(
                account, number, call, worth if call != "links_back" else UNSET if worth == OPEN else bool(worth)
            )

    def answer(self, account: str, number: str, call: str, worth: Value) -> None:
        """Take in what a call of the language gives for a posting, where that is not what one alone is told."""
        self._answers.setdefault((account, number), {})[call] = worth

    def event(self, packed: bytes, file: int) -> None:
        """Take in an event of a parcel that may be this posting's, in the order of reading."""
        beside = self.beside
        if beside is None or beside.parcels is None:
            return
        parcels = beside.parcels
        if parcels is self._nothing[0]:
            parcels = beside.parcels = self._parcels()
        if file != self._file:
            self._file = file
            parcels.as_of.append(self._as_of.get(file, float("nan")))
        parcels.add(_EVENT(packed))

    def earlier(self, packed: bytes, snapshot: int) -> None:
        """Take in a posting as an earlier snapshot had it, in the order of their times."""
        beside = self.beside
        if beside is None or beside.snapshots is None:
            return
        snapshots = beside.snapshots
        if snapshots is self._nothing[1]:
            snapshots = beside.snapshots = Snapshots(self._kind)
        snapshots.inputs.append(self._origins[snapshot + 1])
        snapshots.add(self._decode(packed), 0, self._earlier[snapshot][1])

    def lose(self, rank: int, path: str, record: Undecodable) -> None:
        """Take in a record of another input that could not be read: 1 are events, from 2 on snapshots.

        `path` is what its file is called.
        """
        role: Role = "tracking" if rank == 1 else "previous"
        self._held.setdefault((rank, path), Held(Origin(path), role, "")).undecodable.append(record)

    def end(self) -> None:
        """Keep what nobody asked for: all postings of this number are judged."""
        if self.beside is None:
            return
        if self.beside.snapshots is not None:
            self._gone += self.beside.snapshots.others()
        if self._file is not None and self.beside.parcels is not None:
            self.heard |= self._carriers - self.beside.parcels.strangers

    @property
    def given(self) -> frozenset[str]:
        """The names of the joined records that are looked up."""
        return frozenset() if self.beside is None else self.beside.given

    @property
    def held(self) -> Sequence[Held]:
        """What could not be read of the other inputs."""
        return list(self._held.values())

    @property
    def joined(self) -> Joined | None:
        """Nothing: that is counted over all tasks."""
        return None

    @property
    def ungiven(self) -> Mapping[str, str]:
        """Nothing: what these records hold comes with them."""
        return {}

    @property
    def silent(self) -> frozenset[str]:
        """Carriers whose silence on some posting was taken for an answer."""
        return frozenset() if self.beside is None else frozenset(self.beside.silent)

    def of(self, posting: Any, doubted: frozenset[str] = frozenset(), /) -> Mapping[str, Value]:  # noqa: ANN401
        """Return what is said of a posting."""
        around = ALONE
        if self.beside is not None:
            around = self.beside.of(posting, self._doubted | doubted)
            if self._file is not None and self.beside.parcels is not None:
                self._join(posting, self.beside)
        said = self._answers.get(identity(posting)) if self._answers else None
        return {**around, **said} if said else around

    def reader(self, _postings: object, /) -> Callable[[Any], Mapping[str, Value]]:
        """Return what looks that up."""
        return self.of

    @property
    def strangers(self) -> frozenset[str]:
        """None: that shows only once all tasks have said which carriers they have `heard`, and which are `silent`."""
        return frozenset()

    def timeline(self, *_: object, **__: object) -> tuple[()]:
        """Return nothing: timelines are not drawn of so many postings."""
        return ()

    def about(self, subject: str, /) -> Iterator[Other] | None:
        """Yield the postings that only snapshots have, once all are judged."""
        return iter(self._gone) if subject == "previous" and self._earlier else None

    def hear(self, *_: object) -> None:
        """Take in nothing: what is found of one says nothing about the next."""

    def _join(self, posting: Any, beside: Beside) -> None:  # noqa: ANN401 - a decoded posting
        """Keep which parcels are the posting's."""
        parcels = beside.parcels
        if parcels is None:
            return
        number, _ = beside.joined_by(posting)
        found = parcels.find(number if isinstance(number, str) else None, posting.posting_number)
        # A parcel without a number is known by the only posting that it can be of.
        self.parcels.update(parcels.key_of(parcel) or f"\0{posting.posting_number}" for parcel in found)

    def _parcels(self) -> Parcels:
        parcels = Parcels()
        parcels.carriers = set(self._carriers)
        return parcels
