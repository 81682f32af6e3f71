"""The columns of tables of events, by the names people give them."""

import pytest

from ozlint.model.table import table_rows
from ozlint.sources.tracking.event_columns import COLUMNS, event_column, event_columns, named_columns


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("tracking_number", "tracking_number"), ("Tracking Number", "tracking_number"),
        ("ТРЕК-НОМЕР", "tracking_number"),
        ("\ufeffТрек", "tracking_number"), ("  ШПИ ", "tracking_number"), ("Номер отправления", "posting_number"),
        ("posting-number", "posting_number"), ("Служба\u00a0доставки", "carrier"), ("Код статуса", "code"),
        ("Статус", "text"), ("Событие", "text"), ("Фаза", "phase"), ("Дата и время", "date"), ("Время", "time"),
        ("time", "time"), ("is_return", "is_return"), ("Возврат", "is_return"),
    ],
)  # fmt: skip
def test_names(name: str, column: str) -> None:
    """Case, blanks, dashes, ё and a byte order mark do not matter."""
    assert event_column(name) == column


@pytest.mark.parametrize("name", ["", "Комментарий", "comment", "description", "Описание", "ФИО", "Телефон", "Адрес"])
def test_columns_about_people_are_not_read(name: str) -> None:
    """Columns in which people and carriers write freely are none of a table of events."""
    assert event_column(name) is None


def test_every_name_is_of_one_column() -> None:
    """No name in the table of names stands twice, and each is of a column that is read, or of postings."""
    rows = table_rows("sources/tracking/event_columns.tsv")
    assert len({event_column(name) for name, _, _ in rows} - {*COLUMNS, "of_postings", "only_of_postings"}) == 0
    assert len({name for name, _, _ in rows}) == len(rows)
    assert set(named_columns()) <= {name for name, _, _ in rows}
    assert all(event_column(name) == column for name, column, _ in rows)


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["Трек", "Статус"], ()),
        (["posting_number", "phase"], ()),
        (["Трек", "Дата"], (("code", "text", "phase"),)),
        (["Статус"], (("tracking_number", "posting_number"),)),
        ([], (("tracking_number", "posting_number"), ("code", "text", "phase"))),
    ],
)
def test_what_a_table_needs(names: list[str], missing: tuple[tuple[str, ...], ...]) -> None:
    """A table of events has a number and says what happened; the rest is of use."""
    columns = event_columns(names)
    assert columns.missing == missing
    assert columns.is_of_events == (not missing)


def test_postings_are_no_events() -> None:
    """A column that only postings have makes a table one of postings, and so do two that events seldom have."""
    assert event_columns(["Номер отправления", "Статус", "Принят в обработку", "Дата отгрузки"]).is_of_postings
    assert event_columns(["posting_number", "status", "substatus", "in_process_at"]).is_of_postings
    assert not event_columns(["Трек", "Статус", "Дата отгрузки"]).is_of_postings
