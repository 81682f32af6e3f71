"""Which method a text names."""

import pytest

from ozlint.carriers.words import words
from ozlint.model.table import table_rows
from ozlint.ozon.contract import contracts_by_action
from ozlint.plan.method import action_path, method_named, method_path

DELIVERING = "/v2/fbs/posting/delivering"


@pytest.mark.parametrize(
    "text",
    [
        "/v2/fbs/posting/delivering",
        "v2/fbs/posting/delivering/",
        " POST /v2/fbs/posting/delivering ",
        "https://api-seller.ozon.ru/v2/fbs/posting/delivering?client=1#x",
        "https://user:word@localhost:8080/v2/fbs/posting/delivering",
        "delivering",
        "Доставляется",
        "non_int_delivering",
        "HANDED  OVER",
        "Отгружено",
    ],
)
def test_a_method_is_named_in_many_ways(text: str) -> None:
    """By its path, an address with it, its action, what the seller's account calls it."""
    assert method_named(text) == DELIVERING


@pytest.mark.parametrize(
    "text", ["", "POST", "/", "v2", "/v2", "https://api-seller.ozon.ru", "/v2/../x y/", "deliver", "/V2/a"]
)
def test_other_texts_name_none(text: str) -> None:
    """A verb alone, a host alone, a word that nobody knows."""
    assert method_named(text) is None


def test_a_path_need_not_be_known() -> None:
    """Ozon has more methods than there are contracts."""
    assert method_path("/v9/posting/fbs/ship") == "/v9/posting/fbs/ship"
    assert action_path("/v9/posting/fbs/ship") is None


def test_every_word_leads_to_a_method() -> None:
    """Each word is there once, however it is typed, and every action has one."""
    rows = table_rows("plan/words.tsv")
    assert len({words(row[0]) for row in rows}) == len(rows)
    assert all(source for *_, source in rows)
    assert {action for _, action, _ in rows} == set(contracts_by_action())
    for action in contracts_by_action():
        assert action_path(action) == contracts_by_action()[action].path
