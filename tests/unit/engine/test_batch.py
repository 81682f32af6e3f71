"""Why rules about the run are left open, and how that is told."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from ozlint.authoring.example import ExamplePostings
from ozlint.engine.lint import Lint
from ozlint.engine.result import Unjudged
from ozlint.engine.terms import Terms
from ozlint.model.record import Page
from ozlint.model.times import DAY, HOUR, read_time
from ozlint.reporters.entries import finding_entry
from ozlint.rulebook.load import load_rule
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder
from ozlint.triage.reason import reason_text

NOW = read_time("2026-11-22T09:00:00Z")[0]
SOURCE = """\
id: ACME001
name: own-rule
title: {{en: A title, ru: Заголовок}}
severity: error
profile: recommended
subject: {subject}
{more}
require: {test}
message: {{en: "{{now}}", ru: "{{now}}"}}
why: {{en: Because., ru: Потому.}}
fix: {{en: Do., ru: Делайте.}}
examples:
  bad: [{{posting: {{posting_number: "12345678-0001-1"}}}}]
  good: [{{posting: {{posting_number: "12345678-0001-1"}}}}]
"""
SHIPPED = {"status": "delivering", "in_process_at": "2026-11-20T09:00:00Z"}


def unjudged(
    test: str, postings: Sequence[dict[str, Any]], *, more: str = "", subject: str = "batch", **terms: float
) -> tuple[Unjudged, ...]:
    """Return what is left open of a rule over some postings."""
    text = SOURCE.format(test=json.dumps(test), more=more, subject=subject)
    book = Rulebook((load_rule(text, "ACME001-own-rule.yaml").rule,))
    numbered = [{"posting_number": f"1-{number:04}-1", **one} for number, one in enumerate(postings)]
    lint = Lint(book, Terms(now=NOW, **terms))
    return lint.run([ExamplePostings(numbered, PostingDecoder(book.reads))]).unjudged


@pytest.mark.parametrize(
    ("window", "needs"),
    [
        ("within=days(14)", "14d"),
        ("within=days(14), until=today", "15d"),
        ("within=days(14), until=today - days(7)", "22d"),
        ("within=hours(36)", "36h"),
        ("within=hours(6), until=today", "30h"),
        ("within=hours(50)", "3d"),
        ("within=days(1), until=now - hours(1)", "25h"),
    ],
)
def test_a_window_tells_what_it_needs(window: str, needs: str) -> None:
    """How far back a rule looks is worked out from its own window, at the latest hour of the day, and rounded up."""
    (one,) = unjudged(f"count(shipped, {window}) < 9", [SHIPPED])
    assert (one.reason.code, one.reason.needs, one.reason.given) == ("input_not_given", needs, "")
    assert reason_text(one.reason).en == f"--covers was not given, and it takes {needs}"


def test_what_is_given_and_too_short_is_told() -> None:
    """A span that does not reach far enough is named beside the one that would."""
    (one,) = unjudged("count(shipped, within=days(14), until=today) < 9", [SHIPPED], covers=14 * DAY)
    assert reason_text(one.reason).en == "--covers is 14d, and it takes 15d"
    assert reason_text(one.reason).ru == "--covers: 14d, а нужно 15d"


@pytest.mark.parametrize("covers", [0.0, 2 * DAY])
def test_a_rule_needs_what_its_longest_window_needs(covers: float) -> None:
    """Of several windows the longest is told, so that whoever gives that much is not asked for more."""
    test = "count(shipped, within=days(1)) < ratio(shipped, shipped, within=days(30))"
    (one,) = unjudged(test, [SHIPPED], covers=covers)
    assert one.reason.needs == "30d"


def test_what_a_window_needs_is_enough_at_any_hour() -> None:
    """With the span that is told, the rule is judged, be it a second before midnight."""
    (one,) = unjudged("count(shipped, within=days(14), until=today) < 9", [SHIPPED])
    assert one.reason.needs == "15d"
    text = SOURCE.format(test='"count(shipped, within=days(14), until=today) < 9"', more="", subject="batch")
    book = Rulebook((load_rule(text, "ACME001-own-rule.yaml").rule,))
    for hours in range(24):
        lint = Lint(book, Terms(now=NOW - 9 * HOUR + (hours + 1) * HOUR - 1, covers=15 * DAY))
        assert lint.run([ExamplePostings([], PostingDecoder(book.reads))]).unjudged == ()


def test_a_reason_is_told_once_for_all_groups() -> None:
    """Groups that are left open for one reason are one entry: their number, and the first of them by name."""
    postings = [{**SHIPPED, "delivery_method": {"warehouse": name}} for name in "dacbe"]
    (one,) = unjudged("count(shipped, within=days(14)) < 9", postings, more="group_by: [warehouse]")
    assert (one.kind, one.count) == ("batch", 5)
    assert one.examples == ("warehouse=a", "warehouse=b", "warehouse=c")


def test_an_empty_group_says_so() -> None:
    """A share of nothing is left open because nothing is in it, by the name the rule has for it."""
    postings = [{**SHIPPED, "tpl_integration_type": "ozon"}]
    (one,) = unjudged("late < 0.1", postings, more='let: {late: "share(is_express, among=manual)"}')
    assert reason_text(one.reason).en == "late: no posting is in it"
    (one,) = unjudged("share(shipped) < 0.1", [])
    assert reason_text(one.reason).en == "share(shipped): no posting is in it"


def test_data_that_is_missing_is_the_reason() -> None:
    """A number about data that was cut short is left open for that, whatever it counts."""

    class Cut(ExamplePostings):
        def read(self) -> Any:  # noqa: ANN401 - as its parent
            yield Page("fbs", 1, has_next=True, address=0)

    text = SOURCE.format(test='"count(shipped) < 9"', more="", subject="batch")
    book = Rulebook((load_rule(text, "ACME001-own-rule.yaml").rule,))
    (one,) = Lint(book, Terms(now=NOW)).run([Cut([], PostingDecoder(book.reads))]).unjudged
    assert reason_text(one.reason).en == "count(shipped): some of the data is missing"


def test_a_condition_that_is_decided_is_no_reason() -> None:
    """What is open in a `when` that holds in any case is not named: the demand is what is open."""
    postings = [SHIPPED, SHIPPED, {"status": "delivering", "is_express": None}, {"in_process_at": None}]
    (one,) = unjudged("share(is_express) < 0.1", postings, more="when: count(shipped) >= 3")
    assert (one.reason.code, one.reason.name) == ("field_absent", "is_express")


def test_a_group_without_a_value_is_named() -> None:
    """Where the demand hangs on what a group has in common, and it has none, that is the reason."""
    (one,) = unjudged('not matches(warehouse, "^K") or count(shipped) < 1', [SHIPPED], more="group_by: [warehouse]")
    assert (one.reason.code, one.reason.name) == ("field_empty", "warehouse")


def test_no_example_is_named_twice() -> None:
    """Postings of different groups that are open for one reason are examples of it once each."""
    text = SOURCE.format(test='"is_express"', more="", subject="posting")
    batch = SOURCE.replace("ACME001", "ACME002").format(
        test='"count(shipped) < 9"', more="group_by: [warehouse]", subject="batch"
    )
    rules = [load_rule(one, f"{one[4:11]}-own-rule.yaml").rule for one in (text, batch)]
    book = Rulebook(tuple(rules))
    postings = [
        {"posting_number": f"1-000{number}-1", **SHIPPED, "delivery_method": {"warehouse": name}}
        for number, name in enumerate("abc")
    ]
    (one,) = Lint(book, Terms(now=NOW)).run([ExamplePostings(postings, PostingDecoder(book.reads))]).unjudged
    assert (one.kind, one.count, one.examples) == ("posting", 3, ("1-0000-1",))


OPEN = {"status": "delivering", "is_express": None}


@pytest.mark.parametrize(
    ("test", "is_open"),
    [
        ("2 * count(is_express) <= 2", False),
        ("count(is_express) / 2 <= 0.5", False),
        ("count(is_express) * (1 - count(is_express)) <= 0", True),
        ("1 / (count(is_express) + 1) <= 1", True),
        ("count(shipped) / count(shipped) == 1", False),
    ],
)
def test_products_of_ranges_stay_open(test: str, is_open: bool) -> None:  # noqa: FBT001 - of the table
    """What holds at both ends of a range holds between them if it is multiplied, not if it is squared or divides."""
    assert bool(unjudged(test, [OPEN])) is is_open


def test_a_division_by_zero_is_told() -> None:
    """A quotient that there is none of is left open for that, for a posting and for the run."""
    (one,) = unjudged(
        "volume_weight / multi_box_qty < 2", [{"volume_weight": 1, "multi_box_qty": 0}], subject="posting"
    )
    assert reason_text(one.reason).en == "volume_weight / multi_box_qty: division by zero"
    (one,) = unjudged("count(shipped) / count(is_express) < 2", [{**SHIPPED, "is_express": False}])
    assert reason_text(one.reason).ru == "count(shipped) / count(is_express): деление на ноль"


def test_a_finding_of_a_group_has_its_values_and_words() -> None:
    """What the postings have in common are facts under their usual names; words of the message are values."""
    text = SOURCE.format(
        test="late < 2",
        more='let: {late: "count(shipped)", per_hour: "late / 24"}\ngroup_by: [warehouse, carrier_name]',
        subject="batch",
    ).replace('"{now}"', '"{per_hour}"')
    book = Rulebook((load_rule(text, "ACME001-own-rule.yaml").rule,))
    posting = {**SHIPPED, "delivery_method": {"warehouse": "Tver", "tpl_provider": "CDEK"}}
    postings = [{"posting_number": f"1-000{number}-1", **posting} for number in range(3)]
    (found,) = Lint(book, Terms(now=NOW)).run([ExamplePostings(postings, PostingDecoder(book.reads))]).findings
    assert found.facts == {"warehouse": "Tver", "carrier": "CDEK"}
    assert found.values == {"late": 3, "per_hour": 0.125}
    entry = finding_entry(found)
    assert (entry.line, entry.column) == (None, None)
