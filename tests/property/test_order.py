"""Whatever the postings are: their order changes no finding, and every rule's counts add up to all of them."""

from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ozlint import Finding, Report, lint
from ozlint.engine.side import OTHERS
from ozlint.ozon.values import known_values
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules

AT = "2026-11-22T09:00:00Z"
NUMBERS = [f"12345678-{place:04}-1" for place in range(8)]
OF_OTHERS = [rule.id for rule in load_rules([builtin_pack()], cwd=Path()) if rule.subject in OTHERS]
"""Rules about what other inputs hold, of which there are none here."""
ODD = ["", " ", None, 0, "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "string"]
TIMES = st.sampled_from(
    ["2026-10-01T09:00:00Z", "2026-11-16T09:00:00Z", "2026-11-21T23:00:00Z", "2026-11-22T15:00:00Z", *ODD[:6]]
)
TRACKS = st.sampled_from(["RB123456785GB", "rb 123456785 gb", "80085500000007", "test", "-", NUMBERS[0], *ODD[:4]])


def some_of(name: str) -> st.SearchStrategy[Any]:
    """Values of a field with known values, and a few that are none of them."""
    return st.sampled_from([*sorted(known_values(name)), "canceled", "status #1", "", None])


POSTING = st.fixed_dictionaries(
    {"posting_number": st.sampled_from(NUMBERS), "order_id": st.just(680420041)},
    optional={
        "status": some_of("status"),
        "substatus": some_of("substatus"),
        "tpl_integration_type": some_of("tpl_integration_type"),
        "tracking_number": TRACKS,
        "in_process_at": TIMES,
        "shipment_date": TIMES,
        "shipment_date_without_delay": TIMES,
        "delivering_date": TIMES,
        "is_express": st.sampled_from([True, False, None, 0, "true"]),
        "available_actions": st.lists(st.sampled_from(["ship", "set_cutoff", "ship_async_retry"]), max_size=2),
        "parent_posting_number": st.sampled_from([*NUMBERS, "", None]),
        "related_postings": st.none()
        | st.fixed_dictionaries({"related_posting_numbers": st.lists(st.sampled_from(NUMBERS), max_size=2)}),
        "delivery_method": st.none()
        | st.fixed_dictionaries(
            {}, optional={"tpl_provider": st.sampled_from(["СДЭК", "Почта России", "Ozon Логистика", "", None])}
        ),
        "requirements": st.none() | st.fixed_dictionaries({"products_requiring_gtd": st.just([1]) | st.just([])}),
        "cancellation": st.none()
        | st.fixed_dictionaries(
            {"affect_cancellation_rating": st.booleans(), "cancellation_initiator": st.sampled_from(["Ozon", "Seller"])}
        ),
    },
)
POSTINGS = st.lists(POSTING, max_size=8, unique_by=lambda posting: posting["posting_number"])
"""Postings of different numbers: of two records of one posting the later counts, as it should."""


def judged(postings: list[dict[str, Any]]) -> Report:
    """The report on some postings, with every rule there is."""
    return lint(postings, at=AT, profile="pedantic")


def said(finding: Finding) -> tuple[str, ...]:
    """What a finding says, its place aside."""
    parts = (finding.severity, finding.message, repr(finding.values), repr(finding.facts), finding.state)
    return finding.fingerprint, *parts


@settings(max_examples=4)
@given(POSTINGS.flatmap(lambda postings: st.tuples(st.just(postings), st.permutations(postings))))
def test_the_order_of_postings_changes_nothing(both: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    """The same postings in another order have the same findings, counts and code."""
    one, other = (judged(postings) for postings in both)
    assert sorted(map(said, one.findings)) == sorted(map(said, other.findings))
    assert one.per_rule == other.per_rule
    assert one.summary == other.summary
    assert one.exit_code == other.exit_code


@settings(max_examples=4)
@given(st.lists(POSTING | st.just({}), max_size=12))
def test_the_counts_of_every_rule_add_up(postings: list[dict[str, Any]]) -> None:
    """Each rule says of every posting, record or input how it came out, repeated postings and strangers included."""
    report = judged(postings)
    summary = report.summary
    numbers = {posting["posting_number"] for posting in postings if posting}
    assert summary.postings == len(numbers)
    assert summary.postings + summary.superseded + summary.undecodable == len(postings)
    reasons = Counter[str]()
    for open_rule in report.not_evaluated:
        reasons[open_rule.rule] += open_rule.count
    broken = Counter(finding.rule for finding in report.findings)
    for count in report.per_rule:
        total = count.broken + count.holds + count.not_applicable + count.not_evaluated
        groups = min(summary.postings, 1)  # none of them says its account
        subjects = {"OZ001": len(postings), "OZ007": 1, "OZ901": groups, "OZ902": groups} | dict.fromkeys(OF_OTHERS, 0)
        assert total == subjects.get(count.rule, summary.postings), count
        assert reasons[count.rule] == count.not_evaluated, count
        assert count.rule == "OZ001" or broken[count.rule] == count.broken, count
    assert {count.rule for count in report.per_rule} == {rule.id for rule in report.rules} - {"OZ011"}


@settings(max_examples=3)
@given(POSTINGS.filter(bool))
def test_other_postings_change_nothing_about_one(postings: list[dict[str, Any]]) -> None:
    """A finding of a posting alone is there among others too, unless it is about what others say of it."""
    first = postings[0]
    about_others = {"OZ010", "OZ102"}
    alone = {said(finding) for finding in judged([first]).findings if finding.rule not in about_others}
    together = {
        said(finding)
        for finding in judged(postings).findings
        if finding.posting_number == first["posting_number"] and finding.rule not in about_others
    }
    assert alone == together
