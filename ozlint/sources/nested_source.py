"""A file of JSON or NDJSON that holds something nested: read in order, with addresses, and placed again."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec
from msgspec import structs

from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.sources.content import Content
from ozlint.sources.head import JsonLayout, is_json
from ozlint.sources.lines import is_last
from ozlint.sources.nested import Found, Gap, Item, Read, Stranger, nested
from ozlint.sources.position import placed
from ozlint.sources.problem import SourceProblem, refused
from ozlint.sources.reading import spoiled
from ozlint.sources.scanner import BOM

T = TypeVar("T")
_LINES = 1000
Fast = Callable[[bytes], Any]
"""Reads a line of the form that is most common at once; None for a line of another one."""


class Piece(msgspec.Struct, Generic[T], frozen=True):
    """Something that was looked for."""

    address: Address
    key: str
    """The key it is kept under; empty where there is none."""
    within: Address
    """Where the list begins that it stands in; -1 where it stands in none."""
    value: T


class NestedSource(msgspec.Struct, Generic[T], frozen=True):
    """One file of what `read` looks for."""

    path: str
    content: Content
    layout: JsonLayout
    read: Read[T]
    stranger: Callable[[bytes], Text]
    """Names a value that neither is nor holds what is looked for."""
    is_key: Callable[[str], bool] = lambda _: False
    """Whether something must stand under a name, in an object that holds what is looked for."""

    def pieces(self, fast: Fast | None = None) -> Iterator[Piece[T] | Undecodable | tuple[Address, Any]]:
        """Yield what is looked for and what cannot be read, in order; what `fast` reads, as it is, with its address."""
        damages: list[Text] = []
        end = yield from self._lines(fast, damages) if self.layout == "ndjson" else self._document(damages)
        for damage in damages:
            yield spoiled(end, b"%d" % end, damage, cut_off=True)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        if not addresses:
            return {}
        with self.content.open() as stream:
            if self.layout == "json":
                data, base = _without_mark(stream.read(), 0)
                return self._placed(data, base, 1, addresses)
            return self._places_in_lines(stream, addresses)

    def _document(self, damages: list[Text]) -> Generator[Any, None, Address]:
        """Yield what a document holds; return where its content ends."""
        try:
            with self.content.open(damages.append) as stream:
                data, base = _without_mark(stream.read(), 0)
        except OSError as error:
            raise refused(self.path, error) from None
        strangers: list[Stranger] = []
        is_any = False
        for item in nested(data, self.read, is_key=self.is_key):
            if isinstance(item, Stranger) and not item.pointer:
                strangers.append(item)
                continue
            is_any = True
            yield self._item(item, data, base)
        for stranger in strangers:
            if not is_any:
                raise SourceProblem(self.path, self.stranger(data))
            yield self._item(stranger, data, base)
        return base + len(data)

    def _lines(self, fast: Fast | None, damages: list[Text]) -> Generator[Any, None, Address]:
        """Yield what the lines hold; return where the content ends."""
        address = 0
        try:
            with self.content.open(damages.append) as stream:
                for line in stream:
                    ready = None if fast is None else fast(line)
                    if ready is not None:
                        yield address, ready
                    else:
                        yield from self._line(line, address, stream)
                    address += len(line)
        except OSError as error:
            raise refused(self.path, error) from None
        return address

    def _line(self, line: bytes, start: Address, rest: BinaryIO) -> Iterator[Any]:
        data, base = _without_prefix(*_without_mark(line.rstrip(), start))
        items = list(nested(data, self.read, "line", self.is_key))
        if len(items) > 1 and isinstance(items[0], Stranger) and not any(isinstance(item, Found) for item in items):
            items = [Stranger(0, len(data), "")]  # a line of a log begins with a number, and is told once
        for item in items:
            if isinstance(item, Gap) and item.cut_off and not is_last(line, rest):
                # What ends in the middle of its line is all that is lost, unless the file ends there too.
                yield self._item(structs.replace(item, cut_off=False), data, base)
            else:
                yield self._item(item, data, base)

    def _item(self, item: Found[T] | Gap | Stranger, data: bytes, base: Address) -> Piece[T] | Undecodable:
        if isinstance(item, Found):
            within = item.within if item.within < 0 else base + item.within
            return Piece(base + item.start, item.key, within, item.value)
        raw = data[item.start : item.end]
        if isinstance(item, Stranger):
            return spoiled(base + item.start, raw, self.stranger(raw))
        return spoiled(base + item.start, raw, item.reason, cut_off=item.cut_off)

    def _placed(self, data: bytes, base: Address, line: int, addresses: Sequence[Address]) -> dict[Address, Place]:
        wanted = set(addresses)
        pointers = {
            base + item.start: item.pointer
            for item in nested(data, self.read, is_key=self.is_key)
            if not isinstance(item, Gap) and base + item.start in wanted
        }
        return placed(self.path, data, base, line, addresses, pointers)

    def _places_in_lines(self, stream: BinaryIO, addresses: Sequence[Address]) -> dict[Address, Place]:
        places: dict[Address, Place] = {}
        left = deque(addresses)
        start, last = 0, (b"", 0, 1)
        for number, line in enumerate(stream, 1):
            if not left:
                break
            last = (*_without_mark(line, start), number)
            start += len(line)
            within = []
            while left and left[0] < start:
                within.append(left.popleft())
            if within:
                places |= self._placed(*last, within)
        # A file that was cut off is at fault at its very end.
        return places | self._placed(*last, list(left)) if left else places


def _without_prefix(line: bytes, start: Address) -> tuple[bytes, Address]:
    """Return the line after what a logger writes before it, where the rest is one JSON object."""
    at = line.find(b"{")
    return (line[at:], start + at) if at > 0 and line[:1] != b"[" and is_json(line[at:]) else (line, start)


def _without_mark(data: bytes, start: Address) -> tuple[bytes, Address]:
    """Return a text after a BOM, and where that begins: joined files have one in the middle."""
    return (data[len(BOM) :], start + len(BOM)) if data.startswith(BOM) else (data, start)


def glance(head: bytes, layout: JsonLayout, read: Read[T], *, is_whole: bool) -> Iterator[tuple[bytes, Item[T]]]:
    """Yield what the beginning of a file holds, each item with the text that it is in.

    What is cut off only because it is a beginning is left out.
    """
    if layout == "json":
        cut = -1 if is_whole else len(head)
        yield from ((head, item) for item in nested(head, read) if not (isinstance(item, Gap) and item.end == cut))
        return
    lines = head.split(b"\n", _LINES)[:_LINES]
    for line in lines if is_whole or len(lines) == _LINES else lines[:-1]:
        text = line.removeprefix(BOM)
        yield from ((text, item) for item in nested(text, read, "line"))
