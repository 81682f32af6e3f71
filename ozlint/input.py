"""An input of a run: a source of postings bound to the decoder of the run."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

import msgspec

from ozlint.model.provenance import Provenance
from ozlint.model.record import Address, Closing, Page, Place, Regathered, Undecodable
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.source import Source
from ozlint.triage.unreadable import Telling, Unreadable


class Input(msgspec.Struct, frozen=True):
    """A source bound to the decoder of the run; a source that fails midway is told, and nothing else is lost."""

    source: Source
    decoder: PostingDecoder
    unreadable: list[Unreadable]
    provenance: Provenance | None = None
    """Where the source comes from, where that is known."""
    zone: tzinfo | None = None
    """The zone of its times that come without one; None where nobody says."""

    @property
    def path(self) -> str:
        """The source's path."""
        return self.source.path

    @property
    def format(self) -> str:
        """What the source was recognised as."""
        return self.source.format

    @property
    def absent(self) -> frozenset[str]:
        """Fields that none of the source's postings has."""
        return self.source.absent

    def read(self) -> Iterator[tuple[Address, Any] | Undecodable | Page | Regathered | Closing]:
        """Yield what the source holds; a problem that stops it goes to `unreadable`."""
        yield from self._telling.reading(self.source.read(self.decoder))
        if (closing := self.closing) is not None:
            yield closing

    @property
    def closing(self) -> Closing | None:
        """What is said of it from outside, where that is known."""
        known = self.provenance
        return Closing(known.is_whole, known.account) if known is not None else None

    def reread(self, addresses: Sequence[Address]) -> Iterator[tuple[Address, Any]]:
        """Yield some postings again; those that are gone by now are left out, and that is told."""
        return self._telling.reading(self.source.reread(addresses, self.decoder))

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where some records stand; only the file, where it is gone by now."""
        return self._telling.places(self.source, addresses)

    @property
    def _telling(self) -> Telling:
        return Telling(self.path, self.unreadable)
