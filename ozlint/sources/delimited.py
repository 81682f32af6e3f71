"""A table written as text, row by row in constant memory: CSV with any delimiter.

Usable for tables of anything: what the cells mean is not looked at here.
"""

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from ozlint.model.text import Text
from ozlint.sources.content import Content, old_mac_lines
from ozlint.sources.dialect import Dialect
from ozlint.sources.problem import refused
from ozlint.sources.quoting import QUOTE, Misplaced, Unclosed, cells_of, literal_cells, quoted_cells, undouble
from ozlint.sources.table import Cells, Reading, Row, Rows, Torn

_BOM = "\ufeff"
_REPLACED = "\ufffd"
_LINE_ENDS = "\r\n"
_FURTHEST = 10_000
"""Lines that a cell may go on over; where no quote closes it by then, the one that opens it is a slip."""

NOT_TEXT = Text(
    "it holds bytes that are no text in the encoding of the file: was something pasted in from a file in another one?",
    "в ней байты, которые не читаются в кодировке файла: не вставлено ли сюда что-то из файла в другой кодировке?",
)
MISPLACED = Text(
    "its quotes are misplaced: inside of a quoted cell a quote is written twice",
    "кавычки стоят не на месте: внутри ячейки в кавычках кавычку пишут дважды",
)
UNCLOSED = Text("a quote opens a cell in it, and none closes it", "кавычка открывает ячейку, и ни одна её не закрывает")
CUT_OFF = Text(
    "the file ends in the middle of this row: it was probably cut off while being written",
    "файл кончается посреди этой строки: похоже, он не дописан",
)


class Delimited(msgspec.Struct, frozen=True):
    """A table written as text."""

    content: Content
    """Recoded to UTF-8 where it is in another encoding."""
    dialect: Dialect

    @property
    def kind(self) -> str:
        """What it is called."""
        return "csv"

    @property
    def place(self) -> str:
        """Nothing: the file is the table."""
        return ""

    def rows(self, reading: Reading | None = None) -> Rows:
        """Yield the rows of the file, each with the number of the line it begins in; lines that are blank are none.

        With `reading` a row that cannot have the right width is Torn, and misplaced quotes cost no other row than
        theirs. Without, rows are as wide as they are.
        """
        damages: list[Text] = []
        try:
            with self.content.open(damages.append) as stream:
                lines = old_mac_lines(stream) if self.dialect.old_mac else stream
                rows = _Lines(lines, self.dialect, reading or Reading(0))
                yield from rows.rows()
        except OSError as error:
            raise refused(self.content.path, error) from None
        if damages:
            yield rows.last + 1, Torn(damages[0], "", cut_off=True)


class _Line(msgspec.Struct, frozen=True):
    """One line as it was read."""

    number: int
    text: str
    is_text: bool
    """Whether all its bytes are."""
    is_ended: bool
    """Whether an end of line closes it: the last line of a file may have none."""


class _Lines:
    """The lines of a file, turned into rows; what was looked at ahead can be put back."""

    def __init__(self, lines: BinaryIO, dialect: Dialect, reading: Reading) -> None:
        self._source = enumerate(lines, 1)
        self._delimiter = dialect.delimiter
        self._first = 2 if dialect.tells else 1
        self._width = reading.width
        self._wanted = reading.wanted
        self._only = reading.only
        self._key = reading.key
        self._after = reading.after
        self.last = 0
        """The number of the last row that was given."""
        self._back: deque[_Line] = deque()
        self._whole = False
        """Whether the row before had all its cells."""

    def rows(self) -> Iterator[Row]:  # noqa: C901 - one loop over all rows: calls in it would cost each of them time
        """Yield the rows: the ordinary ones at once, the others one by one with a closer look."""
        delimiter, between, width = self._delimiter, f"{QUOTE}{self._delimiter}{QUOTE}", self._width
        back, only, key, after = self._back, self._only, self._key, self._after
        quotes, delimiters = 2 * width, width - 1
        for number, raw in self._source:
            if number == 1 or not width:
                back.append(_line(number, raw))
            elif only is not None and number not in only and self._is_row(raw):
                continue
            else:
                try:
                    line = raw.decode().rstrip(_LINE_ENDS)
                except UnicodeDecodeError:
                    line = ""
                # Where the only quotes are those around each cell, or there are none, nothing else can be meant.
                if (
                    after is not None
                    and line[:1] == QUOTE
                    and line.count(QUOTE) == quotes
                    and line.count(between) == delimiters
                    and line[-1:] == QUOTE
                ):
                    cells = line[1:-1].split(between, after)
                    if cells[key][:1].isdigit() and cells[key][-1:].isdigit():
                        self._whole = True
                        self.last = number
                        yield number, cells
                        continue
                if line[:1] == QUOTE and line[-1:] == QUOTE:
                    cells = line[1:-1].split(between)
                    is_plain = len(cells) == width and (line.count(QUOTE) == 2 * width or undouble(cells))
                else:
                    cells = line.split(delimiter)
                    is_plain = len(cells) == width and QUOTE not in line
                if is_plain:
                    self._whole = True
                    self.last = number
                    yield number, cells
                    continue
                back.append(_line(number, raw))
            while back:
                first = back.popleft()
                if first.text.strip() and first.number >= self._first:
                    self.last = first.number
                    yield first.number, self._row(first)

    def _is_row(self, raw: bytes) -> bool:
        """Return whether a line is surely a row of its own."""
        line = raw.rstrip(b"\r\n")
        if b'"' not in line:
            return True
        width = self._width
        return (
            line[:1] == line[-1:] == b'"'
            and line.count(b'"') == 2 * width
            and line.count(f'"{self._delimiter}"'.encode()) == width - 1
        )

    def _row(self, line: _Line) -> Cells | Torn:
        """Return the row that begins with a line; further lines are taken where a cell goes on in them."""
        taken: list[_Line] = []
        cells = None
        is_unclosed = False
        try:
            cells = quoted_cells(line.text, (next_line.text for next_line in self._following(taken)), self._delimiter)
        except Misplaced:
            pass
        except Unclosed:
            is_unclosed = True
            if self._is_cut_off(line, taken):
                return Torn(CUT_OFF, line.text, cut_off=True)
        if cells is None or (taken and self._width and len(cells) != self._width):
            is_unclosed = is_unclosed or bool(taken)
            self._back.extendleft(reversed(taken))
            taken.clear()
            cells = literal_cells(line.text, self._delimiter, self._width)
        if cells is None:
            return Torn(UNCLOSED if is_unclosed else MISPLACED, line.text)
        return self._fitted(cells, [line, *taken])

    def _following(self, taken: list[_Line]) -> Iterator[_Line]:
        """Yield the lines that come next, and note each as taken."""
        while len(taken) < _FURTHEST:
            if self._back:
                line = self._back.popleft()
            else:
                following = next(self._source, None)
                if following is None:
                    return
                line = _line(*following)
            taken.append(line)
            yield line

    def _is_cut_off(self, line: _Line, taken: list[_Line]) -> bool:
        """Return whether a file whose last lines belong to a cell that nothing closes was cut off in that cell.

        It was not where one of the lines is a whole row: then the quote that opens the cell is a slip.
        """
        if len(taken) == _FURTHEST:
            return False
        if line.is_ended and not taken and literal_cells(line.text, self._delimiter, self._width):
            return False
        return not any(len(cells_of(other.text, self._delimiter) or ()) == self._width for other in taken)

    def _fitted(self, cells: Cells, lines: list[_Line]) -> Cells | Torn:
        """Return a row with the right number of cells, or why it can have none."""
        width, text = self._width, lines[0].text
        was_whole, self._whole = self._whole, len(cells) >= width
        if not width:
            return cells
        if len(cells) < width:
            if was_whole and not lines[-1].is_ended:
                return Torn(CUT_OFF, text, cut_off=True)
            cells += [""] * (width - len(cells))
        elif any(cell.strip() for cell in cells[width:]):
            return Torn(_too_long(len(cells), width), text)
        del cells[width:]
        if not all(line.is_text for line in lines):
            looked_at = cells if self._wanted is None else [cells[at] for at in self._wanted]
            if any(_REPLACED in cell for cell in looked_at):
                return Torn(NOT_TEXT, text)
        return cells


def _line(number: int, raw: bytes) -> _Line:
    is_text = True
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text, is_text = raw.decode(errors="replace"), False
    return _Line(number, text.removeprefix(_BOM).rstrip(_LINE_ENDS), is_text, raw.endswith(b"\n"))


def _too_long(cells: int, width: int) -> Text:
    return Text(
        f"it has {cells} cells under a head of {width}: its values have shifted, perhaps by a delimiter without quotes",
        f"в ней {cells} ячеек, а в заголовке {width}: значения сдвинулись, возможно, из-за разделителя без кавычек",
    )
