"""Reading bytes as an input, the whole way from the argument to the places."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ozlint.model.record import Page, Place, Undecodable
from ozlint.sources import PostingDecoder, Source, SourceProblem, open_sources

PATHS = ("posting_number", "order_id", "status", "tracking_number", "products[].sku", "products[].quantity")


@dataclass(frozen=True)
class Seen:
    """Everything that one input gave."""

    source: Source | None
    problem: SourceProblem | None
    items: list[Any]

    @property
    def format(self) -> str:
        """What was recognised."""
        return self.source.format if self.source else ""

    @property
    def numbers(self) -> list[str]:
        """The posting numbers, in order."""
        return [item[1].posting_number for item in self.items if isinstance(item, tuple)]

    @property
    def records(self) -> list[Any]:
        """The postings."""
        return [item[1] for item in self.items if isinstance(item, tuple)]

    @property
    def spoiled(self) -> list[Undecodable]:
        """What could not be read."""
        return [item for item in self.items if isinstance(item, Undecodable)]

    @property
    def pages(self) -> list[Page]:
        """The answers."""
        return [item for item in self.items if isinstance(item, Page)]

    @property
    def places(self) -> list[Place]:
        """Where the postings and the spoiled records stand."""
        addresses = sorted(item[0] if isinstance(item, tuple) else item.address for item in self.items)
        assert self.source is not None
        places = self.source.places(addresses)
        return [places[item[0] if isinstance(item, tuple) else item.address] for item in self.items]


Read = Callable[..., Seen]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return what reads bytes as the content of a file."""

    def reading(
        data: bytes | str, *, name: str = "input", input_format: str = "auto", paths: Sequence[str] = PATHS
    ) -> Seen:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        opened = open_sources([name], stdin=io.BytesIO(), input_format=input_format, cwd=tmp_path)
        if opened.problems:
            return Seen(None, opened.problems[0], [])
        source = opened.sources[0]
        decode = PostingDecoder(paths)
        try:
            items = list(source.read(decode))
        except SourceProblem as problem:
            return Seen(source, problem, [])
        records = [item for item in items if isinstance(item, tuple)]
        assert list(source.reread([address for address, _ in records], decode)) == records
        return Seen(source, None, items)

    return reading
