"""The head of a table: which column holds which field, and which kind of table that makes it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, takewhile, zip_longest

import msgspec

from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.ozon.schemes import EITHER
from ozlint.sources.column_names import STATUS_LABEL, ColumnNames, other_tables, plain_name
from ozlint.sources.table import Cells, Row, Torn

SEARCHED = 40
"""Rows at the top of a table in which the head is looked for."""
NUMBER = "posting_number"
_FLAT = "flat table"
_ALIKE = 0.6
"""The share of names that a head has in common with that of a known export, of those of either, to be taken for it."""
_NAMES_ONLY = frozenset({NUMBER, "account", "order_id", "order_number"})
"""Fields that name a posting, and tell nothing of it."""
_TELLS_SCHEME = frozenset({"delivery_schema", "integration_type_flow", "tpl_integration_type", "tracking_number"})
"""Fields that say how a posting is sold, or that only those have which the seller ships."""


EMPTY = Text("the table has no rows", "в таблице нет ни одной строки")
UNKNOWN = Text(
    "this looks like a table, but none of its columns has a name that is known; needed are the number of the posting "
    "(Номер отправления or posting_number) and the status (Статус or status)",
    "похоже на таблицу, но ни одно название столбца не знакомо; нужны номер отправления (Номер отправления или "
    "posting_number) и статус (Статус или status)",
)


class Column(msgspec.Struct, frozen=True):
    """A column that holds a field of a posting."""

    place: int
    """From 0."""
    name: str
    """As it stands in the head."""
    field: str
    """Path of the field."""


class Header(msgspec.Struct, frozen=True):
    """What the head of a table says."""

    row: int
    """The number of its last row: the data begins below it."""
    width: int
    names: tuple[str, ...]
    """The plain names of all columns: a row that has the same ones is the head once more."""
    columns: tuple[Column, ...]
    aside: tuple[str, ...]
    """Names that nobody knows, as they stand there; nothing in these columns is read."""
    kind: str
    """For people: `orders export 2025 FBS`, `flat table`."""
    scheme: str
    """The delivery_schema that all postings have: FBS, FBO or EITHER; empty where the postings themselves tell."""
    surplus: int = 0
    """How many empty cells every row has beyond the head."""

    def places(self, field: str) -> tuple[int, ...]:
        """Return the columns that hold a field, in the order of the table."""
        return tuple(column.place for column in self.columns if column.field == field)

    def below(self, rows: Iterable[Row]) -> list[Cells]:
        """Return the rows below the head that have something in them; `rows` are the first ones of the table."""
        return [cells for number, cells in rows if number > self.row and isinstance(cells, list) and any(cells)]

    @property
    def fields(self) -> frozenset[str]:
        """The paths of all fields that the table gives."""
        found = {column.field for column in self.columns}
        if STATUS_LABEL in found:
            found |= {"status", "substatus"}
        return frozenset(found | {"delivery_schema"} if self.scheme else found)


class NoHeader(msgspec.Struct, frozen=True):
    """Why a table has no head of postings."""

    text: Text
    lacks_names: bool = False
    """Whether it would have one, were names known that are the seller's own."""
    is_other: bool = False
    """Whether it is a table of something else, which is known."""
    head: Header | None = None
    """What its head says without the number of the posting."""


def find_header(rows: Iterable[Row], names: ColumnNames) -> Header | NoHeader:
    """Return the head of a table of postings, or why the table has none.

    Of the first rows it is the first that has the names of postings and one of them below it. Where none has, it is the
    one with the most known names, one with the number of the posting before all. The rows above and below may name
    columns that it leaves open, as heads in two rows and merged cells do.
    """
    seen = list(islice(rows, SEARCHED))
    top = [(number, cells) for number, cells in seen if not isinstance(cells, Torn)]
    if not top:
        return NoHeader(next((cells.reason for _, cells in seen if isinstance(cells, Torn)), EMPTY))
    tables = (at for at in range(len(top)) if _begins_postings(at, top, names))
    best = next(tables, None)
    if best is None:
        best = max(range(len(top)), key=lambda at: _weight(top[at][1], names))
    for other in (what for cell in top[best][1] if (what := other_tables().get(plain_name(cell)))):
        text = Text(f"this is {other.en}, not a table of postings", f"это {other.ru}, а не таблица отправлений")
        return NoHeader(text, is_other=True)
    return _header(*_whole_head(best, top, names), names)


def _begins_postings(at: int, top: Sequence[tuple[int, Cells]], names: ColumnNames) -> bool:
    """Return whether a row is the head of a table of postings, at least one of which stands below it.

    Then what comes further down is of the table, though it were a head with more columns.
    """
    if not _weight(top[at][1], names)[0]:
        return False
    row, head = _whole_head(at, top, names)
    header = _header(row, head, names)
    if isinstance(header, NoHeader):
        return False
    below = (cells for number, cells in top[at + 1 :] if number > row)
    # As far as the next head: the postings below that are its own.
    rows = takewhile(lambda cells: not _weight(cells, names)[0], below)
    places = header.places(NUMBER)
    return any(cells[place].strip()[-1:].isdigit() for cells in rows for place in places if place < len(cells))


def _whole_head(at: int, top: Sequence[tuple[int, Cells]], names: ColumnNames) -> tuple[int, Cells]:
    """Return the number of the last row of a head and its names, those of the rows above and below it among them."""
    number, head = top[at]
    if at:
        head = _filled(head, top[at - 1][1], names)
    if at + 1 < len(top) and (below := _second_row(head, top[at + 1][1], names)):
        number, head = top[at + 1][0], _filled(below, head, names)
    return number, head


def _weight(cells: Cells, names: ColumnNames) -> tuple[bool, int]:
    """Return what makes a row the head: whether it names the number of the posting, and how many names are known."""
    known = [meaning for cell in cells if (meaning := names.meaning(cell))]
    return any(meaning.field == NUMBER for meaning in known), len(known)


def _filled(head: Cells, above: Cells, names: ColumnNames) -> Cells:
    """Return a row of the head, its unknown names replaced by known ones of the row above."""
    return [
        over if over and names.is_known(over) and not names.is_known(cell) else cell
        for cell, over in zip_longest(head, above[: len(head)], fillvalue="")
    ]


def _second_row(head: Cells, below: Cells, names: ColumnNames) -> Cells | None:
    """Return the row below the head, where it is the second row of a head: it names columns, and is no posting."""
    below = below + [""] * (len(head) - len(below))
    is_posting = any(
        cell.strip() and (meaning := names.meaning(over)) is not None and meaning.field == NUMBER
        for over, cell in zip(head, below, strict=False)
    )
    is_head = any(names.is_known(cell) for cell in below)
    return below if is_head and not is_posting else None


def _header(number: int, head: Cells, names: ColumnNames) -> Header | NoHeader:
    meanings = [names.meaning(cell) for cell in head]
    columns = tuple(
        Column(place, cell, meaning.field)
        for place, (cell, meaning) in enumerate(zip(head, meanings, strict=True))
        if meaning is not None and meaning.is_field
    )
    fields = {column.field for column in columns}
    era = _nearest_era(head)
    header = Header(
        row=number,
        width=len(head),
        names=tuple(plain_name(cell) for cell in head),
        columns=columns,
        aside=tuple(cell for cell, meaning in zip(head, meanings, strict=True) if meaning is None and cell.strip()),
        kind=era.name if era.likeness >= _ALIKE else _FLAT,
        scheme=_scheme(columns, {meaning.scheme for meaning in meanings if meaning is not None} - {""}),
    )
    if NUMBER not in fields or fields <= _NAMES_ONLY:
        return NoHeader(_lacking(head, fields, names), lacks_names=True, head=None if NUMBER in fields else header)
    return header


def _scheme(columns: Sequence[Column], told: set[str]) -> str:
    """Return the selling scheme that the columns of a table make known, `told` being those that single ones tell."""
    fields = {column.field for column in columns}
    if "delivery_schema" not in fields and told:
        return told.pop().upper() if len(told) == 1 else EITHER
    is_api = any(plain_name(column.name) == plain_name("shipment_date") for column in columns)
    return "" if is_api or fields & _TELLS_SCHEME else EITHER


class _Era(msgspec.Struct, frozen=True):
    """A head that exports had for a time."""

    name: str
    likeness: float
    """The share of names that a given head has in common with it."""


@cache
def _eras() -> Mapping[str, frozenset[str]]:
    rows = table_rows("sources/header_eras.tsv")
    return {name: frozenset(map(plain_name, columns.split(";"))) for name, columns, _ in rows}


def _nearest_era(head: Cells) -> _Era:
    """Return the known head that a head is most like."""
    names = {plain_name(cell) for cell in head} - {""}
    return max(
        (_Era(name, len(names & columns) / len(names | columns)) for name, columns in _eras().items()),
        key=lambda era: era.likeness,
    )


def _lacking(head: Cells, fields: set[str], names: ColumnNames) -> Text:
    """Return what a head lacks to be that of a table of postings, and which known head is the nearest."""
    if not any(map(names.is_known, head)):
        return UNKNOWN
    wanted = [
        (NUMBER, "the number of the posting (Номер отправления or posting_number)",
         "номера отправления (Номер отправления или posting_number)"),
        ("status", "the status (Статус or status)", "статуса (Статус или status)"),
    ]  # fmt: skip
    given = fields | ({"status"} if STATUS_LABEL in fields else set())
    missing = [(en, ru) for field, en, ru in wanted if field not in given]
    era = _nearest_era(head)
    near = Text(f"; the nearest known head is that of {era.name}", f"; ближайший известный заголовок: {era.name}")
    return Text(
        f"this is a table without {' and '.join(en for en, _ in missing)}{near.en if era.likeness else ''}",
        f"это таблица без {' и '.join(ru for _, ru in missing)}{near.ru if era.likeness else ''}",
    )
