"""Judging again what rests on a carrier's silence, where it turns out that it was asked about other postings.

Whether a carrier's file is about other postings shows only once all postings were looked for in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ozlint.engine.relations import Relations, read_again
from ozlint.language.interpret import ALONE

if TYPE_CHECKING:
    from ozlint.engine.lint import Lint
    from ozlint.engine.postings import Posting, Postings
    from ozlint.engine.side import Side
    from ozlint.language.values import Value
    from ozlint.rulebook.rule import Rule

_AT_ONCE = 5_000
"""Postings that are held at a time."""


def judge_doubtful(lint: Lint, inputs: Sequence[Postings], relations: Relations) -> None:
    """Judge again the postings of which the silence of a carrier was taken for a no, if it is none."""
    side = lint.side
    if side is None or not any(rule.joins for rule in lint.bench.rules) or not (strangers := side.strangers):
        return
    found, lint.found, again = lint.found, [], set[int]()
    for record, posting in _counting(lint, inputs, relations):
        before, after = side.of(posting), side.of(posting, strangers)
        if before != after:
            answers: Mapping[str, Value] = relations.answers.get(record, ALONE)
            lint.judge_again(record, posting, {**before, **answers}, {**after, **answers})
            again.add(record)
    lint.found += (kept for kept in found if kept[0] not in again)
    lint.found.sort(key=lambda kept: kept[0])


def strangers_among(rule: Rule, side: Side | None, inputs: Sequence[Postings]) -> frozenset[str]:
    """Return the carriers whose silence says nothing of the postings of some inputs, which are all read for it.

    A rule that asks no other input has no use for it, and nothing is read then.
    """
    if side is None or not rule.joins:
        return frozenset()
    for postings in inputs:
        for item in postings.read():
            if isinstance(item, tuple):
                side.of(item[1])
    return side.strangers


def _counting(lint: Lint, inputs: Sequence[Postings], relations: Relations) -> Iterator[tuple[int, Posting]]:
    """Yield the postings that no later record replaces, read again."""
    records = [record for record in range(len(lint.index.numbers)) if record not in relations.superseded]
    for first in range(0, len(records), _AT_ONCE):
        yield from read_again(lint.index, inputs, records[first : first + _AT_ONCE]).items()
