"""Working out beforehand what is already known of an expression: parameters, the status at hand, inputs not given.

Folding never changes what an expression means: `tests/property` compares it with the interpreter.
"""

from collections.abc import Mapping

from msgspec import UNSET, structs

from ozlint.language.interpret import Moment, cross_key, interpret
from ozlint.language.tree import (
    Arith, Call, Compare, Const, FieldRef, Junction, Loop, Member, Node, Not, Param, Unknown, Word, children,
)  # fmt: skip
from ozlint.language.type import BOOL

Facts = Mapping[str, Node]
"""What is known: `status` or another path -> Const or Unknown, `params.x` -> Const."""


def fold(node: Node, facts: Facts) -> Node:  # noqa: PLR0911 - one case a node
    """Return an expression that means the same where `facts` hold, with everything they decide worked out."""
    match node:
        case FieldRef():
            return node if node.loop else facts.get(node.path, node)
        case Param():
            return facts.get(f"params.{node.name}", node)
        case Word():
            return _word(node, facts)
        case Not():
            item = fold(node.item, facts)
            return _bool(not item.value) if isinstance(item, Const) else _changed(node, Not, item=item)
        case Junction():
            return _junction(node, facts)
        case Compare() | Arith():
            left, right = fold(node.left, facts), fold(node.right, facts)
            return _settle(structs.replace(node, left=left, right=right))
        case Member():
            container = fold(node.container, facts)
            if isinstance(container, Const) and not container.value:
                return _bool(value=False)
            return _settle(structs.replace(node, item=fold(node.item, facts), container=container))
        case Call():
            return _call(node, facts)
        case Loop():
            return structs.replace(node, body=fold(node.body, facts))
        case _:
            return node


def _bool(value: object) -> Const:
    return Const(type=BOOL, value=bool(value))


def _changed(node: Not, _kind: type[Not], item: Node) -> Node:
    return item if isinstance(item, Unknown) else structs.replace(node, item=item)


def _word(node: Word, facts: Facts) -> Node:
    body = fold(node.body, facts)
    if isinstance(body, Const):
        return body
    if isinstance(body, Unknown):
        return Unknown(type=node.type, start=node.start, end=node.end, code=body.code, name=node.name)
    return structs.replace(node, body=body)


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
    return structs.replace(node, items=tuple(items))


def _settle(node: Compare | Arith | Member) -> Node:
    """Return the constant a node of constants is, unknown if a side is, else the node."""
    sides = children(node)
    for side in sides:
        if isinstance(side, Unknown):
            return structs.replace(side, type=node.type)
    if not all(isinstance(side, Const) for side in sides):
        return node
    value = interpret(node, Moment(subject=None))
    if value is UNSET:
        return node
    return Const(type=node.type, start=node.start, end=node.end, value=value)  # type: ignore[arg-type]


def _call(node: Call, facts: Facts) -> Node:
    function = node.function
    if function.name in ("given", "raw") or function.form == "cross":
        known = facts.get(getattr(node.args[0], "path", "")) if node.args else None
        if function.name == "given" and known is not None:
            return _bool(isinstance(known, Const))
        cross = facts.get(cross_key(node))
        return cross if cross is not None else node
    args = tuple(fold(arg, facts) for arg in node.args)
    folded = structs.replace(node, args=args)
    if function.name == "only_if":
        return _only_if(folded)
    if function.form in ("presence", "span") and isinstance(args[0], Unknown):
        return structs.replace(args[0], type=node.type)
    if function.form == "pure" and not function.sees_unknown:
        for arg in args:
            if isinstance(arg, Unknown):
                return structs.replace(arg, type=node.type)
    ready = bool(args) and all(isinstance(arg, Const) for arg in args)
    if ready and function.form in ("presence", "pure", "span") and function.name != "age":
        value = interpret(folded, Moment(subject=None))
        if value is not UNSET and (value is None or isinstance(value, str | float | bool)):
            return Const(type=node.type, start=node.start, end=node.end, value=value)
    return folded


def _only_if(node: Call) -> Node:
    condition, value = node.args
    if isinstance(condition, Const):
        return value if condition.value else Const(type=node.type, start=node.start, end=node.end, value=None)
    if isinstance(condition, Unknown):
        return structs.replace(condition, type=node.type)
    return node
