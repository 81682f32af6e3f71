"""Rules about what is in other inputs only: postings that are gone, notifications. Each is judged by itself."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ozlint.engine.capture import Capture, compile_capture
from ozlint.engine.clock import times_of
from ozlint.engine.count import Counts, count_outcomes
from ozlint.engine.flat import FlatResult
from ozlint.engine.judge import ANY_STATUS, Bench
from ozlint.engine.outcome import BITS, BROKEN, unpack
from ozlint.engine.result import Tally, Unjudged
from ozlint.engine.terms import Terms
from ozlint.language.fold import Facts, fold
from ozlint.language.interpret import ALONE
from ozlint.language.operands import Reason
from ozlint.language.template import Template
from ozlint.model.finding import Finding, Subject
from ozlint.model.other import Other
from ozlint.model.record import Place
from ozlint.model.times import ZONED, Times
from ozlint.rulebook.rule import Rule

SUBJECTS = {"previous": "previous", "notification": "notifications"}
"""What is judged so -> the name of the input it takes, in reasons."""


def lint_others(
    subject: str, rules: Sequence[Rule], others: Iterable[Other] | None, facts: Facts, terms: Terms
) -> FlatResult:
    """Judge everything there is of a subject; `others` is None where no input of the kind was given.

    `facts` are what is known of the run, for the names that rules about the subject have for it.
    """
    kind = _KINDS.get(subject, subject)
    if others is None:
        wanted = SUBJECTS[subject]
        reason = Reason("input_not_given", wanted, wanted)
        unjudged = tuple(Unjudged(rule.id, kind, "", reason, 0, ()) for rule in rules)
        return FlatResult((), {rule.id: Tally() for rule in rules}, unjudged)
    trial = _Trial([_knowing(rule, facts) for rule in rules], terms)
    for other in others:
        trial.judge(other)
    tallies, unjudged_here = count_outcomes(trial.bench, list(trial.counts.values()))
    unjudged = tuple(msgspec.structs.replace(one, kind=kind) for one in unjudged_here)
    return FlatResult(tuple(trial.placed()), tallies, unjudged)


def _knowing(rule: Rule, facts: Facts) -> Rule:
    """Return a rule with what is known of the run worked into everything it says."""
    message = {
        lang: Template(text.texts, tuple(fold(node, facts) for node in text.nodes))
        for lang, text in rule.message.items()
    }
    return msgspec.structs.replace(
        rule,
        when=fold(rule.when, facts) if rule.when is not None else None,
        test=fold(rule.test, facts),
        severity_when=tuple((fold(node, facts), severity) for node, severity in rule.severity_when),
        message=message,
    )


class _Trial:
    """One pass over what there is of a subject."""

    def __init__(self, rules: Sequence[Rule], terms: Terms) -> None:
        self.bench = Bench(rules)
        self.terms = terms
        self.counts: dict[str, Counts] = {}
        self._broken = sum(BROKEN << (BITS * place) for place in range(len(self.bench.rules)))
        self._times: dict[str, Times] = {}
        self._captures: dict[tuple[int, Times], Capture] = {}
        self._found: list[tuple[Other, Finding]] = []

    def judge(self, other: Other) -> None:
        """Judge one of them, and count how it came out."""
        path = other.source.path
        times = self._times.get(path)
        if times is None and (times := times_of(other.subject, None)) is not None:
            self._times[path] = times
        times = times or ZONED
        signature = self.bench.judge(ANY_STATUS, times)(other.subject, self.terms.now, ALONE)
        self.counts.setdefault(path, Counts(path)).add((), signature, other.key)
        if signature & self._broken:
            self._found += [(other, finding) for finding in self._findings(other, signature, times)]

    def _findings(self, other: Other, signature: int, times: Times) -> Iterator[Finding]:
        codes = unpack(signature, len(self.bench.rules))
        for place, rule in enumerate(self.bench.rules):
            if codes[place] != BROKEN:
                continue
            capture = self._captures.get((place, times))
            if capture is None:
                capture = self._captures[place, times] = compile_capture(rule, self.terms.lang, times)
            captured = capture(other.subject, self.terms.now, ALONE)
            yield Finding(
                rule=rule.id, name=rule.name, severity=captured.severity, posting_number=other.posting_number,
                account=other.account, subject=Subject(_KINDS.get(rule.subject, rule.subject), other.key),
                field=rule.field, message=captured.message, values=captured.values, facts=captured.facts,
                place=Place(other.source.path, 1, 1, ""),
            )  # fmt: skip

    def placed(self) -> list[Finding]:
        """Return the findings with the places of what they are about."""
        by_source: dict[str, list[tuple[Other, Finding]]] = {}
        for other, finding in self._found:
            by_source.setdefault(other.source.path, []).append((other, finding))
        placed: list[Finding] = []
        for found in by_source.values():
            places = found[0][0].source.places(sorted({other.address for other, _ in found}))
            placed += [_placed(finding, places.get(other.address, finding.place)) for other, finding in found]
        return placed


def _placed(finding: Finding, place: Place) -> Finding:
    """Return a finding with its place; a notification goes by the line it stands in, which people can look up."""
    subject = finding.subject
    if subject.kind == "notification":
        subject = Subject(subject.kind, " ".join(filter(None, (f"{place.path}:{place.line}", place.pointer))))
    return msgspec.structs.replace(finding, place=place, subject=subject)


_KINDS = {"previous": "posting"}
"""What a finding is about, where that is not called as the subject of its rule: a posting that is gone is a posting."""
