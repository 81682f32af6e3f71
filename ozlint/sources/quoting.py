"""Splitting lines of delimited text into cells, with quotes as every spreadsheet writes them and as people do."""

from collections.abc import Iterator

from ozlint.sources.table import Cells

QUOTE = '"'


class Unclosed(Exception):  # noqa: N818 - the caller decides what it means
    """The lines end inside of a quoted cell."""


class Misplaced(Exception):  # noqa: N818 - as above
    """Something stands between the quote that closes a cell and the next delimiter."""


def cells_of(line: str, delimiter: str) -> Cells | None:
    """Return the cells of a line that is a whole row; None where its quotes do not tell."""
    if QUOTE not in line:
        return line.split(delimiter)
    try:
        return quoted_cells(line, iter(()), delimiter)
    except (Unclosed, Misplaced):
        return None


def quoted_cells(line: str, following: Iterator[str], delimiter: str) -> Cells:
    """Return the cells of a row that begins with a line; a quoted cell may go on in the following ones.

    A quote inside of a cell that does not begin with one is a character like any other. Raises Unclosed and Misplaced,
    with some of the following lines taken.
    """
    cells: Cells = []
    at = 0
    while True:
        if not line.startswith(QUOTE, at):
            end = line.find(delimiter, at)
            cells.append(line[at:] if end < 0 else line[at:end])
            if end < 0:
                return cells
        else:
            parts = []
            begin = at + 1
            while (end := _closing(line, begin)) < 0:
                parts.append(line[begin:])
                begin = 0
                found = next(following, None)
                if found is None:
                    raise Unclosed
                line = found
            parts.append(line[begin:end])
            cells.append("\n".join(parts).replace(QUOTE * 2, QUOTE))
            end += 1
            if end == len(line):
                return cells
            if not line.startswith(delimiter, end):
                raise Misplaced
        at = end + len(delimiter)


def _closing(line: str, begin: int) -> int:
    """Return where the quote stands that closes a cell; -1 for none in this line."""
    at = line.find(QUOTE, begin)
    while at >= 0 and line.startswith(QUOTE, at + 1):
        at = line.find(QUOTE, at + 2)
    return at


def undouble(cells: Cells) -> bool:
    """Make the doubled quotes of cells single ones, and return whether there were no others.

    The cells are those of a line in quotes, split where a quote, a delimiter and a quote stand. Where that is inside of
    a cell, half of a doubled quote is left on either side.
    """
    for at, cell in enumerate(cells):
        if QUOTE in cell:
            if QUOTE in cell.replace(QUOTE * 2, ""):
                return False
            cells[at] = cell.replace(QUOTE * 2, QUOTE)
    return True


def literal_cells(line: str, delimiter: str, width: int) -> Cells | None:
    """Return the cells of a line whose inner quotes are not doubled, where there are as many cells as there must be.

    So is what people and simple programs write: `"A "small" box";"12"`. None where the line cannot be told apart so, or
    may as well be told apart otherwise.
    """
    if line[:1] == line[-1:] == QUOTE:
        cells = line[1:-1].split(f"{QUOTE}{delimiter}{QUOTE}")
        if len(cells) == width and not any(QUOTE + delimiter in cell or delimiter + QUOTE in cell for cell in cells):
            return [_single(cell) for cell in cells]
    cells = line.split(delimiter)
    if len(cells) != width or any(cell[:1] == QUOTE and cell.count(QUOTE) % 2 for cell in cells):
        return None
    return [_single(_bare(cell)) for cell in cells]


def _single(cell: str) -> str:
    return cell.replace(QUOTE * 2, QUOTE)


def _bare(cell: str) -> str:
    is_wrapped = len(cell) > 1 and cell[0] == cell[-1] == QUOTE
    return cell[1:-1] if is_wrapped else cell
