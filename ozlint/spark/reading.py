"""The first pass: inputs read where they lie, by the readers of ozlint, to what is judged of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from ozlint.spark.court import Ready, ready
from ozlint.spark.files import File
from ozlint.spark.heads import Seen, see_earlier, see_events, see_postings
from ozlint.spark.rows import Kind, Lost, Part, Row, batches_of, first_row
from ozlint.spark.runs import PATH, Run, runs_of
from ozlint.spark.tables import table_in

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
    for run, source, seen in _sources(ready_court, 0, see_postings, batches):
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
                file=run.file,
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
        part = ends.part(rank=0, run=run, seq=seq, seen=seen, records=records, zoned=zoned)
        yield _part(run, seq, msgspec.structs.replace(part, absent=source.absent))


def _snapshot(ready_court: Ready, batches: Iterator[Any], rank: int) -> Iterator[Row]:
    decode, zone = ready_court.decode_earlier, ready_court.court.zone
    written = None if zone is None else zone_writer(decode.paths, zone)
    seq = first_row()
    for run, source, seen in _sources(ready_court, rank, see_earlier, batches):
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
                Kind.EARLIER, run.file, run.block, seq, _PACK(posting), number=str(posting.posting_number), rank=rank
            )
        seq += 1
        yield _part(run, seq, ends.part(rank=rank, run=run, seq=seq, seen=seen, records=records))


def _events(ready_court: Ready, batches: Iterator[Any]) -> Iterator[Row]:
    court, terms, seq = ready_court.court, ready_court.court.event_terms, first_row()
    for whole in runs_of(batches, ready_court.places[1], [one.name for one in court.files[1]]):
        run, seen = _seen(whole, court.files[1], lambda path, head: see_events(path, head, terms, court.columns))
        documents = CarrierDocuments()
        texts = run.lines if court.files[1][run.file].is_text else run.payloads
        source = NestedSource(run.path, texts, "ndjson", documents.read, sight, is_number)
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
                Kind.EVENT, run.file, run.block, seq, _PACK(event),
                number=event.posting_number or None, rank=1, tracking=number_key(event.tracking_number),
            )  # fmt: skip
        seq += 1
        part = ends.part(rank=1, run=run, seq=seq, seen=seen, records=records)
        said = msgspec.structs.replace(
            part,
            fetched_at=file.fetched_at,
            unknown=tuple((*key, count) for key, count in file.unknown_codes.items()),
            carriers=tuple(sorted(carriers)),
        )
        yield _part(run, seq, said)


def _sources(
    ready_court: Ready, rank: int, see: Callable[[str, bytes, Mapping[str, str]], Seen], batches: Iterator[Any]
) -> Iterator[tuple[Run, Lines | TableSource, Seen]]:
    """Yield the payloads of a task's rows by file with what each was taken for, or the only table that they are."""
    first = next(batches, None)
    if first is None:
        return
    court, rows = ready_court.court, chain((first,), batches)
    files = court.files[rank]
    names = [one.name for one in files]
    if PATH not in first.schema.names:
        table = table_in(names[0], list(rows), court.columns)
        yield Run(0, names[0], "spark", 0, iter(())), table, Seen(table.format)
        return
    for whole in runs_of(rows, ready_court.places[rank], names):
        run, seen = _seen(whole, files, lambda path, head: see(path, head, court.columns))
        yield run, Lines(run.path, seen.form, run.lines if files[run.file].is_text else run.payloads), seen


def _seen(run: Run, files: Sequence[File], see: Callable[[str, bytes], Seen]) -> tuple[Run, Seen]:
    """Return a run, and what its file was taken for: of one of lines its beginning tells."""
    if not files[run.file].is_text:
        return run, Seen("spark: payloads")
    if run.block:
        return run, Seen()
    head, run = run.with_head()
    return run, see(run.path, head)


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

    def part(  # noqa: PLR0913 - what is known where a file ends
        self, *, rank: int, run: Run, seq: int, seen: Seen, records: int, zoned: bool | None = None
    ) -> Part:
        """Return what is said of the file."""
        last = self._last
        return Part(
            rank=rank, file=run.file, block=run.block, seq=seq, form=seen.form, fault=seen.fault, records=records,
            lost=self._lost,
            cut_off=self._cut_off, pages=self.pages, family=self._family, zoned=zoned,
            more_expected=None if last is None else last.has_next and last.postings > 0,
        )  # fmt: skip


def _lost(run: Run, seq: int, rank: int, record: Undecodable) -> Row:
    number = record.posting_number or record.digest
    return Row(Kind.LOST, run.file, run.block, seq, _PACK(Lost(record, run.block)), number=number, rank=rank)


def _part(run: Run, seq: int, part: Part) -> Row:
    return Row(Kind.PART, run.file, run.block, seq, _PACK(part), rank=part.rank)
