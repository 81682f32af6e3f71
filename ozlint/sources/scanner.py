"""Finding where JSON values begin and end inside bytes, whether or not what follows is sound.

The work is done by msgspec: asked to read one value from some point on, it says at which byte the rest begins
("trailing characters"), or at which byte the value breaks.
"""

import re
from collections.abc import Iterator

import msgspec

from ozlint.model.pattern import pattern

_RAW = msgspec.json.Decoder(msgspec.Raw)
_TRAILING = pattern(r"trailing characters \(byte (\d+)\)$")
_BYTE = pattern(r"\(byte (\d+)\)$")
_SPACE = pattern(rb"[ \t\r\n]*")
_GAP = pattern(rb"[ \t\r\n,]*")
_KEY = pattern(rb'[ \t\r\n,]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\r\n]*:[ \t\r\n]*', re.DOTALL)
_TOKEN = pattern(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_SURROGATE = pattern(rb"\\u[dD][89a-fA-F]")
_ESCAPE = pattern(rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_LONE = len(rb"\ud83d")
BOM = b"\xef\xbb\xbf"


class Fault(msgspec.Struct, frozen=True):
    """Where and how a value breaks."""

    at: int
    message: str
    """The decoder's words, positions counted from the beginning of the value."""
    is_deep: bool = False
    """The brackets go deeper than the decoder can follow."""
    is_stray: bool = False
    """No value breaks here: something stands between two values that does not belong there."""


def after_space(data: bytes, position: int) -> int:
    """Return the first position from here on that is no white space."""
    match = _SPACE.match(data, position)
    return match.end() if match else position


def after_gap(data: bytes, position: int) -> int:
    """Return the first position from here on that is neither white space nor a comma."""
    match = _GAP.match(data, position)
    return match.end() if match else position


def value_end(data: bytes, position: int) -> int | Fault:
    """Return where the value that begins here ends (white space after it may be included), or its fault."""
    try:
        _RAW.decode(memoryview(data)[position:])
    except RecursionError:
        return Fault(_closing(data, position), "", is_deep=True)
    except msgspec.DecodeError as error:
        message = str(error)
        if trailing := _TRAILING.search(message):
            return position + int(trailing[1]) - 1
        place = _BYTE.search(message)
        return Fault(min(position + int(place[1]), len(data)) if place else len(data), message)
    return len(data)


def _closing(data: bytes, position: int) -> int:
    """Return where the brackets opened here are closed, by counting brackets alone."""
    depth = 0
    for token in _TOKEN.finditer(data, position):
        if token[0] in (b"{", b"["):
            depth += 1
        elif token[0] in (b"}", b"]"):
            depth -= 1
            if depth == 0:
                return token.end()
    return len(data)


def members(data: bytes, position: int) -> Iterator[tuple[str, int, int | Fault]]:
    """Yield each member of the object that begins here: its key, where its value begins and where that ends.

    Stops after the first value that breaks, and wherever no further key can be read.
    """
    position += 1
    while match := _KEY.match(data, position):
        start = match.end()
        end = value_end(data, start)
        yield match[1].decode("utf-8", "replace"), start, end
        if isinstance(end, Fault):
            return
        position = end


def value_of(data: bytes, position: int, key: str) -> int | None:
    """Return where the value of a key begins in the object that begins here."""
    # The wanted value itself is not scanned: in a page it is nearly all there is.
    position += 1
    while match := _KEY.match(data, position):
        if match[1] == key.encode():
            return match.end()
        end = value_end(data, match.end())
        if isinstance(end, Fault):
            return None
        position = end
    return None


def mend(data: bytes) -> bytes:
    """Return the data with every half of a surrogate pair replaced by U+FFFD, at the same length.

    A text cut in the middle of an emoji leaves such a half. It is valid JSON, but msgspec refuses the whole value.
    """
    if _SURROGATE.search(data) is None:
        return data
    return _ESCAPE.sub(lambda match: rb"\ufffd" if len(match[0]) == _LONE else match[0], data)


def starts_of(data: bytes, elements: list[msgspec.Raw], position: int) -> list[int]:
    """Return where each element of a list begins, from the position after its opening bracket on."""
    starts: list[int] = []
    append = starts.append
    comma_brace = b",{"
    for element in elements:
        # Minified JSON, the common case, needs no regular expression.
        position = position + 1 if data.startswith(comma_brace, position) else after_gap(data, position)
        append(position)
        position += len(element)
    return starts
