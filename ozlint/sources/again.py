"""Reading single postings of an input a second time, by their addresses."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ozlint.model.record import Address
from ozlint.sources.content import Content
from ozlint.sources.demand import DecodeProblem
from ozlint.sources.scanner import Fault, mend, value_end
from ozlint.sources.source import Decode, Record

_WINDOW = 1 << 14
"""Read at once from an address on: four postings' worth."""


def reread(content: Content, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
    """Yield the postings at these sorted addresses; one that cannot be read any more is left out."""
    with content.open() as stream:
        window = _Seeking(stream) if content.can_seek else _Streaming(stream)
        for address in addresses:
            raw = _value(window, address)
            try:
                yield address, decode(raw)
            except DecodeProblem:
                continue


def _value(window: "_Window", address: Address) -> bytes:
    """Return the JSON value that begins at an address."""
    size = _WINDOW
    while True:
        data = window.read(address, size)
        end = value_end(data, 0)
        if isinstance(end, Fault):
            mended = mend(data)
            end = value_end(mended, 0) if mended != data else end
        is_all = len(data) < size
        if not isinstance(end, Fault) and (end < len(data) or is_all):
            return data[:end]
        if is_all:
            return data
        size *= 8


class _Window:
    """A view on the content that goes forward only."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, address: Address, size: int) -> bytes:
        """Return up to `size` bytes from an address on; addresses do not go back."""
        raise NotImplementedError


class _Seeking(_Window):
    """A plain file."""

    def read(self, address: Address, size: int) -> bytes:
        self._stream.seek(address)
        return self._stream.read(size)


class _Streaming(_Window):
    """Content that has to be unpacked from its beginning."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self._start = 0
        self._held = b""

    def read(self, address: Address, size: int) -> bytes:
        while address > self._start + len(self._held):
            self._start += len(self._held)
            self._held = self._stream.read(_WINDOW * 16)
            if not self._held:
                return b""
        self._held = self._held[address - self._start :]
        self._start = address
        if len(self._held) < size:
            self._held += self._stream.read(max(size - len(self._held), _WINDOW * 16))
        return self._held[:size]
