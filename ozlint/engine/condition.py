"""Writing one rule's judgement as source: which of holds, broken, not applicable or which reason."""

from ozlint.engine.outcome import BITS, BROKEN, NOT_APPLICABLE, ReasonTable
from ozlint.language.emit import Emitter
from ozlint.language.fold import Facts, fold
from ozlint.language.operands import Operand, Reason, operands
from ozlint.language.tree import Const, FieldRef, Node, Unknown
from ozlint.rulebook.rule import Rule

_NUMERIC = ("number", "time", "duration")


def write_rule(rule: Rule, place: int, facts: Facts, emitter: Emitter, reasons: ReasonTable) -> int | list[str]:
    """Return the outcome code the facts alone settle, or the lines that add the outcome to `o`."""
    when = fold(rule.when, facts) if rule.when is not None else None
    test = fold(rule.test, facts)
    if isinstance(when, Const):
        if not when.value:
            return NOT_APPLICABLE
        when = None
    settled = isinstance(test, Const) and bool(test.value) is not rule.forbid
    if settled and when is None:
        return 0
    true, false = emitter.truth(test)
    broken, holds = (true, false) if rule.forbid else (false, true)
    shift = place * BITS
    why = _reason_lines(rule, when, test, shift, emitter, reasons)
    breaks = f"o |= {BROKEN << shift}"
    if when is None:
        return [f"if {broken}: {breaks}", f"elif not ({holds}):", *_indent(why)]
    applies, not_applies = emitter.truth(when)
    return [
        f"if {applies}:",
        f"    if {broken}: {breaks}",
        f"    elif not ({holds}):",
        *_indent(_indent(why)),
        f"elif {not_applies}: o |= {NOT_APPLICABLE << shift}",
        f"elif not ({holds}):",
        *_indent(why),
    ]


def _indent(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _reason_lines(  # noqa: PLR0913 - the parts of one rule
    rule: Rule, when: Node | None, test: Node, shift: int, emitter: Emitter, reasons: ReasonTable
) -> list[str]:
    """Return an if-chain over the operands in text order: the first that is not known gives the reason."""
    found = [*(operands(when, rule.when_text) if when is not None else ()), *operands(test, rule.test_text)]
    lines: list[str] = []
    for operand in found:
        for check, reason in _checks(operand, emitter):
            lines.append(f"{'el' if lines else ''}if {check}: o |= {reasons.code(reason) << shift}")
            if check == "True":
                return lines
    last = Reason("zone_unknown" if emitter.margin else "cannot_say", rule.id, "")
    add = f"o |= {reasons.code(last) << shift}"
    return [*lines, f"else: {add}"] if lines else [add]


def _checks(operand: Operand, emitter: Emitter) -> list[tuple[str, Reason]]:
    """Return what shows that an operand is not known, with the reason it then gives."""
    node, name = operand.node, operand.name
    if isinstance(node, Unknown):
        return [("True", Reason(node.code, name, node.name))]
    if node.type.kind in _NUMERIC and operand.need:
        number = emitter.number(node)
        unknown = f"({number}) != ({number})"
    elif node.type.kind == "bool":
        true, false = emitter.truth(node)
        unknown = f"not ({true} or {false})"
    else:
        value = emitter.value(node)
        unknown = f"({value} is UNSET{f' or {value} is None' if operand.need else ''})"
    checks = []
    for field in operand.fields:
        if isinstance(field, FieldRef):
            absent = f"{emitter.raw(field)} is UNSET"
            checks.append((f"{unknown} and {absent}", Reason("field_absent", name, field.path)))
    if operand.fields:
        first = operand.fields[0]
        empty = " and ".join(_is_empty(field, emitter) for field in operand.fields)
        checks.append((f"{unknown} and {empty}", Reason("field_empty", name, first.path)))
    checks.append((unknown, Reason("cannot_say", name, "")))
    return checks


def _is_empty(field: FieldRef, emitter: Emitter) -> str:
    if field.type.kind in ("bool", "lists") or field.path.endswith("[]"):
        return f"{emitter.raw(field)} is None"
    if field.type.kind == "list":
        return f"not {emitter.raw(field)}"
    return f"{emitter.value(field)} is None"
