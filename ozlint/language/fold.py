"""Working out beforehand what is already known of an expression: parameters, the status at hand, inputs not given.

Folding never changes what an expression means: `tests/property` compares it with the interpreter.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TypeVar

from msgspec import UNSET, structs

from ozlint.language.interpret import Moment, cross_key, interpret, pure
from ozlint.language.joined import record_of
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
    Param,
    Unknown,
    Word,
)  # fmt: skip
from ozlint.language.type import BOOL
from ozlint.language.values import Value

Facts = Mapping[str, Node]
"""What is known: `status` or another path -> Const, Unknown or a given FieldRef, `reality` -> Unknown, `params.x` ->
Const."""


class Known(dict[str, Node]):
    """Facts for many expressions about one kind of subject: these have the words of the language in common."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts)
        self.words: dict[str, Node] = {}
        """What is left of the words that were met."""


T = TypeVar("T", bound=Node)

_NOBODY = Moment(subject=None)


def fold(node: Node, facts: Facts) -> Node:
    """Return an expression that means the same where `facts` hold, with everything they decide worked out."""
    match node:
        case Const():
            return node
        case FieldRef():
            return node if node.loop else _standing(_known_of(node, facts), node)
        case Param():
            return _standing(facts.get(f"params.{node.name}", node), node)
        case Word():
            return _word(node, facts)
        case Not():
            item = fold(node.item, facts)
            if isinstance(item, Unknown):
                return item
            return _bool(not item.value) if isinstance(item, Const) else _of(node, item=item)
        case Junction():
            return _junction(node, facts)
        case Compare() | Arith():
            left, right = fold(node.left, facts), fold(node.right, facts)
            strict = isinstance(node, Arith) or node.op not in ("==", "!=")
            folded = _of(node, left=left, right=right)
            return _open(folded, (left, right), (node.left, node.right), strict=strict) or _settled(
                folded, (left, right)
            )
        case Member():
            return _member(node, facts)
        case Call():
            return _call(node, facts)
        case Loop():
            return _of(node, body=fold(node.body, facts))
        case Aggregate():
            parts = {name: part and fold(part, facts) for name, part in _parts(node).items()}
            return structs.replace(node, asked=tuple(fold(part, facts) for part in node.asked), **parts)
        case _:
            return node


def _of(node: T, **parts: object) -> T:
    """Return a node with other parts; the node itself where they are the ones it has, as most are."""
    for name, part in parts.items():
        own = getattr(node, name)
        if own is not part and own != part:
            return structs.replace(node, **parts)
    return node


def _known_of(node: FieldRef, facts: Facts) -> Node:
    """Return what the facts say of a field, or of the joined record that it is in; else the field."""
    known = facts.get(node.path)
    return known if known is not None else facts.get(record_of(node.path), node)


def _parts(node: Aggregate) -> dict[str, Node | None]:
    return {"among": node.among, "within": node.within, "until": node.until}


def _bool(value: object) -> Const:
    return Const(type=BOOL, value=bool(value))


def _standing(node: Node, place: Node) -> Node:
    """Return a node as if it was written where `place` is."""
    return _of(node, start=place.start, end=place.end)


def _word(node: Word, facts: Facts) -> Node:
    shared = facts.words if isinstance(facts, Known) and not node.is_local else {}
    body = shared.get(node.name)
    if body is None:
        body = shared[node.name] = fold(node.body, facts)
    if isinstance(body, Const):
        return _standing(body, node)
    if isinstance(body, Unknown):
        # What was not given is told by the input's own name, whatever rests on it.
        name = body.name if body.code == "input_not_given" else node.name
        return Unknown(type=node.type, start=node.start, end=node.end, code=body.code, name=name)
    return _of(node, body=body)


def _junction(node: Junction, facts: Facts) -> Node:
    decisive = node.op == "or"
    items: list[Node] = []
    for item in node.items:
        folded = fold(item, facts)
        if isinstance(folded, Const):
            if bool(folded.value) is decisive:
                return _bool(decisive)
        else:
            items.append(folded)
    if not items:
        return _bool(not decisive)
    if len(items) == 1 or all(isinstance(item, Unknown) for item in items):
        return items[0]
    return _of(node, items=tuple(items))


def _member(node: Member, facts: Facts) -> Node:
    item, container = fold(node.item, facts), fold(node.container, facts)
    if isinstance(container, Const) and not container.value:
        return _bool(value=False)
    folded = _of(node, item=item, container=container)
    if isinstance(container, Unknown):
        return structs.replace(container, type=node.type)
    if isinstance(item, Unknown) and not isinstance(container, Const):
        return folded  # the list may yet turn out to be empty, and nothing is in an empty list
    return _open(folded, (item,), (node.item,), strict=False) or _settled(folded, (item, container))


def _open(folded: Node, parts: Sequence[Node], written: Sequence[Node], *, strict: bool) -> Unknown | None:
    """Return what leaves a node unknown: its first part that is unknown or, where it is strict, empty."""
    for part, original in zip(parts, written, strict=True):
        if isinstance(part, Unknown):
            return structs.replace(part, type=folded.type)
        if strict and isinstance(part, Const) and part.value is None:
            name = getattr(original, "path", "") or getattr(original, "name", "")
            return Unknown(type=folded.type, start=original.start, end=original.end, code="field_empty", name=name)
    return None


def _settled(node: Node, parts: Sequence[Node]) -> Node:
    """Return the constant that a node of constants is, else the node."""
    if not all(isinstance(part, Const) for part in parts):
        return node
    return _constant(node, interpret(node, _NOBODY))


def _constant(node: Node, value: Value) -> Node:
    if value is UNSET or not (value is None or isinstance(value, str | float | bool)):
        return node
    if isinstance(value, float) and not isfinite(value):
        return node
    return Const(type=node.type, start=node.start, end=node.end, value=value)


def _call(node: Call, facts: Facts) -> Node:
    function = node.function
    if function.name == "given":
        known = fold(node.args[0], facts)
        if isinstance(known, Const | Unknown):
            return _bool(isinstance(known, Const))
        if isinstance(known, FieldRef) and known.is_given:
            return _bool(value=True)
        return _of(node, args=(known,))
    if function.name == "raw" or function.form == "cross":
        unknown = _open(node, [fold(arg, facts) for arg in node.args], node.args, strict=False)
        return unknown or facts.get(cross_key(node), node)
    args = tuple(fold(arg, facts) for arg in node.args)
    folded = _of(node, args=args)
    if function.name == "only_if":
        return _only_if(folded)
    if function.form == "pick":
        return _pick(folded)
    if function.form == "pure" and function.sees_unknown:
        return _answered(folded)
    strict = function.form != "presence" and not function.sees_empty
    unknown = _open(folded, args, node.args, strict=strict)
    if unknown is not None or function.name == "age":
        return unknown or folded
    return _settled(folded, args)


def _answered(node: Call) -> Node:
    """Return what a function that sees what is unknown answers, where all its arguments are settled."""
    if not all(isinstance(arg, Const | Unknown) for arg in node.args):
        return node
    value = pure(node, [interpret(arg, _NOBODY) for arg in node.args])
    if value is not UNSET:
        return _constant(node, value)
    unknown = next((arg for arg in node.args if isinstance(arg, Unknown)), None)
    if unknown is None:
        return Unknown(type=node.type, start=node.start, end=node.end, code="cannot_say", name="")
    return structs.replace(unknown, type=node.type)


def _pick(node: Call) -> Node:
    """Return what first() and latest() choose from; unknown where nothing of it can be present."""
    unknown = [arg for arg in node.args if isinstance(arg, Unknown)]
    filled = [arg for arg in node.args if not (isinstance(arg, Const) and arg.value is None)]
    if not filled:
        return Const(type=node.type, start=node.start, end=node.end, value=None)
    if len(unknown) == len(filled):
        return structs.replace(unknown[0], type=node.type)
    return filled[0] if len(filled) == 1 else _of(node, args=tuple(filled))


def _only_if(node: Call) -> Node:
    condition, value = node.args
    if isinstance(condition, Const):
        return value if condition.value else Const(type=node.type, start=node.start, end=node.end, value=None)
    if isinstance(condition, Unknown):
        return structs.replace(condition, type=node.type)
    return node
