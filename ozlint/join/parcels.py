"""The events of all parcels, packed: sixteen bytes an event, found by tracking number or posting number."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from math import nan

from ozlint.carriers.numbers import number_key
from ozlint.join.numbers import NONE, Numbers
from ozlint.join.reality import Seen
from ozlint.model.other import Joined, UnknownCode
from ozlint.model.tracking import Phase, TrackingEvent
from ozlint.ozon.posting_number import well_formed_number

_Said = tuple[Phase, str, str, str, bool, bool, bool, bool, int]
"""What an event says apart from whose it is and when: phase, code, text, carrier, whether it is of a return, was taken
back, has a zone, has only a day, and the place of its file."""

_CARRIER = 3
"""Where the carrier stands in that."""


class Parcels:
    """Every event that the carriers told, by parcel. A parcel is one tracking number, however it is written."""

    def __init__(self) -> None:
        self.carriers: set[str] = set()
        """Codes of the carriers whose events are here."""
        self.unmapped: Counter[tuple[str, str]] = Counter()
        """How often each code came that nobody has mapped, by whose it is."""
        self.as_of = [nan]
        """Of each file of events: when the carrier was asked; NaN where it does not say. The first stands for none."""
        self._numbers = Numbers(number_key)
        """Of each parcel: its number as the carrier first wrote it; empty where it has none."""
        self._last = array("I")
        """Of each parcel: its newest event in this table, counted from 1; the events of a parcel are a chain."""
        self._joined = bytearray()
        self._named = bytearray()
        """Of each parcel: whether some document names a posting of Ozon that it is of."""
        self._postings = Numbers(str)
        """The postings that documents name."""
        self._first = array("I")
        """Of each of them: the parcel that it was first named with."""
        self._further: dict[int, list[int]] = {}
        """The other parcels of the postings that have several."""
        self._before = array("I")
        """Of each event: the one of the same parcel before it, counted from 1; 0 for none."""
        self._at = array("d")
        self._said = array("I")
        self._sayings: list[_Said] = []
        self._places: dict[_Said, int] = {}
        """Where each saying stands: few of them turn up again and again."""
        self._recent: tuple[str | None, str | None, int] = (None, None, NONE)
        """Number, posting and parcel of the last event that has a number: those of a parcel often come together."""

    def __len__(self) -> int:
        return len(self._last)

    @property
    def joined(self) -> Joined:
        """How many events and parcels there are, and how many of these belong to a posting that was asked for."""
        unknown = tuple(UnknownCode(*key, count) for key, count in self.unmapped.most_common())
        return Joined(len(self._at), len(self), sum(self._joined), unknown)

    def key_of(self, parcel: int) -> str | None:
        """Return the key of a parcel's number; None where it has none."""
        return number_key(self._numbers[parcel] or None)

    def knows(self, key: str) -> bool:
        """Return whether there are events of the number with a key."""
        return self._numbers.find(key) != NONE

    @property
    def strangers(self) -> frozenset[str]:
        """Return the carriers of which no parcel belongs to a posting that was asked for: theirs may be others'."""
        joined = (row for parcel, is_joined in enumerate(self._joined) if is_joined for row in self._rows(parcel))
        return frozenset(self.carriers - {self._sayings[self._said[row]][_CARRIER] for row in joined})

    def add(self, event: TrackingEvent) -> None:
        """Keep an event of the last of the files."""
        number, posting, parcel = self._recent
        if event.tracking_number != number or event.posting_number != posting or number is None:
            parcel = self._parcel(event.tracking_number, event.posting_number)
        said = (
            event.phase, event.code, event.text, event.carrier, event.is_return, event.withdrawn, event.zoned,
            event.is_day, len(self.as_of) - 1,
        )  # fmt: skip
        place = self._places.get(said)
        if place is None:
            place = self._new_saying(said)
        self._before.append(self._last[parcel])
        self._at.append(event.at)
        self._said.append(place)
        self._last[parcel] = len(self._at)

    def find(self, number: str | None, posting_number: str) -> list[int]:
        """Return the parcels of a posting: that of its tracking number, else those of its posting number.

        A parcel that the documents give to other postings is none of this one, though that has its number by mistake.
        """
        own = self._of_posting(posting_number)
        key = number_key(number) if number else None
        parcel = self._numbers.find(key) if key is not None else NONE
        if parcel == NONE or (self._named[parcel] and parcel not in own):
            return own
        return [parcel]

    def number_for(self, posting_number: str, number: str | None) -> str | None:
        """Return the number under which the carrier has a posting; `number` itself where that is one of them.

        None where no document names the posting, or all that do are about returns or were taken back.
        """
        parcels = self._of_posting(posting_number)
        if not parcels:
            return None
        key = number_key(number) if number else None
        if key is not None and self._numbers.find(key) in parcels:
            return number
        going = [parcel for parcel in parcels if self._is_going(parcel)]
        return (self._numbers[going[-1]] or None) if going else None

    def seen(self, parcels: Sequence[int]) -> list[Seen]:
        """Return the events of some parcels, in the order in which they were read, and mark them as asked for."""
        for parcel in parcels:
            self._joined[parcel] = 1
        return [self._seen(row) for row in sorted(row for parcel in parcels for row in self._rows(parcel))]

    def _rows(self, parcel: int) -> Iterator[int]:
        """Yield the events of a parcel, the newest first."""
        row = self._last[parcel]
        while row:
            yield row - 1
            row = self._before[row - 1]

    def _seen(self, row: int) -> Seen:
        phase, code, text, carrier, is_return, withdrawn, zoned, is_day, file = self._sayings[self._said[row]]
        return Seen(self._at[row], phase, code, text, carrier, is_return, withdrawn, zoned, self.as_of[file], is_day)

    def _is_going(self, parcel: int) -> bool:
        """Return whether a parcel is on its way to the buyer, as far as its events tell."""
        seen = map(self._seen, self._rows(parcel))
        return any(not (one.is_return or one.withdrawn or one.phase == "cancelled") for one in seen)

    def _parcel(self, number: str | None, posting: str | None) -> int:
        """Return the parcel of an event, which is new where none was like it."""
        key = number_key(number)
        if number is not None and key is not None:
            parcel = self._numbers.find(key)
            if parcel == NONE:
                parcel = self._new(number, key)
            self._recent = number, posting, parcel
        else:
            nameless = (one for one in self._of_posting(posting or "") if not self._numbers[one])
            parcel = next(nameless, NONE)
            if parcel == NONE:
                parcel = self._new("", None)
        if posting:
            self._name(posting, parcel)
        return parcel

    def _name(self, posting: str, parcel: int) -> None:
        """Keep that a document names a posting with a parcel."""
        place = self._postings.find(posting)
        if place == NONE:
            self._postings.add(posting, posting)
            self._first.append(parcel)
        elif parcel == self._first[place] or parcel in self._further.get(place, ()):
            return
        else:
            self._further.setdefault(place, []).append(parcel)
        self._named[parcel] |= well_formed_number(posting)

    def _of_posting(self, posting: str) -> list[int]:
        """Return the parcels that documents name a posting with, in the order in which they were read."""
        place = self._postings.find(posting)
        return [] if place == NONE else [self._first[place], *self._further.get(place, ())]

    def _new(self, number: str, key: str | None) -> int:
        self._last.append(0)
        self._joined.append(0)
        self._named.append(0)
        return self._numbers.add(number, key)

    def _new_saying(self, said: _Said) -> int:
        place = self._places[said] = len(self._sayings)
        self._sayings.append(said)
        _, _, _, carrier, *_ = said
        if carrier:
            self.carriers.add(carrier)
        return place
