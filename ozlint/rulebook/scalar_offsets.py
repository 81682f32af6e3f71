"""Where each character of a scalar's value stands in the text of the file."""

import re
from collections.abc import Iterator

from ozlint.model.pattern import pattern

_FOLD = pattern(r"[ \t]*\n[ \t\n]*")
_ESCAPE = pattern(r"\\(?:\n[ \t]*|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_LINE_ENDING = pattern(r"\\[ \t]*\n[ \t\n]*")
_BLOCK_HEADER = pattern(r"[|>][^\n]*\n?")


def scalar_offsets(raw: str, style: str, value: str) -> list[int]:
    """Return, for each character of `value` and for its end, how far into `raw` it was written.

    `raw` is the scalar as it stands in the file and `style` its first character, empty for a plain scalar; TOML's
    quotes of several lines are three characters.
    """
    if style in ("|", ">"):
        return _block_offsets(raw, value)
    pieces = _line_pieces(raw, style) if len(style) > 1 else _flow_pieces(raw, style)
    places = [place for place, count in pieces for _ in range(count)]
    end = len(raw) - len(style)
    missing = len(value) - len(places)
    return [*places[: len(value)], *([end] * missing), end]


def _flow_pieces(raw: str, style: str) -> Iterator[tuple[int, int]]:
    """Give for each piece of a plain or quoted scalar where it stands and how many characters it became."""
    at = len(style)
    end = len(raw) - len(style)
    while at < end:
        char = raw[at]
        stop, count = at + 1, 1
        if char in " \t\n" and (fold := _FOLD.match(raw, at, end)):
            stop, count = fold.end(), max(1, fold[0].count("\n") - 1)
        elif char == "'" == style:
            stop = at + 2
        elif char == "\\" and style == '"' and (escape := _ESCAPE.match(raw, at, end)):
            stop, count = escape.end(), 0 if escape[0][1] == "\n" else 1
        yield from [(at, count)] if count else []
        at = stop


def _line_pieces(raw: str, style: str) -> Iterator[tuple[int, int]]:
    """Give the pieces of a TOML text of several lines: a line break is kept, but for one right after the quotes."""
    at = len(style) + raw.startswith("\n", len(style))
    end = len(raw) - len(style)
    while at < end:
        stop, count = at + 1, 1
        if style == '"""' and (skip := _LINE_ENDING.match(raw, at, end)):
            stop, count = skip.end(), 0
        elif style == '"""' and (escape := _ESCAPE.match(raw, at, end)):
            stop = escape.end()
        yield from [(at, count)] if count else []
        at = stop


def _block_offsets(raw: str, value: str) -> list[int]:
    """Match the lines of a literal or folded block, without their indentation, to the value one after the other."""
    header = _BLOCK_HEADER.match(raw)
    at = header.end() if header else 0
    lines = [(at + found.start(), found[0]) for found in re.finditer(r"[^\n]*(?:\n|$)", raw[at:])]
    indent = _indent([line for _, line in lines], value)
    offsets: list[int] = []
    for start, line in lines:
        content = line.rstrip("\n")[indent:]
        if not content.strip(" "):
            continue
        found = value.find(content, len(offsets))
        if found < 0:
            break
        first = start + indent
        offsets += [max(at, first - indent - 1)] * (found - len(offsets))
        offsets += range(first, first + len(content))
    end = offsets[-1] + 1 if offsets else at
    return offsets + [end] * (len(value) + 1 - len(offsets))


def _indent(lines: list[str], value: str) -> int:
    """Return by how much a block is indented: what its first line has more than the value has there."""
    first = next((line for line in lines if line.strip()), "")
    own = value.lstrip("\n")
    return max(0, (len(first) - len(first.lstrip(" "))) - (len(own) - len(own.lstrip(" "))))
