"""Tables of events: how they are written, where their head is, what is refused and why."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ozlint.model.times import iso_time, read_time
from ozlint.sources.tracking.opening import open_tracking
from tracked import track

ROW = "1106153417{0}СДЭК{0}Вручен{0}05.11.2026 14:05\n"
HEAD = "Трек-номер{0}Служба доставки{0}Статус{0}Дата\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_ways_to_write_a_table(delimiter: str, encoding: str) -> None:
    """Semicolons, commas and tabs, in the encodings that Excel saves."""
    tracked = track((HEAD + ROW).format(delimiter).encode(encoding))
    assert tracked.format == "csv: events"
    (event,) = tracked.events
    assert (event.tracking_number, event.carrier, event.phase, event.zoned) == (
        "1106153417",
        "cdek",
        "delivered",
        False,
    )
    assert tracked.lines == [(2, "")]


def test_quotes_and_what_stands_around() -> None:
    """Quoted cells, Excel's first line, titles above the head, blank rows and unknown columns do no harm."""
    tracked = track(
        "sep=;\nОтчёт за ноябрь;;;\n\n"
        '"Комментарий";"ТРЕК";"Перевозчик";"Последний статус"\n'
        '"звонил; просил ""позже""";"A1234567";"Boxberry";"Выдано"\n'
        ";;;\n"
        '"";"A1234568";"Boxberry";"Принято к доставке"\n'
    )
    assert [(event.tracking_number, event.phase) for event in tracked.events] == [
        ("A1234567", "delivered"),
        ("A1234568", "accepted"),
    ]
    assert [line for line, _ in tracked.lines] == [5, 7]
    assert "звонил" not in repr(tracked.items)


def test_rows_that_cannot_be_read() -> None:
    """Each costs itself, with its line, the field and the reason."""
    tracked = track(
        "Трек;Отправление;Код;Дата;ТК\n"
        ";;DELIVERED;2026-11-05;СДЭК\n"
        "A1;;DELIVERED;2026-11-05;СДЭК\n"
        ";1-0001-1;DELIVERED;позавчера;СДЭК\n"
        "8,0E+13;;DELIVERED;2026-11-05;СДЭК\n"
        "A2;;;2026-11-05;СДЭК\n"
        "A3;;DELIVERED;2026-11-05;СДЭК;ещё;и ещё\n"
        "A4\n"
    )
    assert [(event.tracking_number, event.posting_number, event.phase) for event in tracked.events] == [
        ("A1", None, "delivered"), (None, "1-0001-1", "unknown"), ("A2", None, "unknown"), ("A4", None, "unknown"),
    ]  # fmt: skip
    assert [(one.address, one.field) for one in tracked.spoiled] == [
        (2, "tracking_number"), (4, "time"), (5, "tracking_number"), (6, "code"), (7, ""), (8, "code"),
    ]  # fmt: skip
    assert [one.posting_number for one in tracked.spoiled][:2] == [None, "1-0001-1"]
    assert all(one.reason.en and one.reason.ru for one in tracked.spoiled)
    columns = {place.line: place.column for place in tracked.places}
    assert [columns[line] for line in (2, 4, 5, 6, 7, 8)] == [1, 4, 1, 3, 1, 3]


def test_what_has_not_come_yet() -> None:
    """What is a day and more after the carrier was asked is told, and nothing is sure of the parcel."""
    table = "Трек;Код;Дата;ТК\nA1;DELIVERED;2026-11-06 09:59;СДЭК\nA2;DELIVERED;2026-11-06 10:01;СДЭК\n"
    tracked = track(table, asked_at=read_time("2026-11-05T10:00:00Z")[0])
    assert [(event.tracking_number, event.phase) for event in tracked.events] == [
        ("A1", "delivered"),
        ("A2", "unknown"),
    ]
    assert tracked.faults == ["2026-11-06 10:01 has not come yet: are the day and the month the right way round?"]
    assert [(place.line, place.column) for place in tracked.places] == [(2, 1), (3, 3), (3, 3)]


def test_a_document_may_have_been_fetched_later() -> None:
    """What a document says of when the carrier was asked goes before what the run takes it to be."""
    order = {
        "fetched_at": "2026-11-20T10:00:00Z",
        "entity": {
            "cdek_number": "1106153417",
            "statuses": [{"code": "DELIVERED", "name": "Вручен", "date_time": "2026-11-12T11:05:00+0000"}],
        },
    }
    asked_at = read_time("2026-11-05T10:00:00Z")[0]
    assert track(order, asked_at=asked_at).phases == ["delivered"]
    del order["fetched_at"]
    assert track(order, asked_at=asked_at).phases == ["unknown"]


def test_a_parquet_file() -> None:
    """Its columns are those of a table, its rows count from 1."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "tracking_number": [1106153417, 1106153418],
        "carrier": ["СДЭК", "СДЭК"],
        "code": ["CREATED", "DELIVERED"],
        "time": [datetime(2026, 11, 5, 14, 5, tzinfo=UTC), None],
        "is_return": [False, True],
    }
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), stream)
    tracked = track(stream.getvalue())
    assert tracked.format == "parquet: events"
    assert [(event.tracking_number, event.phase) for event in tracked.events] == [
        ("1106153417", "registered"),
        ("1106153418", "returned"),
    ]
    assert iso_time(tracked.events[0].at) == "2026-11-05T14:05:00Z"
    assert tracked.lines == [(1, ""), (2, "")]


def test_rows_that_are_no_events() -> None:
    """Sums, blank rows and the head where it stands again are left out; a number of letters alone is an event's."""
    head, row = HEAD.format(";"), ROW.format(";")
    tracked = track(head + head + row + ";;;\n" + head + row + "ABCDEF;СДЭК;Вручен;\nИтого;;2;\n;Всего: 2;;\n")
    assert [event.tracking_number for event in tracked.events] == ["1106153417", "1106153417", "ABCDEF"]
    assert tracked.spoiled == []


def test_another_head() -> None:
    """Where the columns change their places, what follows is told and not taken for what it is not."""
    tracked = track(HEAD.format(";") + ROW.format(";") + "Дата;Статус;Трек-номер;ТК\n05.11.2026;Вручен;A1234567;СДЭК\n")
    assert len(tracked.events) == 1
    assert [(one.address, one.cut_off) for one in tracked.spoiled] == [(3, True)]
    assert "another head" in tracked.spoiled[0].reason.en


def test_a_table_that_is_cut_off() -> None:
    """A file that ends in the middle of a row says so."""
    tracked = track('Трек;Статус;ТК\nA1;Вручен;СДЭК\nA2;"Вру')
    assert len(tracked.events) == 1
    assert [one.cut_off for one in tracked.spoiled] == [True]


def test_several_columns_of_one_meaning() -> None:
    """The first that is filled in counts."""
    tracked = track("Трек;ШПИ;Статус;Событие\nA1;A2;Вручено;\n;A3;;В пути\n")
    assert [(event.tracking_number, event.phase) for event in tracked.events] == [
        ("A1", "delivered"),
        ("A3", "in_transit"),
    ]


def test_codes_and_names_together() -> None:
    """The code counts, and the carrier's words are kept for people."""
    (event,) = track("Трек;ТК;Код;Статус\nA1;СДЭК;ACCEPTED;Принят и зарегистрирован\n").events
    assert (event.phase, event.code, event.text) == ("registered", "ACCEPTED", "Принят и зарегистрирован")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("трек намбер;Статус;x\nA;b;c\n", "did you mean трек намбер → трек номер?"),
        ("Трек;Дата\nA1;2026-11-05\n", "without a column for code / text / phase; columns that are known: Трек, Дата"),
        ("11;Иванов;Вручен\n12;Петров;Вручен\n", "columns that are known: —"),
        ("Номер отправления;Принят в обработку;Дата отгрузки;Статус\n2;3;4;5\n", "these are postings of Ozon"),
        ("Номер отправления,Принят в обработку,Дата отгрузки,Статус\n2,3,4,5\n", "these are postings of Ozon"),
        ("просто текст\n", "this is not JSON"),
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_events(text: str, problem: str) -> None:
    """The message says what is missing and what may have been meant; data is never shown for names."""
    told = track(text).problem
    assert problem in told
    assert "Иванов" not in told


def test_binary_data_is_named() -> None:
    """Bytes of something else are no table, whatever is among them."""
    assert "binary" in track(bytes(range(256)) * 4).problem
    assert "PDF" in track(b"%PDF-1.7 ; ; ;").problem


def test_a_workbook(tmp_path: Path) -> None:
    """The first sheet with the columns of events is read, dates of its own included."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["заметки"])
    sheet = book.create_sheet("Трекинг")
    sheet.append(["Трек", "Статус", "Служба доставки", "Дата"])
    sheet.append(["1106153417", "Вручен", "СДЭК", datetime(2026, 11, 5, 14, 5)])  # noqa: DTZ001 - Excel has no zones
    sheet.append([1106153418, "Принят", "СДЭК", "05.11.2026"])
    book.save(tmp_path / "t.xlsx")
    tracked = track((tmp_path / "t.xlsx").read_bytes())
    assert tracked.format == 'xlsx: events (sheet "Трекинг")'
    assert [(event.tracking_number, event.phase, event.at) for event in tracked.events] == [
        ("1106153417", "delivered", 1793887500.0),
        ("1106153418", "registered", 1793836800.0),
    ]
    assert [line for line, _ in tracked.lines] == [2, 3]


def test_folders(tmp_path: Path) -> None:
    """A folder stands for its tables, documents and XML, in the order of their names; a bad one loses no other."""
    for name, text in {
        "10.csv": HEAD.format(";") + ROW.format(";"), "9.tsv": HEAD.format("\t") + ROW.format("\t"),
        "a/b.xml": "<html>", "c.json": '{"errors":[{"code":"x","message":"y"}]}', "d.txt": "x", "e.ndjson": "{}",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened = open_tracking(["."], stdin=io.BytesIO(), cwd=tmp_path)
    assert [file.path for file in opened.files] == ["9.tsv", "10.csv"]
    assert [problem.path for problem in opened.problems] == ["a/b.xml", "c.json", "e.ndjson"]
    stdin = io.BytesIO((HEAD + ROW).format(";").encode())
    opened = open_tracking(["-", "*.csv", "10.csv", "nowhere"], stdin=stdin, cwd=tmp_path)
    assert [file.path for file in opened.files] == ["-", "10.csv"]
    assert [problem.path for problem in opened.problems] == ["nowhere"]
    assert [len(list(file.read())) for file in opened.files] == [1, 1]
