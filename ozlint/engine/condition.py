"""Writing the judgement of rules as source: holds, broken, not applicable, or the call that says why none of them.

Rules that begin to apply on the same condition are written below it once: a posting without a tracking number meets one
test, not one for every rule about tracking numbers. Where that condition is unknown, which is rare, the rules are
judged one by one by a function of their own.
"""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from ozlint.engine.asking import is_known
from ozlint.engine.outcome import BITS, BROKEN, NOT_APPLICABLE
from ozlint.language.emit import Emitter, build
from ozlint.language.operands import Operand
from ozlint.language.tree import Const, Junction, Node, Unknown, written
from ozlint.language.values import Value

_WORTH = 3
"""Rules that must share a condition before it is written once for all of them."""

Verdict = Callable[[Any, float, Mapping[str, Value]], int]


class Clause(msgspec.Struct, frozen=True):
    """What is left of a rule once the facts are worked in."""

    place: int
    when: Node | None
    test: Node
    forbid: bool
    reason: int | None = None
    """The outcome where it can be neither told to hold nor to be broken, if the facts settle that; else it is asked."""
    before: tuple[Operand, ...] = ()
    """The operands that have to be known for `reason` to be the outcome."""

    @property
    def is_open(self) -> bool:
        """Whether the facts leave no posting of which it could be told."""
        return isinstance(self.test, Unknown) and (self.when is None or isinstance(self.when, Unknown))

    @property
    def conjuncts(self) -> tuple[Node, ...]:
        """The conditions that must all hold for the rule to apply."""
        if isinstance(self.when, Junction) and self.when.op == "and":
            return self.when.items
        return () if self.when is None else (self.when,)

    def without(self, places: Container[int]) -> "Clause":
        """Return the clause where the conjuncts at some places are known to hold."""
        rest = tuple(node for place, node in enumerate(self.conjuncts) if place not in places)
        if not rest:
            return structs.replace(self, when=None)
        if len(rest) == 1 or not isinstance(self.when, Junction):
            return structs.replace(self, when=rest[0])
        return structs.replace(self, when=structs.replace(self.when, items=rest))


def clause(place: int, when: Node | None, test: Node, *, forbid: bool) -> int | Clause:
    """Return the outcome code of a rule whose conditions are settled by the facts folded in, or what is left of it."""
    if isinstance(when, Const):
        if not when.value:
            return NOT_APPLICABLE
        when = None
    if isinstance(test, Const) and bool(test.value) is not forbid and when is None:
        return 0
    return Clause(place, when, test, forbid)


def write_clauses(clauses: Sequence[Clause], emitter: Emitter) -> list[str]:
    """Return the lines that add the outcomes of some rules to `o`; `whyN` tells why rule N cannot be judged."""
    return _write_together([(one, tuple(map(written, one.conjuncts))) for one in clauses], emitter)


def _write_together(clauses: Sequence[tuple[Clause, tuple[str, ...]]], emitter: Emitter) -> list[str]:
    """Return these lines; each clause comes with what its conjuncts are written as, so that none is written twice."""
    if len(clauses) < _WORTH:
        return [line for one, _ in clauses for line in _write(one, emitter)]
    shared = Counter(
        condition
        for one, texts in clauses
        # In their order, and not as a set: the same rules are to give the same source in every run.
        for condition in dict.fromkeys(
            text for node, text in zip(one.conjuncts, texts, strict=True) if not isinstance(node, Unknown)
        )
    )
    condition, count = shared.most_common(1)[0] if shared else ("", 0)
    if count < _WORTH:
        return [line for one, _ in clauses for line in _write(one, emitter)]
    inside = [(one, texts) for one, texts in clauses if condition in texts]
    outside = [(one, texts) for one, texts in clauses if condition not in texts]
    first, texts = inside[0]
    holds, fails = emitter.truth(first.conjuncts[texts.index(condition)])
    lines = [*emitter.ensure(), f"if {holds}:"]
    with emitter.block():
        rest = [_without(one, texts, condition) for one, texts in inside]
        lines += _indent(_write_together(rest, emitter) or ["pass"])
    not_applicable = sum(NOT_APPLICABLE << (one.place * BITS) for one, _ in inside)
    rare = emitter.constant(_Rare([one for one, _ in inside], emitter))
    lines += [f"elif {fails}: o |= {not_applicable:#x}", f"else: o |= {rare}(p, now, cross)"]
    return [*lines, *_write_together(outside, emitter)]


def _without(one: Clause, texts: tuple[str, ...], condition: str) -> tuple[Clause, tuple[str, ...]]:
    """Return a clause where a condition is known to hold, with what its conjuncts are written as."""
    rest = one.without({place for place, text in enumerate(texts) if text == condition})
    left = tuple(text for text in texts if text != condition)
    # What is left alone may be a conjunction itself, whose parts are conjuncts then.
    return rest, left if len(left) == len(rest.conjuncts) > 1 else tuple(map(written, rest.conjuncts))


class _Rare:
    """Judges rules whose shared condition is unknown; compiled at its first call."""

    def __init__(self, clauses: Sequence[Clause], emitter: Emitter) -> None:
        self._clauses = clauses
        self._times, self._compiled = emitter.times, emitter.compiled
        self._whys = {name: known for name, known in emitter.names.items() if name.startswith("why")}
        self._judge: Verdict | None = None

    def __call__(self, posting: object, now: float, cross: Mapping[str, Value]) -> int:
        if self._judge is None:
            emitter = Emitter(self._times, self._compiled)
            lines = [line for one in self._clauses for line in _write(one, emitter)]
            self._judge = build(emitter, "def judge(p, now, cross):", ["o = 0", *lines, "return o"], self._whys)
        return self._judge(posting, now, cross)


def _write(one: Clause, emitter: Emitter) -> list[str]:
    shift = one.place * BITS
    breaks = f"o |= {BROKEN << shift:#x}"
    applies = not_applies = ""
    first: list[str] = []
    if one.when is not None:
        applies, not_applies = emitter.truth(one.when)
        first = emitter.ensure()
    true, false = emitter.truth(one.test)
    broken, holds = (true, false) if one.forbid else (false, true)
    fill = emitter.ensure(always=one.when is None)
    asks = _ask(one, emitter)
    # Most rules hold or do not apply: what says so is asked first, and the rest only where it does not.
    judged = [*fill, *_branches([(holds, []), (broken, [breaks])], asks)]
    if one.when is None:
        return judged
    return [
        *first,
        *_branches(
            [(not_applies, [f"o |= {NOT_APPLICABLE << shift:#x}"]), (applies, judged)],
            [*fill, *_branches([(holds, [])], asks)],
        ),
    ]


def _ask(one: Clause, emitter: Emitter) -> list[str]:
    """Return the lines that add why a rule is open."""
    shift = one.place * BITS
    asks = f"why{one.place}(p, now, cross) << {shift}"
    if one.reason is None:
        return [f"o |= {asks}"]
    with emitter.rarely():
        known = " and ".join(is_known(operand, emitter) for operand in one.before)
    told = f"{one.reason << shift:#x}"
    return [*emitter.ensure(always=False), f"o |= {told} if {known} else {asks}" if known else f"o |= {told}"]


def _branches(cases: Sequence[tuple[str, list[str]]], otherwise: list[str]) -> list[str]:
    """Return the lines that run those of the first case that is true; cases that cannot be are left out."""
    lines: list[str] = []
    for condition, inside in cases:
        if condition == "False":
            continue
        if condition == "True":
            otherwise = inside
            break
        lines += [f"{'elif' if lines else 'if'} {condition}:", *_indent(inside or ["pass"])]
    if not lines:
        return otherwise
    return [*lines, "else:", *_indent(otherwise)] if otherwise else lines


def _indent(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" for line in lines]
