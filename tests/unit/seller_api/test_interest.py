"""Details are asked for where some rule reads them, and nowhere else."""

from functools import cache
from pathlib import Path

import pytest
from msgspec import structs

from ozlint.ozon.values import known_values
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.rulebook.select import select_rules
from ozlint.seller_api.interest import statuses_of_interest


@cache
def builtin() -> tuple[Rule, ...]:
    """The built-in rules."""
    return tuple(load_rules([builtin_pack()], cwd=Path.cwd()))


def chosen(*select: str) -> Rulebook:
    """The rules that are selected."""
    return select_rules(builtin(), profile="pedantic", select=select)


@pytest.mark.parametrize(
    ("select", "joined", "statuses"),
    [
        ("OZ101", (), set()),
        ("OZ701", (), {"delivering", "delivered"}),
        ("OZ303", (), {"delivering"}),
        ("OZ207", (), set()),
        ("OZ209", (), set()),
        ("OZ209", ("reality",), {"delivering", "delivered"}),
        ("OZ010", (), known_values("status")),
    ],
    ids=["no details", "by status", "by another", "of tables", "waits for carriers", "has carriers", "in any status"],
)
def test_a_rule_reads_details_of_some_postings(select: str, joined: tuple[str, ...], statuses: set[str]) -> None:
    """By what is left of it once the status is known, and what the run has not got."""
    assert set(statuses_of_interest(chosen(select), joined)) == statuses


def test_a_status_that_is_newer_than_the_table_is_looked_at_too() -> None:
    """The configuration names it; a rule that asks for no status reads details there as well."""
    assert "on_the_moon" in statuses_of_interest(chosen("OZ010"), (), ["on_the_moon"])
    assert "on_the_moon" not in statuses_of_interest(chosen("OZ701"), (), ["on_the_moon"])


def test_a_rule_about_the_run_reads_details_of_all_postings() -> None:
    """It counts over any of them."""
    (rule,) = (rule for rule in chosen("OZ701").rules if rule.id == "OZ701")
    about_the_run = Rulebook(rules=(structs.replace(rule, subject="batch"),))
    assert set(statuses_of_interest(about_the_run, ())) == known_values("status")
