"""Rules about what is in other inputs only: postings that are gone, notifications, updates; each judged by itself."""

from collections.abc import Iterator, Mapping

import msgspec

from ozlint.engine.clock import times_of
from ozlint.engine.count import Counts, count_outcomes
from ozlint.engine.flat import FlatResult
from ozlint.engine.judge import ANY_STATUS, Bench
from ozlint.engine.outcome import BITS, BROKEN, unpack
from ozlint.engine.result import Tally, Unjudged
from ozlint.engine.side import OTHERS, Side
from ozlint.engine.terms import Terms
from ozlint.language.fold import Facts, fold
from ozlint.language.interpret import ALONE
from ozlint.language.joined import FIRST_OF_REQUEST
from ozlint.language.operands import Reason
from ozlint.language.template import Template
from ozlint.language.values import Value
from ozlint.model.finding import Finding, Subject
from ozlint.model.other import Other
from ozlint.model.record import Address, Place
from ozlint.model.times import ZONED, Times
from ozlint.rulebook.rule import Rule


def lint_others(bench: Bench, subject: str, side: Side | None, terms: Terms) -> FlatResult:
    """Judge everything there is of a subject, by its rules."""
    rules, others = bench.rules, side.about(subject) if side is not None else None
    kind = _KINDS.get(subject, subject)
    if others is None:
        wanted = OTHERS[subject]
        reason = Reason("input_not_given", wanted, wanted)
        unjudged = tuple(Unjudged(rule.id, kind, "", reason, 0, ()) for rule in rules)
        return FlatResult((), {rule.id: Tally() for rule in rules}, unjudged)
    trial = _Trial(bench, terms)
    for other in others:
        found = trial.judge(other)
        if side is not None:
            side.hear(other, found)
    tallies, unjudged_here = count_outcomes(trial.bench, list(trial.counts.values()))
    unjudged = tuple(
        msgspec.structs.replace(one, kind=kind, examples=tuple(map(trial.name_of, one.examples)))
        for one in unjudged_here
    )
    return FlatResult(tuple(trial.placed()), tallies, unjudged)


def knowing(rule: Rule, facts: Facts) -> Rule:
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

    def __init__(self, bench: Bench, terms: Terms) -> None:
        self.bench = bench
        self.terms = terms
        self.counts: dict[str, Counts] = {}
        self._broken = sum(BROKEN << (BITS * place) for place in range(len(self.bench.rules)))
        self._times: dict[str, Times] = {}
        self._found: list[tuple[Other, Finding]] = []
        self._examples: dict[str, Other] = {}
        """Those that stand for others which came out the same, by their keys."""

    def judge(self, other: Other) -> list[Finding]:
        """Judge one of them, count how it came out, and return what was found; their places are not known yet."""
        path = other.source.path
        times = other.times or self._times.get(path)
        if times is None and (times := times_of(other.subject, None)) is not None:
            self._times[path] = times
        times = times or ZONED
        signature = self.bench.judge(ANY_STATUS, times)(other.subject, self.terms.now, _around(other))
        counts = self.counts.setdefault(path, Counts(path))
        counts.add((), signature, other.key)
        if counts.examples[signature] == other.key:
            self._examples[other.key] = other
        found = list(self._findings(other, signature, times)) if signature & self._broken else []
        self._found += [(other, finding) for finding in found]
        return found

    def _findings(self, other: Other, signature: int, times: Times) -> Iterator[Finding]:
        codes = unpack(signature, len(self.bench.rules))
        for place, rule in enumerate(self.bench.rules):
            if codes[place] != BROKEN:
                continue
            captured = self.bench.capture(place, self.terms.lang, times)(other.subject, self.terms.now, _around(other))
            about, number = Subject(_KINDS.get(rule.subject, rule.subject), other.key), other.posting_number
            if other.whole is not None and FIRST_OF_REQUEST in rule.joins:
                about, number = Subject(other.whole.kind, other.whole.key), None
            yield Finding(
                rule=rule.id, name=rule.name, severity=captured.severity, posting_number=number,
                account=other.account, subject=about,
                field=rule.field, message=captured.message, values=captured.values, facts=captured.facts,
                place=Place(other.source.path, 1, 1, ""),
            )  # fmt: skip

    def name_of(self, key: str) -> str:
        """Return how people find one that stands for others."""
        other = self._examples[key]
        if not _is_found_by_line(self.bench.rules[0].subject):
            return key
        place = other.source.places([other.address]).get(other.address)
        return key if place is None else _line(place)

    def placed(self) -> list[Finding]:
        """Return the findings with the places of what they are about."""
        by_source: dict[str, list[tuple[Other, Finding]]] = {}
        for other, finding in self._found:
            by_source.setdefault(other.source.path, []).append((other, finding))
        placed: list[Finding] = []
        for found in by_source.values():
            addresses = [_address(other, finding) for other, finding in found]
            places = found[0][0].source.places(sorted(set(addresses)))
            placed += [
                _placed(finding, places.get(address, finding.place))
                for address, (_, finding) in zip(addresses, found, strict=True)
            ]
        return placed


def _placed(finding: Finding, place: Place) -> Finding:
    """Return a finding with its place; a notification goes by the line it stands in, which people can look up."""
    subject = finding.subject
    if _is_found_by_line(subject.kind):
        subject = Subject(subject.kind, _line(place))
    return msgspec.structs.replace(finding, place=place, subject=subject)


def _is_found_by_line(kind: str) -> bool:
    return kind == "notification"


def _line(place: Place) -> str:
    return " ".join(filter(None, (f"{place.path}:{place.line}", place.pointer)))


def _around(other: Other) -> Mapping[str, Value]:
    return ALONE if other.around is None else other.around


def _address(other: Other, finding: Finding) -> Address:
    whole = other.whole
    return whole.address if whole is not None and finding.subject.kind == whole.kind else other.address


_KINDS = {"previous": "posting"}
"""What a finding is about, where that is not called as the subject of its rule: a posting that is gone is a posting."""
