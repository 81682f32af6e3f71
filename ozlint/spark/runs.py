"""The rows of a task as the readers of ozlint take them: a file at a time, streaming."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from ozlint.sources.columns import Leaf
from ozlint.sources.payloads import COLUMN, Payloads

PATH, BLOCK = "ozlint_path", "ozlint_block"
"""Columns of where a row comes from: its file, and where the part of that begins which is read together."""


class Run(msgspec.Struct, frozen=True):
    """Rows of one file that follow each other; read once, and before the next run is asked for."""

    path: str
    kind: str
    block: int
    batches: Iterator[Any]

    def schema(self) -> Any:  # noqa: ANN401 - of pyarrow
        """Nothing is asked of it: the column is known."""
        raise NotImplementedError

    def read(self, _leaves: Sequence[Leaf]) -> Iterator[Any]:
        """Yield the batches, once."""
        return self.batches

    @property
    def payloads(self) -> Payloads:
        """Its texts, a line each."""
        return Payloads(self.path, Path(self.path), batches=self, column=COLUMN)


def runs_of(batches: Iterator[Any]) -> Iterator[Run]:
    """Yield the runs of a task's rows."""
    for (path, block), parts in groupby(_parts(batches), key=lambda part: part[:2]):
        yield Run(path, "spark", block, (batch for _, _, batch in parts))


def _parts(batches: Iterator[Any]) -> Iterator[tuple[str, int, Any]]:
    """Yield stretches of one file."""
    for batch in batches:
        places = list(zip(batch.column(PATH).to_pylist(), batch.column(BLOCK).to_pylist(), strict=True))
        rows = batch.select([COLUMN])
        first = 0
        for place, same in groupby(places):
            count = sum(1 for _ in same)
            yield *place, rows.slice(first, count)
            first += count
