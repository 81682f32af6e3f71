"""One file of what carriers say of parcels: read from its beginning to its end, as events."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import structs

from ozlint.carriers import seventeentrack
from ozlint.carriers.cdek_webhook import read_webhook
from ozlint.carriers.phases import known_code
from ozlint.carriers.readers import READERS
from ozlint.model.record import Address, Place, Undecodable
from ozlint.model.text import Text
from ozlint.model.times import Vague, show_time
from ozlint.model.tracking import TrackingEvent
from ozlint.sources.nested_source import NestedSource, Piece
from ozlint.sources.reading import spoiled
from ozlint.sources.tracking.documents import CarrierDocuments, Item, Told, in_runs, is_number
from ozlint.sources.tracking.event_columns import COLUMNS
from ozlint.sources.tracking.event_objects import Values
from ozlint.sources.tracking.event_rows import EventRows, Refusal, unclear_event
from ozlint.sources.tracking.event_table import EventTable
from ozlint.sources.tracking.event_terms import EventTerms
from ozlint.sources.tracking.xml_source import XmlSource

NAMELESS = Text(
    "the answer does not say which parcel it is about: keep each under the parcel's number, "
    '{"DUD15086277": …}, or give them as a table of events',
    "в ответе не сказано, о какой посылке речь: храните каждый под номером посылки, "
    '{"DUD15086277": …}, или укажите таблицу событий',
)


class TrackingFile:
    """A file of carriers' documents, of events, or of both; what it tells of itself it tells after it was read."""

    def __init__(
        self, path: str, held: str, source: NestedSource[Told] | XmlSource | EventTable, terms: EventTerms,
        documents: CarrierDocuments,
    ) -> None:  # fmt: skip
        self.path = path
        """As it is shown: relative to the working folder, with forward slashes."""
        self.format = held
        """What was recognised: `json: CDEK orders`, `csv: events`."""
        self.unknown_codes: Counter[tuple[str, str]] = Counter()
        """How often each code came that nobody has mapped, by whose it is: a carrier or an aggregator."""
        self._source = source
        self._terms = terms
        self._documents = documents
        self._is_webhook = False
        self._faults: dict[Address, str] = {}
        """What is wrong in rows that cannot be read: the column."""

    @property
    def fetched_at(self) -> float | None:
        """When the carriers were asked, the earliest of what the documents say; None where none says it."""
        return self._documents.fetched_at

    def places(self, addresses: Sequence[Address]) -> dict[Address, Place]:
        """Return where these records stand; the addresses are sorted."""
        if not isinstance(self._source, EventTable):
            return self._source.places(addresses)
        return self._source.places(addresses, self._faults)

    def read(self) -> Iterator[tuple[Address, TrackingEvent] | Undecodable]:
        """Yield every event and every record that could not be read, in order.

        The address of an event is that of the row or document that tells it: an order has one for all its statuses.
        """
        rows = EventRows(self._terms)
        self.unknown_codes = rows.unknown
        self._documents.fetched_at = None
        for item in self._items():
            if isinstance(item, tuple):
                address, said = item
            elif isinstance(item, Undecodable):
                yield item
                continue
            elif item.value.reader:
                yield from self._of_document(item)
                continue
            else:
                address, said = item.address, item.value.document
            if isinstance(said, TrackingEvent):
                self._count(said, "cdek")
                yield from self._dated(address, said)
                continue
            told = rows.event(said)
            if isinstance(told, Refusal):
                self._faults[address] = told.field
                yield _refused(address, said, told)
            event = told.event if isinstance(told, Refusal) else told
            if event is not None:
                yield from self._dated(address, event)

    def _dated(self, address: Address, event: TrackingEvent) -> Iterator[tuple[Address, TrackingEvent] | Undecodable]:
        """Yield an event; one that cannot have happened yet is told, and leaves open what happened to its parcel."""
        if self._terms.is_future(event.at, self.fetched_at):
            self._faults[address] = "time"
            yield _told(address, event, _not_yet(event))
            event = unclear_event(event.tracking_number, event.posting_number, event.carrier)
        yield address, event

    def _count(self, event: TrackingEvent, reader: str) -> None:
        """Count the code of an event where nobody knows it; `reader` is whose document tells it."""
        if event.phase == "unknown" and not _is_known(reader, event.code):
            self.unknown_codes[reader, event.code] += 1

    def _items(self) -> Iterator[Item]:
        if isinstance(self._source, NestedSource):
            return in_runs(self._source.pieces(self._fast))
        return iter(self._source.pieces())

    def _fast(self, line: bytes) -> TrackingEvent | Values | None:
        """Return what a line says that has the form of the one before; None for another one."""
        if self._is_webhook:
            event = read_webhook(line)
            if event is not None:
                return self._terms.applied(event, "cdek") if self._terms.change else event
            self._is_webhook = False
        return self._documents.objects.fast(line)

    def _of_document(self, piece: Piece[Told]) -> Iterator[tuple[Address, TrackingEvent] | Undecodable]:
        """Yield the events that a document tells, and that it does not say of which parcel, where it does not."""
        reader, document = piece.value.reader, piece.value.document
        number = piece.key if is_number(piece.key) else None
        self._is_webhook = reader == "cdek"
        if reader == "17track":
            self._documents.note_fetched(seventeentrack.asked_at(document))
        is_nameless = False
        for told in READERS[reader].events(document):
            event = self._terms.applied(told, reader)
            if event.tracking_number is None and number is not None:
                event = structs.replace(event, tracking_number=number)
            if event.tracking_number is None and event.posting_number is None:
                is_nameless = True
                continue
            self._count(event, reader)
            yield from self._dated(piece.address, event)
        if is_nameless:
            yield spoiled(piece.address, b"%d" % piece.address, NAMELESS, "tracking_number")


def _is_known(reader: str, code: str) -> bool:
    return known_code(reader, code) or (reader == "cdek" and known_code("cdek_codes", code))


def _not_yet(event: TrackingEvent) -> Text:
    shown = show_time(event.at if event.zoned else Vague(event.at))
    return Text(
        f"{shown} has not come yet: are the day and the month the right way round?",
        f"{shown} ещё не наступило: не перепутаны ли день и месяц?",
    )


def _told(address: Address, event: TrackingEvent, reason: Text) -> Undecodable:
    found = spoiled(address, msgspec.msgpack.encode(event), reason, "time")
    return structs.replace(found, posting_number=event.posting_number)


def _refused(address: Address, values: Values, refusal: Refusal) -> Undecodable:
    raw = repr(values).encode("utf-8", "replace")
    posting = values[COLUMNS.index("posting_number")]
    return structs.replace(spoiled(address, raw, refusal.reason, refusal.field), posting_number=posting or None)
