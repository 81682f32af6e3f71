"""Opening tables: which of the ways to read it makes an input a table of postings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from msgspec import structs

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.column_names import ColumnNames, plain_name
from ozlint.sources.columns import Batches, Columns, Severed
from ozlint.sources.content import Content
from ozlint.sources.delimited import Delimited
from ozlint.sources.dialect import recognise_dialect
from ozlint.sources.header import SEARCHED, UNKNOWN, Header, NoHeader, find_header
from ozlint.sources.lines import Lines
from ozlint.sources.parquet import Parquet
from ozlint.sources.payloads import Payloads, payload_column
from ozlint.sources.problem import SourceProblem
from ozlint.sources.source import Source
from ozlint.sources.surplus import surplus_of
from ozlint.sources.table import Cells, Row, Table
from ozlint.sources.table_source import TableSource
from ozlint.sources.tracking.likeness import EVENTS, is_of_events, is_of_postings

HEAD = 1 << 18
"""Bytes of a text that are looked at to tell how it is written."""
OWN_NAMES = Text(
    "Names of columns that are your own go under `columns:` in ozlint.yaml, each with the field it stands for: "
    "`columns: {Моё отправление: posting_number}`.",
    "Свои названия столбцов запишите в `columns:` файла ozlint.yaml, каждое с полем, которое оно значит: "
    "`columns: {Моё отправление: posting_number}`.",
)


_NUMBER = pattern(r"\d+-\d+-\d+")
OWN_NUMBER = Text(
    "What else is in it is of postings, so the number of the posting is under a name of your own, which goes under "
    "`columns:` in ozlint.yaml: `columns: {Моё отправление: posting_number}`.",
    "Всё остальное в таблице — об отправлениях, значит, номер отправления назван по-своему; запишите это название в "
    "`columns:` файла ozlint.yaml: `columns: {Моё отправление: posting_number}`.",
)


def open_table(content: Content, layout: str, names: ColumnNames) -> Source:
    """Return the postings in a table of a layout: csv, xlsx, parquet; raises SourceProblem where there are none."""
    match layout:
        case "csv":
            return open_delimited(content, names)
        case "xlsx":
            return open_workbook(content, names)
        case _:
            return open_parquet(content, names)


def open_delimited(content: Content, names: ColumnNames) -> TableSource:
    """Return the table of postings that a text is; raises SourceProblem for one that is none."""
    with content.open() as stream:
        dialect = recognise_dialect(stream.read(HEAD), names.is_known)
    if dialect is None:
        raise SourceProblem(content.path, UNKNOWN, OWN_NAMES)
    if not content.encoding and dialect.encoding != "utf-8":
        content = structs.replace(content, encoding=dialect.encoding)
    return _first([Delimited(content, dialect)], content.path, names)


def open_workbook(content: Content, names: ColumnNames) -> TableSource:
    """Return the first sheet that is a table of postings; raises SourceProblem where there is none.

    Others that are such tables as well are told: half of a workbook is no pass.
    """
    from ozlint.sources.sheet import Sheet  # zipfile, and what that brings along
    from ozlint.sources.workbook import Workbook

    workbook = Workbook(content.at_hand())
    sheets = iter(workbook.sheets)
    source = _first((Sheet(workbook, name) for name in sheets), content.path, names)
    later = [name for name in sheets if isinstance(_recognised(Sheet(workbook, name), content.path, names), Header)]
    return structs.replace(source, unread=tuple(later))


def open_parquet(content: Content, names: ColumnNames) -> TableSource | Lines:
    """Return the postings in a Parquet file; raises SourceProblem where there are none."""
    return open_columns(Parquet(content.at_hand()), names)


def open_columns(batches: Batches, names: ColumnNames) -> TableSource | Lines:
    """Return the postings in rows of typed columns: a table, or JSON texts in a column; raises SourceProblem."""
    try:
        schema = batches.schema()
    except Severed as end:
        raise SourceProblem(batches.path, end.reason) from None
    column = payload_column(schema)
    if column is not None:
        _refuse_twice(batches.path, schema.names, [column])
        payloads = Payloads(batches.path, Path(batches.path), batches=batches, column=column)
        return Lines(batches.path, f"{batches.kind}: payloads", payloads)
    _refuse_twice(batches.path, schema.names, schema.names)
    return _first([Columns(batches)], batches.path, names)


def _refuse_twice(path: str, names: Sequence[str], wanted: Sequence[str]) -> None:
    """Raise SourceProblem where one of the columns that are to be read has a namesake."""
    counts = Counter(names)
    if twice := next((name for name in wanted if counts[name] > 1), None):
        text = Text(
            f'two columns are called "{twice}": rename one', f"два столбца называются «{twice}»: переименуйте один"
        )
        raise SourceProblem(path, text)


def _first(tables: Iterable[Table], path: str, names: ColumnNames) -> TableSource:
    """Return the first table that is one of postings; raises SourceProblem with what the very first is instead."""
    problems: list[SourceProblem] = []
    for table in tables:
        found = _recognised(table, path, names)
        if isinstance(found, Header):
            return TableSource(path, table, found)
        problems.append(found)
    raise problems[0]


def _recognised(table: Table, path: str, names: ColumnNames) -> Header | SourceProblem:
    """Return the head of a table of postings, or what is wrong with any other table."""
    with closing(table.rows()) as rows:
        seen = list(islice(rows, SEARCHED))
    found = find_header(seen, names)
    if isinstance(found, NoHeader) and found.head is not None and is_of_postings(found.head, seen):
        return SourceProblem(path, _with_guess(found.text, found.head, seen), OWN_NUMBER)
    if isinstance(found, NoHeader):
        return SourceProblem(path, found.text, OWN_NAMES if found.lacks_names else None)
    if is_of_events(found, seen):
        return SourceProblem(path, EVENTS)
    return structs.replace(found, surplus=surplus_of(found, seen))


def _with_guess(text: Text, head: Header, rows: Iterable[Row]) -> Text:
    """Return what a head lacks, with the column that holds what it lacks: numbers as postings have them."""
    below = head.below(rows)
    unknown = [name for name in head.aside if below and all(map(_NUMBER.fullmatch, _column(name, head, below)))]
    if not unknown:
        return text
    name = unknown[0]
    return Text(f"{text.en}; it looks to be in “{name}”", f"{text.ru}; похоже, он в столбце «{name}»")


def _column(name: str, head: Header, rows: Iterable[Cells]) -> list[str]:
    """Return what stands in the column of a name."""
    at = head.names.index(plain_name(name))
    return [cells[at].strip() if at < len(cells) else "" for cells in rows]
