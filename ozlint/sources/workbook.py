"""An Excel workbook: a zip archive with sheets, shared texts and date formats; refused where it is no good.

Nothing in it is worked out or followed: of a formula the value counts that was kept with it, and links are texts.
"""

import posixpath
import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import msgspec

from ozlint.model.text import Text
from ozlint.sources.number_formats import date_styles
from ozlint.sources.problem import SourceProblem
from ozlint.sources.xml_text import attributes, joined_text, plain_text

FAULTS = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
"""What reading a damaged archive raises."""

_BOOK = "xl/workbook.xml"
_SHARED = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_MOST_PARTS = 10_000
_MOST_BYTES = {"xl/sharedStrings.xml": 1 << 29, "xl/styles.xml": 1 << 26}
"""Of parts that are held in memory, unpacked."""
_MOST_OTHERWISE = 1 << 33
"""Of a sheet, which is read piece by piece."""
_WORST_RATIO = 300
"""Sheets are packed ten times smaller, those that say the same in every row perhaps a hundred times."""
_HARMLESS = 1 << 24
_ENCRYPTED = 1
_PIECE = 1 << 18
LONGEST = 1 << 24
"""Bytes of a text or of a row that an end is waited for: a cell holds 32 767 characters."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_SETTINGS = re.compile(rb"<(?:\w+:)?workbookPr\s([^>]*)>")
_ITEM_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")

NOT_EXCEL = Text(
    "this is a zip archive, but no Excel workbook (.xlsx): unpack it, and give what is in it",
    "это zip-архив, но не книга Excel (.xlsx): распакуйте его и укажите то, что внутри",
)
OTHER_KINDS = {
    "xl/workbook.bin": Text(
        "this is a binary workbook (.xlsb): save it as .xlsx or as CSV UTF-8",
        "это двоичная книга Excel (.xlsb): сохраните её как .xlsx или CSV UTF-8",
    ),
    "content.xml": Text(
        "this is an OpenDocument file (.ods): save it as .xlsx or as CSV UTF-8",
        "это файл OpenDocument (.ods): сохраните его как .xlsx или CSV UTF-8",
    ),
}
TOO_LARGE = Text(
    "the workbook is too large: save the sheet as CSV UTF-8, which is read whatever its size",
    "книга слишком велика: сохраните лист как CSV UTF-8, он читается при любом размере",
)
BOMB = Text(
    "unpacked, the workbook would be hundreds of times larger than it is, as no table is: it was not opened",
    "в распакованном виде книга была бы в сотни раз больше, у таблиц так не бывает: открывать её не стали",
)
DAMAGED = Text(
    "the workbook is damaged or cut off: if Excel still opens it, save it again",
    "книга повреждена или обрывается: если Excel её ещё открывает, сохраните её заново",
)
PROTECTED = Text(
    "the workbook is protected by a password: save it without one",
    "книга защищена паролем: сохраните её без пароля",
)
NO_SHEETS = Text("the workbook has no sheets with cells", "в книге нет листов с ячейками")


class SheetPart(msgspec.Struct, frozen=True):
    """One sheet of a workbook."""

    name: str
    part: str
    """Where it lies in the archive."""


class Workbook:
    """An open workbook."""

    def __init__(self, path: str, stream: BinaryIO) -> None:
        """Look into the archive before anything of it is unpacked; raises SourceProblem for one that is not read."""
        self._path = path
        try:
            self._archive = ZipFile(stream)
        except FAULTS:
            raise SourceProblem(path, DAMAGED) from None
        parts = self._archive.infolist()
        self._parts = {part.filename.replace("\\", "/").casefold(): part for part in parts}
        if problem := _refusal(self._parts, len(parts)):
            raise SourceProblem(path, problem)

    def sheets(self) -> list[SheetPart]:
        """Return the sheets in their order, hidden ones last."""
        book = self._whole(_BOOK)
        relations = {
            found.get(b"Id"): found.get(b"Target", b"").decode("utf-8", "replace")
            for found in map(attributes, _RELATION.findall(self._whole("xl/_rels/workbook.xml.rels")))
            if found.get(b"Type", b"").endswith(b"/worksheet")
        }
        sheets = []
        for found in map(attributes, _SHEET.findall(book)):
            target = next((relations.get(value) for name, value in found.items() if name.endswith(b":id")), None)
            if target and (part := posixpath.normpath(posixpath.join("/xl", target))[1:]).casefold() in self._parts:
                is_hidden = found.get(b"state", b"visible") != b"visible"
                sheets.append((is_hidden, SheetPart(plain_text(found.get(b"name", b"")), part)))
        if not sheets:
            raise SourceProblem(self._path, NO_SHEETS)
        return [sheet for _, sheet in sorted(sheets, key=lambda known: known[0])]

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield a part of the archive piece by piece, nothing if it is not there; raises what FAULTS names."""
        info = self._parts.get(part.casefold())
        return iter(()) if info is None else _pieces(self._archive, info)

    @cached_property
    def dates(self) -> "dict[bytes, bool]":
        """The styles of cells that show a date -> whether they show hours."""
        return dict(date_styles(self._whole(_STYLES)))

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether days are counted as Excel for Mac did."""
        settings = _SETTINGS.search(self._whole(_BOOK))
        return settings is not None and attributes(settings[1]).get(b"date1904") in (b"1", b"true")

    @cached_property
    def shared(self) -> "SharedTexts":
        """The texts that cells share."""
        return SharedTexts(self.pieces(_SHARED))

    def _whole(self, part: str) -> bytes:
        try:
            return b"".join(self.pieces(part))
        except FAULTS:
            raise SourceProblem(self._path, DAMAGED) from None


class SharedTexts:
    """The texts that cells of a workbook share, read as far as they are asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self._items: list[bytes | str] = []

    def __getitem__(self, place: int) -> str:
        """Return a text; IndexError where there is none."""
        while place >= len(self._items):
            self._read_more()
        item = self._items[place]
        if isinstance(item, bytes):
            item = self._items[place] = joined_text(item)
        return item

    def _read_more(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            raise IndexError
        *items, self._rest = _ITEM_END.split(self._rest + piece)
        self._items += items
        if len(self._rest) > LONGEST:
            raise BadZipFile


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _refusal(parts: dict[str, ZipInfo], count: int) -> Text | None:
    """Return why an archive is not opened; None for a workbook that can be read."""
    if _BOOK not in parts:
        return next((what for name, what in OTHER_KINDS.items() if name in parts), NOT_EXCEL)
    if count > _MOST_PARTS:
        return TOO_LARGE
    for name, part in parts.items():
        if part.flag_bits & _ENCRYPTED:
            return PROTECTED
        if part.file_size > _HARMLESS and part.file_size > _WORST_RATIO * part.compress_size:
            return BOMB
        if part.file_size > _MOST_BYTES.get(name, _MOST_OTHERWISE):
            return TOO_LARGE
    return None
