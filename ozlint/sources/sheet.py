"""One sheet of an Excel workbook, row by row in constant memory."""

import re
from collections.abc import Iterator, Sequence
from zipfile import BadZipFile

import msgspec

from ozlint.sources.content import Content
from ozlint.sources.table import Cells, Reading, Rows, Torn
from ozlint.sources.time_text import serial_time
from ozlint.sources.workbook import DAMAGED, FAULTS, LONGEST, SheetPart, Workbook
from ozlint.sources.xml_text import attributes, joined_text, plain_text

_MOST_COLUMNS = 1 << 14
_DAYS_FROM_1904 = 1462
_PREFIX = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_NUMBER = re.compile(rb'\sr\s*=\s*["\'](\d+)["\']')
_CELL = re.compile(rb"<c(\s[^>]*?)?(?:/>|>(.*?)</c>)", re.DOTALL)
_LETTERS = re.compile(rb"[A-Z]{1,3}")
_SHARED_TEXT = b' t="s"><v>'
_BEFORE_CLOSE = _SHARED_TEXT.index(b">")
_FLAGS = {"1": "true", "0": "false"}

Wanted = Sequence[tuple[int, bytes]]
"""Columns from 0, each with the beginning of what a cell says of where it stands: ` r="AC`."""


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of an Excel workbook."""

    content: Content
    """One in which one can go to and fro."""
    sheet: SheetPart

    @property
    def kind(self) -> str:
        """What it is called."""
        return "xlsx"

    @property
    def place(self) -> str:
        """The name of the sheet."""
        return f' (sheet "{self.sheet.name}")'

    def rows(self, reading: Reading | None = None) -> Rows:
        """Yield the rows that have cells, each with its number in the sheet; cells beside the table are left out."""
        wanted = None
        if reading is not None and reading.wanted is not None:
            wanted = [(place, b' r="%b' % letters_of(place)) for place in sorted(reading.wanted)]
        with self.content.open() as stream:
            number = 0
            try:
                book = Workbook(self.content.path, stream)
                for number, xml in _rows(book.pieces(self.sheet.part)):
                    if reading is not None and reading.only is not None and number not in reading.only:
                        continue
                    cells = _wanted_cells(xml, number, book, reading, wanted) if reading and wanted else None
                    yield number, cells or _all_cells(xml, book, reading)
            except FAULTS:
                yield number + 1, Torn(DAMAGED, "", cut_off=True)


def letters_of(place: int) -> bytes:
    """Return what spreadsheets call a column, counted from 0: A, B and so on to Z, AA, AB."""
    letters = b""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        letters = bytes((ord("A") + left,)) + letters
    return letters


def _place_of(letters: bytes) -> int:
    """Return the place of a column, counted from 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _rows(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the XML of each row that has cells, with its number; raises BadZipFile where the sheet has no end."""
    rest = next(pieces, b"")
    found = _PREFIX.search(rest)
    prefix = b"%b:" % found[1] if found and found[1] else b""
    row, end = b"<%brow" % prefix, b"</%brow>" % prefix
    number = 0
    is_over = False
    while not is_over:
        piece = next(pieces, b"")
        is_over = not piece
        *rows, rest = (rest + piece).split(end)
        if len(rest) > LONGEST:
            raise BadZipFile
        for xml in rows:
            start = xml.rfind(row)
            told = _NUMBER.search(xml, start, xml.find(b">", start))
            number = int(told[1]) if told else number + 1
            cells = xml[start:]
            yield number, cells.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else cells
    if b"</%bworksheet>" % prefix not in rest:
        raise BadZipFile


def _wanted_cells(xml: bytes, number: int, book: Workbook, reading: Reading, wanted: Wanted) -> Cells | None:
    """Return the wanted cells of a row; None where the row has to be looked at as a whole."""
    cells = [""] * reading.width
    row = b'%d"' % number
    for place, column in wanted:
        at = xml.find(column + row)
        if at >= 0:
            close = xml.find(b">", at)
            if xml.startswith(_SHARED_TEXT, close - _BEFORE_CLOSE):
                # As nearly every cell of an export is written.
                begin = close + 4
                cells[place] = _shared(xml[begin : xml.find(b"<", begin)], book)
            elif not xml.startswith(b"/", close - 1):
                tag = xml[xml.rfind(b"<c", 0, at) : close]
                cells[place] = _text(
                    _attribute(tag, b' t="'), _attribute(tag, b' s="'), xml[close + 1 : xml.find(b"</c>", close)], book
                )
    return cells if cells[reading.key] else None


def _attribute(tag: bytes, name: bytes) -> bytes:
    at = tag.find(name)
    return tag[at + len(name) : tag.find(b'"', at + len(name))] if at >= 0 else b""


def _all_cells(xml: bytes, book: Workbook, reading: Reading | None) -> Cells:
    """Return every cell of a row, however its XML is written."""
    found: dict[int, str] = {}
    place = -1
    for tag, body in _CELL.findall(xml):
        attribute = attributes(tag)
        letters = _LETTERS.match(attribute.get(b"r", b""))
        place = _place_of(letters[0]) if letters else place + 1
        if place < _MOST_COLUMNS:
            found[place] = _text(attribute.get(b"t", b""), attribute.get(b"s", b""), body, book)
    width = reading.width if reading else max(found, default=-1) + 1
    return [found.get(place, "") for place in range(width)]


def _text(kind: bytes, style: bytes, body: bytes, book: Workbook) -> str:
    """Return what a cell holds as text; raises BadZipFile where it names a shared text that is not there."""
    if kind == b"inlineStr":
        return joined_text(body)
    value = body.find(b"<v")
    begin = body.find(b">", value) + 1
    raw = body[begin : body.find(b"<", begin)] if value >= 0 else b""
    if kind == b"s":
        return _shared(raw, book)
    text = plain_text(raw)
    if kind == b"b":
        return _FLAGS.get(text, text)
    if style in book.dates and kind in (b"", b"n"):
        return _date(text, book, has_hours=book.dates[style])
    return text


def _shared(number: bytes, book: Workbook) -> str:
    """Return one of the texts that cells share; raises BadZipFile where there is none of this number."""
    try:
        return book.shared[int(number)]
    except (ValueError, IndexError):
        raise BadZipFile from None


def _date(text: str, book: Workbook, *, has_hours: bool) -> str:
    """Return the date that a number stands for; the number where it stands for none."""
    try:
        days = float(text) + (_DAYS_FROM_1904 if book.counts_from_1904 else 0)
        return serial_time(days, has_hours=has_hours) if days >= 1 else text
    except (ValueError, OverflowError):
        return text
