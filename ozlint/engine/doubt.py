"""Judging again what was found since a carrier says nothing, where it turns out not to have been asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ozlint.engine.relations import Relations, read_again
from ozlint.language.interpret import ALONE

if TYPE_CHECKING:
    from ozlint.engine.lint import Lint
    from ozlint.engine.postings import Postings


def judge_doubtful(lint: Lint, inputs: Sequence[Postings], relations: Relations) -> None:
    """Judge postings again of which something was found by joined records, if these are surer than they may be.

    Whether a carrier's file is about other postings shows only once all postings were looked for in it.
    """
    side = lint.side
    if side is None or not (strangers := side.strangers):
        return
    beside = {rule.id for rule in lint.bench.rules if rule.joins}
    records = {record for record, finding in lint.found if finding.rule in beside}
    postings = read_again(lint.index, inputs, records)
    answers = {record: relations.answers.get(record, ALONE) for record in postings}
    before = {record: {**side.of(posting), **answers[record]} for record, posting in postings.items()}
    side.doubt(strangers)
    lint.found = [(record, finding) for record, finding in lint.found if record not in postings]
    for record, posting in postings.items():
        around = side.of(posting)
        lint.judge_again(record, posting, before[record], {**around, **answers[record]})
    lint.found.sort(key=lambda kept: kept[0])
