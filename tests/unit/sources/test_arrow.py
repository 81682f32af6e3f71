"""Streams and data sets of Arrow, as programs hand them over."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

from ozlint.errors import UsageError
from ozlint.sources.arrow import ArrowDataset, ArrowStream, batches_of
from ozlint.sources.columns import Severed

TABLE = pa.table({"a": ["1", "2", "3"], "b": ["4", "5", "6"], "buyer": ["x", "y", "z"]})


class Capsule:
    """What speaks Arrow by its stream interface, and is nothing of pyarrow's."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def breaking(error: Exception) -> pa.RecordBatchReader:
    """A stream that breaks off after its first batch."""

    def batches() -> Iterator[pa.RecordBatch]:
        yield TABLE.to_batches()[0]
        raise error

    return pa.RecordBatchReader.from_batches(TABLE.schema, batches())


@pytest.mark.parametrize(
    "data",
    [
        TABLE,
        TABLE.to_reader(max_chunksize=1),
        Capsule(TABLE),
        dataset.dataset(TABLE),
        dataset.dataset(TABLE).scanner(),
    ],
    ids=lambda data: type(data).__name__,
)
def test_whatever_speaks_arrow_is_read_as_often_as_wanted(data: object) -> None:
    """Every kind of it gives the columns that are asked for, in order, the second time as the first."""
    batches = batches_of("postings", data)
    assert batches.schema().names == ["a", "b", "buyer"]
    for _ in range(3):
        read = list(batches.read([("b",), ("a",)]))
        assert pa.Table.from_batches(read).to_pydict() == {"b": ["4", "5", "6"], "a": ["1", "2", "3"]}


def test_columns_that_are_not_read_are_not_put_aside() -> None:
    """What a stream has of a buyer comes into no file: the one that is kept has the columns that were asked for."""
    stream = ArrowStream("postings", TABLE.to_reader())
    list(stream.read([("a",)]))
    assert stream._spool is not None
    stream._spool.file.seek(0)
    kept = stream._spool.file.read()
    assert b"buyer" not in kept
    assert pa.ipc.open_stream(kept).read_all() == TABLE.select(["a"])


def test_a_lake_is_read_file_by_file(tmp_path: Path) -> None:
    """A folder of Parquet is one data set, in the order of its files, and is put aside nowhere."""
    for part in range(3):
        (tmp_path / f"day={part}").mkdir()
        parquet.write_table(TABLE.slice(part, 1), tmp_path / f"day={part}" / "part.parquet")
    lake = batches_of("postings", dataset.dataset(tmp_path, partitioning="hive"))
    assert isinstance(lake, ArrowDataset)
    read = pa.Table.from_batches(lake.read([("a",), ("day",)]))
    assert read.to_pydict() == {"a": ["1", "2", "3"], "day": [0, 1, 2]}


@pytest.mark.parametrize(
    "error", [ValueError("Иванов"), OSError("Иванов"), RuntimeError("Иванов"), pa.ArrowInvalid("x")]
)
def test_a_stream_that_breaks_off_is_severed(error: Exception) -> None:
    """Whatever its program raises ends the rows; it is told by its kind, as its text may quote a row."""
    rows = ArrowStream("postings", breaking(error)).read([("a",)])
    assert next(rows).num_rows == 3
    with pytest.raises(Severed) as caught:
        next(rows)
    assert type(error).__name__ in caught.value.reason.en
    assert type(error).__name__ in caught.value.reason.ru
    assert "Иванов" not in caught.value.reason.en + caught.value.reason.ru


@pytest.mark.parametrize("data", [[{"posting_number": "1"}], "postings.parquet", None, object()])
def test_anything_else_is_refused(data: object) -> None:
    """What speaks no Arrow is told by its type, with what would be right."""
    with pytest.raises(UsageError, match=rf"postings: a {type(data).__name__} is no stream of Arrow") as caught:
        batches_of("postings", data)
    assert "__arrow_c_stream__" in caught.value.text.ru


def test_values_without_columns_are_refused() -> None:
    """A stream of one column alone has no rows."""
    with pytest.raises(UsageError, match="has no rows of columns"):
        batches_of("postings", pa.chunked_array([["1"]]))


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB and Polars come without pyarrow, and ozlint needs it: what has to be installed is said."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'ozlint\[parquet\]'"):
        batches_of("postings", Capsule(TABLE))


def test_no_more_than_a_batch_is_held() -> None:
    """A stream of any length needs the memory of its batches, not of all of them."""
    held = []

    def batches() -> Iterator[pa.RecordBatch]:
        for _ in range(100):
            held.append(pa.total_allocated_bytes())
            yield pa.record_batch({"a": [b"x" * 1_000_000]})

    before = pa.total_allocated_bytes()
    reader = pa.RecordBatchReader.from_batches(pa.schema({"a": pa.binary()}), batches())
    assert sum(batch.num_rows for batch in ArrowStream("postings", reader).read([("a",)])) == 100
    assert max(held) - before < 10_000_000
