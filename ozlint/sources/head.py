"""The beginning of a file, unpacked and as UTF-8: what it is shows there."""

from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from ozlint.model.text import Text
from ozlint.sources.content import Content, Spool
from ozlint.sources.demand import FAULTS
from ozlint.sources.problem import SourceProblem
from ozlint.sources.recognition import HEAD, unpacked
from ozlint.sources.scanner import BOM
from ozlint.sources.strangers import EMPTY

JsonLayout = Literal["json", "ndjson"]

_LINES = 1000
_OPENINGS = (b"{", b"[")
_RAW = msgspec.json.Decoder(msgspec.Raw)


class Head(msgspec.Struct, frozen=True):
    """The beginning of a file."""

    content: Content
    text: bytes
    """Without a byte order mark."""
    is_whole: bool
    """Whether there is no more of the file."""
    layout: JsonLayout | None
    """How the file is laid out where it is JSON."""


def read_head(path: str, origin: Path | Spool) -> Head:
    """Return the beginning of a file; one that is empty or cannot be read raises SourceProblem."""
    content = unpacked(path, origin)
    with content.open() as stream:
        try:
            head = stream.read(HEAD)
            is_whole = len(head) < HEAD or not stream.peek(1)  # type: ignore[attr-defined]
            text = head.removeprefix(BOM)
            if is_whole and not text.strip():
                raise SourceProblem(path, EMPTY)
            return Head(content, text, is_whole, _json_layout(text, stream, is_whole=is_whole))
        except OSError as error:
            raise SourceProblem(path, Text(f"it cannot be read: {error}", f"не читается: {error}")) from None


def _json_layout(text: bytes, rest: BinaryIO, *, is_whole: bool) -> JsonLayout | None:
    """Return how JSON is laid out that begins so, None for what is no JSON."""
    lines = [line for line in text.split(b"\n", _LINES)[:_LINES] if line.strip()]
    first, second = [*lines[:2], b"", b""][:2]
    if first.lstrip()[:1] not in _OPENINGS:
        # A line of a log above the values does no harm; a table and a page have no line of JSON.
        return "ndjson" if any(line.lstrip()[:1] == b"{" and is_json(line) for line in lines) else None
    if is_whole and is_json(text):
        return "json"
    if second and (is_json(first) or (first.strip() not in _OPENINGS and is_json(second))):
        return "ndjson"
    return "json" if is_whole or b"\n" in text.rstrip() else _layout_of_long_line(rest)


def _layout_of_long_line(rest: BinaryIO) -> JsonLayout:
    """Return the layout of a file whose first line is longer than what was looked at."""
    pieces = iter(lambda: rest.read(HEAD), b"")
    after = next((piece.partition(b"\n")[2] for piece in pieces if b"\n" in piece), b"")
    return "ndjson" if after.strip() or any(piece.strip() for piece in islice(pieces, _LINES)) else "json"


def is_json(text: bytes) -> bool:
    """Return whether a text is one sound JSON value."""
    try:
        _RAW.decode(text)
    except FAULTS:
        return False
    return True
