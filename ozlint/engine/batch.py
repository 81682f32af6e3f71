"""Judging rules about the run as a whole, on what was counted of its postings.

A rule is judged where it comes out the same whatever the truth about open postings is, and left open where it does not.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from msgspec import UNSET, UnsetType, structs

from ozlint.engine.count import EXAMPLES
from ozlint.engine.flat import FlatResult, add_verdict
from ozlint.engine.ledger import GroupState, Ledger, Worth
from ozlint.engine.result import Tally, Unjudged
from ozlint.engine.span import Span
from ozlint.engine.terms import Terms
from ozlint.language.interpret import interpret
from ozlint.language.operands import Operand, Reason, operands
from ozlint.language.template import NOTHING, show
from ozlint.language.tree import (
    Aggregate,
    Arith,
    Compare,
    Const,
    Junction,
    Node,
    Not,
    Unknown,
    Word,
    inside,
    own_words_in,
    written,
)
from ozlint.language.values import Value
from ozlint.model.finding import Finding, Severity, Subject
from ozlint.model.record import Place
from ozlint.model.text import Lang
from ozlint.rulebook.rule import FACTS, Rule


def lint_batch(ledger: Ledger, inputs: Sequence[str], terms: Terms) -> FlatResult:
    """Judge the rules about the run on every group of its postings; `inputs` are the paths of what was read."""
    now = terms.now
    findings: list[Finding] = []
    unjudged: list[Unjudged] = []
    tallies = {rule.id: Tally() for rule in ledger.bench.batch}
    path = inputs[0] if len(inputs) == 1 else ""
    for rule in ledger.bench.batch:
        reasons: dict[Reason, list[str]] = {}
        for group in ledger.groups(rule, now):
            verdict = outcome_of(rule, group, now)
            add_verdict(tallies[rule.id], verdict, 1)
            if verdict is False:
                findings.append(_finding(rule, group, path, terms.lang, now))
            elif verdict is UNSET:
                reasons.setdefault(open_reason(rule, group, now), []).append(group.key)
        unjudged += (
            Unjudged(rule.id, "batch", path, reason, len(keys), tuple(keys[:EXAMPLES]))
            for reason, keys in reasons.items()
        )
    return FlatResult(tuple(findings), tallies, tuple(unjudged))


def outcome_of(rule: Rule, group: GroupState, now: float) -> bool | UnsetType | None:
    """Return how a rule comes out on a group: True holds, False broken, None not applicable, UNSET unknown."""
    test = truth_of(rule.test, group, now)
    good = test if test is UNSET or not rule.forbid else not test
    when = True if rule.when is None else truth_of(rule.when, group, now)
    if when is False:
        return None
    if good is True:
        return True
    return False if when is True and good is False else UNSET


def truth_of(node: Node, group: GroupState, now: float) -> bool | UnsetType:
    """Return whether a condition about a group holds whatever its open numbers are."""
    match node:
        case Word():
            return truth_of(node.body, group, now)
        case Not():
            value = truth_of(node.item, group, now)
            return value if value is UNSET else not value
        case Junction():
            decisive = node.op == "or"
            values = [truth_of(item, group, now) for item in node.items]
            if any(value is decisive for value in values):
                return decisive
            return not decisive if all(value is (not decisive) for value in values) else UNSET
        case _:
            return _settled(node, group, now)


def _settled(node: Node, group: GroupState, now: float) -> bool | UnsetType:
    """Return what a comparison is worth at every end of the ranges in it, where that is the same.

    Comparisons by order and the steps of a table move one way as a number grows, so what holds at both ends holds
    between them. Whether two numbers are equal does not, and stays open; so does what is divided by a range or is the
    product of two.
    """
    is_open = _is_open(node, group)
    if is_open and isinstance(node, Compare) and node.op in ("==", "!=") and node.left.type.kind != "text":
        return UNSET
    if is_open and _bends(node, group):
        return UNSET
    values = ends_of(node, group, now)
    return values[0] if len(values) == 1 and isinstance(values[0], bool) else UNSET


def _is_open(node: Node, group: GroupState) -> bool:
    """Return whether some number in an expression is a range."""
    return any(len(span.ends) > 1 for span in _ranges(node, group).values())


def _bends(node: Node, group: GroupState) -> bool:
    """Return whether an expression may be greater or less between the ends of its ranges than at all of them."""
    if isinstance(node, Arith) and node.op in ("*", "/") and _is_open(node.right, group):
        return node.op == "/" or _is_open(node.left, group)
    return any(_bends(child, group) for child in inside(node))


def _keys(node: Node) -> Iterator[str]:
    """Yield what each aggregate below a node says."""
    if isinstance(node, Aggregate):
        yield written(node)
        return
    for child in inside(node):
        yield from _keys(child)


def open_reason(rule: Rule, group: GroupState, now: float) -> Reason:
    """Return why a rule could not be judged on a group: its first operand that is not known, or not exactly."""
    for node, text in ((rule.when, rule.when_text), (rule.test, rule.test_text)):
        if node is not None and truth_of(node, group, now) is UNSET:
            for operand in operands(node, text):
                if (reason := number_reason(operand, group.reasons)) is not None:
                    return reason
                ends = ends_of(operand.node, group, now)
                if None in ends:
                    return Reason("field_empty", operand.name, operand.name)
                if UNSET in ends:
                    return operand.untold
    return Reason("cannot_say", rule.id, "")


def number_reason(operand: Operand, reasons: Mapping[str, Reason]) -> Reason | None:
    """Return why the numbers about the run in an operand are not known; None where they are.

    `reasons` are those of a group. What is not about a field of the postings goes by the operand's name.
    """
    found = next((reasons[key] for key in _keys(operand.node) if key in reasons), None)
    return found if found is None or found.name else structs.replace(found, name=operand.name)


def _finding(rule: Rule, group: GroupState, path: str, lang: Lang, now: float) -> Finding:
    known = dict(zip(group.names, group.values, strict=True))
    template = rule.message[lang]
    parts = [template.texts[0]]
    for node, text in zip(template.nodes, template.texts[1:], strict=True):
        shown = dict.fromkeys(show(value, node.type, lang) for value in ends_of(node, group, now))
        parts += [" – ".join(shown) or NOTHING, text]
    return Finding(
        rule=rule.id, name=rule.name, severity=_severity(rule, group, now), posting_number=None,
        account=known.get("account"), subject=Subject("batch", group.key), field=rule.field, message="".join(parts),
        values=_values(rule, group, now), facts=_facts(known), place=Place(path, 0, 0, ""),
    )  # fmt: skip


def _severity(rule: Rule, group: GroupState, now: float) -> Severity:
    cases = (severity for node, severity in rule.severity_when if truth_of(node, group, now) is True)
    return next(cases, rule.severity)


def _values(rule: Rule, group: GroupState, now: float) -> dict[str, Any]:
    """Return the operands of a rule and the words of its own in its message; a range by both its ends."""
    shown: dict[str, Node] = {}
    for node, text in ((rule.when, rule.when_text), (rule.test, rule.test_text)):
        for operand in operands(node, text) if node is not None else ():
            if not isinstance(operand.node, Const | Unknown):
                shown.setdefault(operand.name, operand.node)
    for template in rule.message.values():
        shown |= {word.name: word for word in own_words_in(template.nodes)}
    found: dict[str, Any] = {}
    for name, node in shown.items():
        ends = [_plain(value) for value in ends_of(node, group, now)]
        found[name] = ends[0] if len(ends) == 1 else ends
    return found


def _facts(known: Mapping[str, str | None]) -> dict[str, Any]:
    """Return what the postings of a group have in common, under the names that facts of a posting have."""
    names = {word: name for name, word in FACTS.items()}
    return {names.get(name, name): value for name, value in known.items() if value is not None and name != "account"}


def _plain(value: Value) -> Any:  # noqa: ANN401 - a value of the report
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    return None if value is UNSET else value


def ends_of(node: Node, group: GroupState, now: float) -> list[Value]:
    """Return what an expression is worth at the ends of the ranges in it: one value where there are none."""
    ranges = _ranges(node, group)
    found: dict[str, Value] = {}
    for ends in product(*(span.ends for span in ranges.values())):
        value = interpret(node, group.moment(now, _fixed(ranges, ends, group)))
        found.setdefault(repr(value), value)
    return list(found.values())


def _ranges(node: Node, group: GroupState) -> dict[str, Span]:
    return {key: span for key in _keys(node) if isinstance(span := group.worth[key], Span)}


def _fixed(ranges: dict[str, Span], ends: Sequence[float], group: GroupState) -> dict[str, Worth]:
    return {**group.worth, **{key: Span(end, end) for key, end in zip(ranges, ends, strict=True)}}
