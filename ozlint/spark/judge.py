"""What a task of Spark judges with: rules and terms as bytes, compiled once a process."""

from functools import lru_cache
from typing import Any

import msgspec

from ozlint.engine.side import Benches
from ozlint.engine.terms import Terms
from ozlint.language.function import Function
from ozlint.language.functions import functions
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder


class Court(msgspec.Struct, frozen=True):
    """Rules, and what a run is judged by besides."""

    rulebook: Rulebook
    terms: Terms


class Ready:
    """A court whose rules are compiled."""

    def __init__(self, court: Court) -> None:
        self.rulebook = court.rulebook
        self.terms = court.terms
        self.benches = Benches(court.rulebook, None)
        self.decode = PostingDecoder(court.rulebook.reads)


def packed(court: Court) -> bytes:
    """Return a court as bytes; a function of the language goes by its name."""
    return msgspec.msgpack.encode(court, enc_hook=_plain)


@lru_cache(maxsize=4)
def ready(packed_court: bytes) -> Ready:
    """Return a court, ready: a process of Spark's is given one task after the other of a run."""
    called = functions()

    def find(_kind: type, name: Any) -> Function:  # noqa: ANN401 - a hook of msgspec
        return called[name]

    return Ready(msgspec.msgpack.decode(packed_court, type=Court, dec_hook=find))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a hook of msgspec
    return value.name if isinstance(value, Function) else dict(value)
