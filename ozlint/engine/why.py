"""Why a rule could not be judged: the first operand in the order of its text that left it open, and how so.

An operand leaves a rule open where every condition that it is part of is unknown too: behind `given(x) and`, an `x`
that is not there does not. An input that was not given goes before all, so that a rule which waits for one says the
same of every posting; then what stands in the input and cannot be read, and then what is not there at all.

Compiled only once a rule meets a posting it cannot judge, from the rule as it is written: so the reason does not
depend on how postings are dispatched.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any

from msgspec import structs

from ozlint.engine.asking import Asking, unknown_of, waits_for
from ozlint.engine.exactly import Exactly, at_noon, in_utc
from ozlint.engine.outcome import BROKEN, FIRST_REASON
from ozlint.language.emit import Emitter, build
from ozlint.language.faults import SCHEME, fault_of, unreadable
from ozlint.language.fold import Facts, fold
from ozlint.language.joined import record_of
from ozlint.language.operands import Operand, Reason, occurrences
from ozlint.language.scratch import Compile, compile_source
from ozlint.language.tree import Const, FieldRef, Junction, Node, Unknown
from ozlint.language.values import Value
from ozlint.model.times import Times
from ozlint.rulebook.rule import Rule

MOST_REASONS = BROKEN - FIRST_REASON
_READ = ("number", "time")
"""Kinds of fields that may hold a text that is none."""


class Why:
    """The reasons one rule can be left open for, and the function that tells which one it is."""

    def __init__(self, rule: Rule, facts: Facts, compiled: Compile = compile_source) -> None:
        self._rule = rule
        self._facts = facts
        self._compiled = compiled
        self._checks: dict[Times, Callable[[Any, float, Mapping[str, Value]], int]] = {}
        self._reasons: dict[Reason, int] = {}
        self._lock = Lock()
        """Held while a check is compiled."""
        self._numbering = Lock()
        """Held while a reason gets its code, as judges that are compiled ask for one too."""

    def reason(self, code: int) -> Reason:
        """Return the reason an outcome code stands for."""
        return list(self._reasons)[code - FIRST_REASON]

    def codes(self) -> dict[int, Reason]:
        """Return the reasons that have turned up so far, by their codes."""
        return dict(enumerate(self._reasons, start=FIRST_REASON))

    def asking(self, times: Times) -> Callable[[Any, float, Mapping[str, Value]], int]:
        """Return the function that gives the outcome code of a posting; it is compiled at its first call."""

        def ask(posting: object, now: float, cross: Mapping[str, Value]) -> int:
            check = self._checks.get(times)
            if check is None:
                with self._lock:
                    check = self._checks[times] = self._compile(times)
            return check(posting, now, cross)

        return ask

    def settled(self, facts: Facts, *, zone_matters: bool) -> tuple[int, tuple[Operand, ...]] | None:
        """Return the outcome code of postings that cannot be judged, where `facts` settle it; else None.

        They do where they leave an operand unknown. The code is that of the postings of which the operands before it,
        that are returned with it, are known. An input that was not given is the reason before all; where
        `zone_matters`, a zone that nobody knows may be it before any field is.
        """
        known: dict[int, Node] = {}

        def within(node: Node) -> Node:
            if facts and id(node) not in known:
                known[id(node)] = fold(node, facts)
            return known.get(id(node), node)

        def may_leave_open(operand: Operand) -> bool:
            return not any(isinstance(within(part), Const) for part in operand.parts)

        waiting = [*filter(may_leave_open, self._waiting)]
        if waiting or zone_matters or self._may_be_vague:
            return self._settled_by(waiting, facts, within)
        return self._settled_by([*filter(may_leave_open, self._operands)], facts, within)

    def _settled_by(
        self, operands: Sequence[Operand], facts: Facts, within: Callable[[Node], Node]
    ) -> tuple[int, tuple[Operand, ...]] | None:
        """Return the outcome code as `settled` does, where the reason is one of these; `within` works the facts in."""
        before: list[Operand] = []
        reason: Reason | None = None
        for operand in operands:
            folded = within(operand.node)
            is_empty = isinstance(folded, Const) and folded.value is None
            if reason is not None:
                is_read = any(field.type.kind in _READ for field in operand.fields)
                if is_read and not isinstance(folded, Const | Unknown) and waits_for(operand.node) is None:
                    before.append(structs.replace(operand, node=folded))
            elif isinstance(folded, Unknown) or (is_empty and operand.need):
                reason = _settled_reason(operand, facts) if self._stay_open([*map(within, operand.parts)]) else None
                if reason is None:
                    return None
            elif not isinstance(folded, Const):
                before.append(structs.replace(operand, node=folded))
        return None if reason is None else (self.code(reason), tuple(before))

    @cached_property
    def _may_be_vague(self) -> bool:
        """Whether the rule rests on moments of a carrier, whose zone or hour nobody may know."""
        return "reality" not in self._facts and any(record_of(path) == "reality" for path in self._rule.joins)

    @staticmethod
    def _stay_open(parts: Sequence[Node]) -> bool:
        """Return whether what an operand is part of is unknown wherever its rule is left open, the widest not false."""
        whole, *inner = parts
        is_conjunction = isinstance(whole, Junction) and whole.op == "and"
        return all(isinstance(part, Unknown) for part in (inner if is_conjunction else parts))

    @cached_property
    def when(self) -> Node | None:
        """When the rule applies, with what is known of the run worked in."""
        return self._folded(self._rule.when) if self._rule.when is not None else None

    @cached_property
    def test(self) -> Node:
        """What it tests, likewise."""
        return self._folded(self._rule.test)

    @cached_property
    def _is_told(self) -> bool:
        """Whether something that is known of the run is about what the rule reads; of most rules nothing is."""
        paths = (*self._rule.reads, *self._rule.joins)
        return any(path in self._facts or record_of(path) in self._facts for path in paths)

    def _folded(self, node: Node) -> Node:
        """Return a condition with what is known of the run worked in."""
        return fold(node, self._facts) if self._is_told else node

    @cached_property
    def _waiting(self) -> list[Operand]:
        """The operands that rest on inputs which the run was not given."""
        return [one for one in self._operands if waits_for(one.node) is not None]

    @cached_property
    def _operands(self) -> list[Operand]:
        """The operands of the rule in the order of its text, with what the run was not given worked in."""
        said = (self.when, self._rule.when_text), (self.test, self._rule.test_text)
        return [operand for node, text in said if node is not None for operand in occurrences(node, text)]

    def code(self, reason: Reason) -> int:
        """Return the outcome code of a reason; beyond what fits, the last one stands for the rest."""
        with self._numbering:
            if reason not in self._reasons and len(self._reasons) < MOST_REASONS:
                self._reasons[reason] = FIRST_REASON + len(self._reasons)
            return self._reasons.get(reason, BROKEN - 1)

    def _compile(self, times: Times) -> Callable[[Any, float, Mapping[str, Value]], int]:
        emitter = Emitter(times, self._compiled)
        asking = Asking(self._rule, self.when, self.code, emitter)
        others = [operand for operand in self._operands if operand not in self._waiting]
        lines = [line for operand in self._waiting for line in asking.waits(operand)]
        # Most rules rest on no moment of a carrier, and most runs are given none.
        zone = [("zone_unknown", in_utc)] if times.margin or self._may_be_vague else []
        for reason, exactly in (*zone, ("hour_unknown", at_noon)) if self._may_be_vague else zone:
            known = emitter.constant(Exactly(self._rule, self._facts, times, exactly, self._compiled))
            lines.append(f"if {known}(p, now, cross): return {self.code(Reason(reason, self._rule.id, ''))}")
        lines += [line for operand in others for line in asking.spoilt(operand)]
        lines += [line for operand in others for line in asking.lacks(operand)]
        last = Reason("cannot_say", self._rule.id, "")
        ask: Callable[[Any, float, Mapping[str, Value]], int] = build(
            emitter, "def judge(p, now, cross):", [*lines, f"return {self.code(last)}"]
        )
        return ask


def _settled_reason(operand: Operand, facts: Facts) -> Reason | None:
    """Return the reason of an operand that `facts` leave unknown, where they settle that too: see `_checks`."""
    node = waits_for(operand.node) or operand.node
    if isinstance(node, Unknown):
        return unknown_of(node, operand.name)
    known = [fold(field, facts) for field in operand.fields]
    if any(isinstance(found, FieldRef) and found.type.kind in _READ for found in known):
        return None
    for field, found in zip(operand.fields, known, strict=True):
        if (reason := _told_by(found, field, operand.name)) is not None:
            return reason
        if isinstance(found, FieldRef) and (not found.is_given or field.path == SCHEME):
            return None
    if not known or any(isinstance(found, Const) and found.value is not None for found in known):
        return Reason("cannot_say", operand.name, "")
    is_empty = all(isinstance(found, Const) for found in known)
    return Reason("field_empty", operand.name, operand.fields[0].path) if is_empty else None


def _told_by(found: Node, field: FieldRef, name: str) -> Reason | None:
    """Return the reason of an operand that is told by what facts say of one of its fields."""
    if isinstance(found, Unknown):
        return Reason("field_absent", name, field.path)
    fault = fault_of(field, found.value) if field.path == SCHEME and isinstance(found, Const) else ""
    return unreadable(name, field.path, fault) if fault else None
