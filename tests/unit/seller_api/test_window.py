"""Dividing time: nothing falls between two parts, and none is longer than Ozon takes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.times import DAY, read_time
from ozlint.seller_api.window import LONGEST, OVERLAP, Window, divided, halves, pieces, window_of

moments = st.floats(1.5e9, 1.9e9)
lengths = st.floats(1, 4 * LONGEST)


def ends(window: Window) -> tuple[float, float]:
    """Return the ends of a window in seconds."""
    return read_time(window.since)[0], read_time(window.to)[0]


def test_a_window_is_widened_to_whole_seconds() -> None:
    """Ozon takes whole seconds: what lies in a fraction at either end stays in."""
    assert window_of(0.9, 59.1) == Window("1970-01-01T00:00:00Z", "1970-01-01T00:01:00Z")


def test_a_moment_of_no_calendar_is_refused() -> None:
    """A slip of the programmer's is told as one."""
    with pytest.raises(ValueError, match="calendar"):
        window_of(0, 1e15)


@given(moments, lengths, st.integers(1, 40))
def test_parts_cover_the_window_and_overlap_by_a_second(since: float, length: float, wanted: int) -> None:
    """The first part begins with the window and the last ends with it; neighbours share exactly a second."""
    window = window_of(since, since + length)
    parts = pieces(window, LONGEST, wanted)
    assert len(parts) >= wanted
    assert (parts[0].since, parts[-1].to) == (window.since, window.to)
    assert all(ends(before)[1] - ends(after)[0] == OVERLAP for before, after in pairwise(parts))
    assert all(0 <= part.seconds <= LONGEST for part in parts)


def test_parts_of_a_long_window_are_a_year_at_most_with_their_overlap() -> None:
    """Two years in two parts would be a second too long each."""
    window = window_of(0, 2 * LONGEST)
    assert len(pieces(window, LONGEST)) == 3
    assert max(part.seconds for part in divided(window, 2)) > LONGEST


@given(moments, st.integers(0, 10**6))
def test_halving_comes_to_an_end(since: float, length: int) -> None:
    """Each half is shorter than the whole, however short that is, until there are no halves."""
    window = window_of(since, since + length)
    steps = 0
    while halved := halves(window):
        assert len(halved) == 2
        assert all(half.seconds < window.seconds for half in halved)
        window = max(halved, key=lambda half: half.seconds)
        steps += 1
    assert window.seconds < 4
    assert steps < 30


def test_a_day_can_be_halved() -> None:
    """The halves meet in the middle, and overlap."""
    assert halves(window_of(0, DAY)) == (
        Window("1970-01-01T00:00:00Z", "1970-01-01T12:00:00Z"),
        Window("1970-01-01T11:59:59Z", "1970-01-02T00:00:00Z"),
    )
