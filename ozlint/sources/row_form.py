"""From the rows of one posting to its record: a function written for the head of a table and the demanded fields.

It reads the cells of demanded fields only, by their places, and makes the structs that the decoder of JSON makes.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.model.fields import FieldType, posting_fields
from ozlint.sources.cell import ODD, READERS, UNKNOWN, CellFault
from ozlint.sources.column_names import STATUS_LABEL
from ozlint.sources.demand import Node
from ozlint.sources.header import NUMBER, Column, Header
from ozlint.sources.source import Record
from ozlint.sources.status_cell import StatusMemo
from ozlint.sources.table import Cells

_PRODUCTS = "products[]"
_ACCOUNT = "account"
_QUICK: dict[FieldType, str] = {
    "text": f"(c if c[0] not in {ODD!r} else text(c)) if (c := r[{{at}}]) else None",
    "time": "(c.replace(' ', 'T', 1) if len(c) == 19 and c[4] == '-' and c[10] == ' ' and "
    "(c[8:10] < '29' or '02' != c[5:7] and c[8:10] < '31') else time(c)) "
    "if (c := r[{at}]) else None",
}
"""How cells are read without a call, where they are what most of them are."""
_STATUS = ("status", STATUS_LABEL)
"""Fields that tell the status: rows that disagree on it are records of their own."""
_MAY_FAIL = ("number", "money", "bool")
"""Types of fields whose cells may be faults."""

Make = Callable[[Cells, Sequence[Cells]], Record]
"""(what the rows of a posting tell of it, the rows) -> its record; raises CellFault."""


class Fault(msgspec.Struct, frozen=True):
    """A cell that cannot be read."""

    column: int
    """From 0."""
    field: str
    cause: CellFault


class Disagreement(msgspec.Struct, frozen=True):
    """A cell of a posting that says something else than the first one filled in its column."""

    row: int
    """Its place among the rows, from 0."""
    column: int
    """From 0."""
    field: str
    says: str
    first: int
    """The place of the row that has the other one."""
    denies: str


class RowForm:
    """How the records of a table are made."""

    def __init__(self, header: Header, root: Node) -> None:
        self._header = header
        self.number = header.places(NUMBER)[0]
        """The column with the number of the posting."""
        self.accounts = header.places(_ACCOUNT)
        self._codes, self._words = StatusMemo(is_code=True), StatusMemo(is_code=False)
        self._read: dict[int, Column] = {}
        """The columns that are read, by their places."""
        self._names: dict[str, Any] = {"UNSET": UNSET, "codes": self._codes, "words": self._words, **READERS}
        exec(f"def make(r, rows): return {self._struct(root)}", self._names)  # noqa: S102 - names of fields, and places
        self.make: Make = self._names["make"]
        self._of_posting = [place for place, column in self._read.items() if not column.field.startswith(_PRODUCTS)]
        self.has_products = len(self._of_posting) < len(self._read)
        """Whether products are read: else one row of a posting says as much as all of them."""
        self._statuses = [
            (self._codes if column.field == "status" else self._words, column.place)
            for column in header.columns
            if column.field in _STATUS
        ]

        self._told = itemgetter(self.number, *self._of_posting, *(place for _, place in self._statuses))
        """What the cells of a row tell of the posting."""

    @property
    def wanted(self) -> frozenset[int] | None:
        """The columns that are looked at; None: all of them, since rows of products that are the same count once."""
        return None if self.has_products else frozenset(self._read) | {self.number, *self.accounts}

    @property
    def after(self) -> int | None:
        """The column from which on no cell is looked at; None where whole rows may be, as of products and faults."""
        if self.has_products or any(posting_fields()[column.field].type in _MAY_FAIL for column in self._read.values()):
            return None
        return max(*self._read, self.number, *self.accounts, *(place for _, place in self._statuses), 0) + 1

    def status(self, cells: Cells) -> Any:  # noqa: ANN401 - a text, None or UNSET
        """Return the status that a row tells."""
        return next((memo[cells[place]][0] for memo, place in self._statuses if cells[place]), None)

    def is_one(self, rows: Sequence[Cells]) -> bool:
        """Return whether all rows of a posting tell the same of it, their products aside."""
        first = self._told(rows[0])
        return all(self._told(cells) == first for cells in rows)

    def record(self, rows: Sequence[Cells]) -> Record:
        """Return the record of all rows of a posting; rows that are the same count once. Raises CellFault."""
        if len(rows) > 1 and self.has_products:
            rows = [list(cells) for cells in dict.fromkeys(map(tuple, rows))]
        return self.make(rows[0] if self.is_one(rows) else self._merged(rows), rows)

    def _merged(self, rows: Sequence[Cells]) -> Cells:
        """Return what the rows of one posting tell of it: of each column what they agree on, else nothing known."""
        cells = list(rows[0])
        for place in self._of_posting:
            if not cells[place]:
                cells[place] = next((row[place] for row in rows if row[place]), "")
        for denied in self.disagreements(rows):
            cells[denied.column] = UNKNOWN
        return cells

    def disagreements(self, rows: Sequence[Cells]) -> list[Disagreement]:
        """Return where rows of one posting tell of it something else than a row above them; raises CellFault."""
        found = []
        for place in self._of_posting:
            column = self._read[place]
            if column.field in _STATUS:
                continue
            read = READERS[posting_fields()[column.field].type]
            filled = [(at, row[place]) for at, row in enumerate(rows) if row[place]]
            others = [(at, cell) for at, cell in filled if cell != filled[0][1] and read(cell) != read(filled[0][1])]
            found += [Disagreement(at, place, column.field, cell, *filled[0]) for at, cell in others]
        return found

    def fault(self, cells: Cells) -> Fault | None:
        """Return the first cell of a row that cannot be read."""
        for place, column in sorted(self._read.items()):
            try:
                READERS[posting_fields()[column.field].type](cells[place])
            except CellFault as cause:
                return Fault(place, column.field, cause)
        return None

    def _struct(self, node: Node) -> str:
        """Return the source that makes a record of a row."""
        name = f"Struct{len(self._names)}"
        self._names[name] = node.struct
        return f"{name}({', '.join(map(self._value, node.children.values()))})"

    def _value(self, node: Node) -> str:
        if node.kind is not None:
            return self._leaf(node.path, node.kind)
        if not any(column.field.startswith(f"{node.path}.") for column in self._header.columns):
            return "UNSET"
        made = self._struct(node)
        return f"[{made} for r in rows]" if node.many else made

    def _leaf(self, path: str, kind: FieldType) -> str:
        """Return the source that reads a field: from the first of its columns that is filled in the row."""
        if path == "delivery_schema" and self._header.scheme:
            return repr(self._header.scheme)
        sources = []
        # Words of the cabinet may leave the substatus open that a column of its own tells.
        is_open = path == "substatus"
        for column in sorted(self._header.columns, key=lambda column: is_open and column.field == STATUS_LABEL):
            if source := self._cell(column, path, kind):
                self._read[column.place] = column
                sources.append((column.place, source))
        if not sources:
            return "UNSET"
        *others, (_, last) = sources
        return "(" + "".join(f"({source}) if r[{place}] else " for place, source in others) + f"({last}))"

    @staticmethod
    def _cell(column: Column, path: str, kind: FieldType) -> str:
        """Return the source that reads a field from a column; nothing where the column does not tell it."""
        if column.field == STATUS_LABEL and path in ("status", "substatus"):
            return f"words[r[{column.place}]][{int(path == 'substatus')}]"
        if column.field != path:
            return ""
        if path == "status":
            return f"codes[r[{column.place}]][0]"
        return _QUICK.get(kind, f"{kind}(r[{{at}}])").format(at=column.place)
