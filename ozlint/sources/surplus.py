"""Cells beyond the head: what a delimiter at the end of every row makes, told from rows whose values have shifted."""

from collections.abc import Iterable, Sequence

from ozlint.model.fields import posting_fields
from ozlint.sources.header import Header
from ozlint.sources.table import Cells, Row


def surplus_of(header: Header, rows: Iterable[Row]) -> int:
    """Return how many empty cells every row of a table has beyond its head; `rows` are its first ones.

    None count where a row has no more cells than the head, or where values of most do not fit the columns they are in:
    then what is beyond the head is there because they have shifted.
    """
    below = header.below(rows)
    full = [cells for cells in below if len(cells) >= header.width and not any(map(str.strip, cells[header.width :]))]
    fitting = sum(_fits(cells, header) for cells in full)
    return min(len(cells) for cells in full) - header.width if 2 * fitting > len(full) else 0


def _fits(cells: Cells, header: Header) -> bool:
    """Return whether values may belong in the columns they are in.

    A column of times with no digit has none of them, and of cells where some begin with a blank one was a delimiter in
    prose, as in `Cable; 5 m`.
    """
    times = [cells[column.place] for column in header.columns if _is_time(column.field)]
    return all(not time.strip() or any(map(str.isdigit, time)) for time in times) and not _has_prose(cells[1:])


def _is_time(field: str) -> bool:
    return field in posting_fields() and posting_fields()[field].type == "time"


def _has_prose(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return 0 < sum(cell.startswith(" ") for cell in filled) < len(filled)
