"""What a program hands over as Arrow: a stream that comes but once, or a data set that can be asked again."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from ozlint.errors import UsageError
from ozlint.model.text import Text
from ozlint.sources.columns import Batches, Leaf, Severed
from ozlint.sources.content import Content, Spool

_ROWS = 10_000
_KIND = "arrow"


def batches_of(path: str, data: Any) -> Batches:  # noqa: ANN401 - whatever speaks Arrow
    """Return the rows of a stream of Arrow, or of a data set or scanner of pyarrow; raises UsageError."""
    try:
        import pyarrow as pa
        from pyarrow import dataset
    except ImportError:
        raise UsageError(
            "to read Arrow, install one more package: pip install 'ozlint[parquet]'",
            "чтобы читать Arrow, нужен ещё один пакет: pip install 'ozlint[parquet]'",
        ) from None
    if isinstance(data, dataset.Dataset):
        return ArrowDataset(path, data)
    if isinstance(data, dataset.Scanner):
        data = data.to_reader()
    if not hasattr(data, "__arrow_c_stream__"):
        kind = type(data).__name__
        raise UsageError(
            f"{path}: a {kind} is no stream of Arrow: give a RecordBatchReader, a Table, a Dataset of pyarrow, or what "
            f"has __arrow_c_stream__, as results of DuckDB, ADBC and Polars do",
            f"{path}: {kind} не поток Arrow: нужен RecordBatchReader, Table или Dataset из pyarrow либо то, у чего "
            f"есть __arrow_c_stream__, как у результатов DuckDB, ADBC и Polars",
        )
    try:
        return ArrowStream(path, pa.RecordBatchReader.from_stream(data))
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise UsageError(
            f"{path}: this stream of Arrow has no rows of columns: {error}",
            f"{path}: в этом потоке Arrow нет строк со столбцами: {error}",
        ) from error


class ArrowDataset(msgspec.Struct, frozen=True):
    """The rows of a data set, as of a folder of Parquet files."""

    path: str
    dataset: Any

    @property
    def kind(self) -> str:
        """What it is called."""
        return _KIND

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Return the names and types of the columns."""
        return self.dataset.schema

    def read(self, leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield record batches that have these columns, in order; raises Severed where they end before their end."""
        from pyarrow import dataset

        ahead: dict[str, Any] = {"batch_readahead": 1, "fragment_readahead": 1}
        if isinstance(getattr(self.dataset, "format", None), dataset.ParquetFileFormat):
            # With buffers ahead, what was read of a large file is kept until its end.
            ahead["fragment_scan_options"] = dataset.ParquetFragmentScanOptions(pre_buffer=False)
        scanner = self.dataset.scanner(columns=_tops(leaves), batch_size=_ROWS, **ahead)
        with scanner.to_reader() as reader:
            yield from _until_severed(reader)


class ArrowStream:
    """The rows of a stream, put aside while they are read for the first time: only those columns that are read."""

    def __init__(self, path: str, reader: Any) -> None:  # noqa: ANN401 - of pyarrow
        self.path = path
        self._reader = reader
        self._spool: Spool | None = None

    @property
    def kind(self) -> str:
        """What it is called."""
        return _KIND

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Return the names and types of the columns."""
        return self._reader.schema

    def read(self, leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield record batches that have these columns, in order; raises Severed where they end before their end."""
        from pyarrow import ipc

        if self._spool is not None:
            with Content(self.path, self._spool).open() as stream, ipc.open_stream(stream) as kept:
                yield from kept
            return
        self._spool = Spool()
        tops = _tops(leaves)
        fields = [self._reader.schema.field(name) for name in tops]
        with ipc.new_stream(self._spool.file, _schema(fields), options=ipc.IpcWriteOptions(compression="lz4")) as spool:
            for batch in _until_severed(self._reader):
                chosen = batch.select(tops)
                spool.write_batch(chosen)
                yield chosen


def _schema(fields: Sequence[Any]) -> Any:  # noqa: ANN401 - of pyarrow
    import pyarrow as pa

    return pa.schema(fields)


def _tops(leaves: Sequence[Leaf]) -> list[str]:
    """Return the columns that these are, or are inside of, each once."""
    return list(dict.fromkeys(leaf[0] for leaf in leaves))


def _until_severed(batches: Iterable[Any]) -> Iterator[Any]:
    """Yield record batches; what their program raises ends them, and is told without its text: that may quote a row."""
    iterator = iter(batches)
    while True:
        try:
            batch = next(iterator, None)
        except Exception as error:
            kind = type(error).__name__
            raise Severed(
                Text(
                    f"the rows end here before their end: who sends them raised {kind}; the rest was not read",
                    f"строки здесь обрываются раньше конца: источник сообщил {kind}; остальное не прочитано",
                )
            ) from error
        if batch is None:
            return
        yield batch
