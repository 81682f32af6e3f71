"""A table written as text, row by row in constant memory: CSV with any delimiter.

Usable for tables of anything: what the cells mean is not looked at here.
"""

from collections import deque
from collections.abc import Iterator, MutableMapping
from io import BytesIO
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
_BLOCK = 32_768
"""Bytes that are looked at at once; one line out of the ordinary costs those around it a closer look."""
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
    ordinary: MutableMapping[int, int] = msgspec.field(default_factory=dict)
    """How many ordinary lines the blocks have that are made of nothing else, by the first of their lines: to be passed
    over where nobody wants one of them again."""

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
                rows = _Lines(lines, self.dialect, reading or Reading(0), self.ordinary)
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

    def __init__(
        self, stream: BinaryIO, dialect: Dialect, reading: Reading, ordinary: MutableMapping[int, int]
    ) -> None:
        self._stream = stream
        self._ordinary = ordinary
        self._ahead = BytesIO()
        """What has been read of the stream and not been looked at."""
        self._number = 0
        """Of the last line that was looked at."""
        self._delimiter = dialect.delimiter
        self._between = f"{QUOTE}{dialect.delimiter}{QUOTE}"
        self._first = 2 if dialect.tells else 1
        self._width = reading.width
        self._wanted = reading.wanted
        self._wants = reading.wants
        self._key = reading.key
        self._surplus = reading.surplus
        self._most = -1 if reading.after is None else reading.after
        """How many cells are told apart in rows that are as they should be; -1: all."""
        self.last = 0
        """The number of the last row that was given."""
        self._back: deque[_Line] = deque()
        self._whole = False
        """Whether the row before had all its cells."""

    def rows(self) -> Iterator[Row]:
        """Yield the rows: those of a block of ordinary lines at once, others line by line with a closer look."""
        while block := self._stream.read(_BLOCK):
            block += self._stream.readline()
            first = self._number + 1
            known = self._ordinary.get(first, 0) if self._width else 0
            if known and not self._wants(first, self._number + known) and block.count(b"\n") == known:
                self._number += known
                continue
            plain = self._plain_rows(block) if self._width and self._number else None
            if plain is None:
                self._ahead = BytesIO(block)
                yield from self._line_by_line()
                continue
            self._number += len(plain)
            self._ordinary[first] = len(plain)
            if self._wants(first, self._number):
                self._whole, self.last = True, self._number
                yield from enumerate(plain, first)

    def _plain_rows(self, block: bytes) -> list[Cells] | None:
        """Return the rows of a block where every line is one for sure; else None."""
        try:
            text = block.decode()
        except UnicodeDecodeError:
            return None
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        if text[-1] != "\n" or "\r" in text:
            return None
        if QUOTE not in text:
            return self._split(text[:-1].split("\n"), self._delimiter)
        # Where every line is in quotes, and each of its cells is, nothing else can be meant.
        lines = text[1:-2].split(f"{QUOTE}\n{QUOTE}")
        is_quoted = text[0] == text[-2] == QUOTE and len(lines) == text.count("\n")
        return self._split(lines, self._between) if is_quoted else None

    def _split(self, lines: list[str], between: str) -> list[Cells] | None:
        """Return the cells of some lines, without the quotes around each line; None where a line is no whole row."""
        delimiters, most, key = self._width - 1, self._most, self._key
        quotes = delimiters * between.count(QUOTE)
        rows = []
        for line in lines:
            if line.count(between) != delimiters:
                return None
            if line.count(QUOTE) == quotes:
                cells = line.split(between, most)
            else:
                cells = line.split(between)
                if not undouble(cells):
                    return None
            number = cells[key]
            if most >= 0 and not (number[:1].isdigit() and number[-1:].isdigit()):
                cells = line.split(between)
            rows.append(cells)
        return rows

    def _line_by_line(self) -> Iterator[Row]:
        """Yield the rows of the lines that have been read, and of those that they go on in."""
        while raw := self._ahead.readline():
            self._number += 1
            is_wanted = self._wants(self._number, self._number)
            may_be_plain = self._width > 0 and self._number > 1
            if may_be_plain and not is_wanted and b'"' not in raw:
                continue  # one row, whatever stands in it: nobody has to look
            plain = self._plain_rows(raw) if may_be_plain else None
            if plain is not None:
                if is_wanted:
                    self._whole, self.last = True, self._number
                    yield self._number, plain[0]
                continue
            self._back.append(_line(self._number, raw))
            while self._back:
                first = self._back.popleft()
                if first.text.strip() and first.number >= self._first:
                    self.last = first.number
                    yield first.number, self._row(first)

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
                raw = self._ahead.readline() or self._stream.readline()
                if not raw:
                    return
                self._number += 1
                line = _line(self._number, raw)
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
        elif self._is_too_long(cells):
            return Torn(_too_long(len(cells), width), text, cells=tuple(cells))
        del cells[width:]
        if not all(line.is_text for line in lines):
            looked_at = cells if self._wanted is None else [cells[at] for at in self._wanted]
            if any(_REPLACED in cell for cell in looked_at):
                return Torn(NOT_TEXT, text)
        return cells

    def _is_too_long(self, cells: Cells) -> bool:
        """Return whether a row has more cells than it may, so that some of its values have shifted."""
        beyond = cells[self._width :]
        return any(map(str.strip, beyond)) or (self._surplus is not None and len(beyond) > self._surplus)


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
