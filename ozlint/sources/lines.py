"""NDJSON: one posting or one whole answer a line, read line by line in constant memory."""

from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Generator, Iterator, MutableSequence, Sequence
from sys import maxsize
from typing import BinaryIO

import msgspec
from msgspec import structs

from ozlint.model.record import Address, Page, Place, Undecodable
from ozlint.model.text import Text
from ozlint.sources.again import reread
from ozlint.sources.batch import Unrecognised
from ozlint.sources.content import BUFFER, Content
from ozlint.sources.demand import FAULTS
from ozlint.sources.position import places_in
from ozlint.sources.problem import refused
from ozlint.sources.reading import read_value, spoiled
from ozlint.sources.scanner import BOM, after_space
from ozlint.sources.source import Decode, Item, Record


class Lines(msgspec.Struct, frozen=True):
    """One NDJSON file, of postings, of answers, or of both."""

    path: str
    format: str
    content: Content
    starts: MutableSequence[int] = msgspec.field(default_factory=lambda: array("Q"))
    """Where each line begins, kept while the file is read: eight bytes a line spare a second pass."""
    begin: Address = 0
    """Where reading begins: at a line."""
    end: Address | None = None
    """Where it ends: at a line as well; None: with the file."""
    follows_answer: bool = False
    """Whether the line before the first one is an answer of the API."""

    @property
    def absent(self) -> frozenset[str]:
        """Nothing: which fields a posting has shows only in the posting."""
        return frozenset()

    def read(self, decode: Decode) -> Iterator[Item]:
        """Yield every posting, every line that could not be read, and the end of every answer, in order."""
        damages: list[Text] = []
        address = self.begin
        end = maxsize if self.end is None else self.end
        del self.starts[:]
        keep = self.starts.append
        try:
            with self.content.open(damages.append) as stream:
                if address:
                    skip_to(stream, address)
                fast = decode.fast
                # A file of answers is spared the attempt to read each of them as one posting.
                is_of_postings = not self.follows_answer
                for line in stream:
                    if address >= end:
                        break
                    keep(address)
                    if is_of_postings:
                        try:
                            record = fast(line)
                        except FAULTS:
                            record = None
                        if (
                            record is not None
                            and record.status
                            and (number := record.posting_number)
                            and not number.isspace()
                        ):
                            yield address, record
                            address += len(line)
                            continue
                    is_of_postings = not (yield from read_line(line, address, decode, stream))
                    address += len(line)
        except OSError as error:
            raise refused(self.path, error) from None
        for damage in damages:
            yield spoiled(address, b"%d" % address, damage, cut_off=True)

    def reread(self, addresses: Sequence[Address], decode: Decode) -> Iterator[tuple[Address, Record]]:
        """Yield the postings at these addresses, which are sorted, again."""
        return reread(self.content, addresses, decode)

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        if addresses and (places := self._line_places(addresses)):
            return places
        places = {}
        left = deque(addresses)
        start = 0
        last = (b"", 0, 1)
        with self.content.open() as stream:
            for number, line in enumerate(stream, start=1):
                if not left:
                    break
                last = (*_without_mark(line, start), number)
                start += len(line)
                within = []
                while left and left[0] < start:
                    within.append(left.popleft())
                if within:
                    places |= places_in(self.path, *last, within)
        # A file that was cut off is at fault at its very end.
        return places | places_in(self.path, *last, list(left)) if left else places

    def _line_places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return the places where every record begins a line that was read as one posting; else nothing."""
        places: dict[Address, Place] = {}
        for address in addresses:
            line = bisect_left(self.starts, address)
            if line == len(self.starts) or self.starts[line] != address:
                return {}
            places[address] = Place(self.path, line + 1, 1, "")
        return places


def skip_to(stream: BinaryIO, address: Address) -> None:
    """Go to an address of a plain file so that it is read on in the same pieces as from its beginning."""
    stream.seek(address - address % BUFFER)
    stream.read(address % BUFFER)


def is_followed_as_answer(line: bytes, start: Address, decode: Decode, rest: BinaryIO) -> bool | None:
    """Return whether what follows a line is read as after an answer; None where that depends on the lines before it."""
    is_answer = False

    def reading() -> Iterator[Item]:
        nonlocal is_answer
        is_answer = yield from read_line(line, start, decode, rest)

    deque(reading(), maxlen=0)
    return None if is_answer and _is_plain(line, decode) else is_answer


def _is_plain(line: bytes, decode: Decode) -> bool:
    """Return whether a line can be read as one posting at once."""
    try:
        record = decode.fast(line)
    except FAULTS:
        return False
    return bool(record.status and (number := record.posting_number) and not number.isspace())


def _without_mark(line: bytes, start: Address) -> tuple[bytes, Address]:
    """Return the line after a BOM, and where that begins: joined files have one in the middle."""
    return (line[len(BOM) :], start + len(BOM)) if line.startswith(BOM) else (line, start)


def read_line(line: bytes, start: Address, decode: Decode, rest: BinaryIO) -> Generator[Item, None, bool]:
    """Yield what a line holds that is not one plain posting; return whether it was an answer."""
    data, base = _without_mark(line.rstrip(), start)
    begin = after_space(data, 0)
    if begin == len(data):
        return False
    is_answer = False
    try:
        for item in read_value(data, base, decode, "line"):
            if isinstance(item, tuple):
                yield item
                continue
            is_answer = is_answer or isinstance(item, Page)
            if isinstance(item, Undecodable) and item.cut_off and item.address == base + begin:
                # A posting that ends in the middle of its line is all that is lost, unless the file ends there too.
                yield structs.replace(item, cut_off=is_last(line, rest))
            else:
                yield item
    except Unrecognised as error:
        what = error.seen
        reason = (
            what
            if error.is_damaged
            else Text(f"the line is no posting but {what.en}", f"в строке не отправление: {what.ru}")
        )
        yield spoiled(base + begin, data[begin:], reason, cut_off=error.cut_off and is_last(line, rest))
    return is_answer


def is_last(line: bytes, rest: BinaryIO) -> bool:
    """Return whether nothing follows a line."""
    peek = getattr(rest, "peek", None)  # what is held in memory has none, and is never cut off
    return not line.endswith(b"\n") or (peek is not None and not peek(1).strip())
