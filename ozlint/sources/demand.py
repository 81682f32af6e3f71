"""What is demanded of a posting, as a tree of names with a struct type for every record in it."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.model.fields import FieldType, posting_fields
from ozlint.model.text import Text

FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""Everything msgspec raises on bytes that are not what they should be."""


class DecodeProblem(Exception):  # noqa: N818 - it is the problem of one record, not an error of the run
    """One record that cannot be read, with the field at fault and the reason."""

    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(f"{field}: {reason.en}" if field else reason.en)
        self.field = field
        self.reason = reason


class Money(msgspec.Struct, frozen=True, gc=False):
    """A price as version 4 of the API gives it."""

    amount: str | int | float | UnsetType | None = UNSET
    currency: str | UnsetType | None = UNSET


class Node(msgspec.Struct, frozen=True):
    """One demanded name inside a record: a field, or a record with fields of its own."""

    path: str
    """As in the table of fields, without the brackets of a list."""
    kind: FieldType | None
    """None for a record and for a list of records."""
    many: bool
    children: "dict[str, Node]"
    struct: type[msgspec.Struct]
    """The struct of the children; a bare Struct for a field."""


_SCALARS: dict[FieldType, Any] = {
    "text": str | None | UnsetType,
    "enum": str | None | UnsetType,
    "time": str | None | UnsetType,
    "id": int | str | None | UnsetType,
    "number": int | float | None | UnsetType,
    "bool": bool | None | UnsetType,
    "money": str | int | float | Money | None | UnsetType,
    "list_text": list[str] | None | UnsetType,
    "list_enum": list[str] | None | UnsetType,
    "list_id": list[int | str] | None | UnsetType,
    "lists": dict[str, list[int | str] | None] | None | UnsetType,
}


def demand_tree(paths: Iterable[str]) -> Node:
    """Return the tree of these fields; a path that the table of fields does not have raises ValueError."""
    fields = posting_fields()
    unknown = [path for path in paths if not any(f"{name}.".startswith(f"{path}.") for name in (*fields, "products"))]
    if unknown:
        message = f"no such field of a posting: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return _node("", [_listed(path) for path in sorted(paths)], many=False)


def _listed(path: str) -> str:
    return "products[]" if path == "products" else path


def _node(path: str, paths: list[str], *, many: bool) -> Node:
    groups: dict[str, list[str]] = {}
    for demanded in paths:
        head, _, rest = demanded.partition(".")
        groups.setdefault(head, []).append(rest)
    prefix = f"{path}." if path else ""
    children = {}
    for head, rests in groups.items():
        inner = [rest for rest in rests if rest]
        here = f"{prefix}{head}"
        field = posting_fields().get(here)
        if field is not None:
            children[head] = Node(here, field.type, many=False, children={}, struct=msgspec.Struct)
        else:
            children[head.removesuffix("[]")] = _node(here, inner, many=head.endswith("[]"))
    columns = [(name, _annotation(child), UNSET) for name, child in children.items()]
    name = "".join(part.title() for part in path.removesuffix("[]").split("_")) or "Posting"
    struct = msgspec.defstruct(name, columns, frozen=True, gc=False, module=__name__)
    return Node(path, None, many, children, struct)


def _annotation(node: Node) -> Any:  # noqa: ANN401 - a type made at run time
    if node.kind is not None:
        return _SCALARS[node.kind]
    if node.many:
        return list[node.struct] | None | UnsetType  # type: ignore[name-defined]
    return node.struct | None | UnsetType
