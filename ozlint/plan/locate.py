"""Where things stand in a text: from JSON pointers to byte offsets, lines and columns."""

from collections.abc import Iterator, Sequence

import msgspec

from ozlint.model.record import Place
from ozlint.model.update import Spot
from ozlint.plan.envelope import escaped
from ozlint.sources.demand import FAULTS
from ozlint.sources.scanner import members, starts_of, value_end

_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""
_LIST = msgspec.json.Decoder(list[msgspec.Raw])


class Locator:
    """One text of JSON, in which places are asked for from the beginning on."""

    def __init__(self, path: str, data: bytes, base: int = 0) -> None:
        """Know the text; `base` is where it begins in its file, behind a byte order mark."""
        self._path = path
        self._data = data
        self._base = base
        self._at = (0, 1, 1)

    def spots(self, start: int, prefix: str, pointers: Sequence[str]) -> list[Spot]:
        """Return where values stand inside the record that begins at `start`, by their pointers from there.

        `prefix` is the pointer of the record. What cannot be found has the place of the record.
        """
        offsets = dict.fromkeys(pointers, start)
        offsets.update(_walk(self._data, start, "", _tree(pointers)))
        return [self.spot(offsets[pointer], prefix + pointer) for pointer in pointers]

    def spot(self, offset: int, pointer: str) -> Spot:
        """Return the spot at an offset of the text."""
        known, line, column = self._at if self._at[0] <= offset else (0, 1, 1)
        passed = self._data[known:offset]
        if newlines := passed.count(b"\n"):
            line, column = line + newlines, 1
            passed = passed[passed.rfind(b"\n") + 1 :]
        column += len(passed.translate(None, _CONTINUATION))
        self._at = (offset, line, column)
        return Spot(self._base + offset, Place(self._path, line, column, pointer))


class _Branch(msgspec.Struct):
    """What is wanted of a value: the keys and indexes, each with what is wanted of what is there."""

    inside: dict[str, "_Branch"] = msgspec.field(default_factory=dict)


def _tree(pointers: Sequence[str]) -> _Branch:
    root = _Branch()
    for pointer in pointers:
        branch = root
        for key in pointer.split("/")[1:]:
            branch = branch.inside.setdefault(key, _Branch())
    return root


def _walk(data: bytes, position: int, here: str, wanted: _Branch) -> Iterator[tuple[str, int]]:
    """Yield the pointers of what is wanted in the value that begins here, with where they lead."""
    yield here, position
    if not wanted.inside:
        return
    for key, start in _parts(data, position):
        branch = wanted.inside.get(key)
        if branch is not None:
            yield from _walk(data, start, f"{here}/{key}", branch)


def _parts(data: bytes, position: int) -> Iterator[tuple[str, int]]:
    """Yield the keys of the object, or the indexes of the list, that begins here, with where their values begin."""
    if data.startswith(b"{", position):
        for key, start, _ in members(data, position):
            yield escaped(key), start
    elif data.startswith(b"[", position):
        end = value_end(data, position)
        try:
            elements = _LIST.decode(data[position : end if isinstance(end, int) else len(data)])
        except FAULTS:
            return
        for index, start in enumerate(starts_of(data, elements, position + 1)):
            yield str(index), start
