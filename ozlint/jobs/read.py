"""Reading the inputs of a run in several processes: each part where it is judged, and all of them taken in here."""

from array import array
from collections.abc import Callable, Sequence
from contextlib import closing

import msgspec

from ozlint.engine.lint import Lint
from ozlint.engine.reading import take
from ozlint.engine.terms import Terms
from ozlint.input import Input
from ozlint.jobs.crew import Method, judged_by_workers, start_method
from ozlint.jobs.message import Judged, Told, pack
from ozlint.jobs.part import Part, parts_of
from ozlint.language.knowledge import Knowledge
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.lines import Lines
from ozlint.triage.unreadable import Unreadable, tell_once

_SUBJECTS = ("posting", "batch")
"""What a worker judges, or counts for."""


class Apart(msgspec.Struct, frozen=True):
    """How a run is divided."""

    jobs: int
    rulebook: Rulebook
    knowledge: Knowledge
    terms: Terms
    decoder: PostingDecoder
    method: Method | None = None
    """How workers are started; None: as is best here."""

    @property
    def told(self) -> Told:
        """What each worker is told."""
        rules = tuple(rule for rule in self.rulebook.rules if rule.subject in _SUBJECTS)
        return Told(self.knowledge, msgspec.Raw(pack(rules)), self.terms, self.decoder.paths)


def read_apart(
    lint: Lint,
    apart: Apart,
    inputs: Sequence[Input],
    unreadable: list[Unreadable],
    progress: Callable[[int], None] | None = None,
) -> bool:
    """Let a run read all of its inputs in several processes; return whether that could be done.

    It cannot where they are too small for that, and where one of them turns out to be no file that can be divided: then
    the run holds nothing of use, and another one must read them. Inputs that cannot be read go to `unreadable`.
    """
    parts = parts_of(inputs, apart.jobs)
    if not parts:
        return False
    with closing(judged_by_workers(apart.told, parts, apart.jobs, progress, apart.method or start_method())) as answers:
        for part, judged in zip(parts, answers, strict=True):
            _read_between(lint, inputs, part.first, progress)
            if not part.is_whole and (judged.problems or _disagrees(lint, part, judged)):
                return False
            _take_part(lint, inputs, part, judged)
            for problem in judged.problems:
                tell_once(problem, unreadable)
    _read_between(lint, inputs, len(inputs), progress)
    return True


def _take_part(lint: Lint, inputs: Sequence[Input], part: Part, judged: Judged) -> None:
    """Let a run have read what a worker has."""
    own = inputs[part.first : part.first + len(part.stretches)]
    take(lint, judged.reading, own, continues=part.continues)
    for place, (one, lines) in enumerate(zip(own, judged.lines, strict=True), start=part.first):
        lint.closings[place] = one.closing
        if isinstance(one.source, Lines):
            starts = one.source.starts
            del starts[: 0 if part.continues else len(starts)]
            starts.extend(array("Q", lines))


def _read_between(lint: Lint, inputs: Sequence[Input], end: int, progress: Callable[[int], None] | None) -> None:
    """Let a run read the inputs that come before a part and are in none."""
    for one in inputs[len(lint.counts) : end]:
        lint.read(one, progress)


def _disagrees(lint: Lint, part: Part, judged: Judged) -> bool:
    """Return whether the times of a file are not read in a part as in those before it."""
    return part.continues and judged.reading.times[0] != lint.times[part.first]
