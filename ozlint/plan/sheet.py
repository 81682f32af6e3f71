"""Plans as flat tables: a row for each update, with the posting, the action, the tracking number and the time."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b

import msgspec

from ozlint.model.contract import NUMBER
from ozlint.model.text import Text
from ozlint.ozon.contract import contracts
from ozlint.plan.method import method_named, plain
from ozlint.plan.requests import RequestFault
from ozlint.plan.tables import table_rows
from ozlint.sources.problem import SourceProblem

_DELIMITERS = (";", ",", "\t", "|")
_LINES = re.compile(r"\r\n|\n|\r")
_TELLS = re.compile(r"\"?sep=([;,\t|])\"?", re.IGNORECASE)
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
    marked: bool
    """Whether it is for a spreadsheet: with a byte order mark, or in Windows-1251."""
    head: int
    """The line that the head stands in, from 1."""

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
    digest: str = ""


def read_sheet(path: str, data: bytes, *, marked: bool) -> tuple[Sheet, list[Row]]:
    """Return how a table is written and the rows in it; raises SourceProblem for what is none."""
    text, is_utf8 = _decoded(data)
    lines = _LINES.split(text)
    sheet = _sheet(lines, marked=marked or not is_utf8)
    if sheet is None:
        raise SourceProblem(
            path, Text("no planned requests can be made out", "запланированных запросов не видно"), EXPECTED
        )
    return sheet, list(_rows(lines, sheet))


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text of a table, and whether it is UTF-8: else it is what Excel in Russia writes."""
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace"), False


def _sheet(lines: list[str], *, marked: bool) -> Sheet | None:
    told = _TELLS.fullmatch(lines[0].strip())
    head = next((place for place, line in enumerate(lines) if line.strip() and not (told and place == 0)), None)
    if head is None:
        return None
    fields = _fields()
    for delimiter in (told[1],) if told else _DELIMITERS:
        names = _cells(lines[head], delimiter) or []
        known = [(place, name, fields[plain(name)]) for place, name in enumerate(names) if plain(name) in fields]
        # Of two columns for one field the first counts.
        first = {field: (place, name, field) for place, name, field in reversed(known)}
        if NUMBER in first:
            return Sheet(tuple(sorted(first.values())), len(names), delimiter, marked, head + 1)
    return None


def _rows(lines: list[str], sheet: Sheet) -> Iterator[Row]:
    for place, line in enumerate(lines[sheet.head :], start=sheet.head + 1):
        if not line.strip():
            continue
        cells = _cells(line, sheet.delimiter)
        digest = blake2b(line.encode("utf-8", "replace"), digest_size=8).hexdigest()
        if cells is None:
            yield Row(place, {}, _QUOTES, digest)
        elif any(cell.strip() for cell in cells):
            read = {field: cells[at].strip() for at, _, field in sheet.columns if at < len(cells)}
            shifted = any(cell.strip() for cell in cells[sheet.width :])
            yield Row(place, read, _SHIFTED if shifted else None, digest)


def _cells(line: str, delimiter: str) -> list[str] | None:
    """Return the cells of a line, which is a whole row; None where its quotes do not tell."""
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


_QUOTES = Text(
    "the quotes in this row are not closed, or stand where none belong",
    "кавычки в этой строке не закрыты или стоят не на месте",
)
_SHIFTED = Text(
    "this row has more cells than the head: its values have shifted",
    "в этой строке больше ячеек, чем в заголовке: значения сдвинулись",
)


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
    return {name: field for name, field, _ in table_rows("columns.tsv")}
