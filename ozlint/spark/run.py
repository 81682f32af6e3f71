"""The composition of a run on Spark: inputs read, brought together by number, judged, and counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil, nan
from typing import Any

import msgspec

from ozlint.config.config import Config
from ozlint.engine.index import Index
from ozlint.engine.ledger import Coverage
from ozlint.engine.lint import Lint
from ozlint.engine.result import InputCount, Result
from ozlint.engine.share import gather
from ozlint.model.finding import Finding
from ozlint.model.other import Joined, UnknownCode
from ozlint.model.text import Text
from ozlint.rulebook.rule import Rulebook
from ozlint.run import read_paths, terms_of
from ozlint.sources.problem import SourceProblem
from ozlint.spark.court import Court, Heard, Ready, packed, ready
from ozlint.spark.files import File
from ozlint.spark.judging import SCHEMA, Tried, judge_rows
from ozlint.spark.parts import Parts
from ozlint.spark.reading import read_events, read_postings, read_snapshot
from ozlint.spark.rows import SCHEMA as ROWS
from ozlint.spark.rows import Kind, Part
from ozlint.spark.shuffles import Frame, meet
from ozlint.triage.unreadable import Unreadable

_ADAPTIVE = "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning"
_ROWS = 20_000
"""Rows of a task: postings, and what is said of them. Its findings are held until it ends."""


class Input(msgspec.Struct, frozen=True):
    """A DataFrame of rows with `payload`, and where each comes from."""

    name: str
    frame: Frame
    files: tuple[File, ...]
    taken_at: float = nan
    """When it was taken, seconds since 1970 UTC; NaN where nobody says."""

    @classmethod
    def of(cls, name: str, frame: Frame, taken_at: float = nan) -> "Input":
        """Return rows that come from nowhere that has a name."""
        return cls(name, frame, (File(name),), taken_at)


class Judged(msgspec.Struct, frozen=True):
    """What a run on Spark came to."""

    rows: Frame
    """The findings about postings and records, as `judging.SCHEMA` has them."""
    result: Result
    """The counts, and the findings about the run as a whole."""
    lint: Lint
    """What the counts were put together by."""
    unreadable: tuple[Unreadable, ...]
    """The files that are none of what they were given for."""

    def findings(self) -> list[Finding]:
        """Return all findings, by number."""
        rows = self.rows.where("packed is not null").orderBy("posting_number", "fingerprint").select("packed").collect()
        told = [msgspec.msgpack.decode(bytes(row.packed), type=Finding) for row in rows]
        return [*told, *self.result.findings]


def judge(  # noqa: PLR0913, PLR0917 - what a run is made of
    config: Config,
    rulebook: Rulebook,
    postings: Input,
    tracking: Input | None,
    previous: Sequence[Input],
    unreadable: Sequence[Unreadable] = (),
) -> Judged:
    """Judge the postings of a DataFrame by rules that are loaded, beside what other inputs say of them.

    `unreadable` are the files that could not even be given to Spark.
    """
    court = court_of(config, rulebook, postings, tracking, previous)
    raw = packed(court)
    read = _read(postings.frame, read_postings(raw))
    events = None if tracking is None else _read(tracking.frame, read_events(raw))
    snapshots = [_read(one.frame, read_snapshot(raw, place)) for place, one in enumerate(previous)]
    inputs = [read, *([] if events is None else [events]), *snapshots]
    parts = Parts([part for frame in inputs for part in _parts(frame)], court.files)
    left_out = (*unreadable, *parts.unreadable())
    counts = parts.counts()
    # Where nothing is left of what was before, nobody was given any.
    earlier = court.earlier if parts.is_earlier_given else ()
    told = heard_of(parts, counts, court, left_out)
    court = msgspec.structs.replace(court, heard=told, earlier=earlier)
    raw = packed(court)
    judges = ready(raw)
    read, *snapshots = parts.kept(0, read), *(parts.kept(rank, one) for rank, one in enumerate(snapshots, start=2))
    events = None if events is None else parts.kept(1, events)
    with adaptive(postings.frame.sparkSession):
        met = meet(Index(judges.benches.postings.calls), read, events, snapshots, tasks_for(parts.each))
        rows, tried = _judged(met, raw)
        if strangers := strangers_in(tried):
            # As on one machine what rests on the silence of those is judged again, now that they are known.
            rows.unpersist()
            told = msgspec.structs.replace(told, strangers=strangers)
            rows, tried = _judged(met, packed(msgspec.structs.replace(court, heard=told)))
    result = _gathered(judges, parts, counts, tried)
    if events is not None:
        result = msgspec.structs.replace(result, joined=_joined(events, rows, parts.each))
    for frame in inputs:
        frame.unpersist()
    return Judged(rows, result, Lint(rulebook, court.terms, judges.benches), left_out)


@contextmanager
def adaptive(session: Any) -> Iterator[None]:  # noqa: ANN401 - a session of Spark
    """Let Spark plan by what it meets what is kept as well: few rows make few tasks, and a common key is parted."""
    before = session.conf.get(_ADAPTIVE)
    session.conf.set(_ADAPTIVE, "true")
    try:
        yield
    finally:
        session.conf.set(_ADAPTIVE, before)


def strangers_in(tried: Sequence[Tried]) -> frozenset[str]:
    """Return the carriers that were asked about other postings than those of the run."""
    silent = frozenset[str]().union(*(one.silent for one in tried))
    return silent.difference(*(one.heard for one in tried))


def tasks_for(parts: Sequence[Part]) -> int:
    """Return how many tasks are to judge what was read: what one holds at a time stays small."""
    return ceil(sum(part.records + part.lost for part in parts) / _ROWS) or 1


def court_of(
    config: Config, rulebook: Rulebook, postings: Input, tracking: Input | None, previous: Sequence[Input]
) -> Court:
    """Return what a run is judged by."""
    return Court(
        rulebook=rulebook,
        terms=msgspec.structs.replace(terms_of(config), timelines=False),
        path=postings.name,
        files=(postings.files, () if tracking is None else tracking.files, *(one.files for one in previous)),
        fields=read_paths(rulebook, config, beside=tracking is not None or bool(previous)),
        knowledge=config.knowledge,
        columns=config.columns,
        tz=config.tz,
        tracking=None if tracking is None else tracking.name,
        asked_at=config.now if config.tracking_at is None else config.tracking_at,
        earlier=tuple((one.name, one.taken_at) for one in previous),
    )


def heard_of(parts: Parts, counts: Sequence[InputCount], court: Court, unreadable: Sequence[Unreadable]) -> Heard:
    """Return what reading all inputs has told of them as a whole; `unreadable` are files that were to be among them."""
    own = parts.of(0)
    asked: dict[int, float] = {}
    for part in parts.of(1):
        if part.fetched_at is not None:
            asked[part.file] = min(part.fetched_at, asked.get(part.file, part.fetched_at))
    whole = not unreadable and not any(one.more_expected or one.cut_off for one in counts)
    undecodable = sum(one.undecodable for one in counts)
    return Heard(
        count=InputCount(
            path=court.path,
            format=next((one.format for one in counts), ""),
            postings=sum(one.postings for one in counts),
            undecodable=undecodable,
            pages=sum(one.pages for one in counts),
            family="",
            more_expected=None,
        ),
        coverage=Coverage(court.terms.covers, whole, undecodable),
        zoned=_zoned(own),
        absent=frozenset(own[0].absent) if own else frozenset(),
        cut_off=frozenset((end.rank, end.file, end.block) for end in parts.ends() if end.cut_off),
        as_of=asked,
        carriers=frozenset(carrier for part in parts.of(1) for carrier in part.carriers),
    )


def _zoned(parts: Sequence[Part]) -> bool | None:
    """Return whether times are written with a zone: of each file its first posting with a time tells.

    Where files differ, none is taken at its word.
    """
    said: dict[int, bool] = {}
    for part in parts:
        if part.zoned is not None:
            said.setdefault(part.file, part.zoned)
    return all(said.values()) if said else None


def _read(frame: Frame, read: Any) -> Frame:  # noqa: ANN401 - of `reading`
    return frame.mapInArrow(read, ROWS).persist()


def _judged(met: Frame, court: bytes) -> tuple[Frame, list[Tried]]:
    """Judge what was brought together; return the findings, and what each task says besides."""
    rows = met.mapInArrow(judge_rows(court), SCHEMA).persist()
    told = rows.where("share is not null").select("share").collect()
    return rows, [msgspec.msgpack.decode(bytes(row.share), type=Tried) for row in told]


def _parts(frame: Frame) -> list[Part]:
    """Return what the tasks that read an input say of it; all of it is read then."""
    rows = frame.where(f"kind = {Kind.PART:d}").select("packed").collect()
    return [msgspec.msgpack.decode(bytes(row.packed), type=Part) for row in rows]


def _gathered(judges: Ready, parts: Parts, counts: Sequence[InputCount], tried: Sequence[Tried]) -> Result:
    court = judges.court
    if court.heard is None:
        raise AssertionError
    superseded = sum(one.superseded for one in tried)
    judged = sum(one.share.postings for one in tried) + superseded
    read, lost = court.heard.count.postings, sum(part.lost for part in parts.each)
    if (judged, sum(one.share.undecodable for one in tried)) != (read, lost):
        raise SourceProblem(
            court.path,
            Text(
                f"{read} postings were read and {judged} judged: the rows were others when they were read "
                "again; write them down first (df.write.parquet or df.checkpoint()), and check that",
                f"прочитано отправлений {read}, а проверено {judged}: при повторном чтении строки оказались "
                "другими; сначала сохраните их (df.write.parquet или df.checkpoint()) и проверяйте сохранённое",
            ),
        )
    held = tuple(parts.held())
    result = gather(
        Lint(court.rulebook, court.terms, judges.benches, judges.told()),
        [one.share for one in tried],
        court.path,
        inputs=counts,
        coverage=court.heard.coverage,
        besides=superseded + sum(one.records for one in held),
        superseded=superseded,
    )
    return msgspec.structs.replace(result, held=held)


def _joined(events: Frame, rows: Frame, parts: Sequence[Part]) -> Joined:
    """Return how events and postings found each other."""
    from pyspark.sql import functions as f

    parcel = f.coalesce("tracking", f.concat(f.lit("\0"), "number"))
    parcels = events.where(f"kind = {Kind.EVENT:d}").select(parcel).distinct().count()
    joined = rows.where("parcel is not null").select("parcel").distinct().count()
    unknown: Counter[tuple[str, str]] = Counter()
    for part in parts:
        unknown.update({(carrier, code): count for carrier, code, count in part.unknown})
    told = tuple(UnknownCode(*key, count) for key, count in unknown.most_common())
    return Joined(sum(part.records for part in parts if part.rank == 1), parcels, joined, told)
