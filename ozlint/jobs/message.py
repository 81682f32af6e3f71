"""What processes of a run say to each other: plain data, as bytes."""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import PurePath
from typing import Any, TypeVar

import msgspec

from ozlint.engine.reading import Reading
from ozlint.engine.terms import Terms
from ozlint.language.function import Function
from ozlint.language.functions import finder
from ozlint.language.knowledge import Knowledge
from ozlint.model.zone import read_zone, zone_name
from ozlint.rulebook.rule import Rule
from ozlint.triage.unreadable import Unreadable

T = TypeVar("T")


class Told(msgspec.Struct, frozen=True):
    """What a worker is told once: what to judge by."""

    knowledge: Knowledge
    rules: msgspec.Raw
    """Those about postings and about the run, as `pack_rules` has them."""
    terms: Terms
    paths: frozenset[str]
    """The fields that are decoded."""


class Read(msgspec.Struct, frozen=True, tag=True):
    """A worker has read so many postings of its part."""

    count: int


class Judged(msgspec.Struct, frozen=True, tag=True):
    """A worker has judged its part."""

    reading: Reading
    lines: tuple[bytes, ...]
    """Where the lines of each stretch begin."""
    problems: tuple[Unreadable, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A worker could not: that is a bug, and this its traceback."""

    traceback: str


Answer = Read | Judged | Failed
"""What a worker says."""


def pack(value: object) -> bytes:
    """Return a message as bytes."""
    return msgspec.msgpack.encode(value, enc_hook=_plain)


def unpack(data: bytes, kind: type[T]) -> T:
    """Return a message from bytes."""
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_zone)


def unpack_rules(data: msgspec.Raw, knowledge: Knowledge) -> tuple[Rule, ...]:
    """Return rules from bytes; a function of the language goes by its name."""
    return msgspec.msgpack.decode(data, type=tuple[Rule, ...], dec_hook=finder(knowledge))


def _plain(value: Any) -> Any:  # noqa: ANN401 - as above
    match value:
        case Function():
            return value.name
        case tzinfo():
            return zone_name(value)
        case Mapping():
            return dict(value)
        case PurePath():
            return str(value)
        case _:
            raise TypeError(type(value))


def _zone(_kind: type, name: Any) -> tzinfo | None:  # noqa: ANN401 - as above
    return read_zone(name)
