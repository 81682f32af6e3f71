"""When something happened, as plans and logs write it."""

from datetime import UTC, timedelta, timezone
from math import inf, nan
from typing import Any

import pytest

from ozlint.model.times import Day, Vague
from ozlint.plan.moment import moment_of

NINE = 1795338000.0


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-22T09:00:00Z",
        "2026-11-22T12:00:00.000+03:00",
        int(NINE),
        NINE,
        int(NINE * 1000),
        " 2026-11-22T09:00:00Z ",
    ],
)
def test_a_moment_with_a_zone(written: Any) -> None:  # noqa: ANN401 - any JSON
    """ISO 8601, seconds, milliseconds."""
    assert moment_of(written) == NINE
    assert type(moment_of(written)) is float


@pytest.mark.parametrize("written", ["2026-11-22 12:00", "22.11.2026 12:00", "22.11.2026  12:00:00"])
def test_a_moment_without_a_zone_is_in_the_zone_given(written: str) -> None:
    """Without one it is vague."""
    assert moment_of(written, timezone(timedelta(hours=3))) == NINE
    assert type(moment_of(written)) is Vague


def test_one_digit_is_enough() -> None:
    """As people write dates by hand."""
    assert moment_of("1.2.2026 9:05", UTC) == moment_of("2026-02-01T09:05:00Z")


def test_a_date_alone_is_a_day() -> None:
    """As in exports."""
    assert type(moment_of("22.11.2026")) is Day
    assert moment_of("22.11.2026") == moment_of("2026-11-22")


@pytest.mark.parametrize(
    "written", ["", "tomorrow", "32.01.2026", True, None, [], {}, -1, inf, nan, 10**400, "03/04/2026"]
)
def test_other_values_tell_no_moment(written: Any) -> None:  # noqa: ANN401 - any JSON
    """Nothing is guessed."""
    assert moment_of(written) is None
