"""The moment of a run, as somebody writes it."""

import pytest

from ozlint.config.moment import read_moment
from ozlint.errors import UsageError
from ozlint.model.times import iso_time


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"),
        ("2026-11-22T12:00+03:00", "2026-11-22T09:00:00Z"),
        ("2026-11-22 09:00:00.75Z", "2026-11-22T09:00:00Z"),
        ("2026-11-22", "2026-11-22T00:00:00Z"),
        ("20261122", "2026-11-22T00:00:00Z"),
    ],
)
def test_a_moment_is_read(text: str, moment: str) -> None:
    """A date-time with a zone is that moment, a date its beginning in UTC."""
    assert iso_time(read_moment(text, "--at")) == moment


@pytest.mark.parametrize("text", ["2026-11-22T09:00:00", "2026-11-22 09:00", "20261122T0900"])
def test_a_time_needs_a_zone(text: str) -> None:
    """Whether 9 o'clock is Moscow's decides over a deadline, so it is asked for and not guessed."""
    with pytest.raises(UsageError, match="the zone is missing") as caught:
        read_moment(text, "--at")
    assert caught.value.text.ru.startswith(f"--at {text}: не указан часовой пояс")


@pytest.mark.parametrize("text", ["", "noon", "22.11.2026", "1795338000"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    """A text that names no moment is wrong usage, named by who asked for it."""
    with pytest.raises(UsageError, match=r"^at .*: this is no date-time; write it like"):
        read_moment(text, "at")
