"""Tidying tracking numbers and judging their shape."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.names import known_carriers
from ozlint.carriers.numbers import (
    check_digit_ok,
    fits_carrier,
    number_key,
    placeholder_number,
    tidy_number,
    untidy_number,
    usual_number,
)
from ozlint.model.table import table_rows


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("10944022440321", "10944022440321"),
        ("rb123456785cn", "RB123456785CN"),
        (" RB 123 456 785 CN\n", "RB123456785CN"),
        ("RB123456785\u00a0CN", "RB123456785CN"),
        ("\ufeffRB1234\u200b56785CN\u200e", "RB123456785CN"),
        ("АВЕКМНОРСТУХ", "ABEKMHOPCTYX"),
        ("авекмнорстух", "ABEKMHOPCTYX"),
        ("RА123456785СN", "RA123456785CN"),
        ("0100000011-0854-2", "0100000011-0854-2"),
        ("zzv-23", "ZZV-23"),
        ("ЖД-5", "ЖД-5"),
        ("", ""),
        (" ", ""),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    """Case, blanks, unseen characters and Cyrillic doubles go; dashes and other letters stay."""
    assert tidy_number(text) == tidied


@given(st.text() | st.text("АВЕКМНОРСТУХавекмнорстух RB0123456789-\u00a0\u200b"))
def test_tidy_twice_is_tidy_once(text: str) -> None:
    """Tidying a tidied number changes nothing, and leaves no white space."""
    tidied = tidy_number(text)
    assert tidy_number(tidied) == tidied
    assert not any(map(str.isspace, tidied))


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("10944022440321", "10944022440321"),
        (" rb 123 456 785 cn ", "RB123456785CN"),
        ("RА123456785СN", "RA123456785CN"),
        ("0100000011-0854-2", "0100000011-0854-2"),
        ("нет", None),
        ("-", None),
        ("00000000000000", None),
        (" ", None),
        ("", None),
        (None, None),
    ],
)
def test_key(number: str | None, key: str | None) -> None:
    """One number written in two ways has one key; what names no parcel has none."""
    assert number_key(number) == key


@pytest.mark.parametrize(
    "text",
    [
        "rb123456785cn",
        " 10944022440321",
        "1094402 2440321",
        "RА123456785RU",
        "8,0E+13",
        "8.0E+13",
        "8E+13",
        "1,0944022440321E+13",
        "80.0e+12",
        "10944022440321.0",
        "https://www.cdek.ru/ru/tracking?order_id=1106153417",
        "HTTP://TRACK.YW56.COM.CN/",
        "WWW.POCHTA.RU",
        "POCHTA.RU/TRACKING#10944022440321",
    ],
)
def test_untidy(text: str) -> None:
    """What has to be tidied, what a spreadsheet spoilt and web addresses are untidy."""
    assert untidy_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "10944022440321",
        "RB123456785CN",
        "0100000011-0854-2",
        "ZZV-23",
        "1E12345",
        "8E13",
        "A/B",
        "12.5",
        "1.0",
        "",
        "WWW",
    ],
)
def test_not_untidy(text: str) -> None:
    """Numbers as carriers write them are tidy, codes that resemble a float included."""
    assert not untidy_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "-", "--", "0", "нет", "Нет", "НЕТ", "n/a", "N/A", "na", "NA", "none", "None", "null", "NULL", "test", "TEST",
        "тест", "Тест", " нет ", "\u200bтест", "00000", "00000000000000", "xxx", "XxX", "-----", "5", "ффф",
        "123456", "1234567", "12345678", "123456789", "1234567890",
    ],
)  # fmt: skip
def test_placeholders(text: str) -> None:
    """Words and digits that stand for no number are placeholders in any case."""
    assert placeholder_number(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "12345", "12345678901", "10944022440321", "нет трека", "test1", "001", "1106153417", "0100000011-0854-2"],
)
def test_not_placeholders(text: str) -> None:
    """An empty text, and a text that only begins like a placeholder, is none."""
    assert not placeholder_number(text)


@pytest.mark.parametrize(
    ("carrier", "number", "fits"),
    [
        ("russian_post", "10944022440321", True),
        ("russian_post", "10944022440322", True),
        ("russian_post", "RA644000001RU", True),
        ("russian_post", "ra 644 000 001 ru", True),
        ("russian_post", "1106153417", False),
        ("russian_post", "109440224403210", False),
        ("yunexpress", "YT2229521272164446", True),
        ("yunexpress", "yt2229521272164446", True),
        ("yunexpress", "YT123456789012345", False),
        ("yunexpress", "1106153417", False),
        ("cdek", "1106153417", None),
        ("chinapost", "RB123456785CN", None),
        ("ozon", "1106153417", None),
        ("-", "RB123456785CN", None),
        ("", "10944022440321", None),
        ("мой курьер", "10944022440321", None),
    ],
)
def test_fits_carrier(carrier: str, number: str, fits: bool | None) -> None:  # noqa: FBT001
    """Two carriers have strict shapes, of the others nothing is said; a wrong check digit is still the shape."""
    assert fits_carrier(carrier, number) is fits


@pytest.mark.parametrize(
    ("carrier", "number", "usual"),
    [
        ("cdek", "1106153417", True),
        ("cdek", "110615341", False),
        ("cdek", "RB123456785CN", False),
        ("boxberry", "DUD15086277", True),
        ("boxberry", "AAP298792807", True),
        ("boxberry", "AAP127020243", True),
        ("boxberry", "15086277", False),
        ("dpd", "RU123456789", True),
        ("dpd", "05212345678901", True),
        ("dpd", "008182709980000020033350276C", True),
        ("dpd", "RU1234", False),
        ("cainiao", "LP00123456789012", True),
        ("cainiao", "LP1234567890123456", True),
        ("cainiao", "JNTCU0600000000YQ", True),
        ("cainiao", "1106153417", False),
        ("russian_post", "10944022440321", None),
        ("yunexpress", "YT2229521272164446", None),
        ("ozon", "1", None),
        ("", "1", None),
    ],
)
def test_usual_number(carrier: str, number: str, usual: bool | None) -> None:  # noqa: FBT001
    """Four carriers have samples, of the others nothing is said."""
    assert usual_number(carrier, number) is usual


@pytest.mark.parametrize(
    ("carrier", "number", "right"),
    [
        ("russian_post", "10944022440321", True),
        ("russian_post", "10944022440322", False),
        ("russian_post", "RB123456785RU", True),
        ("russian_post", "RA644000001RU", False),
        ("russian_post", "rb 123456785 ru", True),
        ("russian_post", "1106153417", None),
        ("chinapost", "RB123456785CN", True),
        ("chinapost", "RB123456784CN", False),
        ("chinapost", "10944022440322", None),
        ("", "RB123456785CN", True),
        ("", "RB123456784CN", False),
        ("", "10944022440322", None),
        ("dpd", "10944022440322", None),
        ("cdek", "RB123456784CN", None),
        ("мой курьер", "RB123456784CN", None),
    ],
)
def test_check_digit(carrier: str, number: str, right: bool | None) -> None:  # noqa: FBT001
    """Fourteen digits are judged for Почта alone, S10 for the posts and unnamed carriers, nothing else is."""
    assert check_digit_ok(carrier, number) is right


@given(st.sampled_from(["", *sorted(known_carriers())]) | st.text(), st.text())
def test_any_text_is_answered(carrier: str, number: str) -> None:
    """No text makes the questions fail, and tidying first changes no answer about shapes."""
    for question in (fits_carrier, usual_number, check_digit_ok):
        assert question(carrier, number) in {True, False, None}
        assert question(carrier, number) is question(carrier, tidy_number(number))
    assert untidy_number(number) in {True, False}
    assert placeholder_number(number) in {True, False}


@given(st.characters(), st.integers(1, 40))
def test_one_repeated_character(character: str, times: int) -> None:
    """One visible character, however often, is a placeholder."""
    text = character * times
    if tidy_number(text) and len(character.casefold()) == 1:
        assert placeholder_number(text)


def test_tables_are_sound() -> None:
    """Shapes name known carriers, kinds and checks, their patterns compile and are ASCII; placeholders are folded."""
    for carrier, pattern, kind, check, evidence, source in table_rows("carriers/numbers.tsv"):
        assert carrier in known_carriers() | {"-"}
        assert re.compile(pattern).groups == 0
        assert r"\d" not in pattern
        assert kind in {"strict", "sample", "check"}
        assert check in {"none", "s10", "russian_post_14"}
        assert evidence
        assert source
    for text, meaning, source in table_rows("carriers/placeholders.tsv"):
        assert text == text.casefold().strip()
        assert meaning
        assert source
