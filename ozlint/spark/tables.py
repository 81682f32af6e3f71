"""Rows of typed columns: a table of postings, of which each task has all rows of its postings together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from ozlint.api.arguments import not_text
from ozlint.errors import UsageError
from ozlint.sources.column_names import column_names
from ozlint.sources.columns import Leaf
from ozlint.sources.header import NUMBER
from ozlint.sources.lines import Lines
from ozlint.sources.payloads import COLUMN
from ozlint.sources.problem import SourceProblem
from ozlint.sources.table_opening import open_columns
from ozlint.sources.table_source import TableSource

_ROW = "ozlint_row"
_TEXTS = ("string", "binary", "void", "varchar", "char")


class Rows(msgspec.Struct, frozen=True):
    """The rows of a task, held: a table may be read again."""

    path: str
    shape: Any
    """The names and types of the columns."""
    batches: Sequence[Any]
    kind: str = "spark"

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Return the names and types of the columns."""
        return self.shape

    def read(self, leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield the batches with the columns that are asked for."""
        tops = list(dict.fromkeys(leaf[0] for leaf in leaves))
        return (batch.select(tops) for batch in self.batches)


def table_of(path: str, shape: Any, batches: Sequence[Any], columns: Mapping[str, str]) -> TableSource | Lines:  # noqa: ANN401 - of pyarrow
    """Return the postings of some rows; raises SourceProblem for a table of anything else."""
    return open_columns(Rows(path, shape, batches), column_names(columns))


def table_in(path: str, batches: Sequence[Any], columns: Mapping[str, str]) -> TableSource | Lines:
    """Return the postings of the rows of a task, whose columns `together` has given other names."""
    named = [batch.rename_columns(list(map(unquote, batch.schema.names))) for batch in batches]
    return table_of(path, named[0].schema, named, columns)


def check_frame(name: str, value: object) -> None:
    """Raise UsageError for an argument that is no DataFrame."""
    from pyspark.sql import DataFrame

    if not isinstance(value, DataFrame):
        kind = type(value).__name__
        raise UsageError(
            f"{name}: a {kind} is no DataFrame of Spark: read it first, as with spark.read.parquet(…)",
            f"{name}: {kind} не DataFrame Spark: сначала прочитайте его, например spark.read.parquet(…)",
        )


def payload_of(frame: Any) -> str | None:  # noqa: ANN401 - a DataFrame
    """Return the name of the column that holds JSON texts; None where there is none."""
    texts = [one.name for one in frame.schema.fields if one.dataType.typeName() in _TEXTS]
    return next((name for name in texts if name.casefold() == COLUMN), None)


def shape_of(frame: Any) -> Any:  # noqa: ANN401 - a DataFrame, and a schema of pyarrow
    """Return the names and types of the columns of a DataFrame."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(frame.schema, timezone="UTC")


def together(name: str, frame: Any, columns: Mapping[str, str]) -> Any:  # noqa: ANN401 - DataFrames
    """Return a table with the rows of each posting side by side, in their order; raises SourceProblem for no table."""
    from pyspark.sql import functions as f

    try:
        source = table_of(name, shape_of(frame), (), columns)
    except SourceProblem:
        other = next((one for one in frame.schema.fields if one.name.casefold() == COLUMN), None)
        if other is None:
            raise
        raise not_text(name, other.name, other.dataType.simpleString()) from None
    if isinstance(source, Lines):
        raise TypeError(source)
    known = {field: [one.name for one in source.header.columns if one.field == field] for field in (NUMBER, "account")}
    keys = [f.trim(f.col(_quoted(frame, one)).cast("string")) for one in (*known[NUMBER], *known["account"])]
    rows = frame.toDF(*map(_undotted, frame.columns)).withColumn(_ROW, f.monotonically_increasing_id())
    return rows.repartition(keys[0]).sortWithinPartitions(*keys, _ROW).drop(_ROW)


def _quoted(frame: Any, name: str) -> str:  # noqa: ANN401 - of PySpark
    """Return a column of a table as Spark takes it, once its dots are out: others part the fields of a record."""
    top, *inner = [name] if name in frame.columns else name.split(".")
    return ".".join(f"`{part}`" for part in (_undotted(top), *inner))


def _undotted(name: str) -> str:
    """Return a name of a column without the signs that mean something to Spark; `unquote` gives it back."""
    return quote(name, safe="[]").replace(".", "%2E")
