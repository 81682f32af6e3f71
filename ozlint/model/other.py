"""What is judged by itself besides the postings of a run: a posting that only a snapshot has, a notification."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol

import msgspec

from ozlint.model.record import Address, Place, Undecodable


class Placed(Protocol):
    """An input that knows where its records stand."""

    @property
    def path(self) -> str:
        """The input's name in the report."""
        ...

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        ...


Role = Literal["postings", "tracking", "previous", "notifications"]
"""What an input is to a run: the postings themselves, carriers' events, an earlier snapshot, a log."""


class Held(msgspec.Struct):
    """What one of the other inputs held."""

    source: Placed
    role: Role
    format: str
    """What it was recognised as."""
    records: int = 0
    undecodable: list[Undecodable] = msgspec.field(default_factory=list)

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


class Other(msgspec.Struct, frozen=True):
    """Something of another input that is judged by itself."""

    subject: Any
    """A struct with an attribute for each name that rules about it read."""
    key: str
    posting_number: str | None
    account: str | None
    source: Placed
    address: Address
