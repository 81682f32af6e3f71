"""What every source offers: postings in order, the same postings again, and their places."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import msgspec

from ozlint.model.record import Address, Page, Place, Regathered, Undecodable
from ozlint.sources.demand import Node

Record = Any
"""A decoded posting: a struct made at run time that holds the demanded fields."""

Item = tuple[Address, Record] | Undecodable | Page | Regathered


class Decode(Protocol):
    """Turns the bytes of one posting into a struct, or raises DecodeProblem."""

    @property
    def root(self) -> Node:
        """What is demanded of a posting, with the structs that records are made of."""
        ...

    @property
    def fast(self) -> "Fast":
        """The typed decoder alone: raises what msgspec raises, and does not ask for a number."""
        ...

    def __call__(self, raw: bytes | msgspec.Raw) -> Record:
        """Return the posting, tolerating the types that Ozon and its clients mix up."""
        ...


class Fast(Protocol):
    """The typed decoder alone."""

    def __call__(self, raw: bytes | msgspec.Raw, /) -> Record:
        """Return the posting, or raise what msgspec raises."""
        ...


class Source(Protocol):
    """One input file of postings."""

    @property
    def path(self) -> str:
        """As it is shown: relative to the working folder, with forward slashes."""
        ...

    @property
    def format(self) -> str:
        """What was recognised: `ndjson: postings`, `json: /v4/posting/fbs/list`."""
        ...

    @property
    def absent(self) -> frozenset[str]:
        """Paths of the fields that none of its postings has; empty where that shows only in the postings."""
        ...

    def read(self, decode: Decode) -> Iterator[Item]:
        """Yield every posting, every record that could not be read, and the end of every answer, in order."""
        ...

    def reread(self, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
        """Yield the postings at these addresses, which are sorted, again."""
        ...

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        ...
