"""A table of events: its head found, its rows read as values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from operator import itemgetter
from typing import Any

import msgspec

from ozlint.carriers.words import words
from ozlint.language.nearest import nearest
from ozlint.model.pattern import pattern
from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.sources.column_names import ColumnNames
from ozlint.sources.dialect import DELIMITERS
from ozlint.sources.header import Header, NoHeader, find_header
from ozlint.sources.problem import SourceProblem
from ozlint.sources.reading import spoiled
from ozlint.sources.runs import OTHER_HEAD, TOTALS
from ozlint.sources.table import Cells, Reading, Table, Torn
from ozlint.sources.tracking.event_columns import COLUMNS, EventColumns, event_column, event_columns, named_columns
from ozlint.sources.tracking.event_objects import Values, first_of
from ozlint.sources.tracking.likeness import is_of_postings
from ozlint.sources.tracking.sight import POSTINGS

_HEAD = 40
"""Rows among which the head is looked for: titles may stand above it."""
_TABLE = pattern(r"[;\t|]|,.*,")
"""What a line of a table has in it; a single comma is found in prose as well."""
_GUESSES = 3
_LEAST_NAMES = 2
"""Names of columns from which on a row without a number is a head."""

COLUMNS_WANTED = Text(
    "A table of events has a column with the tracking number or the posting's, and one with what happened (code, text "
    "or phase); carrier, time and is_return are of use.",
    "В таблице событий есть столбец с трек-номером или номером отправления и столбец о том, что произошло (код, статус "
    "или фаза); пригодятся и служба доставки, время, признак возврата.",
)


class EventTable(msgspec.Struct, frozen=True):
    """One table of events, a row an event; the address of an event is the number of its row."""

    path: str
    table: Table
    columns: EventColumns
    row: int
    """The number of the head."""

    def pieces(self) -> Iterator[tuple[Address, Values] | Undecodable]:
        """Yield the values of every row, and every row that cannot be made out, in order.

        Left out are blank rows, rows of sums, and the head where it stands again, as in files that were joined.
        """
        pick = _picker(self.columns)
        wanted = frozenset(place for found in self.columns.places.values() for place in found)
        for number, cells in self.table.rows(Reading(self.columns.width, wanted)):
            if number <= self.row:
                continue
            if isinstance(cells, Torn):
                yield spoiled(number, cells.text.encode("utf-8", "replace"), cells.reason, cut_off=cells.cut_off)
                continue
            values = pick(cells)
            if (values[0] or values[1] or "")[-1:].isdigit() or _is_of_event(values):
                yield number, values
            elif _is_head(values) and not _is_same_head(values):
                yield spoiled(number, repr(values).encode("utf-8", "replace"), OTHER_HEAD, cut_off=True)
                return

    def places(self, addresses: Sequence[Address], faults: Mapping[Address, str]) -> dict[Address, Place]:
        """Return where these rows stand; `faults` are the columns of events that are wrong in some."""
        return {
            address: Place(self.path, address, self._place(faults.get(address, "")) + 1, "") for address in addresses
        }

    def _place(self, column: str) -> int:
        """Return where a column stands, a time that of the date where it has none of its own."""
        names = (column, "date") if column == "time" else (column,)
        return next((self.columns.places[name][0] for name in names if name in self.columns.places), 0)


def open_event_table(path: str, tables: Sequence[Table], names: ColumnNames) -> EventTable:
    """Return the first table that is one of events; raises SourceProblem with what the very first is instead.

    `names` are those that columns of postings have in this run.
    """
    faults: list[Text] = []
    for table in tables:
        with closing(table.rows()) as rows:
            seen = [(number, cells) for number, cells in islice(rows, _HEAD) if isinstance(cells, list)]
        heads = [(number, event_columns(cells)) for number, cells in seen]
        header = find_header(seen, names)
        is_posting = isinstance(header, Header) and is_of_postings(header, seen)
        if isinstance(header, NoHeader) and header.is_other:
            faults.append(header.text)
            continue
        if is_posting or any(columns.is_of_postings for _, columns in heads):
            faults.append(POSTINGS)
            continue
        head = next(((number, columns) for number, columns in heads if columns.is_of_events), None)
        if head is not None:
            return EventTable(path, table, head[1], head[0])
        faults.append(_what_lacks([cells for _, cells in seen]))
    raise SourceProblem(path, faults[0], None if faults[0] is POSTINGS else COLUMNS_WANTED)


def unknown_table(head: bytes) -> Text | None:
    """Return what to say of a text that looks like a table and has no name of a column; None for any other bytes."""
    line = head.lstrip().partition(b"\n")[0].rstrip()
    try:
        first = line.decode()
    except UnicodeDecodeError:
        first = line.decode("cp1251", "replace")
    if not first.replace("\t", " ").isprintable() or not _TABLE.search(first):
        return None
    return _what_lacks([max((first.split(delimiter) for delimiter in DELIMITERS), key=len)])


def _picker(columns: EventColumns) -> Callable[[Cells], Values]:
    """Return what picks the values of a row, in the order of COLUMNS."""
    places = [columns.places.get(column, ()) for column in COLUMNS]
    if any(len(found) > 1 for found in places):
        return lambda cells: [first_of(cells, found) for found in places]
    picked = itemgetter(*(found[0] if found else columns.width for found in places))

    def pick(cells: Cells) -> Any:  # noqa: ANN401 - a tuple of texts
        cells.append("")
        return picked(cells)

    return pick


def _is_of_event(values: Values) -> bool:
    """Return whether the values of a row are to be read: not those of a blank row, of sums, or of a head."""
    if any(map(str.isdigit, values[0] or values[1] or "")):
        return True
    is_of_sums = any(words(value).startswith(TOTALS) for value in values if value)
    return any(values) and not is_of_sums and not _is_head(values)


def _is_head(values: Values) -> bool:
    """Return whether the values of a row are names of columns."""
    return sum(event_column(value) is not None for value in values if value) >= _LEAST_NAMES


def _is_same_head(values: Values) -> bool:
    """Return whether these names stand in the columns that they name."""
    return all(event_column(value) in {None, name} for value, name in zip(values, COLUMNS, strict=True) if value)


def _what_lacks(rows: Sequence[Cells]) -> Text:
    """Return what a table lacks to be one of events, by the row with the most names that are known.

    Only names that are known, or nearly, are shown: a table without a head has data where names are looked for.
    """
    cells = max(rows, key=lambda row: sum(event_column(cell) is not None for cell in row), default=[])
    lacks = [" / ".join(group) for group in event_columns(cells).missing]
    known = ", ".join(cell.strip() for cell in cells if event_column(cell)) or "—"
    guesses = [
        f"{cell.strip()} → {near}"
        for cell in cells
        if not event_column(cell) and (near := nearest(cell.strip(), named_columns()))
    ]
    hint = ", ".join(guesses[:_GUESSES])
    return Text(
        f"a table without a column for {' and for '.join(lacks)}; columns that are known: {known}"
        + (f"; did you mean {hint}?" if hint else ""),
        f"в таблице нет столбца {' и столбца '.join(lacks)}; знакомые столбцы: {known}"
        + (f"; может быть, {hint}?" if hint else ""),
    )
