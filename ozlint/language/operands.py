"""The operands of a condition in the order of its text: what a reason names when a rule cannot be judged."""

from typing import Literal

import msgspec

from ozlint.language.interpret import LINK_PATHS
from ozlint.language.tree import (
    Arith, Call, Compare, FieldRef, Junction, Loop, Member, Node, Not, Unknown, Word, children, field_paths,
)  # fmt: skip

Code = Literal[
    "input_not_given", "field_absent", "field_empty", "not_joined", "zone_unknown", "cannot_say"
]


class Reason(msgspec.Struct, frozen=True):
    """Why a rule could not be judged: the first operand that was not known, and how so."""

    code: str
    name: str
    """The operand as the rule writes it."""
    field: str
    """The field of the input behind it."""


class Operand(msgspec.Struct, frozen=True):
    """One operand: the node, its name in the rule, whether an empty value leaves the rule open, the fields behind it."""

    node: Node
    name: str
    need: bool
    fields: tuple[FieldRef, ...]


def operands(node: Node, text: str, name: str = "", *, need: bool = False) -> list[Operand]:
    """Return the operands below a node in text order, each field or word once; `text` is the expression's."""
    found: list[Operand] = []
    _collect(node, text, name, need, found)
    seen: set[tuple[str, str, bool]] = set()
    unique = []
    for operand in found:
        key = (operand.name, ",".join(field.path for field in operand.fields), operand.need)
        if key not in seen:
            seen.add(key)
            unique.append(operand)
    return unique


def _collect(node: Node, text: str, name: str, need: bool, out: list[Operand]) -> None:  # noqa: C901, FBT001, PLR0912
    match node:
        case FieldRef():
            out.append(Operand(node, name or node.path, need, (node,)))
        case Unknown():
            out.append(Operand(node, name or node.name, need, ()))
        case Word():
            if node.type.kind == "bool":
                _collect(node.body, text, name or node.name, need, out)
            else:
                out.append(Operand(node, name or node.name, need, fields_of(node)))
        case Not():
            _collect(node.item, text, name, need, out)
        case Junction():
            for item in node.items:
                _collect(item, text, name, need, out)
        case Compare():
            ordered = node.op not in ("==", "!=")
            _collect(node.left, text, name, ordered, out)
            _collect(node.right, text, name, ordered, out)
        case Arith():
            _collect(node.left, text, name, True, out)  # noqa: FBT003
            _collect(node.right, text, name, True, out)  # noqa: FBT003
        case Member():
            _collect(node.item, text, name, False, out)  # noqa: FBT003
            _collect(node.container, text, name, False, out)  # noqa: FBT003
        case Loop():
            out.append(Operand(node, name or node.path.removesuffix("[]"), need, fields_of(node)))
        case Call():
            _collect_call(node, text, name, out)


def _collect_call(node: Call, text: str, name: str, out: list[Operand]) -> None:
    function = node.function
    if function.form == "presence":
        if function.name != "given":
            _collect(node.args[0], text, name, False, out)  # noqa: FBT003
        return
    if function.form == "pick" or function.sees_unknown or function.name == "raw":
        out.append(Operand(node, name or text[node.start : node.end], False, fields_of(node)))
        return
    for arg in node.args:
        _collect(arg, text, name, not function.sees_empty, out)
    if function.may_not_know or function.name == "links_back":
        out.append(Operand(node, name or text[node.start : node.end], False, ()))


def fields_of(node: Node) -> tuple[FieldRef, ...]:
    """Return the fields a node reads, in the order of the text, words followed into their bodies."""
    if isinstance(node, FieldRef):
        return () if node.loop else (node,)
    if isinstance(node, Word):
        return fields_of(node.body)
    found: dict[str, FieldRef] = {}
    for child in children(node):
        for field in fields_of(child):
            found.setdefault(field.path, field)
    return tuple(found.values())


def reads(node: Node) -> frozenset[str]:
    """Return the paths a condition makes the decoder read, those of vocabulary functions included."""
    paths = set(field_paths(node))
    _function_paths(node, paths)
    return frozenset(paths)


def _function_paths(node: Node, paths: set[str]) -> None:
    if isinstance(node, Word):
        _function_paths(node.body, paths)
    if isinstance(node, Call):
        if node.function.name == "links_back":
            paths.update(LINK_PATHS)
    for child in children(node):
        _function_paths(child, paths)
