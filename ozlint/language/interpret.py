"""The reference meaning of an expression: slow, plain, and what the compiled rules must agree with.

Also used where speed does not matter: records and inputs, `rules test`, `rules try`, folding of constants.
"""

from collections.abc import Mapping, Sequence
from math import isnan
from operator import add, mul, sub
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.language.joined import record_of
from ozlint.language.regex import compile_regex
from ozlint.language.tree import (
    Aggregate,
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
    Param,
    Unknown,
    Word,
    children,
    written,
)  # fmt: skip
from ozlint.language.values import Value, equal, first_of, latest_of, quotient_of, read_path, reader
from ozlint.model.times import DAY, HOUR, ZONE_MARGIN, ZONED, Times

SPANS = {"minutes": 60.0, "hours": HOUR, "days": DAY}
ALONE: Mapping[str, Value] = {"sharing": 1.0, "versions": 1.0, "links_back": True}
"""What cross-record functions answer for a posting that shares nothing with another."""

LINK_PATHS = ("parent_posting_number", "related_postings.related_posting_numbers")
"""The fields links_back() reads."""


class Moment(msgspec.Struct, frozen=True):
    """What an expression is judged on, besides its text."""

    subject: Any
    now: float = 0.0
    cross: Mapping[str, Value] = msgspec.field(default_factory=lambda: ALONE)
    """Answers of the cross-record functions, by their text, and of the aggregates of a run; the joined records."""
    times: Times = ZONED
    """How times without a zone are read; where nobody knows it, comparisons closer than three hours are unknown."""
    item: Any = None
    """The product a loop is at."""


def truth(node: Node, moment: Moment) -> bool | UnsetType:
    """Return whether a condition holds: True, False, or UNSET where that is not known; an empty flag says nothing."""
    value = interpret(node, moment)
    return value if isinstance(value, bool) else UNSET


def interpret(node: Node, moment: Moment) -> Value:
    """Return the value of an expression: None where it is empty, UNSET where it is unknown."""
    match node:
        case Const():
            return node.value  # type: ignore[return-value]
        case Unknown() | Param():
            return UNSET
        case Now():
            return moment.now - moment.now % DAY if node.is_midnight else moment.now
        case FieldRef():
            return reader(node.type, moment.times)(raw_of(node, moment))
        case Word():
            return interpret(node.body, moment)
        case Not():
            value = truth(node.item, moment)
            return UNSET if value is UNSET else not value
        case Junction():
            return _junction(node.op, [truth(item, moment) for item in node.items])
        case Compare():
            return _compare(node, moment)
        case Member():
            return _member(interpret(node.item, moment), interpret(node.container, moment))
        case Arith():
            return _arith(node, moment)
        case Call():
            return _call(node, moment)
        case Loop():
            return _loop(node, moment)
        case Aggregate():
            return moment.cross.get(written(node), UNSET)
        case _:
            raise TypeError(type(node))


def raw_of(node: FieldRef, moment: Moment) -> Any:  # noqa: ANN401 - whatever the input had
    """Return the raw value of a field: of the product, of a joined record, or of the subject itself."""
    if node.loop:
        return read_path(moment.item, node.path.removeprefix("products[]."))
    head = record_of(node.path)
    if not head:
        return read_path(moment.subject, node.path)
    record = moment.cross.get(head, UNSET)
    if node.path == head:
        return record
    return UNSET if record is None else read_path(record, node.path.removeprefix(f"{head}."))


def _junction(op: str, values: Sequence[Value]) -> bool | UnsetType:
    decisive = op == "or"
    if any(value is decisive for value in values):
        return decisive
    return not decisive if all(value is (not decisive) for value in values) else UNSET


def _compare(node: Compare, moment: Moment) -> bool | UnsetType:
    left, right = interpret(node.left, moment), interpret(node.right, moment)
    margin = ZONE_MARGIN if moment.times.margin and has_time(node) else 0.0
    if node.op in ("==", "!="):
        same = equal(left, right, margin)
        return same if same is UNSET or node.op == "==" else not same
    if not isinstance(left, float) or not isinstance(right, float):
        return UNSET
    sure, unsure = (margin, -margin) if node.op in ("<", "<=") else (-margin, margin)
    if _ordered(node.op, left + sure, right):
        return True
    return False if _ordered(_OPPOSITE[node.op], left + unsure, right) else UNSET


_ARITH = {"+": add, "-": sub, "*": mul, "/": quotient_of}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _ordered(op: str, left: float, right: float) -> bool:
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def has_time(node: Node) -> bool:
    """Return whether a comparison, or a time or duration in it, moves with the zone of the subject's times."""
    match node:
        case Compare():
            return node.moves
        case FieldRef():
            return node.type.kind == "time"
        case Word():
            return has_time(node.body)
        case Arith() | Call() if node.type.kind in ("time", "duration"):
            return any(has_time(child) for child in children(node) if child.type.kind in ("time", "duration"))
        case _:
            return False


def _member(item: Value, container: Value) -> bool | UnsetType:
    if container is UNSET:
        return UNSET
    if not container:
        return False
    return UNSET if item is UNSET else item in container  # type: ignore[operator]


def _arith(node: Arith, moment: Moment) -> Value:
    left, right = interpret(node.left, moment), interpret(node.right, moment)
    if not isinstance(left, float) or not isinstance(right, float):
        return UNSET
    result = _ARITH[node.op](left, right)
    return UNSET if isnan(result) else result


def _call(node: Call, moment: Moment) -> Value:
    name, args = node.function.name, node.args
    if name == "given":
        return _given(args[0], moment)
    if name == "raw":
        found = raw_of(args[0], moment) if isinstance(args[0], FieldRef) else UNSET
        return found if found is UNSET or found is None else str(found)
    values = [_argument(node, arg, moment) for arg in args]
    first = values[0] if values else None
    match node.function.form:
        case "presence":
            if first is UNSET:
                return UNSET
            # A text may be "" here: present(raw(x)) asks whether anything was written at all.
            empty = first is None or (isinstance(first, list | tuple | dict) and not first)
            return empty if name == "missing" else not empty
        case "span":
            if not isinstance(first, float):
                return UNSET
            return moment.now - first if name == "age" else first * SPANS[name]
        case "pick":
            if name == "only_if":
                return values[1] if first is True else None if first is False else UNSET
            return latest_of(*values) if name == "latest" else first_of(*values)
        case "cross":
            if args and not isinstance(first, str):
                return UNSET
            if not args and all(read_path(moment.subject, path) is UNSET for path in LINK_PATHS):
                return UNSET
            return moment.cross.get(cross_key(node), ALONE[name])
        case "special":
            return compile_regex(str(values[1]))[0](first) if isinstance(first, str) else UNSET
        case _:
            return pure(node, values)


def pure(node: Call, values: list[Value]) -> Value:
    """Return what a pure function answers on values; None of a function that judges is unknown."""
    function = node.function
    unknown = UNSET in values and not function.sees_unknown
    if unknown or (None in values and not function.sees_empty) or function.work is None:
        return UNSET
    result = function.work(*values)
    if function.result.kind == "bool":
        return result if isinstance(result, bool) else UNSET
    return float(result) if function.result.kind == "number" else result


def cross_key(node: Call) -> str:
    """Return the name under which the answer of a cross-record call is kept."""
    paths = ",".join(getattr(arg, "path", "") or getattr(arg, "name", "") or "…" for arg in node.args)
    return f"{node.function.name}({paths})" if paths else node.function.name


def is_read_as_written(field: FieldRef) -> bool:
    """Return whether functions that see what is unknown get a field's original text."""
    return field.type.kind in ("text", "time") and not field.type.is_id


def _argument(node: Call, arg: Node, moment: Moment) -> Value:
    """Return an argument; a function that sees what is unknown gets fields as they are written."""
    if node.function.sees_unknown and isinstance(arg, FieldRef) and is_read_as_written(arg):
        return raw_of(arg, moment)  # type: ignore[no-any-return]
    return interpret(arg, moment)


def _given(arg: Node, moment: Moment) -> bool:
    if isinstance(arg, FieldRef):
        return raw_of(arg, moment) is not UNSET
    return interpret(arg, moment) is not UNSET


def _loop(node: Loop, moment: Moment) -> Value:
    items: list[Any] | UnsetType | None = read_path(moment.subject, node.path)
    if items is UNSET:
        return UNSET
    values = [interpret(node.body, msgspec.structs.replace(moment, item=item)) for item in items or ()]
    match node.kind:
        case "any" | "all":
            return _junction("or" if node.kind == "any" else "and", values)
        case "count":
            known = all(isinstance(value, bool) for value in values)
            return float(values.count(True)) if known else UNSET
        case _:
            numbers = [value for value in values if isinstance(value, float)]
            total = float(sum(numbers))
            return UNSET if len(numbers) < len(values) or isnan(total) else total
