"""Checking a DataFrame of postings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import nan
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from ozlint.api.arguments import columns_of, config_of, moment_of, refuse_strangers
from ozlint.config.config import Config
from ozlint.model.other import Joined
from ozlint.model.report import InputSummary, NotEvaluated
from ozlint.model.text import Lang
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebooks import load_rulebook
from ozlint.run import report_of
from ozlint.sources.columns import leaf_names
from ozlint.sources.payloads import COLUMN
from ozlint.spark.executors import on_executors, prefer_this_python
from ozlint.spark.judging import FINDING, entry_of
from ozlint.spark.run import Input, Judged, judge
from ozlint.spark.runs import BLOCK, PATH
from ozlint.spark.shuffles import Frame
from ozlint.spark.tables import check_frame, payload_of, shape_of, together
from ozlint.triage.outcome import Outcome
from ozlint.triage.verdict import CLEAN, FOUND


class Checked(msgspec.Struct, frozen=True):
    """What came of a DataFrame of postings."""

    findings: Frame
    """A DataFrame: a finding a row, with its fingerprint."""
    counts: Frame
    """A DataFrame: how often each rule was broken, held, did not apply and could not be judged."""
    exit_code: int
    """The command line's: 1 with a finding of severity error, 3 where the job could not be done whole."""
    complete: bool
    """Whether all that was to be read was read."""
    reasons: tuple[str, ...]
    """Why the job could not be done whole, in words; empty where it could."""
    postings: int
    """How many were judged."""
    superseded: int
    """How many records a later one of the same posting replaced."""
    not_evaluated: tuple[NotEvaluated, ...]
    """What could not be judged, how often and why, with examples."""
    inputs: tuple[InputSummary, ...]
    """What each input held."""
    joined: Joined | None
    """How events and postings found each other; None without events."""


def check(  # noqa: PLR0913 - the choices of `lint_arrow`, each by its name
    postings: Frame,
    *,
    at: datetime | str,
    tracking: Frame | None = None,
    previous: Frame | Sequence[Frame] | Mapping[str, Frame] = (),
    packs: Sequence[str | PathLike[str]] = (),
    builtin: bool = True,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: str = "recommended",
    lang: Lang = "en",
    tz: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    allow_empty: bool = False,
) -> Checked:
    """Return the findings about the postings of a DataFrame, and the counts; both are DataFrames.

    `postings` has a column `payload` of text or binary: each row is what Ozon answered, a posting or a whole answer.
    Else its columns are those of a table, one row a product or a posting, with the fields that `columns` says of names
    of your own. Of two records of one posting the later counts, in the order of the DataFrame.

    `tracking`: what carriers say, each row a document or an event: as JSON in `payload`, or the columns of a table of
    events. `previous`: earlier snapshots, like `postings`; several in their order, or by when each was taken
    ({"2026-11-21T09:00:00Z": df}).

    The other arguments are those of `lint_arrow`. Raises UsageError, RuleError and SourceError.
    """
    for name, frame in _frames(postings, tracking, previous):
        check_frame(name, frame)
    session = postings.sparkSession
    prefer_this_python(session)
    config = config_of(packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang, tz=tz)
    config = msgspec.structs.replace(
        config, now=moment_of("at", at), columns=columns_of(columns), allow_empty=allow_empty
    )
    if columns:
        refuse_strangers(columns, leaf_names(shape_of(postings)))
    rulebook = load_rulebook(config, Path())
    events = None if tracking is None else Input.of("tracking", placed("tracking", _documents(tracking), {}))
    given = Input.of("postings", placed("postings", postings, columns))
    with on_executors():
        judged = judge(config, rulebook, given, events, _earlier(previous, columns))
        return _checked(config, rulebook, session, judged)


def placed(name: str, frame: Frame, columns: Mapping[str, str]) -> Frame:
    """Return the payloads of a DataFrame, whose rows come from nowhere that has a name, or the table that it is."""
    from pyspark.sql import functions as f

    column = payload_of(frame)
    if column is None:
        return together(name, frame, columns)
    payload = f.col(column).cast("binary").alias(COLUMN)
    return frame.select(payload, f.lit("").alias(PATH), f.lit(0).cast("long").alias(BLOCK))


def _documents(frame: Frame) -> Frame:
    """Return carriers' documents as payloads: a row of a table of events is an event by itself."""
    from pyspark.sql import functions as f

    if payload_of(frame) is not None:
        return frame
    return frame.select(f.to_json(f.struct("*")).alias(COLUMN))


def _frames(
    postings: object, tracking: object, previous: Frame | Sequence[Frame] | Mapping[str, Frame]
) -> Iterator[tuple[str, object]]:
    """Yield what is to be a DataFrame, with the argument that it is of."""
    yield "postings", postings
    if tracking is not None:
        yield "tracking", tracking
    several = previous.values() if isinstance(previous, Mapping) else _listed(previous)
    yield from (("previous", one) for one in several)


def _listed(frames: Frame | Sequence[Frame]) -> Sequence[Frame]:
    return frames if isinstance(frames, list | tuple) else [frames]


def _earlier(previous: Frame | Sequence[Frame] | Mapping[str, Frame], columns: Mapping[str, str]) -> list[Input]:
    """Return earlier snapshots in the order of their times."""
    if isinstance(previous, Mapping):
        known = [(moment_of("previous", at), frame) for at, frame in previous.items()]
    else:
        known = [(nan, frame) for frame in _listed(previous)]
    several = len(known) > 1
    names = [f"previous {place}" if several else "previous" for place in range(1, len(known) + 1)]
    inputs = [Input.of(name, placed(name, one, columns), at) for name, (at, one) in zip(names, known, strict=True)]
    return sorted(inputs, key=lambda one: one.taken_at) if isinstance(previous, Mapping) else inputs


def _checked(config: Config, rulebook: Rulebook, session: Any, judged: Judged) -> Checked:  # noqa: ANN401 - as above
    result = judged.result
    names = [part.split(" ")[0] for part in FINDING.split(", ")]
    found = judged.rows.where("fingerprint is not null").select(*names)
    whole = session.createDataFrame([_plain(entry_of(one)) for one in result.findings], FINDING)
    counts = session.createDataFrame(
        [
            (rule, one.broken, one.holds, one.not_applicable, one.not_evaluated)
            for rule, one in sorted(result.tallies.items())
        ],
        "rule string, broken long, holds long, not_applicable long, not_evaluated long",
    )
    formats = {count.path: count.format for count in result.inputs}
    report = report_of(config, rulebook, Outcome(result), formats, unreadable=judged.unreadable)
    is_broken = report.exit_code == CLEAN and not found.where("severity = 'error'").isEmpty()
    return Checked(
        findings=found.unionByName(whole),
        counts=counts,
        exit_code=FOUND if is_broken else report.exit_code,
        complete=report.complete,
        reasons=report.reasons,
        postings=report.summary.postings,
        superseded=report.summary.superseded,
        not_evaluated=report.not_evaluated,
        inputs=report.inputs,
        joined=report.joined,
    )


def _plain(entry: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row of FINDING with its facts as a dict: PySpark takes maps as such."""
    return tuple(dict(value) if isinstance(value, list) else value for value in entry)
