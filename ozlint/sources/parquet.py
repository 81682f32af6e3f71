"""A table in a Parquet file: only the columns that are looked at are read, some thousand rows at once."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import repeat
from math import isnan
from typing import Any

import msgspec

from ozlint.model.text import Text
from ozlint.sources.content import Content
from ozlint.sources.problem import SourceProblem
from ozlint.sources.table import Reading, Rows, Torn

_ROWS = 10_000
_EXACT = 1e15
"""Whole floats under this are written with all their digits."""
MISSING = Text(
    "this is a Parquet file; to read those, install one more package: pip install 'ozlint[parquet]'",
    "это файл Parquet; чтобы их читать, нужен ещё один пакет: pip install 'ozlint[parquet]'",
)
DAMAGED = Text("the Parquet file is damaged or cut off", "файл Parquet повреждён или обрывается")


class Parquet(msgspec.Struct, frozen=True):
    """A Parquet file. Its head is row 0; a field inside of a record is a column named by its path."""

    content: Content
    """One in which one can go to and fro."""

    @property
    def kind(self) -> str:
        """What it is called."""
        return "parquet"

    @property
    def place(self) -> str:
        """Nothing: the file is the table."""
        return ""

    def rows(self, reading: Reading | None = None) -> Rows:
        """Yield the names of the columns as row 0, and, with `reading`, the rows from 1."""
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError:
            raise SourceProblem(self.content.path, MISSING) from None
        with self.content.open() as stream:
            number = 0
            try:
                file = parquet.ParquetFile(stream)
                columns = list(_leaves(file.schema_arrow))
                yield 0, [".".join(path) for path in columns]
                if reading is None:
                    return
                wanted = range(len(columns)) if reading.wanted is None else sorted(reading.wanted)
                names = [".".join(columns[place]) for place in wanted]
                for batch in file.iter_batches(_ROWS, columns=names):
                    texts: list[Iterable[str]] = [repeat("")] * len(columns)
                    for place in wanted:
                        texts[place] = map(_text, _values(batch, columns[place]))
                    for cells in zip(*texts, strict=False):
                        number += 1
                        if reading.only is None or number in reading.only:
                            yield number, list(cells)
            except (pa.ArrowException, OSError, ValueError):
                yield number + 1, Torn(DAMAGED, "", cut_off=True)


def _leaves(fields: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - of pyarrow
    """Yield the paths of the fields of a schema that are no records themselves."""
    from pyarrow import types

    for field in fields:
        if types.is_struct(field.type):
            yield from _leaves(field.type, (*path, field.name))
        else:
            yield (*path, field.name)


def _values(batch: Any, path: tuple[str, ...]) -> list[Any]:  # noqa: ANN401 - of pyarrow
    """Return the values of a column; a moment in a zone is one in UTC."""
    import pyarrow as pa
    from pyarrow import compute, types

    column = batch.column(path[0])
    for name in path[1:]:
        column = compute.struct_field(column, name)
    kind = column.type
    if types.is_timestamp(kind):
        values = column.cast(pa.timestamp("us"), safe=False).to_pylist()
        return [None if value is None else value.isoformat() + ("Z" if kind.tz else "") for value in values]
    values = column.to_pylist()
    return [value and dict(value) for value in values] if types.is_map(kind) else values


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a file may hold
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
