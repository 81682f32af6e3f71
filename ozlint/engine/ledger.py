"""What was counted of the postings of a run, by groups: the numbers that rules about the run are judged on.

A posting of which it is not known whether it counts makes a number a range. A number is not known at all where nobody
says that the inputs hold all postings of the time it looks at.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from types import SimpleNamespace

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.engine.count import Counts
from ozlint.engine.judge import Bench
from ozlint.engine.outcome import BITS, BROKEN, FIRST_REASON, HOLDS
from ozlint.engine.probe import aggregates_of
from ozlint.engine.result import Group
from ozlint.engine.span import Span, quotient
from ozlint.engine.tally import Adder
from ozlint.language.counting import part_of, whole_of
from ozlint.language.interpret import ALONE, Moment, interpret
from ozlint.language.operands import Reason
from ozlint.language.tree import Aggregate, Node, written
from ozlint.language.values import Value
from ozlint.model.times import DAY, HOUR, spell_span
from ozlint.rulebook.rule import Rule

Worth = Span | UnsetType | None
"""What an aggregate is worth: a range, unknown, or empty where it is a part of nothing."""
_MASK = (1 << BITS) - 1
_FEW_HOURS = 48
"""Longer times are told in whole days."""


class Coverage(msgspec.Struct, frozen=True):
    """What is known of the inputs of a run besides their postings."""

    seconds: float
    """The inputs hold all postings of so much time before the moment of the run."""
    whole: bool
    """Nothing of the inputs is missing."""
    unreadable: int
    """Records that could not be read: each may count or not."""


class GroupState(msgspec.Struct, frozen=True):
    """One group of postings, as a rule about the run meets it."""

    names: tuple[str, ...]
    values: Group
    worth: Mapping[str, Worth]
    """What each aggregate of the rule is worth, by what it says."""
    reasons: Mapping[str, Reason]
    """Why an aggregate is not a number, where it is not."""

    @property
    def key(self) -> str:
        """What makes the group one: the values it has in common, `run` where there are none."""
        known = [f"{name}={value}" for name, value in zip(self.names, self.values, strict=True) if value is not None]
        return ", ".join(known) or "run"

    def moment(self, now: float, worth: Mapping[str, Worth] | None = None) -> Moment:
        """Return the group as the interpreter judges it; what is a range is unknown there."""
        subject = SimpleNamespace(**dict(zip(self.names, self.values, strict=True)))
        answers: dict[str, Value] = dict(ALONE)
        for key, span in (self.worth if worth is None else worth).items():
            answers[key] = (span.low if span.low == span.high else UNSET) if isinstance(span, Span) else span
        return Moment(subject=subject, now=now, cross=answers)


class Ledger:
    """Everything counted of the postings of a run, ready to be asked for groups."""

    def __init__(self, bench: Bench, counts: Sequence[Counts], adder: Adder, coverage: Coverage) -> None:
        self.bench = bench
        self.coverage = coverage
        self._adder = adder
        self._places = {probe.key: bench.judged + place for place, probe in enumerate(bench.probes)}
        self._groups: dict[Group, dict[int, int]] = {}
        for one in counts:
            for group, found in one.groups.items():
                total = self._groups.setdefault(group, {})
                for signature, count in found.items():
                    total[signature] = total.get(signature, 0) + count

    def groups(self, rule: Rule, now: float) -> Iterator[GroupState]:
        """Yield the groups of a rule in the order of their values; a run without postings is one group."""
        columns = [self.bench.group_names.index(name) for name in rule.groups]
        members: dict[Group, list[Group]] = {}
        for group in self._groups:
            members.setdefault(tuple(group[column] for column in columns), []).append(group)
        if not members and not rule.groups:
            members[()] = []
        aggregates = aggregates_of(rule)
        needs = _needed(aggregates, now)
        for values, parts in sorted(members.items(), key=lambda entry: [value or "" for value in entry[0]]):
            reasons: dict[str, Reason] = {}
            worth = {written(one): self._worth(one, parts, now, needs, reasons) for one in aggregates}
            yield GroupState(tuple(rule.groups), values, worth, reasons)

    def _worth(
        self, one: Aggregate, parts: Sequence[Group], now: float, needs: str, reasons: dict[str, Reason]
    ) -> Worth:
        key = written(one)
        if one.within is not None and not self._covers(one, now):
            given = spell_span(self.coverage.seconds) if self.coverage.seconds else ""
            reasons[key] = Reason("input_not_given", "covers", "", given=given, needs=needs)
            return UNSET
        if not self.coverage.whole:
            reasons[key] = Reason("cannot_say", "", "", why="incomplete")
            return UNSET
        if one.kind == "sum":
            return self._sum(key, parts, reasons)
        part, reason = self._count(part_of(one), parts)
        if one.kind == "count":
            worth: Worth = part
        else:
            whole, other = self._count(whole_of(one), parts)
            reason = reason or other
            worth = quotient(part, whole, is_share=one.kind == "share")
        if worth is None:
            reasons[key] = Reason("field_empty", "", "", why="no_posting")
        elif not isinstance(worth, Span) or worth.low != worth.high:
            reasons[key] = reason or Reason("cannot_say", "", "", why="unreadable" if self.coverage.unreadable else "")
        return worth

    def _covers(self, one: Aggregate, now: float) -> bool:
        """Return whether the inputs are known to hold all postings of the time an aggregate looks at."""
        begins = _begins(one, now)
        return begins is not None and begins >= now - self.coverage.seconds

    def _count(self, node: Node, parts: Sequence[Group]) -> tuple[Span, Reason | None]:
        """Return for how many postings of some groups a condition holds, and why that is not known of some."""
        place = self._places[written(node)]
        surely = maybe = 0
        why: Reason | None = None
        for group in parts:
            for signature, count in self._groups[group].items():
                code = (signature >> (place * BITS)) & _MASK
                if code == HOLDS:
                    surely += count
                elif FIRST_REASON <= code < BROKEN:
                    maybe += count
                    why = why or (self.bench.why[place].reason(code) if count else None)
        unreadable = self.coverage.unreadable
        return Span(float(surely), float(surely + maybe + unreadable)), why

    def _sum(self, key: str, parts: Sequence[Group], reasons: dict[str, Reason]) -> Worth:
        spans = [self._adder.groups[group][key].span() for group in parts if key in self._adder.groups.get(group, {})]
        known = [span for span in spans if isinstance(span, Span)]
        if len(known) < len(spans) or self.coverage.unreadable:
            reasons[key] = Reason("cannot_say", "", "", why="unreadable" if self.coverage.unreadable else "")
            return UNSET
        return Span(sum(span.low for span in known), sum(span.high for span in known))


def _begins(one: Aggregate, now: float) -> float | None:
    """Return the moment from which on an aggregate counts postings; None where that cannot be told."""
    moment = Moment(subject=None, now=now)
    within = interpret(one.within, moment) if one.within is not None else 0.0
    until = interpret(one.until, moment) if one.until is not None else now
    return until - within if isinstance(within, float) and isinstance(until, float) else None


def _needed(aggregates: Sequence[Aggregate], now: float) -> str:
    """Return how far back the inputs must hold all postings for all of some aggregates, rounded up; may be empty.

    It is enough at any hour of the day: a number about whole days looks back the longer the later it is.
    """
    latest = now - now % DAY + DAY - 1.0
    begins = [moment for one in aggregates if one.within is not None and (moment := _begins(one, latest)) is not None]
    if not begins:
        return ""
    hours = ceil((latest - min(begins)) / HOUR)
    return spell_span((ceil(hours / 24) * 24 if hours > _FEW_HOURS else hours) * HOUR)
