"""How far back an input reaches, by what is known of its fetch."""

from typing import Any

import pytest
from msgspec import structs

from ozlint.model.provenance import Provenance, covered
from ozlint.model.times import DAY, HOUR, read_time

NOW = read_time("2026-11-22T09:00:00Z")[0]
FORTNIGHT = Provenance(taken_at="2026-11-22T09:00:00Z", is_whole=True, since=NOW - 14 * DAY)


def but(**changes: Any) -> Provenance:  # noqa: ANN401 - fields of Provenance
    """An input of the last fortnight, but for what is changed."""
    return structs.replace(FORTNIGHT, **changes)


def test_a_fresh_fetch_reaches_back_to_its_beginning() -> None:
    """Counted from the moment that is judged at."""
    assert FORTNIGHT.reach(NOW) == 14 * DAY
    assert FORTNIGHT.reach(NOW + HOUR) == 14 * DAY + HOUR
    assert FORTNIGHT.reach(NOW - HOUR) == 14 * DAY - HOUR


@pytest.mark.parametrize(
    "one", [but(since=None), but(taken_at=None), but(taken_at="yesterday"), but(taken_at="2026-11-22T07:59:59Z"),
            but(taken_at="2026-11-22T10:00:01Z"), but(since=NOW + 60)],
)  # fmt: skip
def test_anything_less_reaches_nowhere(one: Provenance) -> None:
    """Some postings only, no moment, a fetch of another hour, a window that had not begun."""
    assert one.reach(NOW) == 0


def test_inputs_cover_what_each_of_them_covers() -> None:
    """The shortest counts, and one that says nothing makes it nothing."""
    week = but(since=NOW - 7 * DAY)
    assert covered([FORTNIGHT, week], NOW) == 7 * DAY
    assert covered([FORTNIGHT, None], NOW) == 0
    assert covered([], NOW) == 0
