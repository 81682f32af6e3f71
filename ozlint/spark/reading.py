"""The first pass: inputs read where they lie, by the readers of ozlint, to what is judged of them."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.carriers.numbers import number_key
from ozlint.engine.clock import times_of
from ozlint.engine.index import Index, named_by
from ozlint.engine.relations import identity
from ozlint.join.zoned import zone_writer
from ozlint.model.record import Page, Undecodable
from ozlint.model.times import ZONED
from ozlint.model.tracking import TrackingEvent
from ozlint.ozon.statuses import CANCELLED
from ozlint.sources.lines import Lines
from ozlint.sources.nested_source import NestedSource
from ozlint.sources.table_source import TableSource
from ozlint.sources.tracking.documents import CarrierDocuments, is_number
from ozlint.sources.tracking.file import TrackingFile
from ozlint.sources.tracking.sight import sight
from ozlint.spark.court import Court, Ready, ready
from ozlint.spark.rows import Kind, Lost, Part, Row, batches_of, first_row
from ozlint.spark.runs import PATH, Run, runs_of
from ozlint.spark.tables import table_of

Read = Callable[[Iterator[Any]], Iterator[Any]]
"""What a task of mapInArrow does."""
_PACK = msgspec.msgpack.Encoder().encode


def read_postings(court: bytes) -> Read:
    """Return what reads payloads of postings and of answers, and yields rows of SCHEMA."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        return batches_of(_postings(ready(court), batches))

    return read


def read_snapshot(court: bytes, place: int) -> Read:
    """Return what reads payloads of an earlier snapshot; `place` is its place among them."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        return batches_of(_snapshot(ready(court), batches, place + 2))

    return read


def read_events(court: bytes) -> Read:
    """Return what reads payloads of carriers' documents and of events."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        return batches_of(_events(ready(court), batches))

    return read


def _postings(ready_court: Ready, batches: Iterator[Any]) -> Iterator[Row]:
    court = ready_court.court
    index = Index(ready_court.benches.postings.calls)
    sharing, wants_links = index.sharing, index.wants_links
    beside = ready_court.told().beside
    joined_by = beside.joined_by if beside is not None and court.tracking is not None else None
    seq = first_row()
    for run, source in _sources(court, court.path, batches):
        first, records, zoned = seq, 0, None
        ends = _Ends()
        for item in source.read(ready_court.decode):
            seq += 1
            if not isinstance(item, tuple):
                if (lost := ends.take(item)) is not None:
                    yield _lost(run, seq, 0, lost)
                continue
            _, posting = item
            records += 1
            if zoned is None and (times := times_of(posting, None)) is not None:
                zoned = times == ZONED
            account, number = identity(posting)
            tracking = None
            if joined_by is not None:
                written, _ = joined_by(posting)
                tracking = number_key(written) if isinstance(written, str) else None
            links = wants_links and (posting.parent_posting_number or posting.related_postings)
            yield Row(
                kind=Kind.POSTING,
                path=run.path,
                block=run.block,
                seq=seq,
                packed=_PACK(posting),
                number=number,
                account=account,
                # Records are compared with those of their own answer: a line may be one, and a table is one.
                answer=first + len(source.starts) + ends.pages if isinstance(source, Lines) else 0,
                live=posting.status not in CANCELLED,
                tracking=tracking,
                named=named_by(posting) if links else None,
                tells=not wants_links or posting.related_postings is not UNSET,
                keys=[(name, key) for name, key_of in sharing.items() if (key := key_of(posting)) is not None] or None,
            )
        seq += 1
        part = ends.part(rank=0, run=run, seq=seq, records=records, zoned=zoned)
        yield _part(run, seq, msgspec.structs.replace(part, form=source.format, absent=source.absent))


def _snapshot(ready_court: Ready, batches: Iterator[Any], rank: int) -> Iterator[Row]:
    decode, zone = ready_court.decode_earlier, ready_court.court.zone
    written = None if zone is None else zone_writer(decode.paths, zone)
    seq = first_row()
    court = ready_court.court
    for run, source in _sources(court, court.earlier[rank - 2][0], batches):
        records, ends = 0, _Ends()
        for item in source.read(decode):
            seq += 1
            if not isinstance(item, tuple):
                if (lost := ends.take(item)) is not None:
                    yield _lost(run, seq, rank, lost)
                continue
            posting = item[1] if written is None else written(item[1])
            records += 1
            yield Row(
                Kind.EARLIER, run.path, run.block, seq, _PACK(posting), number=str(posting.posting_number), rank=rank
            )
        seq += 1
        yield _part(run, seq, ends.part(rank=rank, run=run, seq=seq, records=records))


def _events(ready_court: Ready, batches: Iterator[Any]) -> Iterator[Row]:
    terms = ready_court.court.event_terms
    seq = first_row()
    for run in runs_of(batches):
        documents = CarrierDocuments()
        source = NestedSource(run.path, run.payloads, "ndjson", documents.read, sight, is_number)
        file = TrackingFile(run.path, "spark: payloads", source, terms, documents)
        records, ends = 0, _Ends()
        carriers: set[str] = set()
        for item in file.read():
            seq += 1
            if isinstance(item, Undecodable):
                ends.take(item)
                yield _lost(run, seq, 1, item)
                continue
            event: TrackingEvent = item[1]
            records += 1
            if event.carrier:
                carriers.add(event.carrier)
            yield Row(
                Kind.EVENT, run.path, run.block, seq, _PACK(event),
                number=event.posting_number or None, rank=1, tracking=number_key(event.tracking_number),
            )  # fmt: skip
        seq += 1
        part = ends.part(rank=1, run=run, seq=seq, records=records)
        said = msgspec.structs.replace(
            part,
            fetched_at=file.fetched_at,
            unknown=tuple((*key, count) for key, count in file.unknown_codes.items()),
            carriers=tuple(sorted(carriers)),
        )
        yield _part(run, seq, said)


def _sources(court: Court, name: str, batches: Iterator[Any]) -> Iterator[tuple[Run, Lines | TableSource]]:
    """Yield the payloads of a task's rows by file, or the only table that they are."""
    first = next(batches, None)
    if first is None:
        return
    rows = chain((first,), batches)
    if PATH in first.schema.names:
        for run in runs_of(rows):
            yield run, Lines(run.path, "spark: payloads", run.payloads)
        return
    yield Run("", "spark", 0, iter(())), table_of(name, first.schema, list(rows), court.columns)


class _Ends:
    """What a file holds besides postings: ends of answers, and what could not be read."""

    def __init__(self) -> None:
        self.pages = 0
        self._lost = 0
        self._cut_off = False
        self._family = ""
        self._last: Page | None = None

    def take(self, item: object) -> Undecodable | None:
        """Count an item that is no record; return what could not be read."""
        if isinstance(item, Page):
            self.pages += 1
            self._family = self._family or item.family
            self._last = item
            return None
        if isinstance(item, Undecodable):
            self._lost += 1
            self._cut_off = self._cut_off or item.cut_off
            return item
        return None

    def part(self, *, rank: int, run: Run, seq: int, records: int, zoned: bool | None = None) -> Part:
        """Return what is said of the file."""
        last = self._last
        return Part(
            rank=rank, path=run.path, block=run.block, seq=seq, records=records, lost=self._lost,
            cut_off=self._cut_off, pages=self.pages, family=self._family, zoned=zoned,
            more_expected=None if last is None else last.has_next and last.postings > 0,
        )  # fmt: skip


def _lost(run: Run, seq: int, rank: int, record: Undecodable) -> Row:
    number = record.posting_number or record.digest
    return Row(Kind.LOST, run.path, run.block, seq, _PACK(Lost(record)), number=number, rank=rank)


def _part(run: Run, seq: int, part: Part) -> Row:
    return Row(Kind.PART, run.path, run.block, seq, _PACK(part), rank=part.rank)
