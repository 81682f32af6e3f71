"""Judging postings: one compiled function a status, holding only the rules that can say something there.

A rule whose condition is settled by the status alone costs nothing for each posting: its outcome is in the function's
starting number. That is all that dispatch does; it never changes an outcome.
"""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from types import MappingProxyType
from typing import Any

from msgspec import UNSET, structs

from ozlint.engine.condition import Clause, clause, write_clauses
from ozlint.engine.outcome import BITS
from ozlint.engine.probe import probes_of
from ozlint.engine.result import Group
from ozlint.engine.why import Why
from ozlint.language.emit import Emitter, build
from ozlint.language.fold import Facts
from ozlint.language.tree import Const, Node, Unknown
from ozlint.language.type import Type
from ozlint.language.values import Value
from ozlint.model.times import Times
from ozlint.ozon.values import known_values
from ozlint.rulebook.rule import Rule

Judge = Callable[[Any, float, Mapping[str, Value]], int]
"""(posting, now, answers of cross-record functions) -> signature."""

_STATUS = Type("text", "status")
ANY_STATUS = object()
"""Asks for the function that takes postings of any status."""


_NOTHING: Facts = MappingProxyType({})


class Bench:
    """The compiled rules about postings of one run; safe to share between threads."""

    def __init__(self, rules: Sequence[Rule], given: Facts = _NOTHING, *, batch: Sequence[Rule] = ()) -> None:
        self.batch = tuple(batch)
        """Rules about the run."""
        self.probes = probes_of(batch)
        self.judged = len(rules)
        """How many of `rules` judge; the others are probes."""
        self.rules = (*rules, *(probe.rule for probe in self.probes))
        groups = {name: node for rule in batch for name, node in rule.groups.items()}
        self.group_names = tuple(groups)
        """Everything that some rule about the run groups by."""
        self.group_of = _compile_group(tuple(groups.values()))
        """Tells the values of a posting for these names."""
        self._given = given
        """What is known of the run before any posting is read: what it was not given, above all."""
        self.why = tuple(Why(rule, self._given) for rule in self.rules)
        self._judges: dict[tuple[object, Times, frozenset[str]], Judge] = {}
        self._known = known_values("status")
        self._lock = Lock()

    def judge(self, status: object, times: Times, absent: frozenset[str] = frozenset()) -> Judge:
        """Return the function for postings of a status that all lack some fields; unknown statuses share one."""
        key: object = "" if status is None else status
        if key is not UNSET and key not in self._known:
            key = None if not isinstance(key, str) or key.strip() else ""
        judge = self._judges.get((key, times, absent))
        if judge is None:
            with self._lock:
                judge = self._judges[key, times, absent] = self._compile(self._facts(key, absent), times, absent)
        return judge

    def _facts(self, key: object, absent: frozenset[str]) -> Facts:
        facts = {**self._given, **{path: Unknown(type=_STATUS, code="field_absent", name=path) for path in absent}}
        if key is None or "status" in absent:
            return facts
        if key is UNSET:
            return {**facts, "status": Unknown(type=_STATUS, code="field_absent", name="status")}
        return {**facts, "status": Const(type=_STATUS, value=str(key) or None)}

    def _compile(self, facts: Facts, times: Times, absent: frozenset[str]) -> Judge:
        start = 0
        left: list[Clause] = []
        whys = {}
        for place, rule in enumerate(self.rules):
            found = clause(rule, place, facts)
            if isinstance(found, int):
                start |= found << (place * BITS)
                continue
            code = self.why[place].settled(facts, absent, times)
            if code is None:
                whys[f"why{place}"] = self.why[place].asking(times)
                left.append(found)
            else:
                left.append(structs.replace(found, asks=str(code)))
        draft = Emitter(times)
        write_clauses(left, draft)
        emitter = Emitter(times, held=draft.keys)
        emitter.names.update(whys)
        lines = write_clauses(left, emitter)
        judge: Judge = build(emitter, "def judge(p, now, cross):", [f"o = {start:#x}", *lines, "return o"])
        return judge


def _compile_group(nodes: Sequence[Node]) -> Callable[[Any], Group]:
    """Return what reads from a posting what it is grouped by; None stands for empty and for unknown."""
    emitter = Emitter()
    values = "".join(f"x if (x := {emitter.value(node)}).__class__ is str else None, " for node in nodes)
    read: Callable[[Any], Group] = build(emitter, "def judge(p):", [*emitter.ensure(), f"return ({values})"])
    return read
