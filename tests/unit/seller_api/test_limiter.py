"""The pace: never more than a second allows, and not much less."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ozlint.seller_api.limiter import Limiter
from ozlint.seller_api.limits import Limits

OZONS_LIMIT = 50


@given(st.integers(0, 1000), st.integers(1, 20), st.floats(0, 0.05))
def test_no_second_has_more_requests_than_ozon_allows(seed: int, threads: int, lateness: float) -> None:
    """However many threads ask, and however late they wake, any second of theirs stays within 50."""
    draw, limiter = random.Random(seed), Limiter(Limits().per_second)  # noqa: S311 - a test's own draws
    wakes, sent = [0.0] * threads, []
    while len(sent) < 200:
        thread = min(range(threads), key=lambda one: wakes[one])
        now = wakes[thread]
        wait = limiter.take_turn(now)
        if not wait:
            sent.append(now)
        wakes[thread] = now + wait + draw.random() * lateness
    assert all(sent[place + OZONS_LIMIT] - moment > 1 for place, moment in enumerate(sent[:-OZONS_LIMIT]))


def test_the_pace_is_kept_though_threads_wake_late() -> None:
    """Ten seconds of threads that wake up to 5 ms late have nearly all the requests that are allowed."""
    draw, limiter = random.Random(1), Limiter(48)  # noqa: S311 - a test's own draws
    now, sent = 0.0, 0
    while now < 10:
        wait = limiter.take_turn(now)
        sent += not wait
        now += wait + draw.random() * 0.005
    assert 470 <= sent <= 482


def test_nothing_is_sent_while_ozon_asks_to_wait() -> None:
    """A later moment counts, an earlier one does not shorten it."""
    limiter = Limiter(48)
    assert limiter.take_turn(0.0) == 0
    limiter.hold(10.0)
    limiter.hold(5.0)
    assert limiter.take_turn(4.0) == 6.0
    assert limiter.take_turn(10.0) == 0


def test_a_long_rest_is_not_made_up_for() -> None:
    """After an hour of silence no more than two requests go at once."""
    limiter = Limiter(48)
    turns = [limiter.take_turn(3600.0) for _ in range(4)]
    assert [turn == 0 for turn in turns] == [True, True, False, False]
