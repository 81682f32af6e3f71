"""Judging postings: one compiled function a status, holding only the rules that can say something there.

A rule whose condition is settled by the status alone costs nothing for each posting: its outcome is in the function's
starting number. That is all that dispatch does; it never changes an outcome.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import Any

from msgspec import structs

from ozlint.engine.capture import Capture, compile_capture
from ozlint.engine.condition import Clause, clause, write_clauses
from ozlint.engine.index import cross_calls
from ozlint.engine.outcome import BITS
from ozlint.engine.probe import probes_of
from ozlint.engine.result import Group
from ozlint.engine.shape import BY_STATUS, Key, Shape, absence, shape_of
from ozlint.engine.why import Why
from ozlint.language.emit import Emitter, build
from ozlint.language.fold import Facts, Known, fold
from ozlint.language.scratch import Compile, compile_source
from ozlint.language.tree import Call, Node
from ozlint.language.values import Value
from ozlint.model.text import Lang
from ozlint.model.times import Times
from ozlint.rulebook.rule import Rule

Judge = Callable[[Any, float, Mapping[str, Value]], int]
"""(posting, now, answers of cross-record functions) -> signature."""

ANY_STATUS = object()
"""Asks for the function that takes postings of any status."""


_NOTHING: Facts = MappingProxyType({})


class Bench:
    """The compiled rules about postings of one run; safe to share between threads."""

    def __init__(
        self,
        rules: Sequence[Rule],
        given: Facts = _NOTHING,
        *,
        batch: Sequence[Rule] = (),
        compiled: Compile = compile_source,
    ) -> None:
        self.batch = tuple(batch)
        """Rules about the run."""
        self.probes = probes_of(batch)
        self.judged = len(rules)
        """How many of `rules` judge; the others are probes."""
        self.rules = (*rules, *(probe.rule for probe in self.probes))
        groups = {name: node for rule in batch for name, node in rule.groups.items()}
        self.group_names = tuple(groups)
        """Everything that some rule about the run groups by."""
        self.group_of = _compile_group(tuple(groups.values()), compiled)
        """Tells the values of a posting for these names."""
        known = Known(given)
        self.why = tuple(Why(rule, known, compiled) for rule in self.rules)
        """With what is known of the run before any posting is read: what it was not given, above all."""
        self._compiled_by = compiled
        self._judges: dict[tuple[Shape, Key, Times, frozenset[str]], Judge] = {}
        self._compiled: dict[tuple[frozenset[tuple[str, Node]], Times], Judge] = {}
        """The same by what is known of the postings: of some shapes that is the same."""
        self._clauses: dict[tuple[int, frozenset[tuple[str, Node]], bool], int | Clause] = {}
        self._captures: dict[tuple[int, Lang, Times], Capture] = {}
        self._lock = Lock()

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The calls of cross-record functions in all rules, each once."""
        return tuple(cross_calls(self.rules))

    def shape_of(self, absent: frozenset[str]) -> Shape:
        """Return what the postings of an input are told apart by that all lack some fields."""
        return shape_of(frozenset[str]().union(*(rule.reads for rule in self.rules)), absent)

    def judge(self, status: object, times: Times, absent: frozenset[str] = frozenset()) -> Judge:
        """Return the function for postings of a status that all lack some fields; unknown statuses share one."""
        return self.judge_for(BY_STATUS, (status,), times, absent)

    def judge_for(self, shape: Shape, key: Key, times: Times, absent: frozenset[str]) -> Judge:
        """Return the function for postings of a shape that all lack some fields."""
        known = (shape, key, times, absent)
        judge = self._judges.get(known)
        if judge is None:
            with self._lock:
                facts = {**shape.facts(key), **{path: absence(path) for path in absent}}
                alike = frozenset(facts.items()), times
                judge = self._judges[known] = self._compiled.get(alike) or self._compile(facts, times)
                self._compiled[alike] = judge
        return judge

    def capture(self, place: int, lang: Lang, times: Times) -> Capture:
        """Return what reads from a posting what a finding of the rule at a place says, in a language."""
        capture = self._captures.get((place, lang, times))
        if capture is None:
            capture = self._captures[place, lang, times] = compile_capture(
                self.rules[place], lang, times, self._compiled_by
            )
        return capture

    def _compile(self, facts: Facts, times: Times) -> Judge:
        start = 0
        left: list[Clause] = []
        for place, rule in enumerate(self.rules):
            told = {path: node for path, node in facts.items() if path in rule.reads}
            found = self._left(place, told, zone_unknown=times.margin > 0)
            if isinstance(found, Clause):
                left.append(found)
            else:
                start |= found << (place * BITS)
        emitter = Emitter(times, self._compiled_by)
        emitter.names.update((f"why{one.place}", self.why[one.place].asking(times)) for one in left)
        lines = write_clauses(left, emitter)
        judge: Judge = build(emitter, "def judge(p, now, cross):", [f"o = {start:#x}", *lines, "return o"])
        return judge

    def _left(self, place: int, facts: Facts, *, zone_unknown: bool) -> int | Clause:
        """Return the outcome code of a rule that facts about its fields settle, or what is left of it.

        Many statuses and shapes say the same about the few fields of one rule.
        """
        key = place, frozenset(facts.items()), zone_unknown
        if (known := self._clauses.get(key)) is None:
            known = self._clauses[key] = self._fold(place, facts, zone_unknown=zone_unknown)
        return known

    def _fold(self, place: int, facts: Facts, *, zone_unknown: bool) -> int | Clause:
        why = self.why[place]
        when, test = why.when, why.test
        if facts:
            when, test = when and fold(when, facts), fold(test, facts)
        found = clause(place, when, test, forbid=self.rules[place].forbid)
        if isinstance(found, int):
            return found
        settled = why.settled(facts, zone_matters=zone_unknown and not found.is_open)
        if settled is None:
            return found
        reason, before = settled
        return reason if found.is_open and not before else structs.replace(found, reason=reason, before=before)


def _compile_group(nodes: Sequence[Node], compiled: Compile) -> Callable[[Any], Group]:
    """Return what reads from a posting what it is grouped by; None stands for empty and for unknown."""
    emitter = Emitter(compiled=compiled)
    values = "".join(f"x if (x := {emitter.value(node)}).__class__ is str else None, " for node in nodes)
    read: Callable[[Any], Group] = build(emitter, "def judge(p):", [*emitter.ensure(), f"return ({values})"])
    return read
