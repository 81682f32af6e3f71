"""Which rules run: a profile, or a selection in its place, less what is ignored."""

from pathlib import Path

import pytest

from ozlint.errors import UsageError
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import load_packs
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.select import DIAGNOSTICS, fits, select_rules


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    """The built-in rules."""
    return tuple(one.rule for one in load_packs([builtin_pack()], cwd=Path()))


def ids(rules: tuple[Rule, ...], **asked: object) -> set[str]:
    """The ids of the rules that run, without those that always do."""
    return {rule.id for rule in select_rules(rules, **asked).rules} - DIAGNOSTICS  # type: ignore[arg-type]


def test_each_profile_holds_the_one_before(rules: tuple[Rule, ...]) -> None:
    """Safety is part of recommended, recommended part of pedantic, and pedantic is everything."""
    safety, recommended, pedantic = (ids(rules, profile=name) for name in ("safety", "recommended", "pedantic"))
    assert safety < recommended < pedantic
    assert pedantic | DIAGNOSTICS == {rule.id for rule in rules}
    assert ids(rules) == recommended


def test_a_selection_replaces_the_profile(rules: tuple[Rule, ...]) -> None:
    """A selected rule runs whatever its profile is, and no other rule does."""
    assert ids(rules, select=["OZ110"], profile="safety") == {"OZ110"}


@pytest.mark.parametrize(
    "selector", ["OZ101", "oz101", "missing-tracking-number", " OZ101 ", "Missing-Tracking-Number"]
)
def test_a_rule_is_selected_by_id_or_name(rules: tuple[Rule, ...], selector: str) -> None:
    """Id and name mean one rule, in any case."""
    assert ids(rules, select=[selector]) == {"OZ101"}


def test_the_beginning_of_an_id_selects_a_group(rules: tuple[Rule, ...]) -> None:
    """`OZ7` is all rules of that hundred, `OZ` all of the pack."""
    assert ids(rules, select=["OZ7"]) == {"OZ701", "OZ702", "OZ703", "OZ704", "OZ705"}
    assert ids(rules, select=["OZ"]) == ids(rules, profile="pedantic")


def test_a_tag_selects_its_rules(rules: tuple[Rule, ...]) -> None:
    """A tag means every rule that bears it, and several selectors add up."""
    late = {rule.id for rule in rules if "late" in rule.tags}
    assert ids(rules, select=["late"]) == late
    assert ids(rules, select=["late", "OZ101"]) == late | {"OZ101"}


def test_what_is_ignored_does_not_run(rules: tuple[Rule, ...]) -> None:
    """An ignored rule is taken away from the profile and from a selection."""
    assert ids(rules, ignore=["OZ1"]) == {identity for identity in ids(rules) if not identity.startswith("OZ1")}
    assert ids(rules, select=["OZ7"], ignore=["OZ702"]) == {"OZ701", "OZ703", "OZ704", "OZ705"}


def test_missing_data_is_told_whatever_is_selected(rules: tuple[Rule, ...]) -> None:
    """The diagnostics run though other rules are selected, and though they are ignored."""
    for asked in ({"select": ["OZ101"]}, {"ignore": ["OZ001", "OZ007"]}, {"profile": "safety", "ignore": ["data"]}):
        assert {rule.id for rule in select_rules(rules, **asked).rules} >= DIAGNOSTICS  # type: ignore[arg-type]


def test_the_rules_come_in_the_order_of_their_ids(rules: tuple[Rule, ...]) -> None:
    """The order of the selectors says nothing."""
    found = [rule.id for rule in select_rules(rules[::-1], select=["OZ3", "OZ1"]).rules]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("asked", "en", "ru"),
    [
        (
            {"select": ["OZ1O1"]},
            'no rule fits the selector "OZ1O1"; did you mean "OZ101"?',
            "под «OZ1O1» не подходит ни одно правило; может быть, «OZ101»?",
        ),
        (
            {"ignore": ["trackng"]},
            'no rule fits the selector "trackng"; did you mean "tracking"?',
            "под «trackng» не подходит ни одно правило; может быть, «tracking»?",
        ),
        (
            {"select": ["@@@"]},
            'no rule fits the selector "@@@"; `ozlint rules list` shows them all',
            "под «@@@» не подходит ни одно правило; все покажет `ozlint rules list`",
        ),
        (
            {"profile": "safty"},
            'there is no profile "safty"; did you mean "safety"?',
            "нет профиля «safty»; может быть, «safety»?",
        ),
        (
            {"profile": "0"},
            'there is no profile "0"; there are safety, recommended, pedantic',
            "нет профиля «0»; бывают safety, recommended, pedantic",
        ),
    ],
)
def test_a_selector_that_fits_nothing(rules: tuple[Rule, ...], asked: dict[str, object], en: str, ru: str) -> None:
    """A misspelt selector or profile is wrong usage, with what was probably meant, in both languages."""
    with pytest.raises(UsageError) as caught:
        select_rules(rules, **asked)  # type: ignore[arg-type]
    assert (str(caught.value), caught.value.text.ru) == (en, ru)


def test_no_rules_left_is_wrong_usage(rules: tuple[Rule, ...]) -> None:
    """Checking with nothing but the diagnostics would be green over everything."""
    with pytest.raises(UsageError, match="no rule is left"):
        select_rules(rules, select=["OZ101"], ignore=["OZ101"])


@pytest.mark.parametrize("selector", ["", " ", "1", "Z101", "OZ1*", "OZ1011"])
def test_what_is_no_selector_fits_no_rule(rules: tuple[Rule, ...], selector: str) -> None:
    """Nothing is guessed: an empty text, the end of an id or a pattern means no rule."""
    assert not any(fits(rule, selector) for rule in rules)
