"""The records of a plan or a log in JSON, each opened, with where it stands."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Literal

import msgspec

from ozlint.model.record import Undecodable
from ozlint.model.text import Text
from ozlint.model.update import Spot
from ozlint.plan.envelope import Envelope, open_envelope
from ozlint.plan.har import ENTRIES, har_envelopes, is_har
from ozlint.plan.locate import Locator
from ozlint.plan.pieces import Piece, read_pieces
from ozlint.sources.scanner import BOM, mend

Layout = Literal["one", "list", "lines", "har", "table"]
"""How a file is laid out: one JSON document, a list of them, one a line, a HAR, a table."""

_NO_RECORD = Text("no request, but a bare value: expected is {…}", "не запрос, а просто значение: нужен объект {…}")


class Entry(msgspec.Struct, frozen=True):
    """One record of a text."""

    start: int
    pointer: str
    opened: Envelope | Text
    """What it holds, or why it cannot be read."""
    cut_off: bool = False
    digest: str = ""


class Entries:
    """The records of one text."""

    def __init__(self, path: str, data: bytes) -> None:
        """Read a text of JSON that may begin with a byte order mark; `path` is what it is shown as."""
        self._base = len(BOM) if data.startswith(BOM) else 0
        self._data = mend(data[self._base :])
        self._locator = Locator(path, self._data, self._base)
        found = read_pieces(self._data)
        self.skipped = 0
        """Calls in a HAR that go elsewhere."""
        pieces = found.pieces
        if len(pieces) == 1 and is_har(pieces[0].value):
            self.layout: Layout = "har"
            self.entries = tuple(self._calls(pieces[0]))
        else:
            self.layout = "lines" if found.layout == "ndjson" else "list" if found.listed else "one"
            self.entries = tuple(map(self._entry, pieces))

    def spots(self, entry: Entry, pointers: Sequence[str]) -> list[Spot]:
        """Return where values stand in a record, by their pointers from there; first the record itself."""
        return self._locator.spots(entry.start, entry.pointer, ("", *pointers))

    def undecodable(self, entry: Entry, reason: Text, field: str = "") -> tuple[Spot, Undecodable]:
        """Return the report of a record that cannot be read, with its place."""
        spot = self._locator.spot(entry.start, entry.pointer)
        return spot, Undecodable(spot.address, None, entry.digest, field, reason, entry.cut_off)

    def _calls(self, piece: Piece) -> Iterator[Entry]:
        envelopes = har_envelopes(piece.value)
        pointers = [f"{ENTRIES}/{place}" for place in range(len(envelopes))]
        spots = self._locator.spots(piece.start, "", pointers)
        for envelope, pointer, spot in zip(envelopes, pointers, spots, strict=True):
            if envelope is None:
                self.skipped += 1
            else:
                yield Entry(spot.address - self._base, pointer, envelope)

    def _entry(self, piece: Piece) -> Entry:
        if piece.fault is None and isinstance(piece.value, dict):
            return Entry(piece.start, piece.pointer, open_envelope(piece.value), digest=self._digest(piece))
        reason = piece.fault or _NO_RECORD
        return Entry(piece.start, piece.pointer, reason, piece.cut_off, self._digest(piece))

    def _digest(self, piece: Piece) -> str:
        return blake2b(self._data[piece.start : piece.end], digest_size=8).hexdigest()


def begins_json(data: bytes) -> bool:
    """Return whether a text may be one of JSON."""
    return data.removeprefix(BOM).lstrip()[:1] in (b"{", b"[")


def skipped_calls(count: int) -> str:
    """Return what is said, behind the format of a HAR, of the calls in it that go elsewhere than to the Seller API."""
    return f", {count} other {'call' if count == 1 else 'calls'} left out" if count else ""
