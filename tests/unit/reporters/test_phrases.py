"""How the report counts."""

import re

import pytest

from ozlint.model.text import Text
from ozlint.reporters import phrases
from ozlint.reporters.format_names import format_name
from ozlint.reporters.phrases import POSTING, Noun, numeral


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "отправлений"),
        (1, "отправление"),
        (2, "отправления"),
        (4, "отправления"),
        (5, "отправлений"),
        (11, "отправлений"),
        (12, "отправлений"),
        (14, "отправлений"),
        (20, "отправлений"),
        (21, "отправление"),
        (22, "отправления"),
        (111, "отправлений"),
        (121, "отправление"),
        (1003, "отправления"),
    ],
)
def test_russian_nouns_follow_their_number(number: int, form: str) -> None:
    """A Russian noun has the form that its number asks for."""
    assert POSTING.after(number, "ru") == form


@pytest.mark.parametrize(
    ("number", "form"), [(0, "0 postings"), (1, "1 posting"), (2, "2 postings"), (21, "21 postings")]
)
def test_english_nouns_follow_their_number(number: int, form: str) -> None:
    """An English noun is singular behind one only."""
    assert POSTING.count(number, "en") == form


def test_thousands_are_set_apart() -> None:
    """Large numbers are readable in both languages."""
    assert numeral(1234567, "en") == "1,234,567"
    assert numeral(1234567, "ru") == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"


def test_a_range_of_one_number_is_that_number() -> None:
    """A range is shown only where its ends differ."""
    assert POSTING.between(3, 3, "en") == "3 postings"
    assert POSTING.between(3, 21, "ru") == "3-21 отправление"


def test_every_phrase_is_said_in_both_languages() -> None:
    """No phrase lacks a language, and both have the same gaps to fill."""
    texts = [value for value in vars(phrases).values() if isinstance(value, Text) and value != Text()]
    assert len(texts) > 20
    for text in texts:
        assert text.en
        assert text.ru
        assert sorted(re.findall(r"{\w+}", text.en)) == sorted(re.findall(r"{\w+}", text.ru))
    nouns = [value for value in vars(phrases).values() if isinstance(value, Noun)]
    assert all(all(noun.en) and all(noun.ru) for noun in nouns)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("csv: orders export 2025 FBS", "csv: выгрузка заказов 2025 FBS"),
        ('xlsx: flat table (sheet "Заказы")', 'xlsx: плоская таблица (лист "Заказы")'),
        ("ndjson: CDEK webhooks, events", "ndjson: вебхуки СДЭК, события"),
        ("json: /v4/posting/fbs/list", "json: /v4/posting/fbs/list"),
        ("ndjson", "ndjson"),
    ],
)
def test_formats_have_russian_names(name: str, said: str) -> None:
    """What an input holds is said in the language of the report, and as it is in English."""
    assert format_name(name, "ru") == said
    assert format_name(name, "en") == name


def test_what_rules_wait_for_is_said_with_how_much_of_it() -> None:
    """Where nobody knows how much, no number is missed in the words."""
    assert phrases.wanted("covers", "15d", "en").startswith("--covers 15d, if")
    assert phrases.wanted("covers", None, "en").startswith("--covers, if")
    assert phrases.wanted("status", None, "en") == ""


def test_parcels_are_told_of_in_russian() -> None:
    """Behind "о" a noun stands in another case: о 1 посылке, о 9 посылках."""
    assert phrases.PARCEL_OF.count(1, "ru") == "1 посылке"
    assert phrases.PARCEL_OF.count(9, "ru") == "9 посылках"
