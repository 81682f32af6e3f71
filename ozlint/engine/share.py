"""What one of several judges of a run gives, in a form that can be sent: codes of reasons are a judge's own affair."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ozlint.engine.batch import lint_batch
from ozlint.engine.count import Counts, count_outcomes
from ozlint.engine.flat import lint_inputs, lint_records
from ozlint.engine.judge import Bench
from ozlint.engine.ledger import Ledger
from ozlint.engine.lint import Lint
from ozlint.engine.outcome import BITS, BROKEN, FIRST_REASON, unpack
from ozlint.engine.postings import Postings
from ozlint.engine.result import Group, InputCount, Result, Tally
from ozlint.engine.tally import Sum
from ozlint.language.operands import Reason
from ozlint.model.finding import Finding


class Outcomes(msgspec.Struct, frozen=True):
    """How all rules came out on some postings of a group."""

    group: Group
    codes: bytes
    """One for each rule; where a reason stands for it, FIRST_REASON."""
    reasons: tuple[Reason, ...]
    """Those, in the order of the rules."""
    count: int
    example: str


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What judging a part of the postings of a run gives."""

    findings: tuple[Finding, ...] = ()
    outcomes: tuple[Outcomes, ...]
    sums: tuple[tuple[Group, str, Sum], ...]
    records: Mapping[str, Tally]
    """How the rules about records came out."""
    postings: int
    undecodable: int


def outcomes_of(bench: Bench, counts: Counts) -> Iterator[Outcomes]:
    """Yield what was counted, reasons by themselves."""
    for group, signatures in counts.groups.items():
        for signature, count in signatures.items():
            codes = bytearray(unpack(signature, len(bench.rules)))
            reasons = []
            for place, code in enumerate(codes):
                if FIRST_REASON <= code < BROKEN:
                    reasons.append(bench.why[place].reason(code))
                    codes[place] = FIRST_REASON
            yield Outcomes(group, bytes(codes), tuple(reasons), count, counts.examples[signature])


def signature_of(bench: Bench, outcomes: Outcomes) -> int:
    """Return the signature that a set of rules has for outcomes."""
    reasons = iter(outcomes.reasons)
    signature = 0
    for place, code in enumerate(outcomes.codes):
        if FIRST_REASON <= code < BROKEN:
            code = bench.why[place].code(next(reasons))  # noqa: PLW2901 - the same outcome, as it is numbered here
        signature |= code << (place * BITS)
    return signature


def share_of(lint: Lint, postings: Postings) -> Share:
    """Judge a part of the postings of a run, each by itself and beside what the side says of it."""
    lint.read(postings, lambda _count: None)
    findings = lint.placed([postings], {})
    (counts,), (undecodable,) = lint.counts, lint.undecodable
    records = lint_records(lint.rulebook, [(postings, undecodable)], len(lint.index.numbers), lint.terms)
    return Share(
        findings=(*records.findings, *findings),
        outcomes=tuple(outcomes_of(lint.bench, counts)),
        sums=tuple((group, key, one) for group, sums in lint.adder.groups.items() for key, one in sums.items()),
        records=records.tallies,
        postings=len(lint.index.numbers),
        undecodable=len(undecodable),
    )


def gather(lint: Lint, shares: Iterable[Share], path: str, form: str, superseded: int) -> Result:
    """Return the result of a run from its shares, without the findings that those hold already."""
    counts = Counts(path)
    tallies = dict(lint_records(lint.rulebook, (), superseded, lint.terms).tallies)
    postings = undecodable = 0
    for share in shares:
        for one in share.outcomes:
            counts.add(one.group, signature_of(lint.bench, one), one.example, one.count)
        for group, key, found in share.sums:
            lint.adder.put(group, key, found)
        for rule, tally in share.records.items():
            tallies[rule] = tallies[rule].plus(tally)
        postings += share.postings
        undecodable += share.undecodable
    judged, unjudged = count_outcomes(lint.bench, [counts])
    summary = InputCount(
        path=path, format=form, postings=postings + superseded, undecodable=undecodable, cut_off=False, pages=0,
        family="", more_expected=None,
    )  # fmt: skip
    whole = lint_inputs(lint.rulebook, [summary], lint.terms)
    lint.ledger = Ledger(lint.bench, [counts], lint.adder, lint.coverage([summary], ()))
    batch = lint_batch(lint.ledger, [path], lint.terms)
    flat = (whole, batch, *lint.lint_others_beside(lint.ledger.coverage, [summary]))
    return Result(
        findings=tuple(found for one in flat for found in one.findings),
        inputs=(summary,),
        tallies=judged | tallies | {rule: tally for one in flat for rule, tally in one.tallies.items()},
        unjudged=(*unjudged, *(entry for one in flat for entry in one.unjudged)),
        superseded=superseded,
    )
