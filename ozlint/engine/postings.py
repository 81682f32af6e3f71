"""What the engine needs of an input: its postings, some of them again, and where they stand."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any, Protocol

from ozlint.model.record import Address, Closing, Page, Place, Regathered, Undecodable

Posting = Any
"""A decoded posting: a struct with an attribute for each field that a rule reads."""


class Postings(Protocol):
    """One input of postings, already bound to its decoder."""

    @property
    def path(self) -> str:
        """The input's name in the report."""
        ...

    @property
    def format(self) -> str:
        """What the input was recognised as: pages of one list have the same."""
        ...

    @property
    def absent(self) -> frozenset[str]:
        """Fields that none of its postings has: columns that a table is without. Empty where nobody can tell before."""
        ...

    @property
    def zone(self) -> tzinfo | None:
        """The zone of its times that come without one; None where nobody says."""
        ...

    def read(self) -> Iterator[tuple[Address, Posting] | Undecodable | Page | Regathered | Closing]:
        """Yield every posting, every record that could not be read, and the end of every answer, in order."""
        ...

    def reread(self, addresses: Sequence[Address]) -> Iterator[tuple[Address, Posting]]:
        """Yield the postings at these addresses, which are sorted, again."""
        ...

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        ...
