"""From the rows of a table to those of one posting after another; rows that belong to none are told from damage."""

from collections.abc import Container, Iterator, Sequence
from hashlib import blake2b
from itertools import dropwhile

from msgspec import UNSET, structs

from ozlint.model.record import Undecodable
from ozlint.model.text import Text
from ozlint.sources.cell import CellFault, number_cell, tidy_cell
from ozlint.sources.column_names import plain_name
from ozlint.sources.header import NUMBER, Header
from ozlint.sources.row_form import RowForm
from ozlint.sources.table import Cells, Reading, Table, Torn

Run = tuple[list[int], list[Cells]]
"""Rows of one posting that follow one another: their numbers, and their cells."""

TOTALS = ("итог", "всего", "total", "grand total", "合计", "总计")
"""How the word begins that stands in a row of sums."""

_LEAST_NAMES = 2
"""Names of columns from which on a row without a posting is a head."""

NUMBERLESS = Text(
    "it has no posting number, so it is not clear which posting it belongs to (merged cells hold it in the first only)",
    "в ней нет номера отправления: непонятно, к какому она относится (в объединённых ячейках он только в первой)",
)
NO_NUMBER = Text(
    "where the posting number belongs, something else stands: a formula, an error, a note",
    "на месте номера отправления стоит не номер: формула, ошибка, пометка",
)
SUMS = Text("it is a row of sums", "это строка итогов")
OTHER_HEAD = Text(
    "here begins another head with other columns: save what follows as a file of its own, it was not read",
    "здесь начинается другой заголовок с другими столбцами: сохраните остальное отдельным файлом, оно не прочитано",
)


def broken_row(row: int, cells: Cells, reason: Text, field: str = "", *, number: str | None = None) -> Undecodable:
    """Return the report of a row that cannot be read."""
    digest = blake2b("\t".join(cells).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Undecodable(row, number, digest, field, reason)


def runs_of(table: Table, header: Header, form: RowForm) -> Iterator[Run | Undecodable]:
    """Yield the rows of each posting that stand together, and the report of every row that cannot be read.

    Left out are blank rows, a row of sums, and the head where it stands again, as in files that were joined.
    """
    at, accounts = form.number, form.accounts
    rows: list[int] = []
    held: list[Cells] = []
    last = ""
    for row, cells in sound_rows(table, header, form):
        if isinstance(cells, Undecodable):
            if held:
                yield rows, held
            held, last = [], ""
            yield cells
        elif cells[at] == last and all(cells[place] == held[0][place] for place in accounts):
            rows.append(row)
            held.append(cells)
        else:
            if held:
                yield rows, held
            rows, held, last = [row], [cells], cells[at]
    if held:
        yield rows, held


def sound_rows(
    table: Table, header: Header, form: RowForm, only: Container[int] | None = None
) -> Iterator[tuple[int, Cells | Undecodable]]:
    """Yield the rows below the head that have the number of a posting, and the report of every other.

    With `only` rows of other numbers may be left out.
    """
    at = form.number
    sums: Undecodable | None = None
    reading = Reading(header.width, form.wanted, at, form.after, only, header.surplus)
    for row, cells in dropwhile(lambda known: known[0] <= header.row, table.rows(reading)):
        found: Cells | Undecodable | None
        if isinstance(cells, Torn):
            found = _torn(row, cells, header)
        elif (number := cells[at])[:1].isdigit() and number[-1:].isdigit():
            found = cells
        else:
            found = _looked_at(row, cells, header, form)
        if found is None:
            continue
        if sums is not None:
            # Sums stand at the end: what is followed by a posting is one without its number.
            yield sums.address, sums
            sums = None
        if isinstance(found, Undecodable) and found.reason is SUMS:
            sums = structs.replace(found, reason=NUMBERLESS)
            continue
        yield row, found
        if isinstance(found, Undecodable) and found.reason is OTHER_HEAD:
            return


def _torn(row: int, torn: Torn, header: Header) -> Undecodable:
    """Return the report of a row that could not be made out: it may be a head that is wider than that of the table."""
    if _is_head(torn.cells, header):
        return structs.replace(broken_row(row, [torn.text], OTHER_HEAD), cut_off=True)
    return structs.replace(broken_row(row, [torn.text], torn.reason), cut_off=torn.cut_off)


def _is_head(cells: Sequence[str], header: Header) -> bool:
    """Return whether a row holds names of the table's columns, in these columns or in others."""
    return len({plain_name(cell) for cell in cells} & set(header.names) - {""}) >= _LEAST_NAMES


def _looked_at(row: int, cells: Cells, header: Header, form: RowForm) -> Cells | Undecodable | None:
    """Return a row whose number does not look like one: made tidy, reported, or None where it is no posting's."""
    written = [cells[place].strip() for place in header.places(NUMBER)]
    number = next((text for cell in written if isinstance(text := tidy_cell(cell), str)), "")
    names = tuple(plain_name(cell) for cell in cells)
    if not any(names) or any(name.startswith(TOTALS) for name in names):
        return None
    if plain_name(number) in header.names or _is_head(cells, header):
        is_again = names == header.names
        return None if is_again else structs.replace(broken_row(row, cells, OTHER_HEAD), cut_off=True)
    if not any(written):
        return broken_row(row, cells, SUMS if _are_numbers(cells) else NUMBERLESS, NUMBER)
    if number.startswith("=") or not any(map(str.isdigit, number)):
        return broken_row(row, cells, NO_NUMBER, NUMBER)
    cells[form.number] = number
    return cells


def _are_numbers(cells: Cells) -> bool:
    """Return whether all cells of a row that are filled hold numbers."""
    try:
        return all(number_cell(cell) is not UNSET for cell in cells)
    except CellFault:
        return False
