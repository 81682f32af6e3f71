"""A JSON document: held once as bytes, its postings decoded one by one."""

from collections.abc import Iterator, Sequence

import msgspec

from ozlint.model.record import Address, Place
from ozlint.model.text import Text
from ozlint.sources.again import reread
from ozlint.sources.batch import Unrecognised
from ozlint.sources.content import Content
from ozlint.sources.position import places_in
from ozlint.sources.problem import refused
from ozlint.sources.reading import read_value, spoiled
from ozlint.sources.recognition import stranger
from ozlint.sources.scanner import BOM
from ozlint.sources.source import Decode, Item, Record


class Document(msgspec.Struct, frozen=True):
    """One JSON document with an answer, a list of answers, a list of postings or one posting."""

    path: str
    format: str
    content: Content

    @property
    def absent(self) -> frozenset[str]:
        """Nothing: which fields a posting has shows only in the posting."""
        return frozenset()

    def read(self, decode: Decode) -> Iterator[Item]:
        """Yield every posting, every record that could not be read, and the end of every answer, in order."""
        damages: list[Text] = []
        data, base = self._data(damages)
        try:
            yield from read_value(data, base, decode, "record")
        except Unrecognised as error:
            raise stranger(self.path, error) from None
        for damage in damages:
            yield spoiled(base + len(data), data[-64:], damage, cut_off=True)

    def reread(self, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
        """Yield the postings at these addresses, which are sorted, again."""
        return reread(self.content, addresses, decode)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        if not addresses:
            return {}
        data, base = self._data([])
        return places_in(self.path, data, base, 1, addresses)

    def _data(self, damages: list[Text]) -> tuple[bytes, Address]:
        """Return the content after a BOM, and where that begins."""
        try:
            with self.content.open(damages.append) as stream:
                data = stream.read()
        except OSError as error:
            raise refused(self.path, error) from None
        if data.startswith(BOM):
            return data[len(BOM) :], len(BOM)
        return data, 0
