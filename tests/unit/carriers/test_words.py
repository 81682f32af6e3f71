"""Texts that mean the same however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.words import words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Яндекс.Доставка", "яндекс доставка"),
        ("  «Пони   Экспресс» ", "пони экспресс"),
        ("YANDEX_delivery", "yandex delivery"),
        ("Утерён", "утерен"),
        ("Цаи\u0306няо", "цаиняо"),
        ("5-Post", "5 post"),
        ("—", ""),
        ("", ""),
    ],
)
def test_words(text: str, plain: str) -> None:
    """Case, punctuation and the dots of ё and й do not matter."""
    assert words(text) == plain


@given(st.text("абвёйЁЙ \u0306\u0308_-.«»xyzXYZ019"))
def test_words_of_words(text: str) -> None:
    """The words of words are the same words, without blanks around or doubled."""
    plain = words(text)
    assert words(plain) == plain == " ".join(plain.split())
