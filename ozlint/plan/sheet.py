"""Plans as flat tables: a row for each update, with the posting, the action, the tracking number and the time."""

import io
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from itertools import islice

import msgspec

from ozlint.carriers.words import words
from ozlint.model.contract import NUMBER
from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.ozon.contract import contracts
from ozlint.plan.items import digest_of
from ozlint.plan.method import method_named
from ozlint.plan.requests import RequestFault
from ozlint.sources.content import Content, Spool
from ozlint.sources.delimited import Delimited
from ozlint.sources.dialect import DELIMITERS, recognise_dialect
from ozlint.sources.header import SEARCHED
from ozlint.sources.problem import SourceProblem
from ozlint.sources.recognition import HEAD
from ozlint.sources.table import Reading, Torn

_ACTION, _TRACKING, _TIME = "action", "tracking_number", "time"
_SET_NUMBER, _SET_CUTOFF = "set_tracking_number", "set_cutoff"

EXPECTED = Text(
    'Expected are planned requests: {"path": "/v2/fbs/posting/delivering", "body": {…}}, one, a list, or one a line, '
    "a HAR, or a table with the columns posting_number, action, tracking_number, time.",
    'Нужны запланированные запросы: {"path": "/v2/fbs/posting/delivering", "body": {…}}, один, список или по одному на '
    "строку, HAR или таблица со столбцами posting_number, action, tracking_number, time.",
)


class Sheet(msgspec.Struct, frozen=True):
    """How a table is written."""

    columns: tuple[tuple[int, str, str], ...]
    """The columns that are read, in their order: the place, the name as written, the field."""
    width: int
    delimiter: str
    """That of a table written like this one: `sep=` may tell one that nothing else reads."""
    marked: bool
    """Whether it is for a spreadsheet: with a byte order mark, or in Windows-1251."""
    head: int
    """The number of the line that the head stands in."""

    @property
    def tells_numbers_only(self) -> bool:
        """Whether there is nothing in it but postings and their tracking numbers."""
        return self.width == len(self.columns) and {field for *_, field in self.columns} == {NUMBER, _TRACKING}


class Row(msgspec.Struct, frozen=True):
    """One row below the head."""

    line: int
    cells: Mapping[str, str]
    """What is read of it, by field."""
    fault: Text | None = None
    cut_off: bool = False
    """Whether the table ends in it."""
    digest: str = ""


def read_sheet(path: str, data: bytes, *, marked: bool) -> tuple[Sheet, list[Row]]:
    """Return how a table is written and the rows in it; raises SourceProblem for what is none."""
    dialect = recognise_dialect(data[:HEAD], lambda name: words(name) in _fields())
    if dialect is not None:
        is_utf8 = dialect.encoding == "utf-8"
        content = Content(path, Spool(io.BytesIO(data)), encoding="" if is_utf8 else dialect.encoding)
        table = Delimited(content, dialect)
        sheet = _sheet(table, marked=marked or not is_utf8)
        if sheet is not None:
            return sheet, list(_rows(table, sheet))
    raise SourceProblem(
        path, Text("no planned requests can be made out", "запланированных запросов не видно"), EXPECTED
    )


def _sheet(table: Delimited, *, marked: bool) -> Sheet | None:
    """Return how a table is written, by the first row that names the column of the posting."""
    fields = _fields()
    with closing(table.rows()) as rows:
        for number, cells in islice(rows, SEARCHED):
            names = cells if isinstance(cells, list) else []
            known = [(place, name, fields[words(name)]) for place, name in enumerate(names) if words(name) in fields]
            # Of two columns for one field the first counts.
            first = {field: (place, name, field) for place, name, field in reversed(known)}
            if NUMBER in first:
                told = table.dialect.delimiter
                delimiter = told if told in DELIMITERS else DELIMITERS[0]
                return Sheet(tuple(sorted(first.values())), len(names), delimiter, marked, number)
    return None


def _rows(table: Delimited, sheet: Sheet) -> Iterator[Row]:
    for number, cells in table.rows(Reading(sheet.width)):
        if number <= sheet.head:
            continue
        if isinstance(cells, Torn):
            yield Row(number, {}, cells.reason, cells.cut_off, digest_of(cells.text))
        elif any(cell.strip() for cell in cells):
            yield Row(number, {field: cells[at].strip() for at, _, field in sheet.columns}, digest=digest_of(cells))


def row_request(row: Row, sheet: Sheet, method: str | None) -> tuple[str, dict[str, object]]:
    """Return the method and the body of a row; raises RequestFault.

    `method`: path of the method of rows that do not tell theirs. A table with nothing but posting and tracking numbers
    sets these numbers.
    """
    path = _row_method(row, sheet, method)
    contract = contracts()[path]
    number = row.cells.get(NUMBER, "")
    if not number:
        raise RequestFault(NUMBER, Text("the row has no posting number", "в строке нет номера отправления"))
    if contract.action == _SET_NUMBER:
        return path, {contract.items: [{NUMBER: number, _TRACKING: _needed(row, _TRACKING)}]}
    if contract.action == _SET_CUTOFF:
        return path, {NUMBER: number, "new_cutoff_date": _needed(row, _TIME)}
    if contract.holds == "texts":
        return path, {contract.items: [number]}
    raise RequestFault(
        _ACTION,
        Text(
            f'{contract.action} needs more than a table has: write it as {{"path": …, "body": …}} in a file of JSON',
            f'для {contract.action} таблицы мало: запишите запрос как {{"path": …, "body": …}} в файле JSON',
        ),
    )


def _row_method(row: Row, sheet: Sheet, method: str | None) -> str:
    written = row.cells.get(_ACTION, "")
    named = method_named(written) if written else method
    if named is None and sheet.tells_numbers_only and row.cells.get(_TRACKING):
        named = next(contract.path for contract in contracts().values() if contract.action == _SET_NUMBER)
    if named is not None and (contract := contracts().get(named)) is not None and contract.changes_postings:
        return named
    raise RequestFault(
        _ACTION,
        Text(
            "it is not clear what to do with this posting: an action is, for instance, delivering or last_mile",
            "непонятно, что сделать с этим отправлением: действие — это, например, delivering или last_mile",
        ),
    )


def _needed(row: Row, field: str) -> str:
    value = row.cells.get(field, "")
    if not value:
        raise RequestFault(
            field,
            Text(
                f"the action needs {field}, and the cell is empty", f"для этого действия нужен {field}, а ячейка пустая"
            ),
        )
    return value


@cache
def _fields() -> Mapping[str, str]:
    return {words(name): field for name, field, _ in table_rows("plan/columns.tsv")}
