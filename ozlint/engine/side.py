"""What the engine needs of the other inputs of a run: what they say of a posting, and what is only in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from ozlint.engine.judge import Bench
from ozlint.engine.ledger import Coverage
from ozlint.engine.result import InputCount
from ozlint.language.joined import COVERS, JOINED
from ozlint.language.tree import Const, Node, Unknown
from ozlint.language.type import DURATION
from ozlint.language.values import Value
from ozlint.model.other import Held, Joined, Other
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Times
from ozlint.rulebook.rule import Rulebook


class Side(Protocol):
    """The other inputs of a run."""

    @property
    def given(self) -> frozenset[str]:
        """The names of the joined records that are looked up."""
        ...

    @property
    def held(self) -> Sequence[Held]:
        """What each of the inputs held."""
        ...

    @property
    def joined(self) -> Joined | None:
        """How carriers' events and postings found each other, once these are read; None without events."""
        ...

    def of(self, posting: Any, /) -> Mapping[str, Value]:  # noqa: ANN401 - a decoded posting
        """Return the joined records of a posting, and what cross-record functions answer of one alone."""
        ...

    def timeline(self, posting: Any, /, times: Times, *, contradicted: bool) -> tuple[TimelineEvent, ...]:  # noqa: ANN401
        """Return what Ozon and the carrier say happened to a posting whose times are read so."""
        ...

    def about(self, subject: str, /) -> Iterator[Other] | None:
        """Yield what is only in other inputs, once the postings are read; None where no such input was given."""
        ...


def bench_of(rulebook: Rulebook, side: Side | None) -> Bench:
    """Return the compiled rules about postings and about the run, for the records that are given."""
    given = side.given if side is not None else frozenset[str]()
    missing = {name: not_given(name) for name in JOINED if name not in given}
    return Bench(rulebook.about("posting"), missing, batch=rulebook.about("batch"))


def covers_of(coverage: Coverage, inputs: Sequence[InputCount]) -> Node:
    """Return for how long before now the inputs surely hold all postings: unknown where that cannot be said.

    It cannot where something of them is missing, and of lists that leave finished postings out.
    """
    if not coverage.seconds:
        return not_given(COVERS)
    if not coverage.whole or coverage.unreadable or any("/unfulfilled/" in one.format for one in inputs):
        return Unknown(type=DURATION, code="cannot_say", name=COVERS)
    return Const(type=DURATION, value=min(coverage.seconds, _LONGEST))


_LONGEST = 1e11
"""Seconds: longer than anything lasts, and a number that can be written down."""


def not_given(name: str) -> Node:
    """Return what stands for an input that the run was not given."""
    return Unknown(type=DURATION, code="input_not_given", name=name)
