"""Rows of typed columns: a table of postings, of which each task has all rows of its postings together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ozlint.sources.column_names import column_names
from ozlint.sources.columns import Leaf
from ozlint.sources.header import NUMBER
from ozlint.sources.lines import Lines
from ozlint.sources.table_opening import open_columns
from ozlint.sources.table_source import TableSource

_ROW = "ozlint_row"


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


def together(name: str, frame: Any, columns: Mapping[str, str]) -> Any:  # noqa: ANN401 - DataFrames
    """Return a table with the rows of each posting side by side, in their order; raises SourceProblem for no table."""
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import to_arrow_schema

    source = table_of(name, to_arrow_schema(frame.schema), (), columns)
    if isinstance(source, Lines):
        raise TypeError(source)
    known = {field: [one.name for one in source.header.columns if one.field == field] for field in (NUMBER, "account")}
    keys = [f.trim(f.col(_quoted(one)).cast("string")) for one in (*known[NUMBER], *known["account"])]
    rows = frame.withColumn(_ROW, f.monotonically_increasing_id())
    return rows.repartition(keys[0]).sortWithinPartitions(*keys, _ROW).drop(_ROW)


def _quoted(name: str) -> str:
    """Return a column's name as Spark takes it: dots part fields, and other signs stand between backquotes."""
    return ".".join(f"`{part}`" for part in name.split("."))
