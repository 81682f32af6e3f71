"""When the next round of a watch begins."""

from hypothesis import given
from hypothesis import strategies as st

from ozlint.cli.rounds import pause

HOUR = 3600.0


def test_rounds_begin_at_even_distances() -> None:
    """However long one takes, as long as it is over by then; one that takes longer is followed at once."""
    assert pause(600, 20, 0) == 580
    assert pause(600, 600, 0) == 0
    assert pause(600, 900, 0) == 0


def test_whoever_does_not_answer_is_asked_less_and_less() -> None:
    """Twice as long each time, up to an hour; a watch that is slower than that anyway keeps its distance."""
    assert [pause(600, 0, failures) for failures in range(5)] == [600, 1200, 2400, 3600, 3600]
    assert [pause(6 * HOUR, 0, failures) for failures in range(3)] == [6 * HOUR] * 3


@given(st.floats(1, 1e7), st.floats(0, 1e7), st.integers(0, 10**9))
def test_a_pause_is_never_negative_nor_endless(every: float, took: float, failures: int) -> None:
    """Whatever happened."""
    assert 0 <= pause(every, took, failures) <= max(every, HOUR)
