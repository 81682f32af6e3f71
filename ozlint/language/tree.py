"""The typed tree of an expression: what parsing yields, and folding, compiling and interpreting read.

Nodes are frozen and know where they stand in the text (`start`, `end`: character offsets), so that errors, reasons and
explanations can point at them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from ozlint.language.function import Function
from ozlint.language.type import Type

CompareOp = Literal["==", "!=", "<", "<=", ">", ">="]
ArithOp = Literal["+", "-", "*", "/"]


class _Part(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag_field="node", tag=True):
    """What every node has: its type and where it stands in the expression's text."""

    type: Type
    start: int = 0
    end: int = 0


class Const(_Part, frozen=True, kw_only=True):
    """A literal, or a parameter whose value is bound; a tuple for a list of literals."""

    value: str | float | bool | tuple[str | float, ...] | None


class Unknown(_Part, frozen=True, kw_only=True):
    """What this run cannot know, such as a field of an input that was not given."""

    code: str
    name: str


class FieldRef(_Part, frozen=True, kw_only=True):
    """A field of the subject, or with `loop` a field of the product the loop is at."""

    path: str
    loop: bool = False
    is_given: bool = False
    """Folding has found that the subjects at hand have it, and that something stands in it."""


class Word(_Part, frozen=True, kw_only=True):
    """A derived name: stands for its body, and is called by its name in reasons and values."""

    name: str
    body: "Node"
    is_local: bool = False
    """The rule itself defines it, so another rule may mean something else by the name."""


class Param(_Part, frozen=True, kw_only=True):
    """A parameter of the rule, before a value is bound to it."""

    name: str


class Now(_Part, frozen=True, kw_only=True):
    """The moment of the run, or the beginning of its day (UTC)."""

    is_midnight: bool = False


class Not(_Part, frozen=True, kw_only=True):
    """`not item`."""

    item: "Node"


class Junction(_Part, frozen=True, kw_only=True):
    """`a and b and …` or `a or b or …`."""

    op: Literal["and", "or"]
    items: "tuple[Node, ...]"


class Compare(_Part, frozen=True, kw_only=True):
    """`left op right`; a chain is a junction of these."""

    op: CompareOp
    left: "Node"
    right: "Node"
    moves: bool = False
    """It rests on times of the subject, so it is unknown near the edge where their zone is. As it was written: what
    folding takes away does not change it."""


class Member(_Part, frozen=True, kw_only=True):
    """`item in container`; the container is a tuple of literals, a list parameter, a list field or a word for one."""

    item: "Node"
    container: "Node"


class Arith(_Part, frozen=True, kw_only=True):
    """`left + right`, `left - right`, `left * right` or `left / right`."""

    op: ArithOp
    left: "Node"
    right: "Node"


class Call(_Part, frozen=True, kw_only=True):
    """A call of a function of the vocabulary."""

    function: Function
    args: "tuple[Node, ...]"


class Loop(_Part, frozen=True, kw_only=True):
    """`any|all|count|sum(body for x in products)`."""

    kind: Literal["any", "all", "count", "sum"]
    path: str
    body: "Node"


class Aggregate(_Part, frozen=True, kw_only=True):
    """`count|share|ratio|sum(asked…, among=…, within=…, until=…)`: a number about the postings of the run."""

    kind: Literal["count", "share", "ratio", "sum"]
    asked: "tuple[Node, ...]"
    """Conditions, or of a sum the number, about each posting."""
    among: "Node | None"
    within: "Node | None"
    until: "Node | None"


Node = (
    Const
    | Unknown
    | FieldRef
    | Word
    | Param
    | Now
    | Not
    | Junction
    | Compare
    | Member
    | Arith
    | Call
    | Loop
    | Aggregate
)
"""Any node."""


PRODUCTS = "products[]"
"""The path of the list of products itself, which loops go through."""


def _of_aggregate(node: Aggregate) -> tuple[Node, ...]:
    return (*node.asked, *(part for part in (node.among, node.within, node.until) if part is not None))


_BELOW: Mapping[type, Callable[[Any], tuple[Node, ...]]] = {
    Not: lambda node: (node.item,),
    Junction: lambda node: node.items,
    Compare: lambda node: (node.left, node.right),
    Arith: lambda node: (node.left, node.right),
    Member: lambda node: (node.item, node.container),
    Call: lambda node: node.args,
    Loop: lambda node: (node.body,),
    Aggregate: _of_aggregate,
}
"""What reads the nodes right below one of a class; of the others there are none."""


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below `node`, in the order of the text; a word has none: it is a name."""
    below = _BELOW.get(node.__class__)
    return below(node) if below is not None else ()


def inside(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below `node`, a word looked into."""
    return (node.body,) if isinstance(node, Word) else children(node)


def field_paths(node: Node) -> frozenset[str]:
    """Return the paths of all fields a node reads, words included."""
    if isinstance(node, FieldRef):
        return frozenset((node.path,))
    if isinstance(node, Word):
        return field_paths(node.body)
    own = frozenset((PRODUCTS,)) if isinstance(node, Loop) else frozenset[str]()
    return own.union(*(field_paths(child) for child in children(node)))


def names_in(node: Node) -> frozenset[str]:
    """Return every name that stands below a node, those behind words included."""
    own = {getattr(node, "path", ""), getattr(node, "name", "")} - {""}
    return frozenset(own).union(*map(names_in, inside(node)))


def own_words_in(nodes: Iterable[Node]) -> Iterator[Word]:
    """Yield the words of the rule's own that stand in some expressions."""
    for node in nodes:
        if isinstance(node, Word) and node.is_local:
            yield node
        else:
            yield from own_words_in(children(node))


def weight(node: Node) -> int:
    """Return of how many nodes an expression is once the rule's own words are written out.

    What is written in a few lines may stand for any number of them: each word may name the one before it twice.
    """
    return _weight(node, {})


def _weight(node: Node, known: dict[int, int]) -> int:
    if not isinstance(node, Word):
        return 1 + sum(_weight(child, known) for child in children(node))
    if id(node.body) not in known:
        known[id(node.body)] = _weight(node.body, known)
    return known[id(node.body)]


def written(node: Node) -> str:
    """Return what a node says, wherever it stands: equal for equal expressions."""
    if isinstance(node, FieldRef):
        return node.path
    if isinstance(node, Word):
        return f"({written(node.body)})" if node.is_local else node.name
    if isinstance(node, Const):
        return repr(node.value)
    inside = ", ".join(map(written, children(node)))
    match node:
        case Call():
            return f"{node.function.name}({inside})"
        case Aggregate():
            named = {"among": node.among, "within": node.within, "until": node.until}
            given = [name for name, part in named.items() if part is not None]
            return f"{node.kind}({inside}) {' '.join(given)}"
        case _:
            own = " ".join(
                str(getattr(node, name, "")) for name in ("op", "kind", "moves", "code", "name", "is_midnight")
            )
            return f"{type(node).__name__} {own}({inside})"
