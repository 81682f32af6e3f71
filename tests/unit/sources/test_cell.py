"""From the text of a cell to a value."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from ozlint.model.fields import posting_fields
from ozlint.sources.cell import (
    READERS,
    CellFault,
    bool_cell,
    id_cell,
    list_cell,
    lists_cell,
    money_cell,
    number_cell,
    text_cell,
    tidy_cell,
    time_cell,
)

ERRORS = ["#N/A", "#Н/Д", "#REF!", "#ССЫЛКА!", "#VALUE!", "#ЗНАЧ!", "#DIV/0!", "#n/a"]
NOTHING = ["", "NULL", "null", "None", "nan", "NaN", "NaT", "<NA>", "-", "—", "\\N", " "]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_an_error_of_the_spreadsheet_is_unknown(read: Callable[[str], Any], error: str) -> None:
    """A formula that could not be worked out says nothing, which is not that there is nothing."""
    assert read(error) is UNSET


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("kind", ["time", "id", "number", "bool", "list_text", "lists"])
def test_ways_to_write_nothing(kind: str, nothing: str) -> None:
    """Where something else than a text belongs, the nulls of databases and dashes are empty."""
    assert READERS[kind](nothing) is None


def test_texts_stay_as_they_are() -> None:
    """What a rule on tracking numbers has to see, and texts that would be formulas in a spreadsheet."""
    for text in ("8,0E+13", " RB 123 ", "-", "NULL", '=HYPERLINK("http://x")', "@cmd", "+7", "#12", "'0012", "0012"):
        assert text_cell(text) == text
    assert text_cell("") is None
    assert text_cell("\\N") is None


def test_texts_that_were_kept_from_becoming_numbers() -> None:
    """Excel's ="0012" is 0012; so is '0012 where the text names something."""
    assert text_cell('="0012"') == "0012"
    assert text_cell('=""') is None
    assert tidy_cell("'0012") == "0012"
    assert tidy_cell(" \xa0DELIVERED\n") == "DELIVERED"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1700000001", "1700000001"),
        ("1700000001.0", "1700000001"),
        (" 12 ", "12"),
        ("8,0E+13", "8,0E+13"),
        ("a.0", "a.0"),
    ],
)
def test_ids(cell: str, value: str) -> None:
    """A whole float is the id that it was; what a spreadsheet has shortened is not read back as digits nobody wrote."""
    assert id_cell(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1", 1),
        ("-3", -3),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1 390,00", 1390.0),
        ("1\xa0390", 1390),
        ("1\u202f390.5", 1390.5),
        ("1,390.00", 1390.0),
        ("1 390 ₽", 1390),
        ("1390,00 руб.", 1390.0),
        ("$12", 12),
        ("10%", 10),
        ("1e3", 1000.0),
        ("'5", 5),
        ('="5"', 5),
    ],
)
def test_numbers(cell: str, value: float) -> None:
    """Decimal comma and point, blanks between thousands, currencies, per cent."""
    number = number_cell(cell)
    assert (number, type(number)) == (value, type(value))


@pytest.mark.parametrize("cell", ["abc", "1 шт", "1-2", "12.11.2026", "=A1", "1e999", "٣", "0x10", "inf", "1,2,3"])
def test_what_is_no_number_is_a_fault(cell: str) -> None:
    """It is told with what stands there."""
    with pytest.raises(CellFault):
        number_cell(cell)


def test_prices_keep_their_spelling() -> None:
    """A plain one stays a text, as the API gives it; any other becomes a number."""
    assert money_cell("1390.00") == "1390.00"
    assert money_cell("1 390,50 ₽") == 1390.5
    assert money_cell("") is None


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (["да", "Да", "true", "TRUE", "1", "yes", "ИСТИНА", "t"], True),
        (["нет", "НЕТ", "false", "0", "no", "ложь", "f"], False),
    ],
)
def test_flags(cells: list[str], value: bool) -> None:  # noqa: FBT001 - the value is the fact
    """In Russian and English, as programs and spreadsheets write them."""
    assert {bool_cell(cell) for cell in cells} == {value}
    with pytest.raises(CellFault, match="maybe"):
        bool_cell("maybe")


@pytest.mark.parametrize(
    "cell",
    [
        "1-1-1, 1-1-2",
        "1-1-1;1-1-2",
        "1-1-1 1-1-2",
        "1-1-1\n1-1-2",
        '["1-1-1", "1-1-2"]',
        "['1-1-1','1-1-2']",
        "{1-1-1,1-1-2}",
    ],
)
def test_lists(cell: str) -> None:
    """However they are written: parted by commas, blanks or ends of line, or as programs write lists."""
    assert list_cell(cell) == ["1-1-1", "1-1-2"]


def test_lists_by_name() -> None:
    """As JSON, or not known at all."""
    assert lists_cell('{"a": [1], "b": null}') == {"a": [1], "b": None}
    for cell in ("a, b", "[1]", '{"a": 1}', "{", "[" * 100_000):
        assert lists_cell(cell) is UNSET


def test_every_type_of_field_can_be_read() -> None:
    """No field of the table is without a reader."""
    assert {field.type for field in posting_fields().values()} <= READERS.keys()


@given(st.text(max_size=30), st.sampled_from(sorted(READERS)))
def test_any_text_is_a_value_or_a_fault(cell: str, kind: str) -> None:
    """Nothing else is raised."""
    try:
        READERS[kind](cell)
    except CellFault as fault:
        assert fault.reason.ru  # noqa: PT017 - a fault has words in both languages


@given(st.text(max_size=30))
def test_times_are_texts(cell: str) -> None:
    """A text that is no time is passed on, not lost."""
    assert time_cell(cell) is None or time_cell(cell) is UNSET or isinstance(time_cell(cell), str)
