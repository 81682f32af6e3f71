"""What is judged by itself besides the postings of a run: a posting that only a snapshot has, a notification."""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from ozlint.model.record import Address, Place


class Placed(Protocol):
    """An input that knows where its records stand."""

    @property
    def path(self) -> str:
        """The input's name in the report."""
        ...

    def places(self, addresses: Sequence[Address], /) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        ...


class Other(msgspec.Struct, frozen=True):
    """Something of another input that is judged by itself."""

    subject: Any
    """A struct with an attribute for each name that rules about it read."""
    key: str
    posting_number: str | None
    account: str | None
    source: Placed
    address: Address
