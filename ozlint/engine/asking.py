"""Writing the function that tells why a rule is left open: what shows that an operand leaves it so, and how so."""

from collections.abc import Callable, Sequence

from ozlint.language.emit import Emitter
from ozlint.language.faults import kind_of, unreadable
from ozlint.language.joined import record_of
from ozlint.language.operands import Operand, Reason
from ozlint.language.tree import FieldRef, Node, Unknown, inside
from ozlint.language.type import RECORD
from ozlint.rulebook.rule import Rule

NUMERIC = ("number", "time", "duration")
_Check = tuple[str, Reason]
"""What shows that an operand has a reason, and the reason."""


class Asking:
    """Writes the lines of one function. It is asked of rules alone that are left open."""

    def __init__(self, rule: Rule, when: Node | None, code: Callable[[Reason], int], emitter: Emitter) -> None:
        """Take when the rule applies, with what is known of the run worked in, and what gives the code of a reason."""
        self._rule = rule
        self._when = when
        self._code = code
        self._emitter = emitter

    def waits(self, operand: Operand) -> list[str]:
        """Return the lines for an operand that rests on an input which was not given."""
        waiting = waits_for(operand.node)
        return self._returns(operand, lambda: [("True", unknown_of(waiting, operand.name))]) if waiting else []

    def spoilt(self, operand: Operand) -> list[str]:
        """Return the lines for an operand of which something stands there and cannot be read."""
        name, fields = operand.name, [field for field in operand.fields if kind_of(field) is not None]
        if not fields:
            return []
        return self._returns(operand, lambda: [one for field in fields for one in _faults(field, name, self._emitter)])

    def lacks(self, operand: Operand) -> list[str]:
        """Return the lines for an operand that is not known for any other reason."""
        return self._returns(operand, lambda: _lacks(operand, self._emitter))

    def _returns(self, operand: Operand, checks: Callable[[], Sequence[_Check]]) -> list[str]:
        """Return the lines that give a reason of an operand where it leaves the rule open.

        First it is asked whether it is known at all, which takes least.
        """
        emitter = self._emitter
        unknown = "True" if isinstance(operand.node, Unknown) else _is_unknown(operand, emitter)
        lines = [*emitter.ensure(), f"if {unknown}:"]
        with emitter.block():
            is_open = self._is_open(operand)
            filled = emitter.ensure()
            inside = [f"    if {check}: return {self._code(reason)}" for check, reason in checks()]
            within = [*filled, f"if {is_open}:", *(f"    {line}" for line in emitter.ensure()), *inside]
        return [*lines, *(f"    {line}" for line in within)]

    def _is_open(self, operand: Operand) -> str:
        """Return what shows that no condition is known which an operand is part of, in a rule that is left open."""
        whole, *inner = operand.parts
        true, false = self._emitter.truth(whole)
        decisive = true if whole is self._when or self._rule.forbid else false
        pairs = [self._emitter.truth(part) for part in inner]
        return " and ".join([f"not {decisive}", *(f"not ({true} or {false})" for true, false in pairs)])


def _lacks(operand: Operand, emitter: Emitter) -> list[_Check]:
    """Return what shows that an operand is not there, and what is said of it where even that does not show."""
    if isinstance(operand.node, Unknown):
        return [("True", unknown_of(operand.node, operand.name))]
    checks = [check for field in operand.fields for check in _absent(field, operand.name, emitter)]
    if operand.fields:
        empty = " and ".join(_is_empty(field, emitter) for field in operand.fields)
        checks.append((empty, Reason("field_empty", operand.name, operand.fields[0].path)))
    return [*checks, ("True", operand.untold)]


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
    return next((found for part in inside(node) if (found := waits_for(part)) is not None), None)


def _faults(field: FieldRef, name: str, emitter: Emitter) -> list[tuple[str, Reason]]:
    """Return what shows that something stands in a field that cannot be read; nothing where none can."""
    kind = kind_of(field)
    if kind is None:
        return []
    look = f"{emitter.constant(kind.look)}({emitter.raw(field)})"
    return [(f"{look} == {fault!r}", unreadable(name, field.path, fault)) for fault in kind.faults]


def _absent(field: FieldRef, name: str, emitter: Emitter) -> list[tuple[str, Reason]]:
    """Return what shows that a field is not there at all, or that nothing was joined that could have it."""
    lacks = [(f"{emitter.raw(field)} is UNSET", Reason("field_absent", name, field.path))]
    if head := record_of(field.path):
        record = emitter.raw(FieldRef(type=RECORD, path=head))
        lacks.insert(0, (f"not {record}", Reason("not_joined", name, head)))
    return lacks


def _is_unknown(operand: Operand, emitter: Emitter) -> str:
    node = operand.node
    if node.type.kind in NUMERIC and operand.need:
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
