"""Cutting an NDJSON file into stretches that can be read apart, and together give what the whole file gives."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ozlint.model.record import Address
from ozlint.sources.lines import Lines, is_followed_as_answer, skip_to
from ozlint.sources.source import Decode

_LINES = 1000
"""How many lines are looked at for one that a stretch can end with."""


class Cut(msgspec.Struct, frozen=True):
    """Where one stretch ends and the next one begins."""

    at: Address
    follows_answer: bool
    """Whether the line before it is an answer of the API."""


def stretches(lines: Lines, pieces: int, decode: Decode) -> list[Lines]:
    """Return about so many stretches of a plain file, of about the same size; all of it where it cannot be cut."""
    cuts = [Cut(0, follows_answer=False), *_cuts(lines, pieces, decode)]
    ends = [*(cut.at for cut in cuts[1:]), None]
    return [
        msgspec.structs.replace(lines, starts=array("Q"), begin=cut.at, end=end, follows_answer=cut.follows_answer)
        for cut, end in zip(cuts, ends, strict=True)
    ]


def _cuts(lines: Lines, pieces: int, decode: Decode) -> Iterator[Cut]:
    """Yield where a file can be cut, near where pieces of the same size would end."""
    content = lines.content
    size = content.origin.stat().st_size if isinstance(content.origin, Path) and content.can_seek else 0
    last = 0
    for piece in range(1, pieces if size else 1):
        cut = _cut(lines, size * piece // pieces, decode)
        if cut is not None and last < cut.at < size:
            last = cut.at
            yield cut


def _cut(lines: Lines, near: Address, decode: Decode) -> Cut | None:
    """Return where a file can be cut after an address: behind a line that alone says how the next one is read."""
    with lines.content.open() as stream:
        skip_to(stream, near)
        address = near + len(stream.readline())
        for line, _ in zip(stream, range(_LINES), strict=False):
            follows_answer = is_followed_as_answer(line, address, decode, stream)
            address += len(line)
            if follows_answer is not None and line.endswith(b"\n"):
                return Cut(address, follows_answer)
    return None
