"""The head of a table: found, and told which table it is."""

from pathlib import Path

import pytest

from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.ozon.schemes import EITHER
from ozlint.sources.column_names import column_names
from ozlint.sources.header import Header, NoHeader, find_header

FOLDER = Path(__file__).parents[4] / "shared" / "domain" / "exports"
needs_exports = pytest.mark.skipif(not FOLDER.exists(), reason="the collected exports are not on this machine")
NAMES = column_names({})
DATA = ["12345678-0001-1", "Доставлен", "2026-11-20 09:00:00"]
HEAD = ["Номер отправления", "Статус", "Принят в обработку"]


def header_of(*rows: list[str]) -> Header:
    """The head of a table that has one."""
    found = find_header(enumerate(rows, 1), NAMES)
    assert isinstance(found, Header)
    return found


def problem_of(*rows: list[str]) -> Text:
    """Why a table has no head."""
    found = find_header(enumerate(rows, 1), NAMES)
    assert isinstance(found, NoHeader)
    return found.text


def fields_of(header: Header) -> list[str]:
    """The fields of the columns, in order."""
    return [column.field for column in header.columns]


def test_the_first_row() -> None:
    """Columns by their places; names nobody knows are kept aside, those without a field and about buyers are not."""
    header = header_of(["Моё", *HEAD, "Сумма отправления", "Телефон получателя", "", "Ещё"], DATA)
    assert (header.row, header.width, header.aside) == (1, 8, ("Моё", "Ещё"))
    assert [(column.place, column.field) for column in header.columns] == [
        (1, "posting_number"),
        (2, "status_label"),
        (3, "in_process_at"),
    ]
    assert header.fields == {
        "posting_number",
        "status",
        "status_label",
        "substatus",
        "in_process_at",
        "delivery_schema",
    }


def test_titles_above_it_are_passed_over() -> None:
    """Title rows, empty ones, and one that holds a single known word."""
    header = header_of(["Заказы за ноябрь"], [""], ["Статус", "все"], HEAD, DATA)
    assert header.row == 4


def test_a_wider_head_below_postings_is_not_the_one() -> None:
    """What stands above the head is a title only where no postings stand between: files that were joined have two."""
    wide = [*HEAD, "Дата отгрузки", "Артикул"]
    assert header_of(["Заказы"], HEAD, DATA, wide, [*DATA, "", ""]).row == 2
    assert header_of(HEAD, [""], ["Ещё раз:"], wide, [*DATA, "", ""]).row == 4
    assert header_of(HEAD[:1], DATA[:1], wide, [*DATA, "", ""]).row == 3


def test_a_head_below_forty_rows_is_not_found() -> None:
    """Somebody's sheet is not read to its end for a head."""
    assert "known" in problem_of(*[["x"]] * 40, HEAD, DATA).en


def test_two_rows_and_merged_cells() -> None:
    """Group titles above, names that stand in the upper row alone, and those of the lower one."""
    upper = ["Номер отправления", "Состояние", "", "Даты", ""]
    lower = ["", "Статус", "Подстатус", "Дата отгрузки", "Дата отмены"]
    header = header_of(["Отчёт"], upper, lower, [*DATA, "", ""])
    assert header.row == 3
    assert fields_of(header) == ["posting_number", "status_label", "substatus", "shipment_date", "cancelled_at"]
    header = header_of(["", "Статус", ""], ["Номер отправления", "", "Артикул"], DATA)
    assert (header.row, fields_of(header)) == (2, ["posting_number", "status_label", "products[].offer_id"])


def test_a_posting_that_looks_like_names_is_none() -> None:
    """A row with a posting number under the head is data, whatever words are in it."""
    assert header_of(HEAD, ["12345678-0001-1", "Статус", "Дата отмены"]).row == 1


def test_the_same_field_twice() -> None:
    """Two columns of one field are both kept, in the order of the table."""
    header = header_of([*HEAD, "Дата отгрузки", "shipment_date"])
    assert header.places("shipment_date") == (3, 4)


@pytest.mark.parametrize(
    ("more", "scheme"),
    [
        (["Дата отгрузки без просрочки"], "FBS"),
        (["Дата отмены"], "FBS"),
        (["Объемный вес товаров, кг"], "FBO"),
        (["Объемный вес товаров, кг", "Дата отмены"], EITHER),
        (["Дата отгрузки"], EITHER),
        (["Дата создания"], EITHER),
        (["shipment_date"], ""),
        (["Трек-номер"], ""),
        (["tpl_integration_type"], ""),
        (["Схема", "Дата отмены"], ""),
    ],
)
def test_what_tells_the_selling_scheme(more: list[str], scheme: str) -> None:
    """Columns that one export alone has; the postings themselves; or nothing, and then it may be either."""
    assert header_of(HEAD + more).scheme == scheme


@pytest.mark.parametrize("name", [name for name, *_ in table_rows("sources/header_eras.tsv")])
def test_an_era_is_recognised(name: str) -> None:
    """The columns of each known export, in any order and with some missing or added, are that export's."""
    columns = next(row[1] for row in table_rows("sources/header_eras.tsv") if row[0] == name).split(";")
    assert header_of(columns).kind == name
    assert header_of([*columns[::-1][1:], "Моё"]).kind == name


def test_anything_else_is_a_flat_table() -> None:
    """A few columns of an export, or those of a database."""
    assert header_of(HEAD).kind == "flat table"
    assert header_of(["posting_number", "status", "shipment_date", "sku"]).kind == "flat table"


@pytest.mark.parametrize(
    ("rows", "en", "ru"),
    [
        ([["a", "b"], ["1", "2"]], "none of its columns has a name that is known", "ни одно название столбца"),
        ([], "has no rows", "нет ни одной строки"),
        (
            [["Статус", "Дата отгрузки"]],
            "a table without the number of the posting (Номер отправления or posting_number); the nearest",
            "без номера отправления",
        ),
        (
            [["Номер заказа", "Артикул"]],
            "without the number of the posting (Номер отправления or posting_number) and the status (Статус or status)",
            "без номера отправления (Номер отправления или posting_number) и статуса",
        ),
        ([["Номер отправления", "x"]], "a table without the status", "таблица без статуса"),
        (
            [["Номер отправления", "Статус возврата", "Артикул товара"]],
            "this is a report of returns",
            "отчёт о возвратах",
        ),
        ([["Номер отправления", "Код ТНВЭД", "Статус"]], "a customs register", "таможенный реестр"),
    ],
)
def test_what_is_no_table_of_postings(rows: list[list[str]], en: str, ru: str) -> None:
    """Why it is none, with what is missing and the nearest known head."""
    problem = problem_of(*rows)
    assert en in problem.en
    assert ru in problem.ru


def test_the_nearest_head_is_named() -> None:
    """By the columns that are there."""
    columns = next(row[1] for row in table_rows("sources/header_eras.tsv") if row[0] == "orders export 2025 FBO").split(
        ";"
    )
    assert "nearest known head is that of orders export 2025 FBO" in problem_of(columns[2:]).en


@needs_exports
def test_every_collected_export_is_recognised() -> None:
    """Each collected header file is told to be what its name says."""
    kinds = {}
    for path in FOLDER.glob("*.csv"):
        cells = path.read_text(encoding="utf-8-sig").splitlines()[0].replace('"', "").split(";")
        kinds[path.stem] = (header_of(cells).kind, header_of(cells).scheme)
    assert kinds == {
        "header_OZ-2020-FBS": ("orders export 2020", EITHER),
        "header_OZ-2022-REPORT": ("orders export 2022", EITHER),
        "header_OZ-2024-CABINET": ("orders export 2024", EITHER),
        "header_OZ-2025-FBO": ("orders export 2025 FBO", "FBO"),
        "header_OZ-2025-FBS": ("orders export 2025 FBS", "FBS"),
        "header_OZ-2025-TRANSITION": ("orders export 2025", EITHER),
        "synthetic_fbs_2026": ("orders export 2025 FBS", "FBS"),
    }
