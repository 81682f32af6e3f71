"""Checking a DataFrame of postings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import nan
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from ozlint.api.arguments import columns_of, config_of, moment_of
from ozlint.engine.result import Result
from ozlint.model.text import Lang
from ozlint.rulebooks import load_rulebook
from ozlint.sources.payloads import COLUMN
from ozlint.spark.judging import FINDING, entry_of
from ozlint.spark.run import Input, Judged, judge
from ozlint.spark.runs import BLOCK, PATH
from ozlint.spark.shuffles import Frame
from ozlint.spark.tables import together


class Checked(msgspec.Struct, frozen=True):
    """What came of a DataFrame of postings."""

    findings: Frame
    """A DataFrame: a finding a row, with its fingerprint."""
    counts: Frame
    """A DataFrame: how often each rule was broken, held, did not apply and could not be judged."""
    result: Result
    """The same counts, with reasons and examples, as values."""


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
    config = config_of(packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang, tz=tz)
    config = msgspec.structs.replace(config, now=moment_of("at", at), columns=columns_of(columns))
    rulebook = load_rulebook(config, Path())
    events = None if tracking is None else Input("tracking", placed("tracking", _documents(tracking), {}))
    given = Input("postings", placed("postings", postings, columns))
    judged = judge(config, rulebook, given, events, _earlier(previous, columns))
    return _checked(postings.sparkSession, judged)


def placed(name: str, frame: Frame, columns: Mapping[str, str]) -> Frame:
    """Return the payloads of a DataFrame, whose rows come from nowhere that has a name, or the table that it is."""
    from pyspark.sql import functions as f

    column = next((one for one in frame.columns if one.casefold() == COLUMN), None)
    if column is None:
        return together(name, frame, columns)
    payload = f.col(column).cast("binary").alias(COLUMN)
    return frame.select(payload, f.lit("").alias(PATH), f.lit(0).cast("long").alias(BLOCK))


def _documents(frame: Frame) -> Frame:
    """Return carriers' documents as payloads: a row of a table of events is an event by itself."""
    from pyspark.sql import functions as f

    if any(one.casefold() == COLUMN for one in frame.columns):
        return frame
    return frame.select(f.to_json(f.struct("*")).alias(COLUMN))


def _earlier(previous: Frame | Sequence[Frame] | Mapping[str, Frame], columns: Mapping[str, str]) -> list[Input]:
    """Return earlier snapshots in the order of their times."""
    if isinstance(previous, Mapping):
        known = [(moment_of("previous", at), frame) for at, frame in previous.items()]
    else:
        frames = previous if isinstance(previous, Sequence) else [previous]
        known = [(nan, frame) for frame in frames]
    several = len(known) > 1
    names = [f"previous {place}" if several else "previous" for place in range(1, len(known) + 1)]
    inputs = [Input(name, placed(name, one, columns), at) for name, (at, one) in zip(names, known, strict=True)]
    return sorted(inputs, key=lambda one: one.taken_at) if isinstance(previous, Mapping) else inputs


def _checked(session: Any, judged: Judged) -> Checked:  # noqa: ANN401 - a session of Spark
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
    return Checked(found.unionByName(whole), counts, result)


def _plain(entry: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row of FINDING with its facts as a dict: PySpark takes maps as such."""
    return tuple(dict(value) if isinstance(value, list) else value for value in entry)
