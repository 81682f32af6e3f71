"""Why a rule could not be judged: the first operand in the order of its text that left it open, and how so.

An operand leaves a rule open where every condition that it is part of is unknown too: behind `given(x) and`, an `x`
that is not there does not. What stands in the input and cannot be read goes before what is not there at all.

Compiled only once a rule meets a posting it cannot judge, from the rule as it is written: so the reason does not
depend on how postings are dispatched.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any

from msgspec import structs

from ozlint.engine.exactly import Exactly, at_noon, in_utc
from ozlint.engine.outcome import BROKEN, FIRST_REASON
from ozlint.language.emit import Emitter, build
from ozlint.language.fold import Facts, fold
from ozlint.language.joined import is_moment, record_of
from ozlint.language.operands import Operand, Reason, occurrences
from ozlint.language.scratch import Compile, compile_source
from ozlint.language.tree import Const, FieldRef, Junction, Node, Unknown, Word, children
from ozlint.language.type import RECORD
from ozlint.language.values import Value, scheme_fault
from ozlint.model.times import Times
from ozlint.rulebook.rule import Rule

MOST_REASONS = BROKEN - FIRST_REASON
_NUMERIC = ("number", "time", "duration")
_SCHEME = "delivery_schema"
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
        that are returned with it, are known. Where `zone_matters`, a zone that nobody knows may be the reason before
        any field is, and only an input that was not given settles it.
        """
        before: list[Operand] = []
        reason: Reason | None = None
        for operand in self._operands:
            parts = [fold(part, facts) if facts else part for part in operand.parts]
            if any(isinstance(part, Const) for part in parts):
                continue
            folded = fold(operand.node, facts) if facts else operand.node
            is_empty = isinstance(folded, Const) and folded.value is None
            if reason is not None:
                is_read = any(field.type.kind in _READ for field in operand.fields)
                if is_read and not isinstance(folded, Const | Unknown):
                    before.append(structs.replace(operand, node=folded))
            elif isinstance(folded, Unknown) or (is_empty and operand.need):
                reason = _settled_reason(operand, facts) if self._stay_open(parts) else None
                if reason is None or (zone_matters and reason.code != "input_not_given"):
                    return None
            elif not isinstance(folded, Const):
                before.append(structs.replace(operand, node=folded))
        return None if reason is None else (self.code(reason), tuple(before))

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

    def _folded(self, node: Node) -> Node:
        """Return a condition with what is known of the run worked in; of most rules that is nothing."""
        rule = self._rule
        asks = any(path in self._facts or record_of(path) in self._facts for path in (*rule.reads, *rule.joins))
        return fold(node, self._facts) if asks else node

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
        lines: list[str] = []
        for reason, exactly in (("zone_unknown", in_utc), ("hour_unknown", at_noon)):
            known = emitter.constant(Exactly(self._rule, self._facts, times, exactly, self._compiled))
            lines.append(f"if {known}(p, now, cross): return {self.code(Reason(reason, self._rule.id, ''))}")
        checked = [(_leaves_open(operand, emitter), *_checks(operand, emitter)) for operand in self._operands]
        for is_open, faults, _ in checked:
            lines += self._returns(is_open, faults, emitter)
        for is_open, _, checks in checked:
            lines += self._returns(is_open, checks, emitter)
        last = Reason("cannot_say", self._rule.id, "")
        ask: Callable[[Any, float, Mapping[str, Value]], int] = build(
            emitter, "def judge(p, now, cross):", [*lines, f"return {self.code(last)}"]
        )
        return ask

    def _returns(self, is_open: str, checks: list[tuple[str, Reason]], emitter: Emitter) -> list[str]:
        """Return the lines that give the reason of an operand which leaves the rule open."""
        inside = [f"    if {check}: return {self.code(reason)}" for check, reason in checks]
        return inside and [*emitter.ensure(), f"if {is_open}:", *inside]


_Checks = list[tuple[str, Reason]]
"""What shows each reason that an operand may have, and the reason."""


def _leaves_open(operand: Operand, emitter: Emitter) -> str:
    """Return what shows that an operand is not known, nor any condition that it is part of."""
    truths = [emitter.truth(part) for part in operand.parts]
    parts = [f"not ({true} or {false})" for true, false in truths]
    unknown = "True" if isinstance(operand.node, Unknown) else _is_unknown(operand, emitter)
    return " and ".join([unknown, *parts])


def _checks(operand: Operand, emitter: Emitter) -> tuple[_Checks, _Checks]:
    """Return what shows that something stands there and cannot be read, and what shows the other reasons."""
    name = operand.name
    waiting = waits_for(operand.node) or operand.node
    if isinstance(waiting, Unknown):
        return [], [("True", unknown_of(waiting, name))]
    faults = [check for field in operand.fields for check in _faults(field, name, emitter)]
    checks = [check for field in operand.fields for check in _lacks(field, name, emitter)]
    if operand.fields:
        empty = " and ".join(_is_empty(field, emitter) for field in operand.fields)
        checks.append((empty, Reason("field_empty", name, operand.fields[0].path)))
    return faults, [*checks, ("True", operand.untold)]


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
        if isinstance(found, FieldRef) and (not found.is_given or field.path == _SCHEME):
            return None
    if not known or any(isinstance(found, Const) and found.value is not None for found in known):
        return Reason("cannot_say", operand.name, "")
    is_empty = all(isinstance(found, Const) for found in known)
    return Reason("field_empty", operand.name, operand.fields[0].path) if is_empty else None


def _told_by(found: Node, field: FieldRef, name: str) -> Reason | None:
    """Return the reason of an operand that is told by what facts say of one of its fields."""
    if isinstance(found, Unknown):
        return Reason("field_absent", name, field.path)
    is_fault = field.path == _SCHEME and isinstance(found, Const) and scheme_fault(found.value)
    return _no_scheme(name) if is_fault else None


def _no_scheme(name: str) -> Reason:
    return Reason("cannot_say", name, _SCHEME, why="scheme")


def is_known(operand: Operand, emitter: Emitter) -> str:
    """Return the source of whether an operand does not leave its rule open."""
    return f"not {_is_unknown(operand, emitter)}"


def unknown_of(node: Unknown, name: str) -> Reason:
    """Return the reason of an operand that folding found to be unknown; what was not given goes by its own name."""
    return Reason(node.code, node.name if node.code == "input_not_given" else name, node.name)


def waits_for(node: Node) -> Unknown | None:
    """Return the first part of an operand that rests on an input the run was not given: that can be mended."""
    if isinstance(node, Unknown):
        return node if node.code == "input_not_given" else None
    parts = (node.body,) if isinstance(node, Word) else children(node)
    return next((found for part in parts if (found := waits_for(part)) is not None), None)


def _faults(field: FieldRef, name: str, emitter: Emitter) -> list[tuple[str, Reason]]:
    """Return what shows that something stands in a field that cannot be read."""
    if field.type.kind == "number":
        return [(f"NUMBER_FAULT({emitter.raw(field)})", Reason("field_unreadable", name, field.path, why="number"))]
    if field.path == _SCHEME:
        return [(f"SCHEME_FAULT({emitter.raw(field)})", _no_scheme(name))]
    if field.type.kind != "time" or is_moment(field.path):
        return []
    return [
        (f"TIME_FAULT({emitter.raw(field)}) == {why!r}", Reason("field_unreadable", name, field.path, why=why))
        for why in ("day_or_month", "time")
    ]


def _lacks(field: FieldRef, name: str, emitter: Emitter) -> list[tuple[str, Reason]]:
    """Return what shows that a field is not there at all, or that nothing was joined that could have it."""
    lacks = [(f"{emitter.raw(field)} is UNSET", Reason("field_absent", name, field.path))]
    if head := record_of(field.path):
        record = emitter.raw(FieldRef(type=RECORD, path=head))
        lacks.insert(0, (f"not {record}", Reason("not_joined", name, head)))
    return lacks


def _is_unknown(operand: Operand, emitter: Emitter) -> str:
    node = operand.node
    if node.type.kind in _NUMERIC and operand.need:
        return f"((x := {emitter.number(node)}) != x)"
    if node.type.kind == "bool":
        true, false = emitter.truth(node)
        return f"(not ({true} or {false}))"
    value = emitter.value(node)
    return f"({value} is UNSET{f' or {value} is None' if operand.need else ''})"


def _is_empty(field: FieldRef, emitter: Emitter) -> str:
    if field.type.kind in ("bool", "lists") or field.path.endswith("[]"):
        return f"{emitter.raw(field)} is None"
    if field.type.kind == "list":
        return f"not {emitter.raw(field)}"
    return f"{emitter.value(field)} is None"
