"""Tables of postings, run as people run them: exports of the cabinet, sheets of their own, damaged files."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from finished import Finished, Ozlint, Save
from pyarrow import parquet

HEAD = [
    "Номер заказа", "Номер отправления", "Принят в обработку", "Дата отгрузки", "Дата отгрузки без просрочки",
    "Статус", "Фактическая дата передачи в доставку", "Дата отмены", "Название товара", "SKU", "Артикул", "Количество",
]  # fmt: skip
RULES = Path(__file__).parents[2] / "examples" / "own-rules" / "rules"
"""One of them counts the pieces of each product."""
LATE = "12345678-0001-1"
EARLY = "12345678-0002-1"
FINE = "12345678-0003-1"


def row(number: str, status: str, ship_by: str, handed: str = "", sku: str = "1") -> list[str]:
    """A row of an export."""
    order = number.rpartition("-")[0]
    return [order, number, "2026-11-10 09:12:33", ship_by, ship_by, status, handed, "", "Чай; зелёный", sku, "A", "1"]


ROWS = [
    row(LATE, "Ожидает отгрузки", "2026-11-21 09:00:00"),
    row(EARLY, "Доставляется", "2026-11-12 09:00:00", "2026-11-09 08:00:00"),
    row(EARLY, "Доставляется", "2026-11-12 09:00:00", "2026-11-09 08:00:00", "2"),
    row(FINE, "Доставлен", "2026-11-12 09:00:00", "2026-11-11 15:40:02"),
]
FOUND = {("OZ301", LATE, 2), ("OZ202", EARLY, 3)}
"""What is wrong with these rows, and where."""


def text(rows: list[list[str]], delimiter: str = ";", *, quoted: bool = True) -> str:
    """Rows as text."""
    lines = [delimiter.join(f'"{cell}"' if quoted or delimiter in cell else cell for cell in cells) for cells in rows]
    return "".join(line + "\n" for line in lines)


CSV = text([HEAD, *ROWS])


def as_workbook(rows: list[list[str]]) -> bytes:
    """Rows as the second sheet of a workbook, with a title above them."""
    book = openpyxl.Workbook()
    book.active.append(["см. второй лист"])
    sheet = book.create_sheet("Заказы")
    sheet.append(["Выгрузка за ноябрь"])
    for cells in rows:
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_parquet(rows: list[list[str]]) -> bytes:
    """Rows as a Parquet file."""
    head, *below = rows
    file = io.BytesIO()
    parquet.write_table(pa.table({name: [cells[at] for cells in below] for at, name in enumerate(head)}), file)
    return file.getvalue()


def report_of(done: Finished) -> Any:  # noqa: ANN401 - a JSON document
    """The JSON report of a run."""
    assert done.err == ""
    return json.loads(done.out)


def found(done: Finished) -> set[tuple[str, str, int]]:
    """The findings of a run: rule, posting, row."""
    return {(one["rule"], one["posting_number"], one["line"]) for one in report_of(done)["findings"]}


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp1251"),
        CSV.encode("utf-16"),
        CSV.encode("utf-16-le"),
        text([HEAD, *ROWS], "\t", quoted=False).encode("utf-16-be"),
        CSV.encode("cp866"),
        CSV.encode("koi8-r"),
        CSV.replace("\n", "\r\n").encode(),
        gzip.compress(CSV.encode("cp1251")),
        text([HEAD, *ROWS], ",").encode(),
        text([HEAD, *ROWS], "\t", quoted=False).encode("utf-16"),
        text([HEAD, *ROWS], ";", quoted=False).encode("cp1251"),
    ],
    ids=[
        "UTF-8",
        "BOM",
        "1251",
        "UTF-16",
        "no mark",
        "big-endian",
        "DOS",
        "Unix",
        "CRLF",
        "gzip",
        "commas",
        "tabs",
        "as needed",
    ],
)
def test_an_export_is_read_however_it_is_saved(ozlint: Ozlint, save: Save, data: bytes) -> None:
    """Encodings, delimiters, quotes and ends of line change nothing in what is found, and where."""
    save("orders.csv", data)
    done = ozlint("check", "orders.csv", "--tz", "UTC", "--select", "OZ2,OZ3", "--format", "json")
    assert (done.code, found(done)) == (1, FOUND)
    (entry,) = report_of(done)["inputs"]
    assert (entry["format"], entry["postings"]) == ("csv: flat table", 3)


@pytest.mark.parametrize(
    ("name", "data", "kind", "shift"),
    [
        ("orders.xlsx", as_workbook([HEAD, *ROWS]), 'xlsx: flat table (sheet "Заказы")', 1),
        ("orders", gzip.compress(as_workbook([HEAD, *ROWS])), 'xlsx: flat table (sheet "Заказы")', 1),
        ("orders.parquet", as_parquet([HEAD, *ROWS]), "parquet: flat table", -1),
    ],
)
def test_a_workbook_and_parquet_say_the_same(  # noqa: PLR0913, PLR0917 - the facts of one case
    ozlint: Ozlint, save: Save, name: str, data: bytes, kind: str, shift: int
) -> None:
    """The rows are numbered as a spreadsheet numbers them; those of Parquet, which has no head, from 1."""
    save(name, data)
    done = ozlint("check", name, "--tz", "UTC", "--select", "OZ2,OZ3", "--format", "json")
    assert found(done) == {(rule, number, line + shift) for rule, number, line in FOUND}
    assert report_of(done)["inputs"][0]["format"] == kind


def test_a_second_sheet_of_postings_is_told(ozlint: Ozlint, save: Save) -> None:
    """Half of a workbook is no pass: another sheet with postings makes the run incomplete; one of notes does not."""
    book = openpyxl.Workbook()
    for name, rows in {"Ноябрь": [HEAD, ROWS[0]], "Октябрь": [HEAD, *ROWS], "Заметки": [["позвонить"]]}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    file = io.BytesIO()
    book.save(file)
    save("orders.xlsx", file.getvalue())
    done = ozlint("check", "orders.xlsx", "--tz", "UTC", "--select", "OZ902", "--format", "json")
    assert done.code == 3
    (one,) = [finding for finding in report_of(done)["findings"] if finding["rule"] == "OZ001"]
    assert 'the sheet "Октябрь" holds postings too' in one["message"]
    assert one["line"] == 1
    (reason,) = report_of(done)["reasons"]
    assert reason.startswith("orders.xlsx: the sheet «Октябрь» has postings too and was not read")
    (found,) = json.loads(ozlint("inputs", "orders.xlsx", "--format", "json").out)["inputs"]
    assert not found["complete"]


def test_a_table_whose_number_has_a_name_of_its_own_is_one_of_postings(ozlint: Ozlint, save: Save) -> None:
    """With a tracking number it is no carrier's: the column is named that may be meant, and what to write."""
    save("p.csv", f"Моё отправление;Статус;Дата отгрузки;Трек-номер\n{LATE};Ожидает сборки;2026-11-11 09:00;\n")
    for command in (("check", "p.csv"), ("inputs", "p.csv"), ("rules", "try", "present(status)", "p.csv")):
        done = ozlint(*command)
        assert done.code == 3
        assert "it looks to be in “Моё отправление”" in done.out + done.err
        assert "--tracking of its own" not in done.out + done.err
    assert "columns: {Моё отправление: posting_number}" in ozlint("check", "p.csv").out
    save("events.csv", "Трек-номер;Служба доставки;Статус;Дата\n1106153417;СДЭК;Вручен;2026-11-01 09:00\n")
    assert "give it with a --tracking of its own" in ozlint("check", "events.csv").out


def test_a_table_may_come_through_a_pipe(ozlint: Ozlint) -> None:
    """CSV and workbooks alike; they are put aside while they are read."""
    for data in (CSV.encode(), as_workbook([HEAD, *ROWS])):
        done = ozlint("check", "-", "--tz", "UTC", "--select", "OZ301", "--format", "json", stdin=data)
        assert [one["posting_number"] for one in report_of(done)["findings"]] == [LATE]


def test_a_folder_gives_its_tables(ozlint: Ozlint, save: Save) -> None:
    """Tables by their endings, but for ozlint's own reports and what Excel keeps beside an open workbook."""
    for name in ("a.csv", "b.TSV", "c.csv.gz", "d.xlsx", "e.parquet", "~$d.xlsx", "ozlint-report.csv", "note.txt"):
        rows = [HEAD, *ROWS]
        save(f"data/{name}", {"d": as_workbook, "e": as_parquet}.get(name[0], lambda rows: text(rows).encode())(rows))
    done = ozlint("check", "data", "--allow-incomplete", "--format", "json")
    names = [Path(entry["path"]).name for entry in report_of(done)["inputs"]]
    assert names == ["a.csv", "b.TSV", "c.csv.gz", "d.xlsx", "e.parquet"]


def test_a_table_can_be_asked_for(ozlint: Ozlint, save: Save) -> None:
    """--input-format reads an input as told, and refuses it where it is nothing of the kind."""
    save("orders", CSV)
    assert found(
        ozlint("check", "orders", "--input-format", "csv", "--tz", "UTC", "--select", "OZ301", "--format", "json")
    )
    for layout, words in (("xlsx", "neither a workbook"), ("parquet", "nor Parquet"), ("ndjson", "this is text")):
        done = ozlint("check", "orders", "--input-format", layout)
        assert done.code == 3
        assert words in done.out


def test_a_table_with_another_delimiter_is_named(ozlint: Ozlint, save: Save) -> None:
    """What is parted by a delimiter that is not read looks like a table all the same, and is said to."""
    save("orders", text([HEAD, *ROWS], "~", quoted=False))
    assert "a table with the delimiter “~”: known are ; , | and tab" in ozlint("check", "orders").out


def test_a_day_that_does_not_exist_costs_its_row(ozlint: Ozlint, save: Save) -> None:
    """A slip in a date that a rule asks for is told with row and column, however the date is written."""
    days = ["31.11.2026 10:00", "2026-11-31 10:00:00", "2026-02-29T10:00:00Z"]
    rows = [row(f"12345678-000{at}-1", "Ожидает отгрузки", day) for at, day in enumerate(days)]
    save("orders.csv", text([HEAD, *rows, row(FINE, "Ожидает отгрузки", "0000-00-00 00:00:00")]))
    done = ozlint("check", "orders.csv", "--tz", "UTC", "--select", "OZ301", "--format", "json")
    assert {(one["rule"], one["line"], one["column"]) for one in report_of(done)["findings"]} == {
        ("OZ001", 2, 4), ("OZ001", 3, 4), ("OZ001", 4, 4),
    }  # fmt: skip


def test_times_without_a_zone_need_one(ozlint: Ozlint, save: Save) -> None:
    """Without --tz a deadline two hours away is neither past nor not; with it, it is."""
    save("orders.csv", text([HEAD, row(LATE, "Ожидает отгрузки", "2026-11-22 10:00:00")]))
    unknown = ozlint("check", "orders.csv", "--select", "OZ301", "--format", "json")
    assert "OZ301" in {one["rule"] for one in report_of(unknown)["not_evaluated"]}
    assert found(unknown) == set()
    told = ozlint("check", "orders.csv", "--select", "OZ301").out
    assert "orders.csv  csv: flat table · 1 posting · times without a zone: --tz" in told
    assert found(ozlint("check", "orders.csv", "--select", "OZ301", "--tz", "+03:00", "--format", "json")) == {
        ("OZ301", LATE, 2)
    }


BROKEN = {
    "no number": (row("", "Доставлен", ""), "posting_number", 2, "no posting number", "нет номера отправления"),
    "shifted": ([*row(FINE, "Доставлен", ""), "x"], "", 1, "13 cells under a head of 12", "13 ячеек"),
    "formula": (row("=B2", "Доставлен", ""), "posting_number", 2, "something else stands", "стоит не номер"),
}


@pytest.mark.parametrize(("cells", "field", "column", "en", "ru"), BROKEN.values(), ids=BROKEN)
def test_a_broken_row_costs_itself(  # noqa: PLR0913, PLR0917 - the facts of one case
    ozlint: Ozlint, save: Save, cells: list[str], field: str, column: int, en: str, ru: str
) -> None:
    """It is a finding with its row, its column and the reason; the others are judged."""
    save("orders.csv", text([HEAD, ROWS[0], cells, *ROWS[1:]]))
    done = ozlint("check", "orders.csv", "--tz", "UTC", "--select", "OZ2,OZ3", "--format", "json")
    spoilt = [one for one in report_of(done)["findings"] if one["rule"] == "OZ001"]
    assert [(one["line"], one["column"], one["subject"]["kind"]) for one in spoilt] == [(3, column, "record")]
    assert en in spoilt[0]["message"]
    assert {one["posting_number"] for one in report_of(done)["findings"]} >= {LATE, EARLY}
    assert field in str(spoilt[0])
    assert ru in ozlint("check", "orders.csv", "--lang", "ru").out


def test_a_cell_that_cannot_be_read_has_a_column(ozlint: Ozlint, save: Save) -> None:
    """Where a rule of one's own asks for it; nobody else minds."""
    save("orders.csv", text([HEAD, *ROWS[:3], [*ROWS[3][:-1], "two"]]))
    assert "OZ001" not in ozlint("check", "orders.csv").out
    done = ozlint("check", "orders.csv", "--rules", str(RULES), "--select", "ACME", "--format", "json")
    (spoilt,) = [one for one in report_of(done)["findings"] if one["rule"] == "OZ001"]
    assert (spoilt["line"], spoilt["column"], spoilt["posting_number"]) == (5, 12, FINE)
    assert "products[].quantity" in spoilt["message"]
    assert "“two” is not a number" in spoilt["message"]


def test_a_table_that_is_cut_off_is_not_done(ozlint: Ozlint, save: Save) -> None:
    """A file that ends in the middle of a row is exit 3, and what came before is judged."""
    save("orders.csv", CSV[:-30])
    done = ozlint("check", "orders.csv", "--tz", "UTC", "--select", "OZ2,OZ3", "--format", "json")
    assert done.code == 3
    assert found(done) >= FOUND
    assert not report_of(done)["complete"]


def test_one_posting_with_two_statuses(ozlint: Ozlint, save: Save) -> None:
    """Rows that contradict each other are told, next to each other and apart."""
    other = row(EARLY, "Отменён", "2026-11-12 09:00:00")
    for rows in ([ROWS[1], other, ROWS[3]], [ROWS[1], ROWS[3], other]):
        save("orders.csv", text([HEAD, *rows]))
        done = ozlint("check", "orders.csv", "--select", "OZ006", "--format", "json")
        assert [(one["rule"], one["posting_number"]) for one in report_of(done)["findings"]] == [("OZ006", EARLY)]


def test_rows_apart_are_one_posting(ozlint: Ozlint, save: Save) -> None:
    """A posting whose rows lie apart is judged once and counted once; the finding names both places."""
    save("orders.csv", text([HEAD, ROWS[1], ROWS[3], ROWS[2]]))
    done = ozlint("check", "orders.csv", "--tz", "UTC", "--select", "OZ202", "--format", "json")
    (one,) = report_of(done)["findings"]
    assert (one["line"], [place["line"] for place in one["also_at"]]) == (2, [4])
    summary = report_of(done)["summary"]
    assert (summary["postings"], summary["superseded"]) == (2, 0)
    assert report_of(done)["inputs"][0]["postings"] == 2


def test_names_of_ones_own(ozlint: Ozlint, save: Save) -> None:
    """Columns that nobody knows are read once the configuration says what they are."""
    own = ["Заявка", "Моё отправление", "Создано", "Срок", "Крайний срок", "Этап", *HEAD[6:]]
    save("mine.csv", text([own, *ROWS]))
    done = ozlint("check", "mine.csv")
    assert done.code == 3
    assert "without the number of the posting" in done.out
    assert "`columns:` in ozlint.yaml" in done.out
    save(
        "ozlint.yaml",
        "columns:\n  Моё отправление: posting_number\n  Этап: status_label\n"
        "  Срок: shipment_date\n  крайний_срок: shipment_date_without_delay\n",
    )
    assert found(ozlint("check", "mine.csv", "--tz", "UTC", "--select", "OZ301", "--format", "json")) == {
        ("OZ301", LATE, 2)
    }
    assert "awaiting_deliver" in ozlint("rules", "try", "status", "mine.csv").out


SECRETS = ["Пётр Тайный", "+7 900 000-00-00", "secret@example.com", "улица Скрытая, 1", "4500 123456"]
PERSONAL = ["Имя получателя", "Телефон получателя", "Email покупателя", "Адрес доставки", "Паспорт клиента"]


@pytest.mark.parametrize(
    "write", [lambda rows: text(rows).encode(), as_workbook, as_parquet], ids=["csv", "xlsx", "parquet"]
)
def test_nothing_about_buyers_is_ever_said(
    ozlint: Ozlint, save: Save, write: Callable[[list[list[str]]], bytes]
) -> None:
    """Columns about buyers, and those nobody knows, leave no trace in any report, whole rows and broken ones alike."""
    broken = [*row("", "Доставлен", ""), *SECRETS]
    rows = [[*HEAD, *PERSONAL], *([*cells, *SECRETS] for cells in ROWS), broken, [*ROWS[3], *SECRETS]]
    save("orders", write(rows))
    for name in ("text", "json", "ndjson", "sarif", "csv", "markdown", "junit"):
        done = ozlint("check", "orders", "--tz", "UTC", "--format", name, "--verbose")
        assert "OZ001" in done.out
        assert not [secret for secret in SECRETS if secret in done.out + done.err]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_table_of_something_else_is_refused_with_the_way_out(ozlint: Ozlint, save: Save, lang: str) -> None:
    """What it is or what it lacks, and what to do; the other inputs are judged."""
    save("orders.csv", CSV)
    save("returns.csv", "Номер отправления;Статус возврата;Артикул товара\n1;Принят;A\n")
    save("sums.csv", "Дата;Клиент;Сумма\n2026-11-22;Пётр Тайный;1390\n")
    done = ozlint("check", "returns.csv", "sums.csv", "orders.csv", "--lang", lang, "--tz", "UTC")
    assert done.code == 3
    assert {"en": "a report of returns", "ru": "отчёт о возвратах"}[lang] in done.out
    assert {"en": "none of its columns has a name", "ru": "ни одно название столбца"}[lang] in done.out
    assert LATE in done.out
    assert "Тайный" not in done.out


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("09/11/2026 08:00", "which is the day there, and which the month? A date is written like 2026-11-22 09:30"),
        ("завтра", "what stands there is no time, which is written like 2026-11-22T09:30:00+03:00"),
    ],
)
def test_dates_that_cannot_be_read_are_no_green_run(ozlint: Ozlint, save: Save, written: str, why: str) -> None:
    """What rules could not judge for such a date is told by its name, once, and the job is not done."""
    early = row(EARLY, "Доставляется", "2026-11-12 09:00:00", written)
    save("orders.csv", text([HEAD, ROWS[3], early]))
    command = ("check", "orders.csv", "--tz", "UTC", "--select", "OZ203", "--format", "json")
    report = report_of(ozlint(*command))
    assert (report["exit_code"], report["findings"]) == (3, [])
    assert {(one["rule"], one["code"], one["text"]) for one in report["not_evaluated"] if one["kind"] == "posting"} == {
        ("OZ203", "field_unreadable", f"handed_over_at (fact_delivery_date): {why} (“{written}” in orders.csv:3)"),
    }
    said = f"{why} (“{written}” in orders.csv:3)"
    assert report["reasons"] == [f"orders.csv, 1 posting: fact_delivery_date: {said} (--allow-incomplete accepts that)"]
    assert report_of(ozlint(*command, "--allow-incomplete"))["exit_code"] == 0


def left_open(ozlint: Ozlint, path: str, rule: str, *more: str) -> set[str]:
    """What is said of a rule that is left open."""
    done = ozlint("check", path, "--format", "json", "--tz", "Europe/Moscow", *more)
    return {entry["text"] for entry in json.loads(done.out)["not_evaluated"] if entry["rule"] == rule}


def test_a_scheme_that_nobody_knows_is_quoted_with_its_rows(ozlint: Ozlint, save: Save) -> None:
    """It is not told as a column that is missing; a spelling of one that is known is understood."""
    head, row = "Номер отправления;Схема;Статус;Дата отгрузки", "12345678-000{}-1;{};Ожидает сборки;2026-11-01 09:00"
    save("p.csv", "\n".join([head, row.format(1, "РФБС"), row.format(2, "XYZ"), row.format(3, "XYZ"), ""]))
    (said,) = left_open(ozlint, "p.csv", "OZ308")
    assert said.startswith("seller_ships (delivery_schema): what stands there is no scheme that is known: FBS, rFBS")
    assert said.endswith("(“XYZ” in p.csv:3, 4)")
    done = ozlint("check", "p.csv", "--tz", "Europe/Moscow", "--lang", "ru")
    assert "«XYZ» в p.csv:3, 4" in done.out
    assert "OZ308  12345678-0001-1 просрочено" in done.out
    assert done.code == 1


def test_a_time_that_cannot_be_read_is_quoted_with_its_rows(ozlint: Ozlint, save: Save) -> None:
    """The first few rows and one value; what may be a telephone number or an e-mail address is not shown."""
    rows = [f"12345678-000{at}-1;FBS;Ожидает сборки;{date}" for at, date in enumerate(["завтра", "потом", "нет даты"])]
    save("p.csv", "\n".join(["Номер отправления;Схема;Статус;Дата отгрузки", *rows, ""]))
    (said,) = left_open(ozlint, "p.csv", "OZ308")
    assert said.endswith("written like 2026-11-22T09:30:00+03:00 (“завтра” in p.csv:2, 3, 4)")
    reasons = json.loads(ozlint("check", "p.csv", "--tz", "UTC", "--format", "json", "--lang", "ru").out)["reasons"]
    assert reasons[0].startswith("p.csv, отправлений: 3: shipment_date")
    assert "(«завтра» в p.csv:2, 3, 4)" in reasons[0]
    for personal in ("+79161234567", "a@b.ru"):
        save("p.csv", "\n".join(["Номер отправления;Схема;Статус;Дата отгрузки", rows[0].replace("завтра", personal)]))
        (said,) = left_open(ozlint, "p.csv", "OZ308")
        assert said.endswith("(p.csv:2)")


def test_what_a_table_leaves_open_it_does_not_have(ozlint: Ozlint, save: Save) -> None:
    """A survey names no field that no column gives."""
    save("p.csv", "订单号,货件编号,状态\n12345678-0001,12345678-0001-1,运输中\n")
    (found,) = json.loads(ozlint("inputs", "p.csv", "--format", "json").out)["inputs"]
    assert "delivery_schema" not in {field["path"] for field in found["fields"]}


@pytest.mark.parametrize("date", ["13.11.2026", "20261113"])
def test_a_deadline_that_is_a_date_alone_lasts_to_the_end_of_its_day(ozlint: Ozlint, save: Save, date: str) -> None:
    """In the zone of the table: until then there is time left, and what is late is counted from there."""
    save("p.csv", f"Номер отправления;Схема;Статус;Дата отгрузки\n{LATE};FBS;Ожидает сборки;{date}\n")
    said = {
        "2026-11-13T09:00:00Z": "must ship by 2026-11-13: 12 h left",
        "2026-11-13T20:59:00Z": "must ship by 2026-11-13: 1 min left",
        "2026-11-13T21:00:01Z": "should have shipped by 2026-11-13, 0 min ago",
        "2026-11-15T09:00:00Z": "should have shipped by 2026-11-13, 1 d 12 h ago",
    }
    for now, text in said.items():
        assert text in ozlint("check", "p.csv", "--tz", "Europe/Moscow", "--at", now).out
