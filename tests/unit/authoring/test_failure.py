"""What is said of an example that failed: which one, what was expected, what came instead or as well, and why."""

from pathlib import Path

import pytest

from ozlint.authoring.example import ExampleRun, try_examples
from ozlint.authoring.failure import failure_lines, name_of, outcome_of, place_of
from ozlint.rulebook.load import load_rule
from ozlint.rulebook.rule import Rule
from ozlint.rulebooks import builtin_rules

RULE = """\
id: ACME001
name: own-rule
title: {{en: Title, ru: Заголовок}}
severity: error
profile: recommended
subject: {subject}
{condition}
message: {{en: "It is so", ru: "Так и есть"}}
why: {{en: Why, ru: Почему}}
fix: {{en: Fix, ru: Что делать}}
examples:
  bad:
    - title: The bad one
      {bad}
  good:
    - {good}
"""
LATE = (
    'posting: {posting_number: "12345678-0001-1", status: awaiting_deliver, tpl_integration_type: ozon, '
    'shipment_date: "2026-11-21T09:00:00Z", shipment_date_without_delay: "2026-11-21T09:00:00Z"}'
)
FINE = 'posting: {posting_number: "12345678-0001-1", status: delivered}'


@pytest.fixture(scope="module")
def pack() -> tuple[Rule, ...]:
    """The built-in rules."""
    return builtin_rules(None, Path())


def runs(
    pack: tuple[Rule, ...], condition: str, bad: str, good: str = FINE, subject: str = "posting"
) -> list[ExampleRun]:
    """Return the examples of a rule, run among the built-in ones."""
    text = RULE.format(condition=condition, bad=bad, good=good, subject=subject)
    return list(try_examples([load_rule(text, "own/ACME001-own-rule.yaml")], pack))


def test_another_rule_fires_instead(pack: tuple[Rule, ...]) -> None:
    """Where the rule is silent and another one speaks, both are named, the other with what it says."""
    first, _ = runs(pack, 'forbid: status == "cancelled"', LATE)
    assert outcome_of(first, "en") == "OZ301 fired instead of ACME001"
    assert outcome_of(first, "ru") == "вместо ACME001 сработало OZ301"
    lines = list(failure_lines(first, "en"))
    assert lines[0] == "expected: ACME001 fires, and no other rule does"
    assert lines[2].startswith("  OZ301 overdue-shipment: 12345678-0001-1 ")
    assert lines[3:] == [
        "the values in ACME001, for 12345678-0001-1:",
        '  forbid: status == "cancelled" → false',
        '    status → "awaiting_deliver"',
    ]


def test_another_rule_fires_as_well(pack: tuple[Rule, ...]) -> None:
    """A bad example on which two rules fire fails, and the second is named."""
    first, _ = runs(pack, 'forbid: status == "awaiting_deliver"', LATE)
    assert outcome_of(first, "en") == "ACME001 fired, and OZ301 as well"
    assert not first.verdict.passed


def test_a_rule_that_cannot_be_judged_is_told_apart(pack: tuple[Rule, ...]) -> None:
    """A good example on which the rule is not evaluated fails: nothing was proven."""
    _, second = runs(pack, "forbid: is_express", 'posting: {posting_number: "12345678-0001-1", is_express: true}')
    assert outcome_of(second, "en") == "nothing fired; ACME001 was not evaluated"
    assert "  forbid: is_express → unknown (is_express is not in this input)" in failure_lines(second, "en")


def test_the_example_is_named_and_placed(pack: tuple[Rule, ...]) -> None:
    """An example has a name, its title with it, and the line it begins in."""
    first, second = runs(pack, 'forbid: status == "cancelled"', LATE)
    assert (name_of(first), place_of(first)) == ("bad[0] (The bad one)", "own/ACME001-own-rule.yaml:13")
    assert (name_of(second), place_of(second)) == ("good[0]", "own/ACME001-own-rule.yaml:16")


def test_several_postings_are_traced_one_by_one(pack: tuple[Rule, ...]) -> None:
    """Of an example with several postings, each one has its values, with what the others say."""
    postings = ", ".join(
        f'{{posting_number: "12345678-000{place}-1", status: awaiting_deliver, tracking_number: "10944022440321"}}'
        for place in (1, 2)
    )
    first, _ = runs(pack, "forbid: sharing(tracking_number) > 5", f"postings: [{postings}]")
    lines = list(failure_lines(first, "en"))
    assert lines.count("    sharing(tracking_number) → 2") == 2
    assert [line for line in lines if line.startswith("the values")] == [
        "the values in ACME001, for 12345678-0001-1:",
        "the values in ACME001, for 12345678-0002-1:",
    ]


def test_inputs_and_records_are_traced_too(pack: tuple[Rule, ...]) -> None:
    """A rule about inputs or records has its values shown like any other."""
    first, _ = runs(pack, "forbid: postings > 1000", "input: {postings: 7}", "input: {postings: 3}", "input")
    assert "    postings → 7" in failure_lines(first, "en")
    broken = 'posting: {posting_number: "12345678-0001-1", status: {a: 1}}'
    first, _ = runs(pack, "forbid: readable", broken, FINE, "record")
    assert "  forbid: readable → false" in failure_lines(first, "en")


def test_parameters_of_an_example_are_the_ones_shown(pack: tuple[Rule, ...]) -> None:
    """An example with parameters of its own is traced with these, not with the defaults."""
    condition = "forbid: multi_box_qty > params.boxes\nparams: {boxes: {default: 9, en: Boxes, ru: Коробки}}"
    bad = 'params: {boxes: 3}\n      posting: {posting_number: "12345678-0001-1", multi_box_qty: 2}'
    first, _ = runs(pack, condition, bad)
    assert "    params.boxes → 3" in failure_lines(first, "en")


def test_nothing_a_terminal_obeys_is_shown(pack: tuple[Rule, ...]) -> None:
    """Control characters in an example's values are written out."""
    bad = 'posting: {posting_number: "1\\e[31m2", status: "x\\e[0m"}'
    first, _ = runs(pack, 'forbid: status == "cancelled"', bad)
    assert "\x1b" not in "\n".join(failure_lines(first, "en"))
