"""What one of several judges of a run gives, in a form that can be sent: codes of reasons are a judge's own affair."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ozlint.engine.batch import lint_batch
from ozlint.engine.count import EXAMPLES, Counts, count_outcomes
from ozlint.engine.flat import lint_inputs, lint_records
from ozlint.engine.ledger import Coverage, Ledger
from ozlint.engine.lint import Lint
from ozlint.engine.places import placed
from ozlint.engine.postings import Postings
from ozlint.engine.reading import Counted, counted, reasons_of, translator
from ozlint.engine.result import InputCount, Result, Tally, Unjudged
from ozlint.engine.tally import Entry
from ozlint.language.operands import Reason
from ozlint.model.finding import Finding


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What judging a part of the postings of a run gives."""

    findings: tuple[Finding, ...] = ()
    counts: tuple[Counted, ...]
    reasons: tuple[dict[int, Reason], ...]
    """What the codes in it stand for, as in a Reading."""
    sums: tuple[Entry, ...]
    records: Mapping[str, Tally]
    """How the rules about records came out."""
    others: Mapping[str, Tally]
    """How the rules about what is in other inputs only came out."""
    unjudged: tuple[Unjudged, ...]
    """What of that could not be judged."""
    postings: int
    undecodable: int
    """Records that could not be read, of all inputs."""


def share_of(lint: Lint, postings: Postings, coverage: Coverage, inputs: Sequence[InputCount]) -> Share:
    """Judge a part of the postings of a run, each by itself and beside what the side says of it.

    `coverage` and `inputs` are what is known of all of them, for what is in other inputs only.
    """
    lint.read(postings)
    findings = placed(lint.found, lint.index, [postings], {})
    (counts,), (undecodable,) = lint.counts, lint.undecodable
    held = lint.side.held if lint.side is not None else ()
    lost = [(postings, undecodable), *((one.source, one.undecodable) for one in held)]
    records = lint_records(lint.rulebook, lost, len(lint.index.numbers), lint.terms)
    others = lint.lint_others_beside(coverage, inputs)
    return Share(
        findings=(*records.findings, *findings, *(found for one in others for found in one.findings)),
        counts=counted(lint.bench, counts),
        reasons=reasons_of(lint.bench),
        sums=lint.adder.entries(),
        records=records.tallies,
        others={rule: tally for one in others for rule, tally in one.tallies.items()},
        unjudged=tuple(entry for one in others for entry in one.unjudged),
        postings=len(lint.index.numbers),
        undecodable=sum(len(records) for _, records in lost),
    )


def gather(  # noqa: PLR0913 - what is known of a run besides
    lint: Lint,
    shares: Iterable[Share],
    path: str,
    *,
    inputs: Sequence[InputCount],
    coverage: Coverage,
    besides: int,
    superseded: int,
) -> Result:
    """Return the result of a run from its shares, without the findings that those hold already.

    `path` is what all of its inputs are called together. `besides` are records that were read and that no share has
    judged: what a later one replaces, other inputs.
    """
    counts = Counts(path)
    tallies = dict(lint_records(lint.rulebook, (), besides, lint.terms).tallies)
    whole = lint_inputs(lint.rulebook, inputs, lint.terms)
    others = lint.lint_others_beside(coverage, inputs)
    tallies |= {rule: tally for one in others for rule, tally in one.tallies.items()}
    open_ones = [entry for one in others for entry in one.unjudged]
    for share in shares:
        signature_of = translator(lint.bench, share.reasons)
        for group, codes, number, example in share.counts:
            counts.add(group, signature_of(codes), example, number)
        lint.adder.take(share.sums)
        for rule, tally in (*share.records.items(), *share.others.items()):
            tallies[rule] = tallies[rule].plus(tally)
        open_ones += share.unjudged
    judged, unjudged = count_outcomes(lint.bench, [counts])
    lint.ledger = Ledger(lint.bench, [counts], lint.adder, coverage)
    batch = lint_batch(lint.ledger, [one.path for one in inputs], lint.terms)
    flat = (whole, batch)
    return Result(
        findings=tuple(found for one in flat for found in one.findings),
        inputs=tuple(inputs),
        tallies=judged | tallies | {rule: tally for one in flat for rule, tally in one.tallies.items()},
        unjudged=(*unjudged, *(entry for one in flat for entry in one.unjudged), *summed(open_ones)),
        superseded=superseded,
    )


def summed(unjudged: Iterable[Unjudged]) -> Iterator[Unjudged]:
    """Yield what could not be judged, once for each rule, input and reason."""
    found: dict[tuple[str, str, str, Reason], Unjudged] = {}
    for one in unjudged:
        key = (one.rule, one.kind, one.input, one.reason)
        before = found.get(key)
        if before is not None:
            examples = (*before.examples, *(name for name in one.examples if name not in before.examples))[:EXAMPLES]
            one = msgspec.structs.replace(one, count=before.count + one.count, examples=examples)  # noqa: PLW2901
        found[key] = one
    yield from found.values()
