"""The product data Ozon waits for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from ozlint.ozon.requirements import missing_data_of


def test_kinds_are_sorted() -> None:
    """The kinds with products are named, sorted; empty and null lists are not."""
    assert missing_data_of(
        {
            "products_requiring_mandatory_mark": ["1"],
            "products_requiring_gtd": [1695134284],
            "products_requiring_country": [],
            "products_requiring_imei": None,
            "products_requiring_jw_uin": ["5", "6"],
        }
    ) == ["gtd", "jw_uin", "mandatory_mark"]


@pytest.mark.parametrize(
    "kind", ["gtd", "country", "change_country", "mandatory_mark", "rnpt", "jw_uin", "imei", "weight"]
)
def test_every_documented_kind(kind: str) -> None:
    """Each list of the docs gives its kind."""
    assert missing_data_of({f"products_requiring_{kind}": ["1"]}) == [kind]


def test_new_kind() -> None:
    """A list that Ozon adds later is named by its key."""
    assert missing_data_of({"products_requiring_passport": [1]}) == ["passport"]


def test_other_lists_are_no_kind() -> None:
    """A list that asks for nothing is not counted."""
    assert missing_data_of({"related_weight_postings": ["1"]}) == []


def test_null_and_absent_record() -> None:
    """A null record waits for nothing, an absent one says nothing."""
    assert missing_data_of(None) == []
    assert missing_data_of({}) == []
    assert missing_data_of(UNSET) is UNSET


@given(st.dictionaries(st.text(), st.none() | st.lists(st.integers() | st.text())))
def test_any_record_is_answered(record: dict[str, list[int | str] | None]) -> None:
    """Any mapping of lists is answered with a sorted list."""
    answer = missing_data_of(record)
    assert isinstance(answer, list)
    assert answer == sorted(answer)
