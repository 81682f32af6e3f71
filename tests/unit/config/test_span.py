"""Lengths of time, as people write them."""

import pytest

from ozlint.config.span import read_span, span_asked_by, spell_span
from ozlint.errors import UsageError
from ozlint.model.text import Text


@pytest.mark.parametrize(
    ("text", "seconds", "spelt"),
    [
        ("14d", 14 * 86400, "14d"),
        ("36h", 36 * 3600, "36h"),
        ("48h", 48 * 3600, "2d"),
        (" 10 m ", 600, "10m"),
        ("90s", 90, "90s"),
        ("120m", 7200, "2h"),
        ("0d", 0, "0d"),
    ],
)
def test_a_length_of_time_is_a_number_and_a_unit(text: str, seconds: float, spelt: str) -> None:
    """Days, hours, minutes or seconds; written back in the largest unit that fits."""
    assert read_span(text) == seconds
    assert spell_span(seconds) == spelt
    assert read_span(spelt) == seconds


@pytest.mark.parametrize("text", ["", "14", "d", "14 days", "1w", "1d12h", "-1d", "1.5h", "123456d", "14d\n14d", "14D"])
def test_anything_else_is_none(text: str) -> None:
    """With a word on how to write one."""
    assert read_span(text) is None
    with pytest.raises(UsageError) as caught:
        span_asked_by("--every", text)
    way = (
        Text("write 14d", "напишите 14d")
        if text == "14"
        else Text("write it like 14d, 36h or 10m", "пишите так: 14d, 36h или 10m")
    )
    assert caught.value.text.en == f'--every: "{text}" is no length of time; {way.en}'
    assert caught.value.text.ru == f"--every: «{text}» — не срок; {way.ru}"
