"""The second reading of a record that the typed decoder refused: slower, and tolerant of mixed-up types.

Only demanded values are looked at, so a fault in a value that nobody reads stays without consequence. A number keeps
its own spelling where text is wanted (`8.0E+13` is what the rules on tracking numbers must see).
"""

import math
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import UNSET, Raw

from ozlint.model.fields import FieldType
from ozlint.model.text import Text
from ozlint.sources.demand import FAULTS, DecodeProblem, Money, Node
from ozlint.sources.reasons import NOT_UTF8, TOO_DEEP, TOO_LARGE, kind_of, malformed, unreadable, wrong_kind
from ozlint.sources.source import Record

_FORGIVEN = frozenset({"tariffication"})
"""Read for what a finding costs: where that is odd it is not known, and the posting is judged all the same."""
_WORDS = {"true": True, "1": True, "false": False, "0": False}
_RAW_LIST = msgspec.json.Decoder(list[Raw])
_RAW_DICT = msgspec.json.Decoder(dict[str, Raw])


def coerced(raw: bytes, node: Node) -> Record:
    """Return a record as the struct the typed decoder makes of it, coercing what can be coerced."""
    if kind_of(raw) != "object":
        raise DecodeProblem(node.path, wrong_kind("object", raw))
    # A twin that takes each demanded value as it stands: other keys are never decoded, not even as text.
    twin = msgspec.defstruct("Twin", [(name, Raw, Raw()) for name in node.children])
    members = msgspec.json.decode(raw, type=twin)
    values = {}
    for name, child in node.children.items():
        member = bytes(getattr(members, name))
        if not member:
            continue
        try:
            values[name] = _value(member, child)
        except DecodeProblem:
            if child.path not in _FORGIVEN:
                raise
    return node.struct(**values)


def _value(raw: bytes, node: Node) -> Any:  # noqa: ANN401 - any of the annotated types
    if raw == b"null":
        return None
    if node.kind is None:
        return _records(raw, node) if node.many else _inner(raw, node)
    try:
        return _READERS[node.kind](raw, node.path)
    except FAULTS as error:
        raise DecodeProblem(node.path, _fault(error, raw)) from None


def _fault(error: Exception, raw: bytes) -> Text:
    match error:
        case UnicodeDecodeError():
            return NOT_UTF8
        case RecursionError():
            return TOO_DEEP
        case _:
            return malformed(str(error), raw, "record")


def _inner(raw: bytes, node: Node) -> Any:  # noqa: ANN401 - a struct or None
    # An empty list or text is how clients in PHP write an empty object.
    if _is_empty(raw):
        return None
    # Old answers have the tariff as a list of one.
    only = _RAW_LIST.decode(raw) if kind_of(raw) == "list" and node.path in _FORGIVEN else ()
    return coerced(bytes(only[0]) if len(only) == 1 else raw, node)


def _is_empty(raw: bytes) -> bool:
    """Return whether a value is an empty list, object or text."""
    return raw[:1] in b'[{"' and not raw[1:-1].strip()


def _records(raw: bytes, node: Node) -> Any:  # noqa: ANN401 - a list of structs or None
    if _is_empty(raw):
        return []
    elements = [bytes(element) for element in _RAW_LIST.decode(raw)] if kind_of(raw) == "list" else [raw]
    return [coerced(element, node) for element in elements if element != b"null"]


def _text(raw: bytes, path: str) -> str:
    match kind_of(raw):
        case "text":
            return msgspec.json.decode(raw, type=str)
        case "number" | "bool":
            return raw.decode()
        case _:
            raise DecodeProblem(path, wrong_kind("text", raw))


def _id(raw: bytes, path: str) -> int | str:
    if kind_of(raw) == "number":
        value = msgspec.json.decode(raw)
        if isinstance(value, float):
            # 680420041.0 is how some clients write the id; 8.0E+13 is not read back as digits nobody wrote.
            return int(value) if raw.endswith(b".0") else raw.decode()
        return int(value)
    return _text(raw, path)


def _number(raw: bytes, path: str) -> int | float | None:
    kind = kind_of(raw)
    if kind == "number":
        number: int | float = msgspec.json.decode(raw, type=int | float)
        return number
    if kind != "text":
        raise DecodeProblem(path, wrong_kind("number", raw))
    value = msgspec.json.decode(raw, type=str).strip()
    if not value:
        return None
    try:
        return int(value)
    except ValueError:
        pass
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        raise DecodeProblem(path, unreadable("number", value)) from None
    if not math.isfinite(number):
        raise DecodeProblem(path, TOO_LARGE if value[:1].isdigit() else unreadable("number", value))
    return number


def _bool(raw: bytes, path: str) -> bool | None:
    kind = kind_of(raw)
    if kind not in ("bool", "number", "text"):
        raise DecodeProblem(path, wrong_kind("bool", raw))
    value = _text(raw, path).strip()
    if not value:
        return None
    known = _WORDS.get(value.lower())
    if known is None:
        raise DecodeProblem(path, unreadable("bool", value))
    return known


def _money(raw: bytes, path: str) -> str | int | float | Money | None:
    match kind_of(raw):
        case "text":
            return _text(raw, path)
        case "number":
            return _number(raw, path)
        case "object":
            members = _RAW_DICT.decode(raw)
            amount = bytes(members.get("amount", Raw()))
            currency = bytes(members.get("currency", Raw()))
            return Money(
                amount=UNSET if not amount else None if amount == b"null" else _amount(amount, path),
                currency=UNSET if not currency else None if currency == b"null" else _text(currency, path),
            )
        case _ if _is_empty(raw):
            return None
        case _:
            raise DecodeProblem(path, wrong_kind("money", raw))


def _ids(raw: bytes, path: str) -> list[int | str]:
    return _list(raw, path, _id)


def _texts(raw: bytes, path: str) -> list[str]:
    return _list(raw, path, _text)


def _amount(raw: bytes, path: str) -> str | int | float | None:
    return _number(raw, path) if kind_of(raw) == "number" else _text(raw, path)


def _list(raw: bytes, path: str, read: Callable[[bytes, str], Any]) -> list[Any]:
    if _is_empty(raw):
        return []
    if kind_of(raw) == "object":
        raise DecodeProblem(path, wrong_kind("list", raw))
    elements = [bytes(element) for element in _RAW_LIST.decode(raw)] if kind_of(raw) == "list" else [raw]
    return [read(element, path) for element in elements if element != b"null"]


def _lists(raw: bytes, path: str) -> dict[str, list[int | str] | None]:
    if _is_empty(raw):
        return {}
    if kind_of(raw) != "object":
        raise DecodeProblem(path, wrong_kind("object", raw))
    members = {name: bytes(member) for name, member in _RAW_DICT.decode(raw).items()}
    return {name: None if member == b"null" else _ids(member, path) for name, member in members.items()}


_READERS: dict[FieldType, Callable[[bytes, str], Any]] = {
    "text": _text,
    "enum": _text,
    "time": _text,
    "id": _id,
    "number": _number,
    "bool": _bool,
    "money": _money,
    "list_text": _texts,
    "list_enum": _texts,
    "list_id": _ids,
    "lists": _lists,
}
