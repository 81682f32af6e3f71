"""The postings of one answer, as raw JSON with their addresses, before any of them is decoded."""

from typing import Any

import msgspec
from msgspec import UNSET, Raw, UnsetType

from ozlint.model.record import Address
from ozlint.model.text import Text
from ozlint.sources.scanner import after_space, starts_of, value_of
from ozlint.sources.sight import kind_of_record, members_of, seen

EXTRAS = ("count", "cursor")
"""What tells the methods apart that answer in the same shape."""


class Unrecognised(Exception):  # noqa: N818 - the caller decides whether it is an error
    """A JSON value that holds no postings."""

    def __init__(self, seen_instead: Text, *, is_damaged: bool = False, cut_off: bool = False) -> None:
        super().__init__(seen_instead.en)
        self.seen = seen_instead
        """What it is instead, or what is wrong with its JSON where it is damaged."""
        self.is_damaged = is_damaged
        self.cut_off = cut_off
        """Whether it ends before its end."""


class Broken(msgspec.Struct, frozen=True):
    """A stretch of a damaged answer that holds no whole posting."""

    address: Address
    end: Address
    reason: Text
    index: int
    cut_off: bool = False
    """Whether nothing can be known of what came after it."""


class Batch(msgspec.Struct, frozen=True):
    """The postings of one answer."""

    address: Address
    """Where the answer begins."""
    shape: str
    """Where the answer holds its postings: /result/postings, /postings, /result[], /result, list, posting."""
    elements: list[Raw]
    starts: list[Address]
    prefix: str
    """Pointer of the list of postings, or of the only posting."""
    is_single: bool = False
    has_next: bool | None = None
    extras: frozenset[str] = frozenset()
    """Which of `EXTRAS` the answer has beside its postings."""
    broken: list[Broken] = msgspec.field(default_factory=list)
    indexes: list[int] | None = None
    """The place of each element in its list, where some places are broken."""

    @property
    def is_answer(self) -> bool:
        """Whether this is an answer, or a list that stands for one, and no lone posting."""
        return self.shape != "posting"

    def pointer(self, index: int) -> str:
        """Return the JSON pointer of an element."""
        if self.is_single:
            return self.prefix
        return f"{self.prefix}/{self.indexes[index] if self.indexes else index}"


class _Inner(msgspec.Struct):
    postings: list[Raw] | UnsetType | None = UNSET
    has_next: Raw = Raw()
    count: Raw = Raw()
    cursor: Raw = Raw()
    posting_number: Raw = Raw()


class _Top(msgspec.Struct):
    result: list[Raw] | _Inner | str | int | float | bool | UnsetType | None = UNSET
    postings: list[Raw] | UnsetType | None = UNSET
    parent_posting: Raw = Raw()
    posting: Raw = Raw()
    has_next: Raw = Raw()
    count: Raw = Raw()
    cursor: Raw = Raw()


class _Result(msgspec.Struct):
    result: Raw = Raw()


_LIST = msgspec.json.Decoder(list[Raw])
_TOP = msgspec.json.Decoder(_Top)
_RESULT = msgspec.json.Decoder(_Result)
_FLAGS = {b"true": True, b"false": False}


def unwrap(data: bytes, base: Address, prefix: str = "") -> Batch:
    """Return the postings of one whole answer, or the lone posting.

    Raises Unrecognised where the value holds none, and what msgspec raises where it is not sound JSON.
    """
    begin = after_space(data, 0)
    if data[begin : begin + 1] == b"[":
        return _listed(data, base, _LIST.decode(data), prefix, begin, "list")
    try:
        top = _TOP.decode(data)
    except msgspec.ValidationError:
        raise Unrecognised(seen(data)) from None
    if top.postings is not UNSET and not top.parent_posting:
        at = value_of(data, begin, "postings")
        return _listed(data, base, top.postings, f"{prefix}/postings", at, "/postings", top)
    result = top.result
    if isinstance(result, list):
        return _listed(data, base, result, f"{prefix}/result", value_of(data, begin, "result"), "/result[]", top)
    if isinstance(result, _Inner) and result.postings is not UNSET:
        outer = value_of(data, begin, "result")
        at = None if outer is None else value_of(data, outer, "postings")
        return _listed(data, base, result.postings, f"{prefix}/result/postings", at, "/result/postings", result)
    return _single(data, base, prefix, begin, top)


def _single(data: bytes, base: Address, prefix: str, begin: int, top: _Top) -> Batch:
    """Return the only posting of an answer, or the lone posting."""
    key, inner = ("posting", top.posting) if top.posting else ("result", Raw())
    if isinstance(top.result, _Inner):
        key, inner = "result", _RESULT.decode(data).result
    # What has a number is looked at closely when it is read.
    is_numbered = isinstance(top.result, _Inner) and bool(top.result.posting_number)
    if inner and (is_numbered or kind_of_record(members_of(bytes(inner))) in ("posting", "numberless")):
        start = value_of(data, begin, key)
        if start is None or not data.startswith(bytes(inner), start):
            start = data.rfind(bytes(inner))
        return Batch(base + begin, f"/{key}", [inner], [base + start], f"{prefix}/{key}", is_single=True)
    # Whether the value itself is a posting shows on its own members: in an answer they are few, in a posting all.
    if kind_of_record(members_of(data)) in ("posting", "numberless"):
        return Batch(base + begin, "posting", [Raw(data)], [base + begin], prefix, is_single=True)
    raise Unrecognised(seen(data))


def _listed(  # noqa: PLR0913, PLR0917 - the parts of one value
    data: bytes,
    base: Address,
    elements: list[Raw] | None,
    prefix: str,
    at: int | None,
    shape: str,
    envelope: Any = None,  # noqa: ANN401 - _Top or _Inner
) -> Batch:
    elements = elements or []
    starts = starts_of(data, elements, at + 1) if at is not None else []
    if elements and not (starts and data.startswith(bytes(elements[-1]), starts[-1])):
        # A key given twice: the last one counts, and it is not where the first one was found.
        starts = _searched(data, elements)
    if base:
        starts = [base + start for start in starts]
    address = base + after_space(data, 0)
    has_next = _FLAGS.get(bytes(envelope.has_next)) if envelope else None
    extras = frozenset(name for name in EXTRAS if envelope and getattr(envelope, name))
    return Batch(address, shape, elements, starts, prefix, has_next=has_next, extras=extras)


def _searched(data: bytes, elements: list[Raw]) -> list[Address]:
    """Return where the elements stand, searched from the end."""
    starts, end = [], len(data)
    for element in reversed(elements):
        end = data.rfind(bytes(element), 0, end)
        starts.append(end)
    return starts[::-1]
