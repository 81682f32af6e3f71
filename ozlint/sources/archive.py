"""The look into a workbook before anything of it is loaded: what is none, and what is too large, is refused by name.

A workbook is loaded whole, so what it will take has to be known before: a zip archive may unpack to a thousand times
its size, and two cells in the corners of a sheet make a table of billions of cells.
"""

import re
import zlib
from collections.abc import Iterator
from copy import copy
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem

_BOOK = "xl/workbook.xml"
_SHARED = "sharedstrings.xml"
_MOST_PARTS = 10_000
MOST_CELLS = 1 << 25
"""Cells in the rectangle that a sheet fills, A1 included; a million rows of 29 columns are below.

This and the next two were set by the kernel's figure for the largest memory of a process that loads an orders export of
29 columns: 71 bytes for each cell of the rectangle where cells share their texts, 94 where each has its own (2.7 GB for
a million rows of 1.6 GB of XML). With them a run stays under 3 GB.
"""
_MOST_BYTES = 1 << 30
"""Of one part, unpacked. A million rows of an orders export are 0.9 GB where cells share their texts."""
_MOST_SHARED = 1 << 28
"""Of the shared texts, unpacked: each is held on its own, and once more in every cell that shows it."""
_WORST_RATIO = 300
"""Sheets are packed ten times smaller, those that say the same in every row perhaps a hundred times."""
_HARMLESS = 1 << 24
_ENCRYPTED = 1
_PIECE = 1 << 18
_OVERLAP = 128
"""More than a reference of a cell takes up: it may lie across two pieces."""
_ROWS, _COLUMNS, _LETTERS = 1 << 20, 1 << 14, 26
"""What a sheet can have at most, and how many of its columns are called by one letter."""
_FAR = pattern(rb"""r\s*=\s*["']\s*([A-Za-z]{2,}(?=\d)|[A-Za-z]?(?=\d{7}))(\d+)""")
"""References that may lie far out. Most sheets have few of them, so looking for these alone is quick."""
_ANY = pattern(rb"""r\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
"""References of cells, and of rows."""
_CELL_END = b"c>"
"""With a prefix or without one."""
_CELLS = b"sheetData"
_TOLD = b"uniqueCount"
_TOLD_TEXTS = pattern(rb"""uniqueCount\s*=\s*["']\s*(\d+)""")
"""How many shared texts there are, as told: room is made for so many before the first is read."""

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


def look_into(path: str, stream: BinaryIO) -> None:
    """Raise SourceProblem for an archive that is no workbook, is damaged, or is too large to be loaded."""
    try:
        problem = _refusal(ZipFile(stream))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        problem = DAMAGED
    if problem is not None:
        raise SourceProblem(path, problem)


def _refusal(archive: ZipFile) -> Text | None:
    """Return why an archive is not loaded; None for a workbook that can be."""
    parts = archive.infolist()
    names = {_name(part) for part in parts}
    if _BOOK not in names:
        return next((what for name, what in OTHER_KINDS.items() if name in names), NOT_EXCEL)
    if len(parts) > _MOST_PARTS:
        return TOO_LARGE
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return PROTECTED
    return next((problem for part in parts if (problem := _refusal_of(archive, part))), None)


def _refusal_of(archive: ZipFile, part: ZipInfo) -> Text | None:
    """Return why a part keeps its workbook from being loaded."""
    if problem := _oversize(part, part.file_size):
        return problem
    size, ends, extent = 0, 0, _Extent(_FAR, rows=_ROWS, columns=_LETTERS)
    for piece in _pieces(archive, part):
        size += len(piece)
        ends += piece.count(_CELL_END)
        extent.widen(piece)
        if _TOLD in piece and any(int(told) > part.file_size for told in _TOLD_TEXTS.findall(piece)):
            return DAMAGED
    if problem := _oversize(part, size):
        return problem
    if not extent.is_sheet:
        return None
    if extent.cells > MOST_CELLS:
        extent = _Extent(_ANY)
        for piece in _pieces(archive, part):
            extent.widen(piece)
    if extent.rows > _ROWS or extent.columns > _COLUMNS:
        return DAMAGED
    return TOO_LARGE if max(extent.cells, ends) > MOST_CELLS else None


class _Extent:
    """How far the cells of a sheet reach, by what is written of where they stand."""

    def __init__(self, reference: re.Pattern[bytes], *, rows: int = 0, columns: int = 0) -> None:
        self._reference = reference
        self.rows = rows
        self.columns = columns
        self.is_sheet = False
        """Whether there are cells at all: other parts of a workbook write other things in the same way."""
        self._end = b""

    @property
    def cells(self) -> int:
        """The cells of the rectangle from A1 on."""
        return self.rows * self.columns

    def widen(self, piece: bytes) -> None:
        """Take in the references of one more piece."""
        text = self._end + piece
        found = self._reference.findall(text)
        self.is_sheet = self.is_sheet or _CELLS in text
        self._end = piece[-_OVERLAP:]
        if found:
            self.rows = max(self.rows, *map(int, {digits for _, digits in found}))
            self.columns = max(self.columns, *map(_column, {letters for letters, _ in found}))


def _column(letters: bytes) -> int:
    """Return the number of a column by what spreadsheets call it: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _oversize(part: ZipInfo, size: int) -> Text | None:
    if size > _HARMLESS and size > _WORST_RATIO * part.compress_size:
        return BOMB
    most = _MOST_SHARED if _name(part).endswith(_SHARED) else _MOST_BYTES
    return TOO_LARGE if size > most else None


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Yield a part to its end, which is not always where the archive says, and no further than is allowed."""
    unbounded = copy(part)
    unbounded.file_size = _MOST_BYTES + 1
    with archive.open(unbounded) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _name(part: ZipInfo) -> str:
    return part.filename.replace("\\", "/").casefold()
