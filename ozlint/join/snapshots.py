"""Postings as earlier snapshots had them: the latest of each, packed, and since when it was in its status."""

from array import array
from collections.abc import Callable, Iterator
from math import isnan, nan
from typing import Any

import msgspec

from ozlint.language.values import text_value
from ozlint.model.other import Other, Placed
from ozlint.model.record import Address

Posting = Any
"""A decoded posting: a struct made at run time."""


class Snapshots:
    """Every posting of some earlier snapshots, given in the order of their times."""

    def __init__(self, kind: type[msgspec.Struct]) -> None:
        self.inputs: list[Placed] = []
        """The inputs they came from, in the order of their times."""
        self._unpack: Callable[[bytes], Posting] = msgspec.msgpack.Decoder(kind).decode
        self._pack = msgspec.msgpack.Encoder().encode
        self._places: dict[str, int] = {}
        self._packed: list[bytes] = []
        self._statuses: list[object] = []
        """The status of each, one object for equal ones."""
        self._since = array("d")
        """When each was first seen in its status; NaN where no snapshot says when it was taken."""
        self._inputs = array("I")
        self._addresses = array("Q")
        self._met = bytearray()
        """Which of them were asked for."""
        self._known: dict[object, object] = {}
        self.tell_time = False
        """Whether any snapshot says when it was taken."""

    def __len__(self) -> int:
        return len(self._packed)

    def add(self, posting: Posting, address: Address, taken_at: float = nan) -> None:
        """Keep a posting of the last of the inputs; it replaces an earlier one of the same posting.

        `taken_at` is when the snapshot was taken, NaN where nobody says.
        """
        place = len(self.inputs) - 1
        key = key_of(posting)
        status = self._known.setdefault(posting.status, posting.status)
        packed = self._pack(posting)
        self.tell_time = self.tell_time or not isnan(taken_at)
        known = self._places.get(key)
        if known is None:
            self._places[key] = len(self._packed)
            self._packed.append(packed)
            self._statuses.append(status)
            self._since.append(taken_at)
            self._inputs.append(place)
            self._addresses.append(address)
            self._met.append(0)
            return
        if self._statuses[known] != status or isnan(self._since[known]):
            self._since[known] = taken_at
        self._packed[known], self._statuses[known] = packed, status
        self._inputs[known], self._addresses[known] = place, address

    def find(self, posting: Posting) -> Posting | None:
        """Return a posting as the last snapshot that has it had it; None where none has."""
        place = self._place(posting)
        if place is None:
            return None
        self._met[place] = 1
        return self._unpack(self._packed[place])

    def since(self, posting: Posting) -> float:
        """Return since when a posting is in its present status at the latest; NaN where no snapshot can tell."""
        place = self._place(posting)
        if place is None or text_value(self._statuses[place]) != text_value(posting.status):
            return nan
        return self._since[place]

    @property
    def met(self) -> int:
        """How many of the postings were asked for."""
        return sum(self._met)

    def others(self) -> Iterator[Other]:
        """Yield the postings that nobody asked for."""
        for place, met in enumerate(self._met):
            if not met:
                posting = self._unpack(self._packed[place])
                account = text_value(getattr(posting, "account", None))
                yield Other(
                    subject=posting,
                    key=posting.posting_number,
                    posting_number=posting.posting_number,
                    account=account if isinstance(account, str) else None,
                    source=self.inputs[self._inputs[place]],
                    address=self._addresses[place],
                )

    def _place(self, posting: Posting) -> int | None:
        place = self._places.get(key_of(posting))
        if place is None and getattr(posting, "account", None):
            # A snapshot that names no account may be of any.
            place = self._places.get(posting.posting_number)
        return place


def key_of(posting: Posting) -> str:
    """Return what makes a posting one: its number, and its account where the input names one."""
    account = getattr(posting, "account", None)
    return f"{account}\n{posting.posting_number}" if account else posting.posting_number
