"""What the names of columns mean."""

import csv
from pathlib import Path

import pytest

from ozlint.model.fields import posting_fields
from ozlint.model.table import table_rows
from ozlint.sources.column_names import BUYERS, NO_FIELD, column_names, other_tables, plain_name

FACTS = Path(__file__).parents[4] / "shared" / "domain" / "headers.tsv"
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not on this machine")
NAMES = column_names({})


def field_of(name: str) -> str | None:
    """The field that a column of this name holds."""
    meaning = NAMES.meaning(name)
    return meaning.field if meaning else None


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Номер отправления", "posting_number"),
        ("Статус", "status_label"),
        ("status", "status"),
        ("Принят в обработку", "in_process_at"),
        ("Дата отгрузки", "shipment_date"),
        ("Дата отгрузки без просрочки", "shipment_date_without_delay"),
        ("Фактическая дата передачи в доставку", "fact_delivery_date"),
        ("Дата доставки", "delivery_date"),
        ("Дата отмены", "cancelled_at"),
        ("Способ доставки", "delivery_method.name"),
        ("Склад отгрузки", "delivery_method.warehouse"),
        ("Перевозчик", "delivery_method.tpl_provider"),
        ("Связанные отправления", "related_postings.related_posting_numbers"),
        ("OZON id", "products[].sku"),
        ("Кабинет", "account"),
        ("货件编号", "posting_number"),
        ("shipped_at", "delivering_date"),
        ("Сумма отправления", NO_FIELD),
        ("Имя получателя", BUYERS),
    ],
)
def test_what_columns_hold(name: str, field: str) -> None:
    """Names of the cabinet, of databases, of sheets; columns without a field, and those about buyers."""
    assert field_of(name) == field


@pytest.mark.parametrize(
    "name",
    [
        " номер  отправления ",
        "НОМЕР ОТПРАВЛЕНИЯ",
        "\ufeffНомер отправления",
        '"Номер\xa0отправления"',
        "Номер_отправления",
    ],
)
def test_names_are_compared_without_their_spelling(name: str) -> None:
    """Case, blanks of any kind, quotes, a BOM and low lines do not matter; neither does ё."""
    assert field_of(name) == "posting_number"
    assert field_of("Объём товара") is None
    assert field_of("Объёмный вес товаров, кг") == NO_FIELD


def test_every_field_goes_by_its_path() -> None:
    """With dots, with low lines, and without the brackets of products; a name of its own that means more is kept."""
    for path in posting_fields():
        for name in (path, path.replace("[]", ""), path.replace("[]", "").replace(".", "_"), path.upper()):
            assert field_of(name) == path


def test_the_table_is_sound() -> None:
    """Every row has a field that there is, a source, and a name that no other row has."""
    names = [plain_name(name) for name, *_ in table_rows("sources/columns.tsv")]
    assert len(names) == len(set(names))
    for name, field, scheme, _, source in table_rows("sources/columns.tsv"):
        assert field in (*posting_fields(), NO_FIELD, BUYERS), name
        assert scheme in ("", "fbs", "fbo"), name
        assert source, name
    assert not [name for name in other_tables() if (meaning := NAMES.meaning(name)) and meaning.is_field]


def test_a_seller_may_add_names() -> None:
    """Own names come on top, and may give a known name another field; a column about buyers stays one."""
    own = {"Мой номер": "posting_number", "Дата создания": "in_process_at", "Телефон получателя": "tracking_number"}
    names = column_names(own)
    assert [meaning.field for name in own if (meaning := names.meaning(name))] == [
        "posting_number",
        "in_process_at",
        BUYERS,
    ]
    assert names.is_known("Статус")
    assert not names.is_known("Мой статус")


@needs_facts
def test_every_collected_header_is_known() -> None:
    """Of every collected header of postings all names are known: no column of an export is taken for a stranger's."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 21
    for row in rows:
        if row["id"] not in ("OZ-RETURNS", "OZ-REGISTER-CUSTOMS"):
            unknown = [name for name in row["columns"].split(";") if not NAMES.is_known(name) and name[:1] != "<"]
            assert unknown == [], row["id"]
