"""Adding up numbers of postings for rules about the run: what `sum` needs beyond counting."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.engine.postings import Posting
from ozlint.engine.probe import aggregates_of
from ozlint.engine.result import Group
from ozlint.engine.span import Span
from ozlint.language.counting import part_of
from ozlint.language.emit import Emitter, build
from ozlint.language.tree import Aggregate, written
from ozlint.language.values import Value
from ozlint.model.times import Times
from ozlint.rulebook.rule import Rule

_MOST = 1e290
"""A number beyond this is none that anything could cost or weigh: it is not known, and no sum overflows."""

Reader = Callable[[Any, float, Mapping[str, Value]], tuple[bool, bool, float]]
"""(posting, now, answers of cross-record functions) -> surely among them, surely not, the number."""


class Sum(msgspec.Struct):
    """What has been added up of one number so far, exactly: in whatever order and in however many parts it was."""

    total: list[float] = msgspec.field(default_factory=list)
    below: list[float] = msgspec.field(default_factory=list)
    above: list[float] = msgspec.field(default_factory=list)
    """How far postings that may or may not be among them could move the total."""
    unknown: int = 0
    """Postings that are or may be among them, and whose number is not known."""

    def span(self) -> Span | UnsetType:
        """Return between what the sum lies; unknown where a number is."""
        return UNSET if self.unknown else Span(fsum(self.total + self.below), fsum(self.total + self.above))


Entry = tuple[Group, str, Sum]
"""A group, what is added up, and the sum."""


class Adder:
    """Adds up every number that some rules about the run ask for, by group."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        found = [one for rule in rules for one in aggregates_of(rule) if one.kind == "sum"]
        self._sums = {written(one): one for one in found}
        self.groups: dict[Group, dict[str, Sum]] = {}
        self._readers: dict[Times, list[tuple[str, Reader]]] = {}

    def __bool__(self) -> bool:
        return bool(self._sums)

    def add(  # noqa: PLR0913, PLR0917 - all that a posting is judged by
        self, posting: Posting, now: float, cross: Mapping[str, Value], times: Times, group: Group, sign: int = 1
    ) -> None:
        """Add the numbers of a posting, or take them back where `sign` is -1."""
        if times not in self._readers:
            self._readers[times] = [(key, _reader(one, times)) for key, one in self._sums.items()]
        sums = self.groups.setdefault(group, {})
        for key, read in self._readers[times]:
            is_in, is_out, number = read(posting, now, cross)
            if is_out:
                continue
            found = sums.setdefault(key, Sum())
            if not abs(number) < _MOST:  # NaN is not known either
                found.unknown += sign
            elif is_in:
                _add(found.total, sign * number)
            else:
                _add(found.below if number < 0 else found.above, sign * number)

    def entries(self) -> tuple[Entry, ...]:
        """Return everything that was added up."""
        return tuple((group, key, one) for group, sums in self.groups.items() for key, one in sums.items())

    def take(self, entries: Iterable[Entry]) -> None:
        """Add what somebody else has added up."""
        for group, key, other in entries:
            found = self.groups.setdefault(group, {}).setdefault(key, Sum())
            for parts, more in ((found.total, other.total), (found.below, other.below), (found.above, other.above)):
                for part in more:
                    _add(parts, part)
            found.unknown += other.unknown


def _add(parts: list[float], number: float) -> None:
    """Add a number to a sum that is kept as floats which do not overlap, as `math.fsum` does (Shewchuk, 1997)."""
    kept = 0
    for part in parts:
        large, small = (number, part) if abs(number) > abs(part) else (part, number)
        number = large + small
        if rest := small - (number - large):
            parts[kept] = rest
            kept += 1
    parts[kept:] = [number]


def _reader(aggregate: Aggregate, times: Times) -> Reader:
    """Return what tells whether a posting is surely among those added up, or surely not, and its number."""
    emitter = Emitter(times)
    true, false = emitter.truth(part_of(aggregate))
    number = emitter.number(aggregate.asked[0])
    lines = [*emitter.ensure(), f"return bool({true}), bool({false}), {number}"]
    read: Reader = build(emitter, "def judge(p, now, cross):", lines)
    return read
