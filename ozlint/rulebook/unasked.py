"""Rules where some postings are without fields that nobody asked Ozon for, though the others have them."""

from collections.abc import Collection

from msgspec import structs

from ozlint.language.functions import functions
from ozlint.language.operands import reads
from ozlint.language.tree import Call, Junction, Node
from ozlint.rulebook.rule import Rule, Rulebook


def left_open(rulebook: Rulebook, unasked: Collection[str]) -> Rulebook:
    """Return a rulebook for which a posting without one of these fields is one nobody knows enough of.

    `given(x)` says no where a field is not there, which settles a rule that has another way then. Of a field that was
    not asked for it says nothing: the rule is not evaluated.
    """
    return structs.replace(
        rulebook,
        rules=tuple(_opened(rule, unasked) for rule in rulebook.rules),
        whole=tuple(_opened(rule, unasked) for rule in rulebook.whole),
    )


def _opened(rule: Rule, unasked: Collection[str]) -> Rule:
    if rule.reads.isdisjoint(unasked):
        return rule
    when = None if rule.when is None else _open(rule.when, unasked)
    return structs.replace(rule, when=when, test=_open(rule.test, unasked))


def _open(node: Node, unasked: Collection[str]) -> Node:
    """Return an expression with `given(x) or missing(x)`, which is unknown where x is, in place of each `given(x)`."""
    if isinstance(node, Call) and node.function.name == "given":
        if reads(node).isdisjoint(unasked):
            return node
        missing = structs.replace(node, function=functions()["missing"])
        return Junction(type=node.type, start=node.start, end=node.end, op="or", items=(node, missing))
    parts = {name: getattr(node, name) for name in node.__struct_fields__}
    return structs.replace(node, **{name: _part(part, unasked) for name, part in parts.items()})


def _part(part: object, unasked: Collection[str]) -> object:
    if isinstance(part, Node):
        return _open(part, unasked)
    if isinstance(part, tuple) and part and all(isinstance(one, Node) for one in part):
        return tuple(_open(one, unasked) for one in part)
    return part
