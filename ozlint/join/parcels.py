"""The events of all parcels, packed: some thirty bytes an event, found by tracking number or posting number."""

from array import array
from collections import Counter
from math import nan

from ozlint.carriers.numbers import number_key
from ozlint.join.reality import Seen
from ozlint.model.other import Joined, UnknownCode
from ozlint.model.tracking import PHASES, TrackingEvent
from ozlint.ozon.posting_number import well_formed_number

_RETURN, _WITHDRAWN, _ZONED = 1, 2, 4
_NONE = -1
_PHASES = {phase: place for place, phase in enumerate(PHASES)}


class Words:
    """Texts that turn up again and again, each kept once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._texts: list[str] = []

    def place(self, text: str) -> int:
        """Return the place of a text, which is kept from now on."""
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self._texts)
            self._texts.append(text)
        return place

    def __getitem__(self, place: int) -> str:
        return self._texts[place]


class Parcels:
    """Every event that the carriers told, by parcel. A parcel is one tracking number, however it is written."""

    def __init__(self) -> None:
        self.carriers: set[str] = set()
        """Codes of the carriers whose events are here."""
        self.by_number: dict[str, int] = {}
        self._by_posting: dict[str, list[int]] = {}
        self.unmapped: Counter[tuple[str, str]] = Counter()
        """How often each code came that nobody has mapped, by whose it is."""
        self._words = Words()
        self._numbers: list[str] = []
        """Of each parcel: its number as the carrier first wrote it; empty where it has none."""
        self._last = array("q")
        """Of each parcel: its newest event in this table; the events of a parcel are a chain."""
        self._joined = bytearray()
        self._named = bytearray()
        """Of each parcel: whether some document names a posting of Ozon that it is of."""
        self._before = array("q")
        self._at = array("d")
        self._phase = array("B")
        self._flags = array("B")
        self._code = array("I")
        self._text = array("I")
        self._carrier = array("I")
        self._file = array("I")
        self.as_of = [nan]
        """Of each file of events: when the carrier was asked; NaN where it does not say. The first stands for none."""

    def __len__(self) -> int:
        return len(self._last)

    @property
    def joined(self) -> Joined:
        """How many events and parcels there are, and how many of these belong to a posting that was asked for."""
        unknown = tuple(UnknownCode(*key, count) for key, count in self.unmapped.most_common())
        return Joined(len(self._at), len(self), sum(self._joined), unknown)

    def add(self, event: TrackingEvent) -> None:
        """Keep an event of the last of the files."""
        self._before.append(self._chain(self._parcel(event), len(self._at)))
        self._at.append(event.at)
        self._phase.append(_PHASES[event.phase])
        self._flags.append(_RETURN * event.is_return | _WITHDRAWN * event.withdrawn | _ZONED * event.zoned)
        self._code.append(self._word(event.code))
        self._text.append(self._word(event.text))
        self._carrier.append(self._word(event.carrier))
        self._file.append(len(self.as_of) - 1)
        if event.carrier:
            self.carriers.add(event.carrier)

    def find(self, number: str | None, posting_number: str) -> list[int]:
        """Return the parcels of a posting: that of its tracking number, else those of its posting number.

        A parcel that the documents give to other postings is none of this one, though that has its number by mistake.
        """
        own = self._by_posting.get(posting_number, [])
        key = number_key(number) if number else None
        parcel = self.by_number.get(key, _NONE) if key is not None else _NONE
        if parcel == _NONE or (self._named[parcel] and parcel not in own):
            return own
        return [parcel]

    def number_for(self, posting_number: str, number: str | None) -> str | None:
        """Return the number under which the carrier has a posting; `number` itself where that is one of them.

        None where no document names the posting, or all that do are about returns or were taken back.
        """
        parcels = self._by_posting.get(posting_number)
        if not parcels:
            return None
        key = number_key(number) if number else None
        if key is not None and self.by_number.get(key, _NONE) in parcels:
            return number
        going = [parcel for parcel in parcels if self._is_going(parcel)]
        return (self._numbers[going[-1]] or None) if going else None

    def seen(self, parcels: list[int]) -> list[Seen]:
        """Return the events of some parcels, in the order in which they were read, and mark them as asked for."""
        rows: list[int] = []
        for parcel in parcels:
            self._joined[parcel] = 1
            row = self._last[parcel]
            while row != _NONE:
                rows.append(row)
                row = self._before[row]
        rows.sort()
        return [self._seen(row) for row in rows]

    def _seen(self, row: int) -> Seen:
        flags, words = self._flags[row], self._words
        return Seen(
            at=self._at[row],
            phase=PHASES[self._phase[row]],
            code=words[self._code[row]],
            text=words[self._text[row]],
            carrier=words[self._carrier[row]],
            is_return=bool(flags & _RETURN),
            withdrawn=bool(flags & _WITHDRAWN),
            zoned=bool(flags & _ZONED),
            as_of=self.as_of[self._file[row]],
        )

    def _is_going(self, parcel: int) -> bool:
        """Return whether a parcel is on its way to the buyer, as far as its events tell."""
        row = self._last[parcel]
        while row != _NONE:
            if not self._flags[row] & (_RETURN | _WITHDRAWN) and PHASES[self._phase[row]] != "cancelled":
                return True
            row = self._before[row]
        return False

    def _parcel(self, event: TrackingEvent) -> int:
        key = number_key(event.tracking_number)
        posting = event.posting_number
        if key is not None:
            parcel = self.by_number.get(key)
            if parcel is None:
                written = event.tracking_number or ""
                parcel = self.by_number[key] = self._new(key if key == written else written)
        else:
            nameless = [one for one in self._by_posting.get(posting or "", ()) if not self._numbers[one]]
            parcel = nameless[0] if nameless else self._new("")
        if posting:
            known = self._by_posting.setdefault(posting, [])
            if parcel not in known:
                known.append(parcel)
                self._named[parcel] |= well_formed_number(posting)
        return parcel

    def _new(self, number: str) -> int:
        self._numbers.append(number)
        self._last.append(_NONE)
        self._joined.append(0)
        self._named.append(0)
        return len(self._last) - 1

    def _chain(self, parcel: int, row: int) -> int:
        """Put a row in front of the chain of a parcel; return the row that was there before."""
        before, self._last[parcel] = self._last[parcel], row
        return before

    def _word(self, text: str) -> int:
        return self._words.place(text)
