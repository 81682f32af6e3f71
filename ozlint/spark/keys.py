"""The first pass: what of each posting others may say something about."""

from collections.abc import Callable, Iterator
from typing import Any

from ozlint.engine.index import Index, named_by
from ozlint.engine.relations import identity
from ozlint.ozon.statuses import CANCELLED
from ozlint.sources.demand import DecodeProblem
from ozlint.spark.judge import ready

SCHEMA = (
    "id long, account string, number string, live boolean, named array<string>, tells boolean, keys map<string,string>"
)
"""Of each posting: its row, what makes it one, whether it counts for shared values, the postings that it names, whether
it tells its relatives, and the values that it may share, by the call of the language that asks."""


def keys_of(court: bytes) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return what reads rows with `id` and `payload` and yields rows of SCHEMA; what is no posting has none."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa
        from msgspec import UNSET

        from ozlint.sources.payloads import as_bytes

        judge = ready(court)
        index = Index(judge.benches.postings.calls)
        kinds = pa.schema(
            {
                "id": pa.int64(), "account": pa.string(), "number": pa.string(), "live": pa.bool_(),
                "named": pa.list_(pa.string()), "tells": pa.bool_(), "keys": pa.map_(pa.string(), pa.string()),
            }
        )  # fmt: skip
        for batch in batches:
            rows: list[tuple[Any, ...]] = []
            texts = as_bytes(batch.column("payload"))
            for row, raw in zip(batch.column("id").to_pylist(), texts, strict=True):
                try:
                    posting = judge.decode(raw or b"null")
                except DecodeProblem:
                    continue
                account, number = identity(posting)
                links = index.wants_links and (posting.parent_posting_number or posting.related_postings)
                keys = {name: key for name, key_of in index.sharing.items() if (key := key_of(posting)) is not None}
                rows.append(
                    (
                        row, account, number, posting.status not in CANCELLED,
                        named_by(posting) if links else [],
                        not index.wants_links or posting.related_postings is not UNSET, list(keys.items()),
                    )
                )  # fmt: skip
            columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
            arrays = [pa.array(column, kind.type) for column, kind in zip(columns, kinds, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=kinds)

    return read
