"""Numbers kept in a row of letters: found by their key, however many there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.numbers import number_key
from ozlint.join import numbers
from ozlint.join.numbers import NONE, Numbers

TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)


def kept(*written: str) -> Numbers:
    """Some numbers, each under the key of tracking numbers."""
    found = Numbers(number_key)
    for number in written:
        found.add(number, number_key(number))
    return found


def test_a_number_is_found_however_it_is_written_and_stays_as_it_was() -> None:
    """The key finds it; what it is, is how it came."""
    found = kept("rb 123456785 gb", "АВ1")
    assert [found.find("RB123456785GB"), found.find("AB1"), found.find("AB2")] == [0, 1, NONE]
    assert [found[0], found[1]] == ["rb 123456785 gb", "АВ1"]


def test_what_has_no_key_is_not_found() -> None:
    """It has a place all the same, and is not confused with the empty text."""
    found = kept("-", "7701", "")
    assert len(found) == 3
    assert [found.find("-"), found.find("7701"), found.find("")] == [NONE, 1, NONE]


@given(st.lists(TEXTS, unique=True), TEXTS)
def test_any_texts(texts: list[str], other: str) -> None:
    """Every text is found and read as it was, and no other one is; surrogates by themselves are texts as well."""
    found = Numbers(str)
    for text in texts:
        assert found.find(text) == NONE
        found.add(text, text)
    assert [found.find(text) for text in texts] == list(range(len(texts)))
    assert [found[place] for place in range(len(found))] == texts
    assert found.find(other) == (texts.index(other) if other in texts else NONE)


def test_many_are_found_after_the_slots_were_widened() -> None:
    """Those without a key are not found then either."""
    found = Numbers(str)
    for number in range(20_000):
        found.add(str(number), None if number % 7 == 0 else str(number))
    assert [found.find(str(number)) for number in range(20_001)] == [
        NONE if number % 7 == 0 or number == 20_000 else number for number in range(20_001)
    ]


def test_numbers_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are compared by value."""
    monkeypatch.setattr(numbers, "_BITS", 0)
    found = Numbers(str)
    for number in range(50):
        found.add(str(number), str(number))
    assert [found.find(str(number)) for number in range(51)] == [*range(50), NONE]
