"""The report about postings that Spark reads: the same as about files of one machine."""

from collections.abc import Sequence
from math import isnan
from pathlib import Path
from typing import Any

import msgspec

from ozlint.asides import load_aside
from ozlint.carriers.names import carrier_coder
from ozlint.config.config import Config
from ozlint.model.report import Report
from ozlint.rulebooks import load_rulebook
from ozlint.run import report_of
from ozlint.spark.paths import input_of
from ozlint.spark.run import Input, judge
from ozlint.triage.outcome import put_aside


def check_paths(config: Config, session: Any, folder: Path) -> Report:  # noqa: ANN401 - a session of Spark
    """Return the report about the files that a configuration names, each at a path that Spark can read.

    Raises what `ozlint.run.check` raises, and SourceProblem for a path that cannot be read.
    """
    rulebook = load_rulebook(config, folder)
    aside = load_aside(config, rulebook, folder)
    postings = input_of(session, config.inputs, config.columns)
    tracking = input_of(session, config.tracking, None) if config.tracking else None
    previous = in_order([input_of(session, [one], config.columns) for one in config.previous])
    judged = judge(config, rulebook, postings, tracking, previous)
    result = msgspec.structs.replace(judged.result, findings=tuple(judged.findings()))
    outcome = put_aside(aside, judged.lint, (), result, carrier_coder(config.knowledge.aliases))
    return report_of(config, rulebook, outcome, {count.path: count.format for count in result.inputs})


def in_order(inputs: Sequence[Input]) -> list[Input]:
    """Return snapshots by their times; one without a time keeps its place among them."""
    timed = iter(sorted((one for one in inputs if not isnan(one.taken_at)), key=lambda one: one.taken_at))
    return [one if isnan(one.taken_at) else next(timed) for one in inputs]
