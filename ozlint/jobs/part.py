"""What of the inputs of a run goes to a worker at a time: stretches of a large file, or several small files."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from ozlint.engine.clock import times_of
from ozlint.input import Input
from ozlint.model.record import Address
from ozlint.model.times import Times
from ozlint.model.zone import read_zone, zone_name
from ozlint.sources.content import Content
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.document import Document
from ozlint.sources.lines import Lines
from ozlint.sources.problem import SourceProblem
from ozlint.sources.stretches import stretches
from ozlint.triage.unreadable import Unreadable

WORTH = 1 << 25
"""Bytes of JSON from which on two processes are faster than one: some 12 000 postings."""
LEAST, _MOST = 1 << 22, 1 << 26
"""Bytes of a part: it must be worth the way to a worker and back, and no worker should have to hold more."""
_PARTS = 4
"""Parts for each worker: one that is slowed down by others then gets fewer of them."""
_PACKED = 8
"""How much smaller a packed file is than what it holds."""
_FIRST = 1000
"""Records that are looked at for a time."""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A file of postings, or a part of its lines, in a form that can be sent."""

    layout: Literal["lines", "document"]
    path: str
    format: str
    origin: str
    is_gzip: bool
    encoding: str
    begin: Address = 0
    end: Address | None = None
    follows_answer: bool = False
    zone: str | None
    """The zone of its times that come without one."""
    times: Times | None = None
    """How its times are read, where lines before it tell."""

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its file."""
        return self.begin == 0 and self.end is None

    def open(self, decoder: PostingDecoder, unreadable: list[Unreadable]) -> Input:
        """Return what reads it, as an input of a run."""
        content = Content(self.path, Path(self.origin), self.is_gzip, self.encoding)
        source = (
            Document(self.path, self.format, content)
            if self.layout == "document"
            else Lines(
                self.path, self.format, content, begin=self.begin, end=self.end, follows_answer=self.follows_answer
            )
        )
        return Input(source, decoder, unreadable, zone=read_zone(self.zone) if self.zone else None)


class Part(msgspec.Struct, frozen=True):
    """Stretches of inputs that follow one another."""

    first: int
    """Which input the first of them is of."""
    stretches: tuple[Stretch, ...]

    @property
    def continues(self) -> bool:
        """Whether it goes on with an input that another part has begun."""
        return self.stretches[0].begin > 0

    @property
    def is_whole(self) -> bool:
        """Whether it is all of each of its inputs."""
        return all(stretch.is_whole for stretch in self.stretches)


def parts_of(inputs: Sequence[Input], jobs: int) -> list[Part]:
    """Return what of some inputs can be judged by several processes, in order; nothing where one is as fast.

    What is not a file of JSON that can be opened again is left out.
    """
    sizes = [_size(one) for one in inputs]
    total = sum(sizes)
    if total < WORTH:
        return []
    size = min(max(total // (jobs * _PARTS), LEAST), _MOST)
    parts: list[Part] = []
    several: list[Stretch] = []
    held = 0
    for place, (one, own) in enumerate(zip(inputs, sizes, strict=True)):
        cut = _cut(one, own // size) if own >= 2 * size else []
        if several and (not own or cut or held >= size):
            parts.append(Part(place - len(several), tuple(several)))
            several, held = [], 0
        if cut:
            parts += [Part(place, (stretch,)) for stretch in cut]
        elif own:
            several.append(_whole(one))
            held += own
    if several:
        parts.append(Part(len(inputs) - len(several), tuple(several)))
    return parts if len(parts) > 1 else []


def _size(one: Input) -> int:
    """Return how many bytes of JSON an input has, roughly; 0 where another process cannot read it."""
    source = one.source
    if not isinstance(source, Lines | Document) or not isinstance(source.content.origin, Path):
        return 0
    try:
        size = source.content.origin.stat().st_size
    except OSError:  # it is told when it is read
        return 0
    return size * _PACKED if source.content.is_gzip else size


def _whole(one: Input) -> Stretch:
    source = one.source
    assert isinstance(source, Lines | Document)  # noqa: S101 - see `_size`
    return Stretch(
        layout="lines" if isinstance(source, Lines) else "document",
        path=source.path,
        format=source.format,
        origin=str(source.content.origin),
        is_gzip=source.content.is_gzip,
        encoding=source.content.encoding,
        zone=zone_name(one.zone) if one.zone is not None else None,
    )


def _cut(one: Input, pieces: int) -> list[Stretch]:
    """Return a file in stretches; nothing where it cannot be cut, or nobody can tell how its times are read."""
    source = one.source
    if not isinstance(source, Lines) or not source.content.can_seek:
        return []
    try:
        cut = stretches(source, pieces, one.decoder)
        times = _times_of(one, cut[0]) if len(cut) > 1 else None
    except (SourceProblem, OSError):  # as above
        return []
    if times is None:
        return []
    whole = _whole(one)
    return [
        msgspec.structs.replace(
            whole,
            begin=lines.begin,
            end=lines.end,
            follows_answer=lines.follows_answer,
            times=times if lines.begin else None,
        )
        for lines in cut
    ]


def _times_of(one: Input, first: Lines) -> Times | None:
    """Return how the times of an input are read, told from its first posting that has one, near its beginning."""
    lines = msgspec.structs.replace(first, starts=array("Q"))
    postings: Iterator[object] = (item[1] for item in islice(lines.read(one.decoder), _FIRST) if type(item) is tuple)
    return next((times for posting in postings if (times := times_of(posting, one.zone)) is not None), None)
