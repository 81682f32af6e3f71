"""The operands of a condition in the order of its text: what a reason names when a rule cannot be judged."""

from collections.abc import Iterator

import msgspec

from ozlint.language.counting import BEGAN
from ozlint.language.interpret import LINK_PATHS
from ozlint.language.joined import record_of
from ozlint.language.tree import (
    PRODUCTS,
    Aggregate,
    Arith,
    Call,
    Compare,
    FieldRef,
    Junction,
    Loop,
    Member,
    Node,
    Not,
    Unknown,
    Word,
    children,
    field_paths,
)  # fmt: skip
from ozlint.language.type import LIST
from ozlint.language.vocabulary import vocabulary


class Reason(msgspec.Struct, frozen=True):
    """Why a rule could not be judged: the operand that left it open, and how so."""

    code: str
    """input_not_given, field_absent, field_empty, field_unreadable, not_joined, zone_unknown, hour_unknown, or
    cannot_say."""
    name: str
    """The operand as the rule writes it."""
    field: str
    """The field of the input behind it."""
    why: str = ""
    """What keeps a number open where that is no field: incomplete, unreadable, no_posting or by_zero. Of a field that
    cannot be read, what it should be: number, time, or a time whose day can be told from its month (day_or_month). Of a
    scheme that nobody knows: scheme."""
    given: str = ""
    needs: str = ""
    """How much there is of an input and how much it takes, where that is what is wrong: `14d`, `15d`."""


class Operand(msgspec.Struct, frozen=True):
    """One operand: the node, its name in the rule, whether an empty value leaves the rule open, its fields."""

    node: Node
    name: str
    need: bool
    fields: tuple[FieldRef, ...]
    parts: tuple[Node, ...] = ()
    """The conditions that it is part of, the widest first: where one is known, the operand leaves nothing open."""

    @property
    def untold(self) -> Reason:
        """The reason where the operand is not known although all its fields are there."""
        return Reason("cannot_say", self.name, "", why="by_zero" if isinstance(self.node, Arith) else "")


def operands(node: Node, text: str) -> list[Operand]:
    """Return the operands below a node in text order, each field or word once; `text` is the expression's."""
    unique: dict[tuple[str, tuple[str, ...], bool], Operand] = {}
    for operand in occurrences(node, text):
        unique.setdefault((operand.name, tuple(field.path for field in operand.fields), operand.need), operand)
    return list(unique.values())


def occurrences(node: Node, text: str) -> Iterator[Operand]:
    """Yield the operands below a condition in text order, each as often as it stands there."""
    return _Walk(text, "", (node,)).operands(node, need=False)


class _Walk(msgspec.Struct, frozen=True):
    """A walk through one expression; inside a word that is a condition, all operands go by the word's name."""

    text: str
    word: str
    parts: tuple[Node, ...]

    def operands(self, node: Node, *, need: bool) -> Iterator[Operand]:
        match node:
            case FieldRef():
                yield self._operand(node, node.path, need=need)
            case Call():
                yield from self._of_call(node, need=need)
            case Word() if node.type.kind == "bool":
                yield from _Walk(self.text, self.word or node.name, self.parts).operands(node.body, need=need)
            case Word():
                yield self._operand(node, node.name, need=need)
            case Not():
                yield from self.operands(node.item, need=need)
            case Junction():
                for item in node.items:
                    yield from _Walk(self.text, self.word, (*self.parts, item)).operands(item, need=need)
            case Compare() | Arith():
                strict = isinstance(node, Arith) or node.op not in ("==", "!=")
                yield from self.operands(node.left, need=strict)
                yield from self.operands(node.right, need=strict)
                if node.op == "/":
                    yield Operand(node, self.word or self._written(node), need=True, fields=(), parts=self.parts)
            case Member():
                yield from self.operands(node.item, need=False)
                yield from self.operands(node.container, need=False)
            case Loop():
                yield self._operand(node, PRODUCTS.removesuffix("[]"), need=need)
            case Aggregate():
                yield Operand(node, self.word or self._written(node), need, (), self.parts)
            case Unknown():
                yield Operand(node, self.word or node.name or self._written(node), need, (), self.parts)
            case _:
                return

    def _of_call(self, node: Call, *, need: bool) -> Iterator[Operand]:
        function = node.function
        if function.name == "given":
            return
        if function.form == "presence":
            yield from self.operands(node.args[0], need=False)
        elif function.form == "pick" or function.sees_unknown or function.name in ("raw", "links_back"):
            yield self._operand(node, self._written(node), need=need)
        else:
            for arg in node.args:
                yield from self.operands(arg, need=not function.sees_empty)
            if function.may_not_know:
                yield Operand(node, self.word or self._written(node), need=False, fields=(), parts=self.parts)

    def _operand(self, node: Node, name: str, *, need: bool) -> Operand:
        return Operand(node, self.word or name, need, fields_of(node), self.parts)

    def _written(self, node: Node) -> str:
        return self.text[node.start : node.end]


def fields_of(node: Node) -> tuple[FieldRef, ...]:
    """Return the fields a node reads, in the order of the text, words followed into their bodies.

    Of a loop, the list of products stands for the fields of each product.
    """
    if isinstance(node, FieldRef):
        return () if node.loop else (node,)
    if isinstance(node, Word):
        return fields_of(node.body)
    found: dict[str, FieldRef] = {}
    if isinstance(node, Loop):
        found[PRODUCTS] = FieldRef(type=LIST, path=PRODUCTS)
    if isinstance(node, Call) and node.function.name == "links_back":
        types = vocabulary("posting").fields
        found.update((path, FieldRef(type=types[path], path=path)) for path in LINK_PATHS)
    for child in children(node):
        for field in fields_of(child):
            found.setdefault(field.path, field)
    return tuple(found.values())


def reads(node: Node) -> frozenset[str]:
    """Return the fields of the posting itself that a condition reads, those of vocabulary functions included."""
    return frozenset(path for path in _paths(node) if not record_of(path))


def joins(node: Node) -> frozenset[str]:
    """Return the fields of joined records that a condition reads, and the records it asks for, as rules name them."""
    return frozenset(path for path in _paths(node) if record_of(path))


def _paths(node: Node) -> set[str]:
    paths = set(field_paths(node))
    _function_paths(node, paths)
    return paths


def _function_paths(node: Node, paths: set[str]) -> None:
    if isinstance(node, Word):
        _function_paths(node.body, paths)
    if isinstance(node, Call) and node.function.name == "links_back":
        paths.update(LINK_PATHS)
    if isinstance(node, Aggregate) and (node.within is not None or node.until is not None):
        paths.add(BEGAN)
    for child in children(node):
        _function_paths(child, paths)
