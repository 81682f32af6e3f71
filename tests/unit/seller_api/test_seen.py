"""Which numbers came already: as a set tells it, in little memory."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from ozlint.seller_api.seen import Seen


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=3)))
def test_a_number_is_new_once(numbers: list[str]) -> None:
    """Whatever it looks like: only the very same text was there before."""
    seen, known = Seen(), set[str]()
    for number in numbers:
        assert seen.add(number) is (number not in known)
        known.add(number)
    seen.close()


def test_many_numbers_take_no_memory_of_python() -> None:
    """A set of so many texts takes over ten megabytes."""
    seen = Seen()
    tracemalloc.start()
    for number in range(100_000):
        seen.add(f"{number:08}-0001-1")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    seen.close()
    assert most < 1_000_000
