"""Finding what is looked for in a JSON text, however it is wrapped: alone, in lists, under keys, one after another.

What is looked for is told by a function that reads the bytes of a value and returns None for anything else. Where the
text is damaged, everything that is whole in it is found all the same, and every stretch that is not is reported once.
"""

from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar

import msgspec
from msgspec import Raw

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.demand import FAULTS
from ozlint.sources.reasons import NOT_UTF8, TOO_DEEP, Unit, malformed
from ozlint.sources.scanner import Fault, after_gap, members, mend, starts_of, value_end

T = TypeVar("T")
Read = Callable[[bytes], T | None]
"""Returns what a value is that is looked for, None for another one; may raise what msgspec raises."""

_LIST = msgspec.json.Decoder(list[Raw])
_OPENER = pattern(rb"[\[{]")
_KEY_BEFORE = pattern(rb'"([^"\\]{1,64})"\s*:\s*$')
_DEPTH = 8
"""How deep something may be wrapped: an answer in a list under a key of a log needs four."""
_LOOKED_AT = 20
"""Elements of a list by which is told whether it is looked for as a whole, or holds what is."""
_EFFORT = 16
"""How many times its own length a damaged text may be looked over: a limit against input made to be slow."""
_EFFORT_FLOOR = 1 << 22
_KEY_LENGTH = 80

CUT_OFF = Text(
    "the file ends before what is in it does: it was probably cut off while being written",
    "файл кончается раньше, чем то, что в нём записано: похоже, он не дописан",
)
TOO_BROKEN = Text(
    "the rest is too damaged to tell what is in it", "остаток файла повреждён так, что записи в нём не различить"
)


class Found(msgspec.Struct, Generic[T], frozen=True):
    """Something that was looked for."""

    start: int
    """Where it begins."""
    pointer: str
    """RFC 6901 pointer to it; not known in a damaged text."""
    key: str
    """The key it is kept under, or its list is; empty where there is none."""
    within: int
    """Where the list begins that it stands in; -1 where it stands in none."""
    value: T


class Gap(msgspec.Struct, frozen=True):
    """A stretch that cannot be read."""

    start: int
    end: int
    reason: Text
    cut_off: bool = False
    """Whether the text ends here before its end."""


class Stranger(msgspec.Struct, frozen=True):
    """A value that neither is nor holds what is looked for, among others that are."""

    start: int
    end: int
    pointer: str


Item = Found[T] | Gap | Stranger


def nested(
    data: bytes, read: Read[T], unit: Unit = "record", is_key: Callable[[str], bool] = lambda _: False
) -> Iterator[Item[T]]:
    """Yield what is looked for in a text, in order, with what cannot be read and the values that are something else.

    Of a value that holds nothing that is looked for, only the outermost is a Stranger. Members of an object are passed
    over where they hold nothing, but for those whose name `is_key`: under such a name something should have stood.
    """
    return _Nest(mend(data), read, unit, is_key).run()


class _Nest(Generic[T]):
    """One text that is gone through."""

    def __init__(self, data: bytes, read: Read[T], unit: Unit, is_key: Callable[[str], bool]) -> None:
        self.data = data
        self.read = read
        self.unit: Unit = unit
        self.is_key = is_key
        self.effort = _EFFORT * len(data) + _EFFORT_FLOOR

    def run(self) -> Iterator[Item[T]]:
        position = after_gap(self.data, 0)
        while position < len(self.data):
            end = value_end(self.data, position)
            if isinstance(end, Fault):
                yield from self.salvage(position, end)
                return
            if not (yield from self.value(position, end, "", "", -1, 0)):
                yield Stranger(position, end, "")
            position = after_gap(self.data, end)

    def value(  # noqa: PLR0913, PLR0917 - where a value stands
        self, start: int, end: int, pointer: str, key: str, within: int, depth: int
    ) -> Generator[Item[T], None, bool]:
        """Yield what is looked for in a value that is sound JSON; return whether there was anything to yield."""
        opening = self.data[start : start + 1]
        if opening not in (b"{", b"[") or depth > _DEPTH:
            return False
        if opening == b"[":
            return (yield from self.elements(start, end, pointer, key, within, depth))
        reason = None
        try:
            found = self.read(self.data[start:end])
        except FAULTS as error:
            found, reason = None, _reason(error, self.data[start:end], self.unit)
        if found is not None:
            yield Found(start, pointer, key, within, found)
            return True
        is_any = yield from self.members(start, pointer, within, depth)
        if reason is not None and not is_any:
            yield Gap(start, end, reason)
            return True
        return is_any

    def members(self, start: int, pointer: str, within: int, depth: int) -> Generator[Item[T], None, bool]:
        """Yield what is looked for in the members of an object."""
        strangers: list[Stranger] = []
        is_any = False
        for name, begin, stop in members(self.data, start):
            if isinstance(stop, Fault):
                break
            here = f"{pointer}/{_step(name)}"
            if (yield from self.value(begin, stop, here, name, within, depth + 1)):
                is_any = True
            elif self.is_key(name):
                strangers.append(Stranger(begin, stop, here))
        if is_any:
            yield from strangers
        return is_any

    def elements(  # noqa: PLR0913, PLR0917 - where a list stands
        self, start: int, end: int, pointer: str, key: str, within: int, depth: int
    ) -> Generator[Item[T], None, bool]:
        """Yield what is looked for in a list, or the list itself where that is looked for as a whole."""
        elements = _LIST.decode(memoryview(self.data)[start:end])
        strangers: list[Stranger] = []
        is_any = False
        for place, (begin, element) in enumerate(zip(starts_of(self.data, elements, start + 1), elements, strict=True)):
            stop = begin + len(element)
            items = self.value(begin, stop, f"{pointer}/{place}", key, start, depth + 1)
            first = next(items, None)
            if first is None:
                strangers.append(Stranger(begin, stop, f"{pointer}/{place}"))
            else:
                is_any = True
                yield from strangers
                strangers.clear()
                yield first
                yield from items
            if not is_any and place + 1 == min(_LOOKED_AT, len(elements)) and self.is_whole(elements):
                found = self.read(self.data[start:end])
                if found is not None:
                    yield Found(start, pointer, key, within, found)
                    return True
        if is_any:
            yield from strangers
        return is_any

    def is_whole(self, elements: list[Raw]) -> bool:
        """Return whether a list is looked for as a whole, by its first elements, none of which is by itself."""
        try:
            return self.read(b"[" + b",".join(map(bytes, elements[:_LOOKED_AT])) + b"]") is not None
        except FAULTS:
            return False

    def salvage(self, begin: int, fault: Fault | None) -> Iterator[Item[T]]:
        """Yield what is whole in a damaged text, and each stretch between that something is lost of."""
        position = edge = begin
        entered = 0
        while (opener := _OPENER.search(self.data, position)) and self.effort > 0:
            start = opener.start()
            end = self.end_of(start)
            if isinstance(end, Fault):
                fault = end if end.is_deep or fault is None else fault
                entered += 1
                is_given_up = end.is_deep and entered > _DEPTH
                position = max(end.at, start + 1) if is_given_up else start + 1
                continue
            position = end
            before = _KEY_BEFORE.search(self.data, max(0, start - _KEY_LENGTH), start)
            key = before[1].decode("utf-8", "replace") if before else ""
            for item in self.value(start, end, "", key, -1, 0):
                if isinstance(item, Stranger):
                    continue
                if fault is not None and fault.at <= start:
                    yield self.gap(edge, start, fault)
                    fault = None
                yield item
                edge, entered = end, 0
        if self.effort <= 0:
            yield Gap(after_gap(self.data, edge), len(self.data), TOO_BROKEN, cut_off=True)
        elif fault is not None:
            yield self.gap(edge, len(self.data), fault)

    def end_of(self, position: int) -> int | Fault:
        """Return where a value ends or breaks, at the cost of some effort."""
        end = value_end(self.data, position)
        self.effort -= (end.at if isinstance(end, Fault) else end) - position + 1
        return end

    def gap(self, start: int, end: int, fault: Fault) -> Gap:
        """Return the report of a stretch that something is lost of."""
        start = min(after_gap(self.data, start), end)
        told = value_end(self.data, start) if start < end else fault
        fault = told if isinstance(told, Fault) else fault
        is_cut = end == len(self.data) and "truncated" in fault.message
        if fault.is_deep:
            return Gap(start, end, TOO_DEEP)
        if is_cut and not self.data[start:end].strip(b" \t\r\n,]}"):
            return Gap(start, end, CUT_OFF, cut_off=True)
        return Gap(start, end, malformed(fault.message, self.data[start:end], self.unit), cut_off=is_cut)


def _reason(error: Exception, raw: bytes, unit: Unit) -> Text:
    match error:
        case UnicodeDecodeError():
            return NOT_UTF8
        case RecursionError():
            return TOO_DEEP
        case _:
            return malformed(str(error), raw, unit)


def _step(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
