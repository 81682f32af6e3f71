"""The postings of a run that a plan or a log of answers names, kept as they pass by."""

from collections.abc import Callable, Collection, Mapping
from datetime import tzinfo
from typing import Any, Protocol

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.engine.clock import times_of
from ozlint.join.timeline import moment_paths
from ozlint.language.check import check
from ozlint.language.emit import Emitter, build
from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.names import Scope
from ozlint.language.operands import reads
from ozlint.language.values import Value
from ozlint.model.times import ZONED, Times
from ozlint.plan.numbers import PlannedNumbers
from ozlint.plan.state import State

Posting = Any
"""A decoded posting: a struct made at run time."""

_WORDS = ("integration",)
_FIELDS = (
    "status", "substatus", "tracking_number", "available_actions", "account", "products[].sku", "products[].quantity",
)  # fmt: skip
"""What updates depend on or change."""


class Input(Protocol):
    """What is asked of an input of postings."""

    @property
    def path(self) -> str:
        """The input's name in the report."""
        ...

    @property
    def zone(self) -> tzinfo | None:
        """The zone of its times that come without one; None where nobody says."""
        ...


class Kept(msgspec.Struct, frozen=True):
    """One posting, with what is known of the input it came from."""

    posting: Posting
    source: "_Source"

    @property
    def times(self) -> Times:
        """How its times are read."""
        return self.source.times or ZONED

    @property
    def as_of(self) -> float | UnsetType:
        """When it was fetched from Ozon, unknown where nobody says."""
        return self.source.as_of


class _Source(msgspec.Struct):
    as_of: float | UnsetType
    times: Times | None = None


class KeptPostings:
    """Those of the postings of a run whose numbers are asked for; of several records of one posting the last."""

    def __init__(
        self, numbers: Collection[str], taken_at: Callable[[str], float | None], planned: PlannedNumbers
    ) -> None:
        """Keep the postings with these numbers; `taken_at` tells when an input was fetched, by its path.

        The tracking numbers that are planned are told of every posting.
        """
        self._numbers = numbers
        self._planned = planned
        self._taken_at = taken_at
        self._kept: dict[str, Kept] = {}

    def reader(
        self, postings: Input, look_up: Callable[[Posting], Mapping[str, Value]]
    ) -> Callable[[Posting], Mapping[str, Value]]:
        """Return what looks up the joined records of the postings of an input, and keeps those that are asked for."""
        moment = self._taken_at(postings.path)
        source = _Source(UNSET if moment is None else moment)
        numbers, kept, zone = self._numbers, self._kept, postings.zone
        meet = self._planned.meet if self._planned else None

        def read(posting: Posting) -> Mapping[str, Value]:
            if meet is not None:
                meet(posting)
            if posting.posting_number in numbers:
                source.times = source.times or times_of(posting, zone)
                kept[posting.posting_number] = Kept(posting, source)
            return look_up(posting)

        return read

    def find(self, number: str) -> Kept | None:
        """Return the posting with a number; None where no input had it."""
        return self._kept.get(number)


def plan_paths(knowledge: Knowledge = TABLES) -> frozenset[str]:
    """Return the fields of a posting that updates depend on or change, and those of its timeline."""
    scope = Scope("posting", knowledge=knowledge)
    return moment_paths(knowledge).union(_FIELDS, *(reads(check(name, scope)) for name in _WORDS))


def state_reader(knowledge: Knowledge = TABLES) -> Callable[[Posting], State]:
    """Return what reads from a posting what updates depend on."""
    emitter = Emitter()
    names = ("status", "substatus", "integration", "tracking_number")
    scope = Scope("posting", knowledge=knowledge)
    values = [f"{name}={emitter.value(check(name, scope))}" for name in names]
    state = emitter.constant(State)
    read: Callable[[Posting], State] = build(
        emitter, "def judge(p):", [*emitter.ensure(), f"return {state}({', '.join(values)})"]
    )
    return read
