"""What does not count: findings that are suppressed, and those that a baseline knows; and what a run makes of both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import structs

from ozlint.engine.again import left_open
from ozlint.engine.lint import Lint
from ozlint.engine.postings import Postings
from ozlint.engine.result import Result, Tally
from ozlint.model.finding import Finding, Known
from ozlint.model.text import Text
from ozlint.triage.baseline import BASELINE, Baseline
from ozlint.triage.merge import merge
from ozlint.triage.suppression import ALWAYS_COUNT, CodeOf, Suppression

_NAMED = 3
"""Things that are named in a note; the others are only counted."""


class Aside(msgspec.Struct, frozen=True):
    """What a run sets aside: its suppressions, and its baseline."""

    suppressions: tuple[Suppression, ...] = ()
    baseline: Baseline | None = None


NOTHING_ASIDE = Aside()


class Sorted(msgspec.Struct, frozen=True):
    """The findings of a run with their states, and how each part of what sets them aside came out."""

    findings: tuple[Finding, ...]
    """One for each identity."""
    matched: tuple[int, ...]
    """How many findings each suppression is about, expired or not."""
    missing: tuple[Known, ...]
    """What the baseline knows and the run did not find."""


def sort_out(findings: Sequence[Finding], aside: Aside, now: float, code_of: CodeOf) -> Sorted:
    """Return the findings as shown, suppressed or baselined.

    A suppression goes before the baseline. What an expired one is about counts again, be it in the baseline or not.
    """
    by_rule: dict[str, list[tuple[int, Suppression]]] = {}
    for place, one in enumerate(aside.suppressions):
        by_rule.setdefault(one.rule, []).append((place, one))
    known = aside.baseline.fingerprints if aside.baseline is not None else frozenset[str]()
    matched: Counter[int] = Counter()
    done = []
    for finding in merge(findings):
        fitting = [(place, one) for place, one in by_rule.get(finding.rule, ()) if one.fits(finding, now, code_of)]
        matched.update(place for place, _ in fitting)
        done.append(_with_state(finding, [one for _, one in fitting], known, now))
    found = {finding.fingerprint for finding in done}
    missing = tuple(one for one in aside.baseline.known if one.fingerprint not in found) if aside.baseline else ()
    return Sorted(tuple(done), tuple(matched[place] for place in range(len(aside.suppressions))), missing)


def _with_state(finding: Finding, fitting: Sequence[Suppression], known: frozenset[str], now: float) -> Finding:
    valid = next((one for one in fitting if not one.is_over(now)), None)
    if valid is not None:
        return structs.replace(finding, state="suppressed", because=valid.reason)
    if not fitting and finding.fingerprint in known and finding.rule not in ALWAYS_COUNT:
        return structs.replace(finding, state="baselined")
    return finding


class Reach(msgspec.Struct, frozen=True):
    """How far a run could see: what it did not find is gone only where it could have found it."""

    is_whole: bool
    """Whether all that was to be read was read."""
    tallies: Mapping[str, Tally]
    """How its rules came out, by id."""
    open: Mapping[str, frozenset[str]]
    """The rules that could not be judged, for each of the postings that are asked for and were read."""
    paths: frozenset[str]
    """The inputs."""

    def covers_posting(self, rule: str, number: str) -> bool:
        """Return whether a rule could be judged on a posting."""
        return self.is_whole and rule in self.tallies and number in self.open and rule not in self.open[number]

    def covers(self, rule: str) -> bool:
        """Return whether a rule could be judged on everything, and there was something."""
        tally = self.tallies.get(rule, Tally())
        judged = tally.broken + tally.holds + tally.not_applicable
        return self.is_whole and judged > 0 == tally.not_evaluated

    def covers_known(self, known: Known) -> bool:
        """Return whether a run could have found again what a baseline knows."""
        if known.posting_number is not None:
            return self.covers_posting(known.rule, known.posting_number)
        return self.covers(known.rule) and (known.subject.kind != "input" or known.subject.key in self.paths)

    def covers_suppression(self, suppression: Suppression) -> bool:
        """Return whether a run could have found what a suppression is about."""
        if suppression.numbers is None:
            return self.covers(suppression.rule)
        return all(self.covers_posting(suppression.rule, number) for number in suppression.numbers)


def reach_of(  # noqa: PLR0913 - a run, and what came of what it sets aside
    lint: Lint, inputs: Sequence[Postings], result: Result, aside: Aside, done: Sorted, *, is_whole: bool
) -> Reach:
    """Return how far a run could see, as far as what it sets aside and did not find is concerned."""
    pairs = zip(aside.suppressions, done.matched, strict=True)
    numbers = {number for one, count in pairs if not count for number in one.numbers or ()}
    numbers.update(one.posting_number for one in done.missing if one.posting_number is not None)
    paths = frozenset(count.path for count in result.inputs)
    return Reach(is_whole, result.tallies, left_open(lint, inputs, numbers), paths)


def notes(aside: Aside, now: float, gone: Sequence[Known]) -> Iterator[Text]:
    """Yield what is to be said of the run as a whole: expired suppressions, and what of the baseline is gone."""
    if over := [one for one in aside.suppressions if one.is_over(now)]:
        places = _named(f"{one.rule} {one.spot.name}" for one in over)
        yield Text(
            f"suppressions that have expired and no longer count: {len(over)} ({places}); `ozlint suppressions audit` "
            "lists them",
            f"подавления, срок которых вышел и которые больше не действуют: {len(over)} ({places}); список: "
            "`ozlint suppressions audit`",
        )
    if gone and aside.baseline is not None:
        path, names = aside.baseline.path, _named(f"{one.rule} {one.subject.key}".rstrip() for one in gone)
        yield Text(
            f"in {path} and gone since: {len(gone)} ({names}){_prune(aside.baseline).en}",
            f"в {path} есть, а в данных больше нет: {len(gone)} ({names}){_prune(aside.baseline).ru}",
        )


def _prune(baseline: Baseline) -> Text:
    if baseline.is_report:
        return Text("", "")
    named = "" if baseline.path == BASELINE else f" --baseline {baseline.path}"
    return Text(
        f"; `ozlint baseline prune{named}` takes them out", f"; убрать их оттуда: `ozlint baseline prune{named}`"
    )


def _named(names: Iterable[str]) -> str:
    each = list(names)
    return ", ".join([*each[:_NAMED], *(["…"] if len(each) > _NAMED else [])])
