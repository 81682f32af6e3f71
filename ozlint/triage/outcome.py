"""What becomes of a run's findings once what it sets aside is taken into account."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import UNSET, structs

from ozlint.engine.flat import lint_suppressions
from ozlint.engine.lint import Lint
from ozlint.engine.postings import Postings
from ozlint.engine.result import Result, SuppressionCount
from ozlint.model.finding import Known
from ozlint.model.record import Place
from ozlint.model.text import Text
from ozlint.triage.aside import Aside, Reach, Sorted, notes, reach_of, sort_out
from ozlint.triage.compose import is_complete
from ozlint.triage.suppression import CodeOf
from ozlint.triage.unreadable import Unreadable


class Outcome(msgspec.Struct, frozen=True):
    """The result of a run with the states of its findings, and what is to be said of what it sets aside."""

    result: Result
    gone: tuple[Known, ...] = ()
    """What the baseline knows, and the run could have found and did not."""
    notes: tuple[Text, ...] = ()


def put_aside(  # noqa: PLR0913, PLR0917 - a run and what it sets aside
    aside: Aside,
    lint: Lint,
    inputs: Sequence[Postings],
    result: Result,
    code_of: CodeOf,
    unreadable: Sequence[Unreadable] = (),
) -> Outcome:
    """Return what becomes of the findings of a run that is over; `unreadable` are the inputs that could not be read."""
    if not aside.suppressions and aside.baseline is None:
        return Outcome(result)
    now = lint.terms.now
    done = sort_out(result.findings, aside, now, code_of)
    reach = reach_of(lint, inputs, result, aside, done, is_whole=is_complete(result, unreadable))
    gone = tuple(one for one in done.missing if reach.covers_known(one))
    flat = lint_suppressions(lint.rulebook, _counts(aside, done, reach), lint.terms)
    sorted_out = structs.replace(
        result,
        findings=(*done.findings, *flat.findings),
        tallies=result.tallies | dict(flat.tallies),
        unjudged=(*result.unjudged, *flat.unjudged),
    )
    return Outcome(sorted_out, gone, tuple(notes(aside, now, gone)))


def _counts(aside: Aside, done: Sorted, reach: Reach) -> Iterator[SuppressionCount]:
    """Yield each suppression as rules see it: that it is about nothing is said only where it could be seen."""
    for one, count in zip(aside.suppressions, done.matched, strict=True):
        line, column = one.spot.file.spot(one.spot.loc)
        yield SuppressionCount(
            rule=one.rule,
            about=one.about,
            reason=one.reason,
            matched=True if count else False if reach.covers_suppression(one) else UNSET,
            place=Place(one.spot.file.path, line, column, ""),
        )
