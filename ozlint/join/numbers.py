"""Numbers of parcels and postings, each kept once: its letters and some thirty bytes, a fifth of what a dict takes."""

from array import array
from collections.abc import Callable

NONE = -1
"""The place of a number that is not here."""
_FIRST_SLOTS = 1 << 10
_BITS = (1 << 32) - 1


class Numbers:
    """Texts in the order in which they came, found by a key that all ways to write one have in common."""

    def __init__(self, key_of: Callable[[str], str | None]) -> None:
        """Keep numbers whose key `key_of` gives; what has none is not found."""
        self._key_of = key_of
        self._letters = bytearray()
        self._starts = array("Q", (0,))
        """Where each begins; the next one begins where it ends."""
        self._hashes = array("I")
        self._slots = array("I", bytes(4 * _FIRST_SLOTS))
        """Places, counted from 1, each in the first slot that was free from the one on that its hash names."""
        self._keyed = 0
        """How many are found by a key."""

    def __len__(self) -> int:
        return len(self._hashes)

    def __getitem__(self, place: int) -> str:
        return self._written(place).decode("utf-8", "surrogatepass")

    def find(self, key: str) -> int:
        """Return the place of the number with a key; NONE where none has it."""
        hashed = hash(key) & _BITS
        slots, hashes = self._slots, self._hashes
        last = len(slots) - 1
        slot = hashed & last
        while place := slots[slot]:
            if hashes[place - 1] == hashed and self._has(place - 1, key):
                return place - 1
            slot = (slot + 1) & last
        return NONE

    def add(self, number: str, key: str | None) -> int:
        """Keep a number that is not here yet under its key, None for none; return its place."""
        place = len(self._hashes)
        self._letters += number.encode("utf-8", "surrogatepass")
        self._starts.append(len(self._letters))
        self._hashes.append(0 if key is None else hash(key) & _BITS)
        if key is not None:
            self._keyed += 1
            if 3 * self._keyed > 2 * len(self._slots):
                self._widen()
            self._put(place + 1, self._slots)
        return place

    def _written(self, place: int) -> bytearray:
        return self._letters[self._starts[place] : self._starts[place + 1]]

    def _has(self, place: int, key: str) -> bool:
        """Return whether a number has a key, which mostly is how it is written."""
        return self._written(place) == key.encode("utf-8", "surrogatepass") or self._key_of(self[place]) == key

    def _put(self, place: int, slots: "array[int]") -> None:
        last = len(slots) - 1
        slot = self._hashes[place - 1] & last
        while slots[slot]:
            slot = (slot + 1) & last
        slots[slot] = place

    def _widen(self) -> None:
        """Make twice as many slots: the fuller they are, the longer a number is looked for."""
        wider = array("I", bytes(8 * len(self._slots)))
        for place in filter(None, self._slots):
            self._put(place, wider)
        self._slots = wider
