"""The report about postings that Spark reads: the same as about files of one machine."""

from collections.abc import Sequence
from math import isnan
from pathlib import Path
from typing import Any

import msgspec
from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException

from ozlint.asides import load_aside
from ozlint.carriers.names import carrier_coder
from ozlint.config.config import Config
from ozlint.model.pattern import pattern
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.rulebook.rule import Rulebook
from ozlint.rulebooks import load_rulebook
from ozlint.run import judge as judge_here
from ozlint.run import report_of
from ozlint.sources.problem import SourceProblem
from ozlint.spark.paths import Named, input_of, named_by
from ozlint.spark.run import Input, judge
from ozlint.spark.storage import Storage, cannot_read
from ozlint.triage.aside import Aside
from ozlint.triage.outcome import put_aside
from ozlint.triage.unreadable import Unreadable

_FILE = pattern(r"reading file (\S+?)\.?\s")
_CAUSE = pattern(r"Caused by: (?:[\w.$]+\.)?([^\n]+)")


class Given(msgspec.Struct, frozen=True):
    """The files of a run."""

    postings: Named
    tracking: Named | None
    previous: tuple[Named, ...]

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """What cannot be read of all that was named."""
        others = (*([] if self.tracking is None else [self.tracking]), *self.previous)
        return tuple(problem for one in (self.postings, *others) for problem in one.unreadable)

    def without(self, path: str, why: Text) -> "Given | None":
        """Return these without a file that cannot be read after all; None where it is none of them."""
        postings = self.postings.without(path, why, "postings")
        tracking = None if self.tracking is None else self.tracking.without(path, why, "tracking")
        previous = [one.without(path, why, "previous") for one in self.previous]
        if postings is tracking is None and not any(previous):
            return None
        return Given(
            postings or self.postings,
            tracking or self.tracking,
            tuple(left or one for left, one in zip(previous, self.previous, strict=True)),
        )


def check_paths(config: Config, session: Any, folder: Path) -> Report:  # noqa: ANN401 - a session of Spark
    """Return the report about the files that a configuration names, each at a path that Spark can read.

    A file that cannot be read is told, and the others are judged. Raises what `ozlint.run.check` raises.
    """
    rulebook = load_rulebook(config, folder)
    aside = load_aside(config, rulebook, folder)
    storage = Storage(session)
    given = Given(
        named_by(storage, config.inputs, folder, "postings", config.writes),
        named_by(storage, config.tracking, folder, "tracking") if config.tracking else None,
        tuple(named_by(storage, [one], folder, "previous") for one in config.previous),
    )
    while given.postings.files:
        try:
            return _judged(config, rulebook, session, given, aside)
        except (Py4JJavaError, PySparkException) as error:
            found = _FILE.search(str(error))
            left = None if found is None else given.without(found[1], _why(str(error)))
            if left is None:
                raise
            given = left
    return judge_here(config, rulebook, (), given.unreadable, aside=aside)


def report_of_none(config: Config, problems: Sequence[SourceProblem], folder: Path) -> Report:
    """Return the report of a run none of whose inputs is there: that takes no Spark."""
    rulebook = load_rulebook(config, folder)
    aside = load_aside(config, rulebook, folder)
    return judge_here(config, rulebook, (), [Unreadable.of(one) for one in problems], aside=aside)


def _judged(
    config: Config,
    rulebook: Rulebook,
    session: Any,  # noqa: ANN401 - as above
    given: Given,
    aside: Aside,
) -> Report:
    postings = input_of(session, given.postings, config.columns)
    tracking = None if given.tracking is None else input_of(session, given.tracking, None)
    previous = in_order([input_of(session, one, config.columns) for one in given.previous if one.files])
    judged = judge(config, rulebook, postings, tracking, previous, given.unreadable)
    result = msgspec.structs.replace(judged.result, findings=tuple(judged.findings()))
    codes = carrier_coder(config.knowledge.aliases)
    outcome = put_aside(aside, judged.lint, (), result, codes, judged.unreadable)
    formats = {count.path: count.format for count in result.inputs}
    taken_at = {one.name: one.taken_at for one in postings.files}
    return report_of(config, rulebook, outcome, formats, taken_at, judged.unreadable)


def _why(error: str) -> Text:
    """Return why Spark could not read a file, by the last cause that it tells."""
    causes = _CAUSE.findall(error)
    return cannot_read(causes[-1] if causes else error.partition("\n")[0])


def in_order(inputs: Sequence[Input]) -> list[Input]:
    """Return snapshots by their times; one without a time keeps its place among them."""
    timed = iter(sorted((one for one in inputs if not isnan(one.taken_at)), key=lambda one: one.taken_at))
    return [one if isnan(one.taken_at) else next(timed) for one in inputs]
