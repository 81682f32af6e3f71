"""JSON as the reports write it: in pieces, so that memory stays flat, and harmless on a terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ozlint.reporters.harmless import harmless_json

INDENT = 2


def json_object(members: Iterable[tuple[str, Any]], depth: int = 0) -> Iterator[str]:
    """Write an object whose first line is indented by `depth` columns; an iterator is written as an array."""
    opening = "{"
    for name, value in members:
        yield f'{opening}\n{" " * (depth + INDENT)}"{name}": '
        if isinstance(value, Iterator):
            yield from json_array(value, depth + INDENT)
        else:
            yield _layout(value, depth + INDENT)
        opening = ","
    yield f"\n{' ' * depth}}}"


def json_array(entries: Iterable[Any], depth: int = 0) -> Iterator[str]:
    """Write an array whose first line is indented by `depth` columns, entry by entry."""
    opening = "["
    for entry in entries:
        yield f"{opening}\n{' ' * (depth + INDENT)}{_layout(entry, depth + INDENT)}"
        opening = ","
    yield "[]" if opening == "[" else f"\n{' ' * depth}]"


def json_line(value: Any) -> str:  # noqa: ANN401 - anything that has a form in JSON
    """Return a value as JSON in one line."""
    return harmless_json(_encode(value).decode())


def _layout(value: Any, depth: int) -> str:  # noqa: ANN401 - as above
    lines = msgspec.json.format(json_line(value), indent=INDENT)
    # No text holds a raw line break in JSON, so every one of them is layout.
    return lines.replace("\n", "\n" + " " * depth)


def _encode(value: Any) -> bytes:  # noqa: ANN401 - as above
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_encodable(msgspec.to_builtins(value)))


def _encodable(value: Any) -> Any:  # noqa: ANN401 - as above
    """Copy a value with lone surrogates (file names that are no UTF-8 have them) written out."""
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list() | tuple():
            return [_encodable(item) for item in value]
        case _:
            return value
