"""JSON texts that a column holds, as databases keep what Ozon answered: each row is a line of NDJSON."""

import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from ozlint.model.text import Text
from ozlint.sources.columns import Batches, Severed, in_parts, plain
from ozlint.sources.content import BUFFER, Content, Pieces

COLUMN = "payload"
"""The column of such texts."""
_ROWS = 500
"""Texts that are held at once: postings of three kilobytes, or answers of a hundred postings."""


def payload_column(schema: Any) -> str | None:  # noqa: ANN401 - of pyarrow
    """Return the name of the column that holds JSON texts; None where there is none."""
    return next((field.name for field in schema if field.name.casefold() == COLUMN and _is_text(field.type)), None)


class Payloads(Content, frozen=True, kw_only=True):
    """The texts of a column, one a line; a row without a text, or with a blank one, is a line that says null."""

    batches: Batches
    column: str

    @property
    def can_seek(self) -> bool:
        """Never: where a text begins shows in those before it."""
        return False

    def open(self, on_damage: Callable[[Text], None] | None = None) -> BinaryIO:
        """Return the texts from the first one; where the rows end before their end is told."""
        return _Rows(_Joined(self._lines(on_damage)), BUFFER)

    def _lines(self, on_damage: Callable[[Text], None] | None) -> Iterator[bytes]:
        try:
            for batch in in_parts(self.batches.read([(self.column,)]), _ROWS):
                for text in as_bytes(plain(batch.column(self.column))):
                    yield b"null\n" if text is None or not text.strip() else text.replace(b"\n", b" ") + b"\n"
        except Severed as end:
            if on_damage is not None:
                on_damage(end.reason)


class _Joined(Pieces):
    """Lines, one after another."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        super().__init__()
        self._lines = lines

    def piece(self) -> bytes:
        return next(self._lines, b"")


class _Rows(io.BufferedReader):
    """Lines of which none is cut off by the end: each is a row that ends where it ends."""

    peek = None  # type: ignore[assignment] # by which `Lines` tells whether anything follows


def as_bytes(texts: Any) -> list[bytes | None]:  # noqa: ANN401 - of pyarrow
    """Return texts as bytes: what is no UTF-8 costs its row, and what is need not be decoded."""
    import pyarrow as pa
    from pyarrow import types

    if types.is_dictionary(texts.type):
        texts = texts.dictionary_decode()
    if types.is_string_view(texts.type):  # which older versions cannot cast
        return [None if text is None else text.encode() for text in texts.to_pylist()]
    if types.is_binary_view(texts.type):
        found: list[bytes | None] = texts.to_pylist()
        return found
    return texts.cast(pa.large_binary()).to_pylist()  # type: ignore[no-any-return]


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - of pyarrow
    import pyarrow as pa
    from pyarrow import types

    if isinstance(kind, pa.BaseExtensionType):
        kind = kind.storage_type
    if types.is_dictionary(kind):
        kind = kind.value_type
    tests = (
        "is_null",
        "is_string",
        "is_large_string",
        "is_string_view",
        "is_binary",
        "is_large_binary",
        "is_binary_view",
    )
    return any(getattr(types, test)(kind) for test in tests)
