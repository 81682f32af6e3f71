"""The typed tree of an expression: what parsing yields, and folding, compiling and interpreting read.

Nodes are frozen and know where they stand in the text (`start`, `end`: character offsets), so that errors, reasons and
explanations can point at them.
"""

from typing import Literal

import msgspec

from ozlint.language.function import Function
from ozlint.language.type import Type

CompareOp = Literal["==", "!=", "<", "<=", ">", ">="]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Any node: its type and where it stands in the expression's text."""

    type: Type
    start: int = 0
    end: int = 0


class Const(Node, frozen=True, kw_only=True):
    """A literal, or a parameter whose value is bound; a tuple for a list of literals."""

    value: str | float | bool | tuple[str | float, ...] | None


class Unknown(Node, frozen=True, kw_only=True):
    """What this run cannot know, such as a field of an input that was not given."""

    code: str
    name: str


class FieldRef(Node, frozen=True, kw_only=True):
    """A field of the subject, or with `loop` a field of the product the loop is at."""

    path: str
    loop: bool = False


class Word(Node, frozen=True, kw_only=True):
    """A derived name: stands for its body, and is called by its name in reasons and values."""

    name: str
    body: Node


class Param(Node, frozen=True, kw_only=True):
    """A parameter of the rule, before a value is bound to it."""

    name: str


class Now(Node, frozen=True, kw_only=True):
    """The moment of the run."""


class Not(Node, frozen=True, kw_only=True):
    """`not item`."""

    item: Node


class Junction(Node, frozen=True, kw_only=True):
    """`a and b and …` or `a or b or …`."""

    op: Literal["and", "or"]
    items: tuple[Node, ...]


class Compare(Node, frozen=True, kw_only=True):
    """`left op right`; a chain is a junction of these."""

    op: CompareOp
    left: Node
    right: Node
    moves: bool = False
    """It rests on times of the subject, so it is unknown near the edge where their zone is. As it was written: what
    folding takes away does not change it."""


class Member(Node, frozen=True, kw_only=True):
    """`item in container`; the container is a tuple of literals, a list parameter, a list field or a word for one."""

    item: Node
    container: Node


class Arith(Node, frozen=True, kw_only=True):
    """`left + right` or `left - right`."""

    op: Literal["+", "-"]
    left: Node
    right: Node


class Call(Node, frozen=True, kw_only=True):
    """A call of a function of the vocabulary."""

    function: Function
    args: tuple[Node, ...]


class Loop(Node, frozen=True, kw_only=True):
    """`any|all|count|sum(body for x in products)`."""

    kind: Literal["any", "all", "count", "sum"]
    path: str
    body: Node


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below `node`, in the order of the text; a word has none: it is a name."""
    match node:
        case Not():
            return (node.item,)
        case Junction():
            return node.items
        case Compare() | Arith():
            return (node.left, node.right)
        case Member():
            return (node.item, node.container)
        case Call():
            return node.args
        case Loop():
            return (node.body,)
        case _:
            return ()


def field_paths(node: Node) -> frozenset[str]:
    """Return the paths of all fields a node reads, words included."""
    if isinstance(node, FieldRef):
        return frozenset((node.path,))
    if isinstance(node, Word):
        return field_paths(node.body)
    own = frozenset(("products[]",)) if isinstance(node, Loop) else frozenset[str]()
    return own.union(*(field_paths(child) for child in children(node)))
