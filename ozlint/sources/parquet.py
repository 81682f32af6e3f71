"""A file of Parquet: only the columns that are looked at are read, some thousand rows at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from ozlint.model.text import Text
from ozlint.sources.columns import Columns, Leaf, Severed
from ozlint.sources.content import Content
from ozlint.sources.problem import SourceProblem

_ROWS = 10_000
MISSING = Text(
    "this is a Parquet file; to read those, install one more package: pip install 'ozlint[parquet]'",
    "это файл Parquet; чтобы их читать, нужен ещё один пакет: pip install 'ozlint[parquet]'",
)
DAMAGED = Text("the Parquet file is damaged or cut off", "файл Parquet повреждён или обрывается")


def parquet_table(content: Content) -> Columns:
    """Return the table in a Parquet file."""
    return Columns(Parquet(content.at_hand()))


class Parquet(msgspec.Struct, frozen=True):
    """The rows of a Parquet file."""

    content: Content
    """One in which one can go to and fro."""

    @property
    def path(self) -> str:
        """As the file is shown."""
        return self.content.path

    @property
    def kind(self) -> str:
        """What it is called."""
        return "parquet"

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Return the names and types of the columns; raises Severed, and SourceProblem without pyarrow."""
        with self._file() as file:
            return file.schema_arrow

    def read(self, leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield record batches that have these columns, in order; raises Severed where they end before their end."""
        with self._file() as file:
            yield from file.iter_batches(_ROWS, columns=[".".join(leaf) for leaf in leaves])

    @contextmanager
    def _file(self) -> Iterator[Any]:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError:
            raise SourceProblem(self.path, MISSING) from None
        with self.content.open() as stream:
            try:
                # With buffers ahead, what was read of a large file is kept until its end.
                yield parquet.ParquetFile(stream, pre_buffer=False)
            except (pa.ArrowException, OSError, ValueError):
                raise Severed(DAMAGED) from None
