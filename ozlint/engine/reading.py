"""What reading and judging some inputs leaves, in a form that can be sent to another process, and taken in there.

Everything that postings say about each other is left to whoever takes it in.
"""

from collections.abc import Callable, Sequence

import msgspec

from ozlint.engine.count import Counts
from ozlint.engine.index import PackedIndex
from ozlint.engine.judge import Bench
from ozlint.engine.lint import Lint
from ozlint.engine.outcome import unpack
from ozlint.engine.postings import Postings
from ozlint.engine.result import Group
from ozlint.engine.tally import Entry
from ozlint.language.operands import Reason
from ozlint.model.finding import Finding
from ozlint.model.record import Page, Undecodable
from ozlint.model.times import Times

Counted = tuple[Group, bytes, int, str]
"""A group, the codes of all rules, how many of its postings have them, and one that has."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What reading and judging some inputs, or stretches of them, leaves; records are numbered from its first one."""

    index: PackedIndex
    found: tuple[tuple[int, Finding], ...]
    counts: tuple[tuple[Counted, ...], ...]
    """Of each input."""
    reasons: tuple[dict[int, Reason], ...]
    """What the codes stand for, rule by rule: that is the affair of the bench that they come from."""
    sums: tuple[Entry, ...]
    undecodable: tuple[tuple[Undecodable, ...], ...]
    pages: tuple[tuple[Page, ...], ...]
    times: tuple[Times, ...]


def reading_of(lint: Lint) -> Reading:
    """Return what a run that has read its inputs, and no more, holds of them."""
    return Reading(
        index=lint.index.packed(),
        found=tuple(lint.found),
        counts=tuple(counted(lint.bench, kept) for kept in lint.counts),
        reasons=reasons_of(lint.bench),
        sums=lint.adder.entries(),
        undecodable=tuple(map(tuple, lint.undecodable)),
        pages=tuple(map(tuple, lint.pages)),
        times=tuple(lint.times),
    )


def take(lint: Lint, reading: Reading, inputs: Sequence[Postings], *, continues: bool) -> None:
    """Let a run have read what another has, which these inputs are of.

    `continues` says that the first of them is the one that it has read last, and this is more of it.
    """
    first = len(lint.index.numbers)
    signature_of = translator(lint.bench, reading.reasons)
    for place, postings in enumerate(inputs):
        if place or not continues:
            lint.begin(postings, first + reading.index.starts[place])
        for group, codes, count, example in reading.counts[place]:
            lint.counts[-1].add(group, signature_of(codes), example, count)
        lint.undecodable[-1] += reading.undecodable[place]
        lint.pages[-1] += reading.pages[place]
        lint.times[-1] = reading.times[place]
    lint.index.extend(reading.index)
    lint.found += [(first + record, finding) for record, finding in reading.found]
    lint.adder.take(reading.sums)


def counted(bench: Bench, kept: Counts) -> tuple[Counted, ...]:
    """Return what was counted of an input."""
    rules = len(bench.rules)
    return tuple(
        (group, unpack(signature, rules), count, kept.examples[signature])
        for group, signatures in kept.groups.items()
        for signature, count in signatures.items()
    )


def reasons_of(bench: Bench) -> tuple[dict[int, Reason], ...]:
    """Return what the codes of a bench stand for, rule by rule."""
    return tuple(why.codes() for why in bench.why)


def translator(bench: Bench, reasons: Sequence[dict[int, Reason]]) -> Callable[[bytes], int]:
    """Return what makes a signature of codes that have these reasons in another bench of the same rules."""
    other: dict[int, dict[int, int]] = {}
    for place, (why, known) in enumerate(zip(bench.why, reasons, strict=True)):
        here = {code: why.code(reason) for code, reason in known.items()}
        if any(code != own for code, own in here.items()):
            other[place] = here

    def signature_of(codes: bytes) -> int:
        told = bytearray(codes)
        for place, here in other.items():
            told[place] = here.get(told[place], told[place])
        return int.from_bytes(told, "little")

    return signature_of
