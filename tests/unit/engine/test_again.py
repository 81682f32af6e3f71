"""Which rules could not be judged on single postings, asked after a run."""

from pathlib import Path
from typing import Any

from ozlint.authoring.example import ExamplePostings
from ozlint.engine.again import left_open
from ozlint.engine.lint import Lint
from ozlint.engine.terms import Terms
from ozlint.model.times import read_time
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder

RULES = tuple(
    rule for rule in load_rules([builtin_pack()], cwd=Path()) if rule.id in ("OZ101", "OZ201", "OZ301", "OZ902")
)
BARE = {"status": "delivering", "tpl_integration_type": "non_integrated", "is_express": False}


def asked(*inputs: list[dict[str, Any]], numbers: tuple[str, ...]) -> dict[str, list[str]]:
    """The open rules of some postings after a run over some inputs."""
    book = Rulebook(RULES)
    postings = [ExamplePostings(one, PostingDecoder(book.reads)) for one in inputs]
    lint = Lint(book, Terms(now=read_time("2026-11-22T09:00:00Z")[0]))
    lint.run(postings)
    return {number: sorted(rules) for number, rules in left_open(lint, postings, numbers).items()}


def test_what_could_not_be_judged_is_told_for_each() -> None:
    """A rule is open where the posting lacks a field; what was not asked for or not read is not there."""
    known = {**BARE, "posting_number": "1", "tracking_number": "", "delivery_method": {"id": 1}}
    unknown = {**BARE, "posting_number": "2"}
    assert asked([known, unknown], [], numbers=("1", "2", "3")) == {"1": ["OZ201"], "2": ["OZ101", "OZ201"]}
    assert asked([known, unknown], numbers=()) == {}


def test_the_last_record_of_a_posting_counts() -> None:
    """It is what the run judged."""
    old = {**BARE, "posting_number": "1"}
    new = {**old, "tracking_number": "", "delivery_method": {"id": 1}}
    assert asked([old], [new], numbers=("1",)) == {"1": ["OZ201"]}
    assert asked([new, old], numbers=("1",)) == {"1": ["OZ101", "OZ201"]}
