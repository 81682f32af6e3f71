"""What postings are told apart by, to be judged by functions of their own: the status, or all that repeats in a table.

A table has few columns, and its postings few shapes: the statuses that they have, the times that are there. A function
for one shape has all of that worked in, so that it asks only what differs from posting to posting.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import UNSET

from ozlint.language.emit import Emitter, build
from ozlint.language.fold import Facts
from ozlint.language.tree import Const, FieldRef, Node, Unknown
from ozlint.language.vocabulary import vocabulary
from ozlint.ozon.values import known_values

Key = tuple[object, ...]
"""What the postings of one shape have in common."""

_STATUS = "status"
_BY_VALUE = (_STATUS, "substatus", "delivery_schema", "tpl_integration_type", "integration_type_flow")
"""Fields that have few different values."""


class Shape(tuple[str, ...]):
    """The fields that tell postings apart."""

    __slots__ = ()

    def key_of(self) -> Callable[[Any], Key]:
        """Return what tells the shape of a posting: values, and of times whether something stands there."""
        emitter = Emitter()
        parts = [emitter.raw(_field(path)) + ("" if path in _BY_VALUE else " and True") for path in self]
        lines = [*emitter.ensure(), f"return ({''.join(f'{part}, ' for part in parts)})"]
        read: Callable[[Any], Key] = build(emitter, "def judge(p):", lines)
        return read

    def facts(self, key: Key) -> Facts:
        """Return what is known of all postings of a shape."""
        found = ((path, _fact(path, part)) for path, part in zip(self, key, strict=True))
        return {path: node for path, node in found if node is not None}


BY_STATUS = Shape((_STATUS,))


def shape_of(read: Iterable[str], absent: frozenset[str]) -> Shape:
    """Return what the postings of an input are told apart by: of a table, which says what it lacks, all that repeats.

    `read` are the fields that rules read, `absent` those that no posting has.
    """
    types = vocabulary("posting").fields
    known = sorted({*read} & types.keys() - absent)
    here = [path for path in known if path in _BY_VALUE or types[path].kind == "time"]
    return Shape(here) if absent else BY_STATUS


def absence(path: str) -> Unknown:
    """Return what stands for a field that postings lack."""
    return Unknown(type=_field(path).type, code="field_absent", name=path)


def _fact(path: str, part: object) -> Node | None:
    """Return what is known of a field by its part of a key; None where that is nothing."""
    field = _field(path)
    if part is UNSET:
        return absence(path)
    if part is True:
        return FieldRef(type=field.type, path=path, is_given=True)
    if part is None or part == "" or (path == _STATUS and str(part).isspace()):
        return Const(type=field.type, value=None)
    if not isinstance(part, str) or part.isspace() or (path == _STATUS and part not in known_values(_STATUS)):
        return None
    return Const(type=field.type, value=part)


def _field(path: str) -> FieldRef:
    return FieldRef(type=vocabulary("posting").fields[path], path=path)
