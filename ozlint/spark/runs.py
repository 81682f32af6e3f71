"""The rows of a task as the readers of ozlint take them: a file at a time, streaming."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import msgspec

from ozlint.model.text import Text
from ozlint.sources.columns import Leaf
from ozlint.sources.payloads import COLUMN, Payloads
from ozlint.sources.recognition import HEAD
from ozlint.spark.files import uri_key

PATH, BLOCK = "ozlint_path", "ozlint_block"
"""Columns of where a row comes from: its file, and where the part of that begins which is read together."""


class Run(msgspec.Struct, frozen=True):
    """Rows of one file that follow each other; read once, and before the next run is asked for."""

    file: int
    """Its place among those of the input."""
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

    @property
    def lines(self) -> Payloads:
        """The same of a file of lines: of the last one nobody knows whether it ends there."""
        return _Lines(self.path, Path(self.path), batches=self, column=COLUMN)

    def with_head(self) -> tuple[bytes, "Run"]:
        """Return how it begins, and the run, of which nothing is read then."""
        held: list[Any] = []
        lines: list[bytes] = []
        size = 0
        for batch in self.batches:
            held.append(batch)
            for text in batch.column(COLUMN):
                lines.append(text.as_py() or b"")
                size += len(lines[-1]) + 1
                if size > HEAD:
                    break
            if size > HEAD:
                break
        return b"\n".join(lines), msgspec.structs.replace(self, batches=chain(held, self.batches))


class _Lines(Payloads, frozen=True, kw_only=True):
    """The lines of a file, or of a part of one."""

    def _lines(self, on_damage: Callable[[Text], None] | None) -> Iterator[bytes]:
        before: bytes | None = None
        for line in super()._lines(on_damage):
            if before is not None:
                yield before
            before = line
        if before is not None:
            yield before.removesuffix(b"\n")


def runs_of(batches: Iterator[Any], places: Mapping[str, int], names: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of a task's rows; `places` are those of files by their keys, `names` what files are called."""
    for (uri, block), parts in groupby(_parts(batches), key=lambda part: part[:2]):
        file = places[uri_key(uri)]
        yield Run(file, names[file], "spark", block, (batch for _, _, batch in parts))


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
