"""Details that were had a while ago: whoever asks for the same postings again and again does not ask for each anew."""

import msgspec
from msgspec import Raw

from ozlint.model.times import HOUR
from ozlint.seller_api.details import detail_fields

_KEPT = 6 * HOUR
"""Seconds for which details are taken to be what they were, if the list says of their posting what it said then."""


class _Known(msgspec.Struct, frozen=True):
    listed: int
    """Hash of the line that the list made."""
    details: Raw
    until: float


class Remembered:
    """The details of the postings of one account, by number; about 300 bytes each."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._fields = frozenset(path.partition(".")[0] for path in detail_fields()) | {"posting_number"}

    def recall(self, number: str, listed: bytes, now: float) -> Raw | None:
        """Return the details of a posting; None where there are none, or the list says something else of it by now."""
        known = self._known.get(number)
        if known is None or known.listed != hash(listed) or known.until < now:
            return None
        return known.details

    def keep(self, number: str, listed: bytes, detailed: bytes, now: float) -> None:
        """Remember what the line of a posting says once its details are on it; `now` is in seconds of any clock."""
        posting = msgspec.json.decode(detailed, type=dict[str, Raw])
        details = {name: value for name, value in posting.items() if name in self._fields}
        self._known[number] = _Known(hash(listed), Raw(msgspec.json.encode(details)), now + _KEPT)
