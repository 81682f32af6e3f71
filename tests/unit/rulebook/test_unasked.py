"""Rules where some postings are without fields that nobody asked for."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec import UNSET

from ozlint.language.interpret import Moment, truth
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.rulebook.select import select_rules
from ozlint.rulebook.unasked import left_open

FIELD = "fact_delivery_date"


@cache
def builtin() -> tuple[Rule, ...]:
    """The built-in rules."""
    return tuple(load_rules([builtin_pack()], cwd=Path.cwd()))


def chosen(identity: str) -> Rulebook:
    """The rulebook with one rule in it."""
    return select_rules(builtin(), profile="pedantic", select=[identity])


def rule_of(rulebook: Rulebook, identity: str) -> Rule:
    """A rule of a rulebook."""
    return next(rule for rule in rulebook.rules if rule.id == identity)


@pytest.mark.parametrize(
    ("date", "before", "after"),
    [(UNSET, True, UNSET), (None, True, True), ("2026-11-01T10:00:00Z", False, False)],
    ids=["not asked for", "empty", "there"],
)
def test_a_field_that_was_not_asked_for_settles_nothing(date: object, before: object, after: object) -> None:
    """OZ701 forbids that no hand-over date is there: which a list alone seems to tell."""
    posting = SimpleNamespace(delivering_date=None, fact_delivery_date=date)
    book = chosen("OZ701")
    told = [truth(rule_of(one, "OZ701").test, Moment(subject=posting)) for one in (book, left_open(book, (FIELD,)))]
    assert told == [before, after]


def test_a_word_that_rests_on_such_a_field_settles_nothing_either() -> None:
    """OZ206 asks whether handed_over_at is given: a date of delivery alone does not tell."""
    opened = rule_of(left_open(chosen("OZ206"), (FIELD,)), "OZ206")
    plain = rule_of(chosen("OZ206"), "OZ206")
    assert opened.when != plain.when
    assert opened.test == plain.test


def test_other_rules_stay_as_they_are() -> None:
    """Those that do not read it, and those that read it without asking whether it is given."""
    book = chosen("OZ101")
    assert left_open(book, (FIELD,)) == book
    book = chosen("OZ313")
    assert left_open(book, (FIELD,)) == book
