"""What is judged by itself besides the postings of a run: a posting that is gone, a notification, a planned update."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

import msgspec

from ozlint.model.record import Address, Closing, Place, Undecodable
from ozlint.model.times import Times


class Placed(Protocol):
    """An input that knows where its records stand."""

    @property
    def path(self) -> str:
        """The input's name in the report."""
        ...

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        ...


Role = Literal["postings", "tracking", "previous", "notifications", "updates", "answers"]
"""What an input is to a run: the postings, carriers' events, an earlier snapshot, a log, a plan, Ozon's answers."""


class Held(msgspec.Struct):
    """What one of the other inputs held."""

    source: Placed
    role: Role
    format: str
    """What it was recognised as."""
    records: int = 0
    undecodable: list[Undecodable] = msgspec.field(default_factory=list)
    closing: Closing | None = None
    """What is said of it from outside."""

    @property
    def interrupted(self) -> Closing | None:
        """What is said of it where the fetch into it came to no end; else None."""
        return None if self.closing is None or self.closing.is_whole else self.closing

    @property
    def cut_off(self) -> bool:
        """Whether the input ends before its end."""
        return any(record.cut_off for record in self.undecodable)


class UnknownCode(msgspec.Struct, frozen=True):
    """A code that nobody has mapped to a phase, and how many events have it."""

    carrier: str
    code: str
    events: int


class Joined(msgspec.Struct, frozen=True):
    """How carriers' events and postings found each other."""

    events: int
    parcels: int
    joined: int
    """Parcels that belong to a posting of the run."""
    unknown: tuple[UnknownCode, ...] = ()
    """Codes that nobody has mapped, the most frequent first."""


class Whole(msgspec.Struct, frozen=True):
    """What something is a part of, as an update is of its request."""

    kind: str
    key: str
    address: Address


class Other(msgspec.Struct, frozen=True):
    """Something of another input that is judged by itself."""

    subject: Any
    """A struct with an attribute for each name that rules about it read."""
    key: str
    posting_number: str | None
    account: str | None
    source: Placed
    address: Address
    around: Mapping[str, Any] | None = None
    """The records beside it, by their names; None where it has none."""
    times: Times | None = None
    """How its times are read; None: as those of its source are."""
    whole: Whole | None = None
    """What it is a part of, for rules that speak of that."""
