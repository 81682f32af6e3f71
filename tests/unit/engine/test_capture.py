"""What findings hold: values that are the same are one object, and no value takes the place of another."""

from msgspec import UNSET

from ozlint.engine import capture
from ozlint.model.times import Day, Vague, iso_time

NOON = 1_795_338_000.0


def test_equal_texts_are_one_object() -> None:
    """As long as a name has few; of more, each is as it came."""
    shared = capture._sharing(lambda value: value)
    one, other = (b"delivered".decode() for _ in range(2))
    assert one is not other
    assert shared(one) is shared(other) is one
    many = [f"number {place}" for place in range(10_000)]
    assert [shared(text) for text in many * 2] == many * 2


def test_what_is_equal_and_shown_in_another_way_is_not_shared() -> None:
    """A moment, the same one of unknown zone, and the day it is in; a number and a flag."""
    shared = capture._sharing(iso_time)
    for _ in range(2):
        assert [shared(at) for at in (NOON, Vague(NOON), Day(NOON))] == [
            iso_time(NOON), iso_time(Vague(NOON)), iso_time(Day(NOON)),
        ]  # fmt: skip
    plain = capture._sharing(lambda value: value)
    assert [type(plain(value)) for value in (1.0, True, 1, None, UNSET, [1])] == [
        float, bool, int, type(None), type(UNSET), list,
    ]  # fmt: skip
