"""Postings that a program holds as dicts, each with its place among them."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from json import dumps
from typing import Any

import msgspec

from ozlint.model.record import Address, Place, Undecodable
from ozlint.sources.demand import DecodeProblem
from ozlint.sources.source import Decode, Item, Record


class Dicts(msgspec.Struct, frozen=True):
    """Some postings in memory; the address of one is its place, from 1."""

    path: str
    postings: tuple[tuple[int, Mapping[str, Any]], ...]
    """In the order of their places."""

    @property
    def format(self) -> str:
        """What stands for the form of a file."""
        return "python: postings"

    @property
    def absent(self) -> frozenset[str]:
        """Nothing: which fields a posting has shows only in the posting."""
        return frozenset()

    def read(self, decode: Decode) -> Iterator[Item]:
        """Yield every posting, and what could not be read, in order."""
        for place, posting in self.postings:
            raw = encoded(posting)
            try:
                yield place, decode(raw)
            except DecodeProblem as problem:
                digest = blake2b(raw, digest_size=8).hexdigest()
                number = posting.get("posting_number")
                yield Undecodable(
                    place, number if isinstance(number, str) else None, digest, problem.field, problem.reason
                )

    def reread(self, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
        """Yield the postings at these places again."""
        wanted = set(addresses)
        for place, posting in self.postings:
            if place in wanted:
                yield place, decode(encoded(posting))

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand: their number among the dicts."""
        return {address: Place(self.path, address, 1, "") for address in addresses}


def encoded(posting: Mapping[str, Any]) -> bytes:
    """Return a dict as JSON; raises TypeError, ValueError or RecursionError for what has no form in it."""
    try:
        return msgspec.json.encode(posting)
    except UnicodeEncodeError:
        # Half an emoji, as Ozon's clients cut it: legal in JSON once it is escaped.
        return dumps(msgspec.to_builtins(posting)).encode()
