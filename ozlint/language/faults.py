"""What is wrong with what stands in a field and cannot be read: by the kind of the field, in one place."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ozlint.language.joined import is_moment
from ozlint.language.operands import Reason
from ozlint.language.tree import FieldRef
from ozlint.language.values import number_fault, scheme_fault, time_fault

SCHEME = "delivery_schema"
"""The field whose text is read as more than a text: it is one of a few schemes, or tells nothing."""


class Kind(NamedTuple):
    """How a field is looked at."""

    look: Callable[[Any], str]
    """Tells what is wrong with a raw value: one of `faults`, or nothing."""
    faults: tuple[str, ...]


_KINDS: Mapping[str, Kind] = {
    "number": Kind(number_fault, ("number",)),
    "time": Kind(time_fault, ("day_or_month", "time")),
    "scheme": Kind(scheme_fault, ("scheme",)),
}


def kind_of(field: FieldRef) -> Kind | None:
    """Return how a field is looked at; None for one in which nothing can stand that cannot be read."""
    if field.path == SCHEME:
        return _KINDS["scheme"]
    return None if is_moment(field.path) else _KINDS.get(field.type.kind)


def fault_of(field: FieldRef, raw: object) -> str:
    """Return what is wrong with what stands in a field; empty where nothing is."""
    kind = kind_of(field)
    return kind.look(raw) if kind is not None else ""


_BY_FAULT: Mapping[str, Callable[[Any], str]] = {fault: kind.look for kind in _KINDS.values() for fault in kind.faults}
"""What tells a fault, by the fault."""


def is_fault(why: str) -> bool:
    """Return whether a reason is that something cannot be read."""
    return why in _BY_FAULT


def has_fault(raw: object, fault: str) -> bool:
    """Return whether that is what is wrong with a raw value."""
    return _BY_FAULT[fault](raw) == fault


def unreadable(name: str, field: str, fault: str) -> Reason:
    """Return the reason of an operand that rests on a field in which something stands that cannot be read.

    A scheme that nobody knows is no mistake of the file's: it may be new.
    """
    code = "cannot_say" if field == SCHEME else "field_unreadable"
    return Reason(code, name, field, why=fault)
