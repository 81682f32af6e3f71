"""From the bytes of a plan or a log to its records: JSON, a list of them, or one a line, whole or damaged."""

import re
from itertools import chain
from typing import Any, Literal

import msgspec

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.demand import FAULTS
from ozlint.sources.reasons import NOT_UTF8, TOO_DEEP, malformed
from ozlint.sources.scanner import after_gap, value_end

Layout = Literal["json", "ndjson"]

_BETWEEN = pattern(rb"[ \t\r\n,\]}]*")
_EFFORT = 16
"""How many times its own length a text may be looked over: a limit against input made to be slow."""
_EFFORT_FLOOR = 1 << 22
_TOO_BROKEN = Text(
    "the rest of the file is too damaged to tell its records apart",
    "остаток файла повреждён так, что записи не различить",
)
_CUT = Text(
    "the file ends before the list does: it was probably cut off while being written",
    "файл кончается раньше списка: похоже, он не дописан",
)


class Piece(msgspec.Struct, frozen=True):
    """One record, or a stretch that holds none."""

    start: int
    end: int
    pointer: str
    value: Any = None
    """The record, decoded."""
    fault: Text | None = None
    """Why there is none."""
    cut_off: bool = False
    """Whether nobody can know what else there was."""


class Pieces(msgspec.Struct, frozen=True):
    """The records of a text."""

    layout: Layout
    listed: bool
    """Whether a JSON document is a list of records, and not the only one."""
    pieces: tuple[Piece, ...]


def read_pieces(data: bytes) -> Pieces:
    """Return the records of a text that begins with JSON, and what is wrong with the rest of it.

    Records may be one document, a list, or documents one after the other. Damage costs the record that it is in; behind
    it the next record is looked for at the beginning of a line, as far indented as the damaged one.
    """
    reader = _Reader(data)
    begin = position = _next(data, 0)
    documents: list[list[Piece]] = []
    while position < len(data):
        found = reader.listed(position) if data.startswith(b"[", position) else [reader.piece(position, "")]
        documents.append(found)
        position = _next(data, reader.position)
    layout: Layout = "ndjson" if len(documents) > 1 else "json"
    return Pieces(layout, layout == "json" and data.startswith(b"[", begin), tuple(chain.from_iterable(documents)))


def _next(data: bytes, position: int) -> int:
    match = _BETWEEN.match(data, position)
    return match.end() if match else position


class _Reader:
    """One text, gone over from left to right."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0
        """Where to go on."""
        self.effort = _EFFORT * len(data) + _EFFORT_FLOOR

    def listed(self, start: int) -> list[Piece]:
        """Return the records of the list that begins here."""
        size = len(self.data)
        pieces: list[Piece] = []
        self.position = after_gap(self.data, start + 1)
        while self.position < size:
            if self.data.startswith(b"]", self.position):
                self.position += 1
                return pieces
            pieces.append(self.piece(self.position, f"/{len(pieces)}", in_list=True))
            self.position = after_gap(self.data, self.position)
        if not (pieces and pieces[-1].cut_off):
            pieces.append(Piece(size, size, f"/{len(pieces)}", fault=_CUT, cut_off=True))
        return pieces

    def piece(self, start: int, pointer: str, *, in_list: bool = False) -> Piece:
        """Return the record that begins here; a broken one goes on to the next record."""
        end = value_end(self.data, start)
        if isinstance(end, int):
            self.position = end
            raw = self.data[start:end]
            try:
                return Piece(start, end, pointer, msgspec.json.decode(raw))
            except FAULTS as error:
                return Piece(start, end, pointer, fault=_reason(error, raw))
        self.effort -= end.at - start
        resumed = self.position = len(self.data) if self.effort < 0 else self.resumed(start)
        if self.effort < 0:
            fault = _TOO_BROKEN
        elif end.is_deep:
            fault = TOO_DEEP
        else:
            fault = malformed(end.message, self.data[start:resumed], "record")
        is_last = resumed == len(self.data) and (in_list or fault is _TOO_BROKEN or "truncated" in end.message)
        return Piece(start, resumed, pointer, fault=fault, cut_off=is_last)

    def resumed(self, start: int) -> int:
        """Return where the next record begins that is written as the one here is."""
        indent = self.data[self.data.rfind(b"\n", 0, start) + 1 : start]
        if indent.strip():
            return len(self.data)
        found = re.compile(rb"\n" + indent + rb"[{\[]").search(self.data, start)
        return found.end() - 1 if found else len(self.data)


def _reason(error: Exception, raw: bytes) -> Text:
    if isinstance(error, RecursionError):
        return TOO_DEEP
    if isinstance(error, UnicodeDecodeError):
        return NOT_UTF8
    return malformed(str(error), raw, "record")
