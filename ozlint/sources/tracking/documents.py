"""Telling what a JSON value of a tracking file is: the document of a carrier, an event by itself, or neither."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from ozlint.carriers.moments import Moment, read_moment
from ozlint.carriers.readers import recognise
from ozlint.carriers.russian_post import operation_of
from ozlint.model.pattern import pattern
from ozlint.model.record import Address, Undecodable
from ozlint.sources.nested_source import Piece
from ozlint.sources.tracking.event_objects import EventObjects

_NUMBER = pattern(r"(?=[^0-9]*[0-9])(?![A-Za-z_-]+[0-9]{1,3}$|[0-9]{4}-[0-9]{2}-[0-9]{2})[\w-]{6,64}")
"""What a parcel's number may look like as a key: page_1, answer12 and dates are none."""
FETCHED_AT = "fetched_at"
"""The member by which whoever saves answers may say when the carriers were asked."""
_LARGE = 1 << 20
"""Bytes; a value that is larger is looked at in excerpts, since a list under a key may be all of a file."""
_EXCERPT = 20
_LONGEST_RUN = 10_000
"""Operations of one parcel."""
_DECODE = msgspec.json.Decoder().decode
_MEMBERS = msgspec.json.Decoder(dict[str, Raw])
_ELEMENTS = msgspec.json.Decoder(list[Raw])


class Told(msgspec.Struct, frozen=True):
    """A document, and whose it is."""

    reader: str
    """Name in the table of readers; empty for an event by itself."""
    document: Any
    """Parsed JSON, the root of XML, or the values of an event."""


Item = Piece[Told] | Undecodable | tuple[Address, Any]
"""What a tracking file holds: a document, what cannot be read, or what was read at once."""


class CarrierDocuments:
    """Tells documents of carriers; knows the form of the event before, since the next one mostly has it too."""

    def __init__(self) -> None:
        self.objects = EventObjects()
        self.fetched_at: float | None = None
        """The earliest moment at which the carriers were asked, by what the documents themselves say."""

    def read(self, raw: bytes) -> Told | None:
        """Return the document that a value is; None for what is none, and for what only holds documents.

        Raises what msgspec raises where the value cannot be decoded.
        """
        if (values := self.objects.fast(raw)) is not None:
            return Told("", values)
        document = excerpt(raw) if len(raw) > _LARGE else _DECODE(raw)
        if isinstance(document, dict):
            self.note_fetched(read_moment(document.get(FETCHED_AT)))
            if _is_keyed(document):
                return None
        reader = recognise(document)
        if reader is None:
            values = self.objects.values(document) if isinstance(document, dict) else None
            return None if values is None else Told("", values)
        if isinstance(document, dict) and _is_wrapper(document):
            return None
        return Told(reader, _DECODE(raw) if len(raw) > _LARGE else document)

    def note_fetched(self, moment: Moment) -> None:
        """Keep when a document was fetched, if that is earlier than what is known: of the others it is true as well."""
        at, zoned = moment
        if zoned and at == at:  # noqa: PLR0124 - NaN is what differs from itself
            self.fetched_at = at if self.fetched_at is None else min(at, self.fetched_at)


def is_number(key: str) -> bool:
    """Return whether what is kept under a key is the document of the parcel of that number."""
    return _NUMBER.fullmatch(key) is not None


def excerpt(raw: bytes) -> Any:  # noqa: ANN401 - parsed JSON
    """Return a value with the beginning of its long lists only."""
    if len(raw) <= _LARGE:
        return _DECODE(raw)
    if raw[:1] == b"[":
        return [excerpt(bytes(element)) for element in _ELEMENTS.decode(raw)[:_EXCERPT]]
    if raw[:1] == b"{":
        return {name: excerpt(bytes(member)) for name, member in _MEMBERS.decode(raw).items()}
    return None


def _is_keyed(document: Mapping[str, Any]) -> bool:
    """Return whether an object keeps documents under the numbers of their parcels."""
    return bool(document) and all(map(is_number, document))


def _is_wrapper(document: Mapping[str, Any]) -> bool:
    """Return whether an object only holds a list of documents, each whole by itself, maybe of several carriers."""
    return any(isinstance(value, list) and any(map(_stands_alone, value[:_EXCERPT])) for value in document.values())


def _stands_alone(element: Any) -> bool:  # noqa: ANN401 - parsed JSON
    return isinstance(element, dict) and recognise(element) is not None and operation_of(element) is None


def in_runs(pieces: Iterable[Item]) -> Iterator[Item]:
    """Yield pieces with the operations of Почта that follow one another put together by parcel.

    What an operation means shows among the others: after a return it is one of the way back.
    """
    run: list[Piece[Told]] = []
    kept: tuple[str, int] | None = None
    for piece in pieces:
        if isinstance(piece, tuple) and not run:
            yield piece
            continue
        parcel = _parcel_of(piece) if isinstance(piece, Piece) else None
        if run and (parcel != kept or len(run) == _LONGEST_RUN):
            yield _joined(run)
            run = []
        kept = parcel
        if isinstance(piece, Piece) and parcel is not None:
            run.append(piece)
        else:
            yield piece
    if run:
        yield _joined(run)


def _parcel_of(piece: Piece[Told]) -> tuple[str, int] | None:
    """Return whose operation a piece is; None for another piece.

    Of operations without a number, those of one list are of one parcel, and one outside of a list is of its own.
    """
    number = operation_of(piece.value.document) if piece.value.reader == "russian_post" else None
    if number is None:
        return None
    return (number, 0) if number else ("", piece.within if piece.within >= 0 else -piece.address - 2)


def _joined(run: list[Piece[Told]]) -> Piece[Told]:
    first = run[0]
    documents = [piece.value.document for piece in run]
    return Piece(first.address, first.key, first.within, Told("russian_post", documents))
