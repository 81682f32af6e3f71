"""The check digits of postal numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.check_digits import valid_russian_post_14, valid_s10


@pytest.mark.parametrize("number", ["RB123456785GB", "RB123456785US", "LX035843846BE", "RA644000005RU"])
def test_s10_right(number: str) -> None:
    """Numbers of the standard's tests and corrected samples pass."""
    assert valid_s10(number)


@pytest.mark.parametrize("number", ["RB123456786US", "RA644000001RU", "EA123456789RU", "LX035843847BE"])
def test_s10_wrong(number: str) -> None:
    """Made-up numbers, Почта's own documentation samples among them, fail."""
    assert not valid_s10(number)


@pytest.mark.parametrize(("serial", "check"), [("00000000", 5), ("00004000", 0), ("10000000", 3)])
def test_s10_special_rests(serial: str, check: int) -> None:
    """A rest of 0 is written 5, a rest of 1 is written 0, others are 11 less the rest."""
    assert [digit for digit in range(10) if valid_s10(f"RR{serial}{digit}CN")] == [check]


@pytest.mark.parametrize("number", ["", "RB123456785G", "rb123456785gb", "RB12345678５GB", "RB123456785GB\n", "R"])
def test_s10_other_shapes(number: str) -> None:
    """Another shape is no S10 number, digits of other scripts included."""
    assert not valid_s10(number)


@pytest.mark.parametrize("number", ["10944022440321", "11172522364055", "10944022490302"])
def test_russian_post_right(number: str) -> None:
    """Real numbers of Почта России pass."""
    assert valid_russian_post_14(number)


@pytest.mark.parametrize("number", ["12345678901234", "44334455667733", "10944022440322", "1094402244032", ""])
def test_russian_post_wrong(number: str) -> None:
    """Made-up numbers and other lengths fail."""
    assert not valid_russian_post_14(number)


@given(st.integers(0, 10**13 - 1))
def test_russian_post_has_one_right_digit(head: int) -> None:
    """Of the ten possible last digits exactly one is right."""
    assert sum(valid_russian_post_14(f"{head:013}{digit}") for digit in range(10)) == 1


@given(st.integers(0, 10**8 - 1))
def test_s10_has_one_right_digit(serial: int) -> None:
    """Of the ten possible check digits exactly one is right."""
    assert sum(valid_s10(f"RA{serial:08}{digit}RU") for digit in range(10)) == 1


@given(st.integers(0, 10**14 - 1), st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: int, place: int, off: int) -> None:
    """Changing one digit of a right 14-digit number makes it wrong."""
    text = f"{number:014}"
    other = str((int(text[place]) + off) % 10)
    changed = text[:place] + other + text[place + 1 :]
    assert not (valid_russian_post_14(text) and valid_russian_post_14(changed))


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    """No text makes the checks fail."""
    assert valid_s10(text) in {True, False}
    assert valid_russian_post_14(text) in {True, False}
