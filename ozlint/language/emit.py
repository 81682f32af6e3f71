"""Writing Python source for expressions: two booleans a condition, surely true and surely false; neither is unknown.

Where order matters (numbers, moments, durations) an unknown or empty value is NaN: every comparison with NaN is false,
so `a < b` is "surely true" and `a >= b` "surely false" without a single guard. Everything else carries UNSET for
unknown and None for empty.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ozlint.language.emit_call import call_number, call_truth, call_value, loop_number, loop_truth
from ozlint.language.interpret import has_time
from ozlint.language.joined import is_moment
from ozlint.language.scratch import NUMERIC, Scratch, Truth
from ozlint.language.tree import (
    Arith,
    Call,
    Compare,
    Const,
    FieldRef,
    Junction,
    Loop,
    Member,
    Node,
    Not,
    Now,
    Word,
    written,
)  # fmt: skip
from ozlint.model.times import DAY, ZONE_MARGIN

NEVER: Truth = ("False", "False")
_MIRROR = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Emitter(Scratch):
    """Writes the source of the expressions of one function."""

    def truth(self, node: Node) -> Truth:
        """Return the source of "surely true" and "surely false" of a condition."""
        return self._written("truth", node, self._truth)

    def _truth(self, node: Node) -> Truth:
        match node:
            case Const():
                return ("True", "False") if node.value else ("False", "True")
            case FieldRef():
                raw = self.raw(node)
                return f"{raw} is True", f"{raw} is False"
            case Word():
                return self.truth(node.body)
            case Not():
                true, false = self.truth(node.item)
                return false, true
            case Junction():
                pairs = [self.truth(item) for item in node.items]
                every, some = (0, 1) if node.op == "and" else (1, 0)
                joined = {
                    every: _joined("and", [pair[every] for pair in pairs]),
                    some: _joined("or", [pair[some] for pair in pairs]),
                }
                return joined[0], joined[1]
            case Compare():
                return self._compare(node)
            case Member():
                return self._member(node)
            case Call():
                return call_truth(self, node)
            case Loop():
                return loop_truth(self, node)
            case _:
                return NEVER

    def value(self, node: Node) -> str:
        """Return the source of a value: UNSET if unknown, None if empty."""
        return self._written("value", node, self._value)

    def _value(self, node: Node) -> str:
        match node:
            case Const():
                return (
                    repr(node.value) if isinstance(node.value, str | float | bool | None) else self.constant(node.value)
                )
            case Now():
                return _now(node)
            case FieldRef():
                return self._field(node)
            case Word():
                if node.type.kind in NUMERIC:
                    return f"(x if (x := {self.number(node)}) == x else {self.value(node.body)})"
                return self.once(f"value {written(node)}", self.value(node.body))
            case Call():
                return call_value(self, node)
            case Arith() | Loop() if node.type.kind in NUMERIC:
                number = self.number(node)
                return f"(x if (x := {number}) == x else UNSET)"
            case _ if node.type.kind == "bool":
                true, false = self.truth(node)
                return f"(True if {true} else False if {false} else UNSET)"
            case _:
                return "UNSET"

    def number(self, node: Node) -> str:
        """Return the source of a number, moment (seconds) or duration (seconds): NaN if unknown or empty."""
        return self._written("number", node, self._number)

    def _number(self, node: Node) -> str:
        match node:
            case Const():
                return repr(node.value) if isinstance(node.value, float) else "NAN"
            case Now():
                return _now(node)
            case FieldRef():
                read = "NUMBER" if node.type.kind == "number" else "MOMENT" if is_moment(node.path) else "TIME"
                raw = self.raw(node)
                quick = f"{read}(r) if (r := {raw}) else NAN" if read == "TIME" else f"{read}({raw})"
                return self.once(f"number {node.path}", quick)
            case Word():
                return self.once(f"number {written(node)}", self.number(node.body))
            case Arith():
                left, right = self.number(node.left), self.number(node.right)
                return f"QUOTIENT({left}, {right})" if node.op == "/" else f"({left} {node.op} {right})"
            case Call():
                return call_number(self, node)
            case Loop():
                return loop_number(self, node)
            case _:
                return "NAN"

    def _field(self, node: FieldRef) -> str:
        raw = self.raw(node)
        kind = node.type
        if kind.kind in ("number", "time"):
            number = self.number(node)
            read = "NUMBER_VALUE" if kind.kind == "number" else "TIME_VALUE"
            return f"(x if (x := {number}) == x else {read}({raw}))"
        if kind.kind == "text":
            read = f"ID(r) if (r := {raw}) else r if r is UNSET else None"
            if not kind.is_id:
                read = f"None if (r := {raw}).__class__ is str and (not r or r.isspace()) else r"
            return self.once(f"value {node.path}", read)
        if kind.kind == "list":
            read = f"IDS({raw})" if kind.is_id else f"() if (r := {raw}) is None else r"
            return self.once(f"value {node.path}", read)
        return raw

    def _compare(self, node: Compare) -> Truth:
        op = node.op
        margin = ZONE_MARGIN if self.times.margin and has_time(node) else 0.0
        if op in ("==", "!="):
            same, other = self._same(node, margin)
            return (same, other) if op == "==" else (other, same)
        left, right = self.number(node.left), self.number(node.right)
        if not margin:
            return f"{left} {op} {right}", f"{left} {_MIRROR[op]} {right}"
        sure, unsure = ("+", "-") if op in ("<", "<=") else ("-", "+")
        return f"{left} {sure} {margin} {op} {right}", f"{left} {unsure} {margin} {_MIRROR[op]} {right}"

    def _same(self, node: Compare, margin: float) -> Truth:
        left, right = self.value(node.left), self.value(node.right)
        if node.left.type.kind in NUMERIC:
            call = f"EQUAL({left}, {right}, {margin})"
            return f"{call} is True", f"{call} is False"
        known = [
            f"{side} is not UNSET"
            for side, part in ((left, node.left), (right, node.right))
            if not isinstance(part, Const)
        ]
        guard = " and ".join(known) or "True"
        if len(known) == 1:
            return f"{left} == {right}", f"({guard} and {left} != {right})"
        return f"({guard} and {left} == {right})", f"({guard} and {left} != {right})"

    def _member(self, node: Member) -> Truth:
        item = self.value(node.item)
        if isinstance(node.container, Const):
            held = node.container.value
            if not isinstance(held, tuple) or not held:
                return "False", "True"
            name = self.constant(frozenset(held))
            if isinstance(node.item, Const):
                return f"{item} in {name}", f"{item} not in {name}"
            return f"{item} in {name}", f"({item} is not UNSET and {item} not in {name})"
        box = self.value(node.container)
        if isinstance(node.item, Const):
            return f"({box} is not UNSET and {item} in {box})", f"({box} is not UNSET and {item} not in {box})"
        return (
            f"({box} is not UNSET and {item} is not UNSET and {item} in {box})",
            f"({box} is not UNSET and (not {box} or ({item} is not UNSET and {item} not in {box})))",
        )


def _joined(word: str, sources: list[str]) -> str:
    """Return the source of conditions joined by a word, without those that decide nothing."""
    decisive, idle = ("False", "True") if word == "and" else ("True", "False")
    if decisive in sources:
        return decisive
    left = [source for source in sources if source != idle]
    return f"({f' {word} '.join(left)})" if left else idle


def _now(node: Now) -> str:
    return f"(now - now % {DAY})" if node.is_midnight else "now"


def build(emitter: Emitter, header: str, body: list[str], names: Mapping[str, Any] = MappingProxyType({})) -> Any:  # noqa: ANN401
    """Return the function whose source is `header`, the emitter's head, and `body`.

    The source is ozlint's own: rule texts reach it only as literals written by `repr`, and as constants by name.
    """
    source = "\n".join([header, *(f"    {line}" for line in (*emitter.head(), *body))])
    space = {**emitter.names, **names, "__builtins__": _BUILTINS}
    exec(emitter.compiled(source), space)  # noqa: S102 - generated from a checked tree, see above
    return space["judge"]


_BUILTINS = {"any": any, "all": all, "sum": sum, "float": float, "bool": bool, "str": str}
