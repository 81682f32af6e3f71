"""A table of typed columns, as Arrow hands it on: a file of Parquet, the answer of a database."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import repeat
from math import isnan
from typing import Any, Protocol

import msgspec

from ozlint.model.fields import posting_fields
from ozlint.model.text import Text
from ozlint.sources.table import Reading, Rows, Torn

_ROWS = 10_000
"""Rows that are turned into texts at once."""
_EXACT = 1e15
"""Whole floats under this are written with all their digits."""
_NO_TEXT = "\ufffd"
_WHOLE_SECOND = ".000000"

Leaf = tuple[str, ...]
"""The names that lead to a column: of the column itself, or of those of the records it is inside of."""


class Severed(Exception):  # noqa: N818 - where rows end, not an error of the run
    """Rows cannot be had any further."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Batches(Protocol):
    """Rows of typed columns, many at once, as often as they are asked for."""

    @property
    def path(self) -> str:
        """What they are called in places."""
        ...

    @property
    def kind(self) -> str:
        """What they come as: parquet or arrow."""
        ...

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Return the names and types of the columns; raises Severed where nothing can be read, and SourceProblem."""
        ...

    def read(self, leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield record batches that have these columns, in order; raises Severed where they end before their end.

        Asked again, it is for the same columns.
        """
        ...


class Columns(msgspec.Struct, frozen=True):
    """A table of typed columns. Its head is row 0; a field inside of a record is a column named by its path."""

    batches: Batches

    @property
    def kind(self) -> str:
        """What it is called."""
        return self.batches.kind

    @property
    def place(self) -> str:
        """Nothing: the batches are the table."""
        return ""

    def rows(self, reading: Reading | None = None) -> Rows:
        """Yield the names of the columns as row 0, and, with `reading`, the rows from 1."""
        number = 0
        try:
            leaves = list(_leaves(self.batches.schema()))
            yield 0, [".".join(leaf) for leaf in leaves]
            if reading is None:
                return
            wanted = range(len(leaves)) if reading.wanted is None else sorted(reading.wanted)
            for batch in in_parts(self.batches.read([leaves[place] for place in wanted]), _ROWS):
                first, number = number + 1, number + batch.num_rows
                if not reading.wants(first, number):
                    continue
                texts: list[Iterable[str]] = [repeat("")] * len(leaves)
                for place in wanted:
                    texts[place] = _texts(batch, leaves[place])
                for row, cells in enumerate(zip(*texts, strict=False), first):
                    if reading.wants(row, row):
                        yield row, list(cells)
        except Severed as end:
            yield number + 1, Torn(end.reason, "", cut_off=True)


def in_parts(batches: Iterable[Any], rows: int) -> Iterator[Any]:
    """Yield record batches of so many rows at most: who makes them may make large ones."""
    for batch in batches:
        for start in range(0, batch.num_rows, rows):
            yield batch.slice(start, rows)


def plain(column: Any) -> Any:  # noqa: ANN401 - of pyarrow
    """Return a column as what it is kept as, where its type is an extension: JSON is text, a UUID bytes."""
    import pyarrow as pa

    return column.storage if isinstance(column.type, pa.BaseExtensionType) else column


def leaf_names(schema: Any) -> list[str]:  # noqa: ANN401 - of pyarrow
    """Return what the columns of a schema are called; a field inside of a record by its path."""
    return [".".join(leaf) for leaf in _leaves(schema)]


def _leaves(fields: Any, above: Leaf = ()) -> Iterator[Leaf]:  # noqa: ANN401 - of pyarrow
    """Yield the columns of a schema that are no records; one that is a field of a posting as a whole is not parted."""
    from pyarrow import types

    for field in fields:
        leaf = (*above, field.name)
        if types.is_struct(field.type) and ".".join(leaf) not in posting_fields():
            yield from _leaves(field.type, leaf)
        else:
            yield leaf


def _texts(batch: Any, leaf: Leaf) -> Iterable[str]:  # noqa: ANN401 - of pyarrow
    """Return the values of a column as tables of text write them; a moment in a zone is one in UTC."""
    import pyarrow as pa
    from pyarrow import compute, types

    column = batch.column(leaf[0])
    for name in leaf[1:]:
        column = compute.struct_field(column, name)
    column = plain(column)
    kind = column.type
    if types.is_timestamp(kind):
        end = "Z" if kind.tz else ""
        return [
            _moment(text, end) for text in column.cast(pa.timestamp("us"), safe=False).cast(pa.string()).to_pylist()
        ]
    if types.is_date(kind):
        column = column.cast(pa.string())
    values = _values(column)
    return map(_text, (value and dict(value) for value in values) if types.is_map(kind) else values)


def _values(column: Any) -> list[Any]:  # noqa: ANN401 - of pyarrow
    """Return the values of a column; bytes that are no text, though the column says so, cost their value alone."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        return [_value(value) for value in column]


def _value(value: Any) -> Any:  # noqa: ANN401 - as above
    try:
        return value.as_py()
    except UnicodeDecodeError:
        return _NO_TEXT


def _moment(text: str | None, end: str) -> str:
    """Return a moment as ISO 8601; one that no calendar has, as infinity in databases, is no date-time here either."""
    return text.removesuffix(_WHOLE_SECOND).replace(" ", "T", 1) + end if text else ""


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a column may hold
    """Return a value as tables of text write it."""
    if isinstance(value, str):
        return value
    match value:
        case None:
            text = ""
        case bool():
            text = str(value).lower()
        case float() if isnan(value):
            text = ""
        case float() if value.is_integer() and abs(value) < _EXACT:
            text = str(int(value))
        case datetime() | date():
            text = value.isoformat()
        case bytes():
            text = value.decode("utf-8", "replace")
        case list() | dict():
            text = json.dumps(value, default=str, ensure_ascii=False)
        case _:
            text = str(value)
    return text
