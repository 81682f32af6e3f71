"""Rules about the run: what is decided stays decided, whatever the truth of what the data leave open is."""

import json
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from ozlint.authoring.example import ExamplePostings
from ozlint.engine.batch import outcome_of
from ozlint.engine.lint import Lint
from ozlint.engine.terms import Terms
from ozlint.model.times import DAY, read_time
from ozlint.rulebook.load import load_rule
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder

NOW = read_time("2026-11-22T09:00:00Z")[0]
SOURCE = """\
id: ACME001
name: own-rule
title: {{en: A title, ru: Заголовок}}
severity: error
profile: recommended
tags: [acme]
since: 0.1.0
subject: batch
group_by: [{groups}]
require: {test}
message: {{en: "{{{shown}}}", ru: "{{{shown}}}"}}
why: {{en: Because., ru: Потому.}}
fix: {{en: Do., ru: Делайте.}}
examples:
  bad: [{{posting: {{posting_number: "12345678-0001-1"}}}}]
  good: [{{posting: {{posting_number: "12345678-0001-1"}}}}]
"""


@cache
def rulebook(test: str, shown: str = "now", groups: str = "") -> Rulebook:
    """Return a rule about the run."""
    text = SOURCE.format(test=json.dumps(test), shown=shown.replace('"', '\\"'), groups=groups)
    return Rulebook((load_rule(text, "ACME001-own-rule.yaml").rule,))


def run(book: Rulebook, postings: Sequence[dict[str, Any]], covers: float = 99 * DAY) -> Lint:
    """Return a run over some postings, done."""
    lint = Lint(book, Terms(now=NOW, covers=covers))
    lint.run([ExamplePostings(postings, PostingDecoder(book.reads))])
    return lint


def verdict(test: str, postings: Sequence[dict[str, Any]]) -> bool | UnsetType | None:
    """Return how a rule comes out on all postings together."""
    book = rulebook(test)
    lint = run(book, postings)
    assert lint.ledger is not None
    (group,) = lint.ledger.groups(book.rules[0], NOW)
    return outcome_of(book.rules[0], group, NOW)


ANSWERS = (True, False, None)
"""What a posting says of itself: None is nothing."""
MEMBERS = st.lists(st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), min_size=1, max_size=5)
COMPARISONS = st.sampled_from(["<= 0.25", "< 0.5", "> 0.5", ">= 1", "== 0.5", "!= 0", "<= 1", "> 0.9"])
QUESTIONS = st.sampled_from([
    "share(is_express)", "share(is_express, among=is_multibox)", "ratio(is_express, is_multibox)", "count(is_express)",
    "count(is_express and is_multibox)", "share(is_express or is_multibox)", "percent(share(is_express))",
])  # fmt: skip


def posting(number: int, express: bool | None, multibox: bool | None) -> dict[str, Any]:  # noqa: FBT001
    """Return a posting that says of itself what is not None."""
    flags = {"is_express": express, "is_multibox": multibox}
    return {"posting_number": f"1-{number:04}-1", **{name: flag for name, flag in flags.items() if flag is not None}}


@settings(max_examples=200)
@given(members=MEMBERS, tests=st.lists(st.tuples(QUESTIONS, COMPARISONS), min_size=1, max_size=2), joined=st.booleans())
def test_a_verdict_holds_for_every_truth(
    members: list[tuple[bool | None, bool | None]], tests: list[tuple[str, str]], joined: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Where a rule is judged, every way of filling in what is not known gives the same verdict, or none."""
    test = (" and " if joined else " or ").join(f"{question} {comparison}" for question, comparison in tests)
    said = verdict(test, [posting(number, *flags) for number, flags in enumerate(members)])
    choices = [[flag] if flag is not None else [True, False] for flags in members for flag in flags]
    if said is UNSET or len(list(product(*choices))) > 64:
        return
    for filled in product(*choices):
        pairs = list(zip(filled[::2], filled[1::2], strict=True))
        truth = verdict(test, [posting(number, *flags) for number, flags in enumerate(pairs)])
        assert truth in (said, UNSET), (test, pairs)


@settings(max_examples=100)
@given(members=MEMBERS, again=st.lists(st.integers(0, 4), max_size=3))
def test_a_replaced_record_is_not_counted(members: list[tuple[bool | None, bool | None]], again: list[int]) -> None:
    """Of several records of one posting the last one counts, in sums too, whatever came before it."""
    book = rulebook("sum(multi_box_qty, among=is_express) < 0", "sum(multi_box_qty, among=is_express)")
    records = [{**posting(number, *flags), "multi_box_qty": number + 1} for number, flags in enumerate(members)]
    noise = [{**records[place % len(records)], "is_express": True, "multi_box_qty": 50} for place in again]
    assert state(run(book, [*noise, *records])) == state(run(book, records))


def state(lint: Lint) -> list[object]:
    """Return what was counted, by group."""
    assert lint.ledger is not None
    return [(group.key, group.worth) for group in lint.ledger.groups(lint.rulebook.rules[0], NOW)]


@pytest.mark.parametrize(
    ("test", "shown", "message"),
    [
        ("count(is_express) > 9", "count(is_express)", "2 – 3"),
        ("share(is_express) > 0.9", "percent(share(is_express))", "50 – 75"),
        ("ratio(is_express, is_multibox) < 0", "ratio(is_express, is_multibox)", "2 – 3"),
        ("sum(multi_box_qty, among=is_express) < 0", "sum(multi_box_qty, among=is_express)", "3 – 7"),
        ("sum(multi_box_qty) < 0", "sum(multi_box_qty)", "12"),
    ],
)
def test_a_number_that_is_a_range_is_shown_by_both_ends(test: str, shown: str, message: str) -> None:
    """What is left open by one posting makes the number a range, and the rule is judged all the same."""
    postings = [
        {"posting_number": "1-0001-1", "is_express": True, "is_multibox": True, "multi_box_qty": 1},
        {"posting_number": "1-0002-1", "is_express": True, "is_multibox": False, "multi_box_qty": 2},
        {"posting_number": "1-0003-1", "is_express": False, "is_multibox": False, "multi_box_qty": 5},
        {"posting_number": "1-0004-1", "is_multibox": False, "multi_box_qty": 4},
    ]
    book = rulebook(test, shown)
    lint = Lint(book, Terms(now=NOW))
    (finding,) = lint.run([ExamplePostings(postings, PostingDecoder(book.reads))]).findings
    assert finding.message == message
    assert (finding.subject.kind, finding.subject.key) == ("batch", "run")


def test_groups_are_judged_apart() -> None:
    """Each group of postings is judged by itself, and a finding names what the group has in common."""
    book = rulebook("count(is_express) < 2", "warehouse", "account, warehouse")
    where = [("a", "Kazan"), ("a", "Kazan"), ("a", "Tver"), ("b", "Kazan")]
    postings = [
        {"posting_number": f"{number}", "is_express": True, "account": account, "delivery_method": {"warehouse": name}}
        for number, (account, name) in enumerate(where)
    ]
    lint = Lint(book, Terms(now=NOW))
    result = lint.run([ExamplePostings(postings, PostingDecoder(book.reads))])
    (finding,) = result.findings
    assert (finding.subject.key, finding.message, finding.account) == ("account=a, warehouse=Kazan", "Kazan", "a")
    assert (result.tallies["ACME001"].broken, result.tallies["ACME001"].holds) == (1, 2)


@pytest.mark.parametrize(
    ("covers", "test", "judged"),
    [
        (14 * DAY, "share(is_express, within=days(14)) <= 1", True),
        (14 * DAY - 1, "share(is_express, within=days(14)) <= 1", False),
        (14 * DAY, "share(is_express, within=days(14), until=today) <= 1", False),
        (15 * DAY, "share(is_express, within=days(14), until=today) <= 1", True),
        (0.0, "share(is_express) <= 1", True),
    ],
)
def test_a_window_must_be_covered(covers: float, test: str, judged: bool) -> None:  # noqa: FBT001
    """A number about a time is known only where the inputs are said to hold all postings of that time."""
    book = rulebook(test)
    postings = [{**posting(1, express=True, multibox=True), "in_process_at": "2026-11-20T09:00:00Z"}]
    result = Lint(book, Terms(now=NOW, covers=covers)).run([ExamplePostings(postings, PostingDecoder(book.reads))])
    assert result.tallies["ACME001"].holds == judged
    assert [one.reason.code for one in result.unjudged] == ([] if judged else ["input_not_given"])
