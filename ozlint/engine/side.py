"""What the engine needs of the other inputs of a run: what they say of a posting, and what is only in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from ozlint.engine.judge import Bench
from ozlint.engine.ledger import Coverage
from ozlint.engine.postings import Postings
from ozlint.engine.result import InputCount
from ozlint.language.fold import Facts
from ozlint.language.joined import COVERS, JOINED
from ozlint.language.scratch import Compile, compile_source
from ozlint.language.tree import Const, Node, Unknown
from ozlint.language.type import DURATION
from ozlint.language.values import Value
from ozlint.model.finding import Finding
from ozlint.model.other import Held, Joined, Other
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Times
from ozlint.rulebook.rule import Rulebook

OTHERS = {"previous": "previous", "notification": "notifications", "update": "updates", "answer": "answers"}
"""Subjects that are in other inputs only -> the name of the input that each takes, in reasons."""


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

    def of(self, posting: Any, doubted: frozenset[str] = frozenset(), /) -> Mapping[str, Value]:  # noqa: ANN401
        """Return the joined records of a posting, and what cross-record functions answer of one alone.

        That a carrier says nothing of the posting is no answer of those that are `doubted`.
        """
        ...

    def timeline(self, posting: Any, /, times: Times, *, contradicted: bool) -> Sequence[TimelineEvent]:  # noqa: ANN401
        """Return what Ozon and the carrier say happened to a posting whose times are read so."""
        ...

    @property
    def strangers(self) -> frozenset[str]:
        """Carriers that were asked about other postings, as shows once these are read.

        They say something, but of none of these, and their silence was taken for an answer.
        """
        ...

    @property
    def ungiven(self) -> Mapping[str, str]:
        """Single names that rest on an input of their own which was not given -> the name of that input."""
        ...

    def reader(self, postings: Postings, /) -> Callable[[Any], Mapping[str, Value]]:
        """Return what looks up the joined records of the postings of an input, which are read next, each once."""
        ...

    def about(self, subject: str, /) -> Iterator[Other] | None:
        """Yield what is only in other inputs, once the postings are read; None where no such input was given."""
        ...

    def hear(self, other: Other, findings: Sequence[Finding], /) -> None:
        """Take in what was found of one of these, before the next is asked for."""
        ...


class Benches:
    """The compiled rules of a run, for the records that are given; safe to share between runs and threads."""

    def __init__(self, rulebook: Rulebook, side: Side | None, compiled: Compile = compile_source) -> None:
        missing = _missing_from(side)
        self.postings = Bench(rulebook.about("posting"), missing, batch=rulebook.about("batch"), compiled=compiled)
        """Those about postings and about the run."""
        subjects = dict.fromkeys(rule.subject for rule in rulebook.rules)
        self.others = {
            subject: Bench(rulebook.about(subject), missing, compiled=compiled)
            for subject in subjects
            if subject in OTHERS
        }
        """Those about what is in other inputs only, by subject."""


def _missing_from(side: Side | None) -> Facts:
    """Return what is known to be unknown, since the run was not given the inputs for it."""
    given = side.given if side is not None else frozenset[str]()
    ungiven = side.ungiven if side is not None else {}
    missing = {name: not_given(name) for name in JOINED if name not in given}
    return missing | {name: not_given(wanted) for name, wanted in ungiven.items()}


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
