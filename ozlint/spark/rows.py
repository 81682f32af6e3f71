"""What tasks hand each other: rows about one posting, or about what may be of one, and what a task has read."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import islice
from typing import Any

import msgspec

from ozlint.model.record import Undecodable
from ozlint.spark.heads import Fault

_ROWS = 5_000


OPEN = -1.0
"""Stands for an answer that nobody knows, among numbers."""


class Kind(IntEnum):
    """What a row is. In this order the rows of one number are taken in."""

    ANSWER = 0
    """What a call of the language gives for a posting, worked out before."""
    EVENT = 1
    EARLIER = 2
    POSTING = 3
    LOST = 4
    """A record that could not be read."""
    PART = 5
    """What a task says of the file that it has read some of."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A row of SCHEMA."""

    kind: int
    file: int
    """The place of the file that it is from, among those of its input."""
    block: int
    seq: int
    """Of two rows of one file and block the later has the larger."""
    packed: bytes
    number: str | None = None
    """The posting that it is about; of a record that could not be read and tells none, its digest."""
    rank: int = 0
    """Which input: 0 are the postings, 1 carriers' events, from 2 on the snapshots in the order of their times."""
    account: str | None = None
    answer: int = 0
    """Those of one answer of Ozon's have the same."""
    live: bool | None = None
    """Whether the posting counts for shared values."""
    tracking: str | None = None
    """What makes a parcel one: of an event its own, of a posting the one that it names."""
    named: list[str] | None = None
    """The postings that it names."""
    tells: bool | None = None
    """Whether it tells its relatives."""
    keys: list[tuple[str, str]] | None = None
    """The values that it may share, by the call of the language that asks."""


SCHEMA = (
    "kind int, file int, block long, seq long, packed binary, number string, rank int, account string, answer long, "
    "live boolean, tracking string, named array<string>, tells boolean, keys map<string,string>"
)


class Lost(msgspec.Struct, frozen=True):
    """A record that could not be read, as it is packed."""

    record: Undecodable
    block: int
    """The part of its file that it is from: that it is cut off holds only where nothing follows."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What a task has read of a file."""

    rank: int
    file: int
    block: int
    seq: int
    form: str = ""
    fault: Fault | None = None
    """What is wrong with the file by how it begins: told by the task that reads its beginning."""
    records: int = 0
    lost: int = 0
    cut_off: bool = False
    pages: int = 0
    family: str = ""
    more_expected: bool | None = None
    """Whether the last answer says that more follow; None where there is none, or it says nothing."""
    zoned: bool | None = None
    """Whether times are written with a zone, by the first posting that has one."""
    absent: frozenset[str] = frozenset()
    fetched_at: float | None = None
    unknown: tuple[tuple[str, str, int], ...] = ()
    """Codes that nobody has mapped: whose, which, and how often."""
    carriers: tuple[str, ...] = ()


def batches_of(rows: Iterable[Row]) -> Iterator[Any]:
    """Yield rows as record batches of SCHEMA."""
    import pyarrow as pa

    texts = pa.string()
    kinds = [
        pa.int32(), pa.int32(), pa.int64(), pa.int64(), pa.binary(), texts, pa.int32(), texts, pa.int64(),
        pa.bool_(), texts, pa.list_(texts), pa.bool_(), pa.map_(texts, texts),
    ]  # fmt: skip
    names = list(Row.__struct_fields__)
    left = iter(rows)
    while some := [msgspec.structs.astuple(row) for row in islice(left, _ROWS)]:
        columns = zip(*some, strict=True)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, names=names)


def first_row() -> int:
    """Return the number of the first row of a task: those of a later one are larger."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return (0 if context is None else context.partitionId()) << 36
