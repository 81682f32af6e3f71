"""One posting from bytes to a struct that holds only the demanded fields.

The typed decoder does the work. What it refuses is read a second time by `coercion`, which tolerates the types that
Ozon and its clients mix up. What nobody demanded is skipped, so an odd value there is no error.
"""

from collections.abc import Iterable

import msgspec

from ozlint.sources.coercion import coerced
from ozlint.sources.demand import FAULTS, DecodeProblem, Money, demand_tree
from ozlint.sources.reasons import NOT_UTF8, NUMBERLESS, TOO_DEEP, malformed
from ozlint.sources.scanner import mend
from ozlint.sources.source import Fast, Record

__all__ = ["ALWAYS", "FAULTS", "DecodeProblem", "Money", "PostingDecoder"]

ALWAYS = frozenset({"posting_number", "status"})
"""Decoded whether demanded or not: the sources tell a posting by them."""


class PostingDecoder:
    """Turns the bytes of one posting into a struct with the demanded fields, each UNSET where it is absent."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths) | ALWAYS
        """The demanded fields, by their paths in the table of fields."""
        self.root = demand_tree(self.paths)
        self.fast: Fast = msgspec.json.Decoder(self.root.struct).decode
        """The typed decoder alone: raises what msgspec raises, and does not ask for a number."""

    def __call__(self, raw: bytes | msgspec.Raw) -> Record:
        """Return the posting; a record that cannot be read raises DecodeProblem."""
        try:
            record = self.fast(raw)
        except FAULTS:
            record = self._tolerant(bytes(raw))
        number = record.posting_number
        if not number or number.isspace():
            raise DecodeProblem("posting_number", NUMBERLESS)
        return record

    def _tolerant(self, raw: bytes) -> Record:
        try:
            return coerced(mend(raw), self.root)
        except RecursionError:
            raise DecodeProblem("", TOO_DEEP) from None
        except UnicodeDecodeError:
            raise DecodeProblem("", NOT_UTF8) from None
        except msgspec.DecodeError as error:
            raise DecodeProblem("", malformed(str(error), raw, "record")) from None

    def __reduce__(self) -> tuple[type["PostingDecoder"], tuple[frozenset[str]]]:
        return PostingDecoder, (self.paths,)
