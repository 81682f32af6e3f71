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
from ozlint.model.other import Held, Joined, UnknownCode
from ozlint.model.record import Closing, Undecodable
from ozlint.model.text import Text
from ozlint.rulebook.rule import Rulebook
from ozlint.run import read_paths, terms_of
from ozlint.sources.problem import SourceProblem
from ozlint.spark.court import Court, Heard, Ready, packed, ready
from ozlint.spark.judging import SCHEMA, Tried, judge_rows
from ozlint.spark.reading import read_events, read_postings, read_snapshot
from ozlint.spark.rows import SCHEMA as ROWS
from ozlint.spark.rows import Kind, Part
from ozlint.spark.shuffles import Frame, meet
from ozlint.spark.told import Origin

_ADAPTIVE = "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning"
_ROWS = 20_000
"""Rows of a task: postings, and what is said of them. Its findings are held until it ends."""
_LOST = Undecodable(0, None, "", "", Text("", ""))


class Input(msgspec.Struct, frozen=True):
    """A DataFrame of rows with `payload`, and where each comes from."""

    name: str
    frame: Frame
    taken_at: float = nan
    is_whole: bool | None = None
    """Whether all that was to be in it is, by its manifests; None where it has none."""


class Judged(msgspec.Struct, frozen=True):
    """What a run on Spark came to."""

    rows: Frame
    """The findings about postings and records, as `judging.SCHEMA` has them."""
    result: Result
    """The counts, and the findings about the run as a whole."""
    lint: Lint
    """What the counts were put together by."""

    def findings(self) -> list[Finding]:
        """Return all findings, by number."""
        rows = self.rows.where("packed is not null").orderBy("posting_number", "fingerprint").select("packed").collect()
        told = [msgspec.msgpack.decode(bytes(row.packed), type=Finding) for row in rows]
        return [*told, *self.result.findings]


def judge(
    config: Config, rulebook: Rulebook, postings: Input, tracking: Input | None, previous: Sequence[Input]
) -> Judged:
    """Judge the postings of a DataFrame by rules that are loaded, beside what other inputs say of them."""
    court = court_of(config, rulebook, postings, tracking, previous)
    raw = packed(court)
    read = _read(postings.frame, read_postings(raw))
    events = None if tracking is None else _read(tracking.frame, read_events(raw))
    snapshots = [_read(one.frame, read_snapshot(raw, place)) for place, one in enumerate(previous)]
    inputs = [read, *([] if events is None else [events]), *snapshots]
    parts = [part for frame in inputs for part in _parts(frame)]
    court = msgspec.structs.replace(court, heard=heard_of(parts, postings, court.terms.covers))
    raw = packed(court)
    judges = ready(raw)
    with adaptive(postings.frame.sparkSession):
        met = meet(Index(judges.benches.postings.calls), read, events, snapshots, tasks_for(parts))
        rows = met.mapInArrow(judge_rows(raw), SCHEMA).persist()
    tried = [
        msgspec.msgpack.decode(bytes(row.share), type=Tried)
        for row in rows.where("share is not null").select("share").collect()
    ]
    result = _gathered(judges, parts, tried, tracking, previous)
    if events is not None:
        result = msgspec.structs.replace(result, joined=_joined(events, rows, parts))
    for frame in inputs:
        frame.unpersist()
    return Judged(rows, result, Lint(rulebook, court.terms, judges.benches))


@contextmanager
def adaptive(session: Any) -> Iterator[None]:  # noqa: ANN401 - a session of Spark
    """Let Spark plan by what it meets what is kept as well: few rows make few tasks, and a common key is parted."""
    before = session.conf.get(_ADAPTIVE)
    session.conf.set(_ADAPTIVE, "true")
    try:
        yield
    finally:
        session.conf.set(_ADAPTIVE, before)


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
        fields=read_paths(rulebook, config, beside=tracking is not None or bool(previous)),
        knowledge=config.knowledge,
        columns=config.columns,
        tz=config.tz,
        tracking=None if tracking is None else tracking.name,
        asked_at=config.now if config.tracking_at is None else config.tracking_at,
        earlier=tuple((one.name, one.taken_at) for one in previous),
    )


def heard_of(parts: Sequence[Part], postings: Input, covers: float) -> Heard:
    """Return what reading all inputs has told of them as a whole."""
    own = sorted((part for part in parts if part.rank == 0), key=_place)
    paged = [part for part in own if part.pages]
    count = InputCount(
        path=postings.name,
        format=own[0].form if own else "",
        postings=sum(part.records for part in own),
        undecodable=sum(part.lost for part in own),
        cut_off=any(part.cut_off for part in own),
        # Each task that reads of a table tells its end.
        pages=min(1, len(paged)) if any(part.absent for part in own) else sum(part.pages for part in own),
        family=next((part.family for part in paged if part.family), ""),
        more_expected=paged[-1].more_expected if paged else None,
    )
    if postings.is_whole is not None:
        count = msgspec.structs.replace(count, more_expected=not postings.is_whole, vouched=True)
    asked: dict[str, float] = {}
    for part in parts:
        if part.fetched_at is not None:
            asked[part.path] = min(part.fetched_at, asked.get(part.path, part.fetched_at))
    whole = not (count.more_expected or count.cut_off)
    return Heard(
        count=count,
        coverage=Coverage(covers, whole, count.undecodable),
        zoned=_zoned(own),
        absent=frozenset(own[0].absent) if own else frozenset(),
        as_of=asked,
        carriers=frozenset(carrier for part in parts for carrier in part.carriers),
    )


def _zoned(parts: Sequence[Part]) -> bool | None:
    """Return whether times are written with a zone: of each file its first posting with a time tells.

    Where files differ, none is taken at its word.
    """
    said: dict[str, bool] = {}
    for part in parts:
        if part.zoned is not None:
            said.setdefault(part.path, part.zoned)
    return all(said.values()) if said else None


def _place(part: Part) -> tuple[str, int, int]:
    return part.path, part.block, part.seq


def _read(frame: Frame, read: Any) -> Frame:  # noqa: ANN401 - of `reading`
    return frame.mapInArrow(read, ROWS).persist()


def _parts(frame: Frame) -> list[Part]:
    """Return what the tasks that read an input say of it; all of it is read then."""
    rows = frame.where(f"kind = {Kind.PART:d}").select("packed").collect()
    return [msgspec.msgpack.decode(bytes(row.packed), type=Part) for row in rows]


def _gathered(
    judges: Ready, parts: Sequence[Part], tried: Sequence[Tried], tracking: Input | None, previous: Sequence[Input]
) -> Result:
    court = judges.court
    if court.heard is None:
        raise AssertionError
    count = court.heard.count
    superseded = sum(one.superseded for one in tried)
    judged = sum(one.share.postings for one in tried) + superseded
    lost = sum(part.lost for part in parts)
    if (judged, sum(one.share.undecodable for one in tried)) != (count.postings, lost):
        raise SourceProblem(
            court.path,
            Text(
                f"{count.postings} postings were read and {judged} judged: the rows were others when they were read "
                "again; write them down first (df.write.parquet or df.checkpoint()), and check that",
                f"прочитано отправлений {count.postings}, а проверено {judged}: при повторном чтении строки оказались "
                "другими; сначала сохраните их (df.write.parquet или df.checkpoint()) и проверяйте сохранённое",
            ),
        )
    inputs = [*([(1, "tracking", tracking)] if tracking is not None else [])]
    others = [*inputs, *((place + 2, "previous", one) for place, one in enumerate(previous))]
    held = tuple(_held(rank, role, one, parts) for rank, role, one in others)
    lint = Lint(court.rulebook, court.terms, judges.benches, judges.told())
    besides = superseded + sum(one.records for one in held)
    result = gather(lint, [one.share for one in tried], count, besides, superseded)
    return msgspec.structs.replace(result, held=held)


def _held(rank: int, role: Any, one: Input, parts: Sequence[Part]) -> Held:  # noqa: ANN401 - a Role
    """Return what another input held; of its records that could not be read only how many they are."""
    own = [part for part in parts if part.rank == rank]
    lost = [_LOST] * sum(part.lost for part in own)
    closing = None if one.is_whole is None else Closing(one.is_whole)
    return Held(Origin(one.name), role, "spark: payloads", sum(part.records for part in own), lost, closing)


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
