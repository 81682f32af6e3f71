"""Plain values as YAML that the strict reader of rule files takes back as the same values."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ozlint.model.pattern import pattern

_PLAIN = pattern(r"[A-Za-z][A-Za-z_]*")
_RESERVED = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))
_UNPRINTABLE = pattern("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_WIDEST = 60


def scalar(value: object) -> str:
    """Return a scalar: words as they are, other texts in double quotes, numbers in plain decimals."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def block(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Yield a mapping one key a line, what is short enough in one piece."""
    spaces = " " * indent
    for key, inner in value.items():
        short = flow(inner)
        if len(short) <= _WIDEST or not isinstance(inner, dict | list) or not inner:
            yield f"{spaces}{key}: {short}"
        elif isinstance(inner, dict):
            yield f"{spaces}{key}:"
            yield from block(inner, indent + 2)
        else:
            yield f"{spaces}{key}:"
            yield from (f"{spaces}  - {flow(item)}" for item in inner)


def flow(value: Any) -> str:  # noqa: ANN401 - any plain value
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)
