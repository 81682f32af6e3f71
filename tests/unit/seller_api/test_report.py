"""Ozon's own report: made, waited for, loaded from where it is safe, and sifted."""

import csv
from io import BytesIO
from pathlib import Path

import pytest

from fake_ozon.clients import DAY, WEEK, Connect
from fake_ozon.clock import NOW, FastClock
from fake_ozon.ozon import API_KEY, FakeOzon
from fake_ozon.schema import SCHEMA
from fake_ozon.shipment import PERSONAL
from ozlint.errors import SourceError, UsageError
from ozlint.seller_api.answers import AnswerFault
from ozlint.seller_api.manifest import read_manifest
from ozlint.seller_api.problem import ApiProblem
from ozlint.seller_api.query import Query
from ozlint.seller_api.report import fetch_report, report_windows
from ozlint.seller_api.report_table import sift
from ozlint.seller_api.window import LONGEST_REPORT, window_of

QUERY = Query(window=WEEK, task="report", account="main")
CREATE, STATE = "/v1/report/postings/create", "/v1/report/info"
HEAD = ["Номер заказа", "Номер отправления", "Статус", "Имя покупателя", "Ваша цена", "Код валюты товара", "Артикул"]
EXPORTS = SCHEMA.parent / "exports"


def table(*rows: list[str], head: list[str] = HEAD) -> bytes:
    """Return a table as Ozon writes it."""
    lines = [";".join(f'"{cell}"' for cell in row) for row in (head, *rows)]
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def row(number: str) -> list[str]:
    """Return a row of a posting."""
    return [number[:-2], number, "Доставляется", PERSONAL[0], "100.00", "RUB", 'Чай; ""Липа""']


def sifted(content: bytes) -> tuple[list[list[str]], int]:
    """Return the rows that are kept of a table, and how many postings it has."""
    into = BytesIO()
    count = sift(BytesIO(content), into)
    text = into.getvalue().decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";")), count


@pytest.fixture
def reporting(ozon: FakeOzon) -> FakeOzon:
    """An Ozon with a report of two postings, one of which has two products."""
    ozon.report = table(row("1-0001-1"), row("1-0001-1"), row("2-0001-1"))
    return ozon


def failing(connected: Connect, file: Path, query: Query = QUERY) -> ApiProblem:
    """Return the problem that a report ends with; nothing is left of it."""
    with pytest.raises(ApiProblem) as failed:
        fetch_report(connected(), file, query)
    assert not list(file.parent.iterdir())
    return failed.value


def test_a_report_is_fetched(reporting: FakeOzon, connected: Connect, file: Path, fast: FastClock) -> None:
    """Made once, asked for until it is there, loaded without the key; beside it lies its manifest."""
    reporting.report_polls = 4
    manifest = fetch_report(connected(), file, QUERY)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 4
    assert manifest.postings == {"fbs": 2}
    assert manifest.requests == {CREATE: 1, STATE: 5, "file": 1}
    assert (manifest.complete, manifest.query, manifest.taken_at) == (True, QUERY, "2026-11-22T09:00:00Z")
    assert read_manifest(file) == manifest
    assert fast.elapsed() == pytest.approx(2 + 3 + 4.5 + 6.75, abs=0.1)
    assert API_KEY not in str(reporting.calls[-1].headers)
    assert {path.name for path in file.parent.iterdir()} == {file.name, f"{file.name}.manifest.json"}


def test_a_report_is_asked_for_by_one_scheme_in_small_letters(
    reporting: FakeOzon, connected: Connect, file: Path
) -> None:
    """Ozon refuses capitals and several schemes; nothing about the buyer is asked for."""
    fetch_report(connected(), file, Query(window=WEEK, task="report", schemes=("fbo",), warehouse_ids=(7,)))
    assert reporting.calls[0].json == {
        "filter": {
            "processed_at_from": WEEK.since,
            "processed_at_to": WEEK.to,
            "delivery_schema": ["fbo"],
            "warehouse_id": [7],
        },
        "language": "RU",
        "with": {"additional_data": False, "analytics_data": False, "customer_data": False, "jewelry_codes": False},
    }


def test_three_months_are_the_most(reporting: FakeOzon, connected: Connect, file: Path) -> None:
    """A longer window is refused here, and can be divided."""
    year = window_of(NOW - 365 * DAY, NOW)
    with pytest.raises(UsageError, match="three months"):
        fetch_report(connected(), file, Query(window=year, task="report"))
    windows = report_windows(year)
    assert len(windows) == 5
    assert max(window.seconds for window in windows) <= LONGEST_REPORT
    assert report_windows(WEEK) == (WEEK,)
    assert not reporting.calls


def test_a_report_that_ozon_cannot_make_is_told(reporting: FakeOzon, connected: Connect, file: Path) -> None:
    """In Ozon's words."""
    reporting.report_status = "failed"
    told = failing(connected, file)
    assert told.kind == "report_empty"
    assert "“no data”" in told.text.en
    assert "leave out --via report" in told.text.en


def test_a_report_that_is_never_ready_is_given_up(
    reporting: FakeOzon, connected: Connect, file: Path, fast: FastClock
) -> None:
    """After half an hour."""
    reporting.report_polls = 10**6
    assert failing(connected, file).kind == "timeout"
    assert 1800 <= fast.elapsed() < 1830


@pytest.mark.parametrize("address", ["http://example.com/1.csv", "file:///etc/passwd", "ftp://files/1.csv"])
def test_a_report_is_loaded_only_from_where_it_is_safe(
    reporting: FakeOzon, connected: Connect, file: Path, address: str
) -> None:
    """https, or the very host that was given."""
    reporting.report_address = address
    assert failing(connected, file).kind == "report_address"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>Sign in</html>", "web page"),
        (b'{"code":5}', "not JSON"),
        (b"", "the file is empty"),
        (b"a;b;c\n1;2;3\n", "no table"),
        ("Номер отправления;Статус\n".encode("cp1251"), "UTF-8"),
        (table(row("1-0001-1")) + b'"' + b"x" * 200_000, "damaged"),
        (b'"' + b"x" * 200_000, "damaged"),
    ],
)
def test_a_file_that_is_no_report_is_told(
    ozon: FakeOzon, connected: Connect, file: Path, content: bytes, said: str
) -> None:
    """Nothing of it is kept."""
    ozon.report = content
    told = failing(connected, file)
    assert told.kind == "unreadable"
    if said != "not JSON":
        assert said in told.text.en


def test_a_broken_download_is_tried_again(reporting: FakeOzon, connected: Connect, file: Path) -> None:
    """From its beginning."""
    reporting.faults.extend(["", "", "", "cut", "502"])
    assert fetch_report(connected(), file, QUERY).postings == {"fbs": 2}
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 4


def test_a_place_that_cannot_be_written_is_told(reporting: FakeOzon, connected: Connect, tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(SourceError, match="cannot be written"):
        fetch_report(connected(), tmp_path / "missing" / "a.csv", QUERY)


def test_an_older_report_stays_until_the_new_one_is_whole(reporting: FakeOzon, connected: Connect, file: Path) -> None:
    """A failure costs nothing that was there."""
    manifest = fetch_report(connected(), file, QUERY)
    reporting.report_polls, reporting.report = 0, b"<html>"
    with pytest.raises(ApiProblem):
        fetch_report(connected(), file, QUERY)
    assert read_manifest(file) == manifest


def test_only_known_columns_are_kept() -> None:
    """Neither people nor money; values keep their quotes and separators."""
    rows, count = sifted(table(row("1-0001-1")))
    assert rows == [
        ["Номер заказа", "Номер отправления", "Статус", "Артикул"],
        ["1-0001", "1-0001-1", "Доставляется", 'Чай; "Липа"'],
    ]
    assert count == 1


def test_columns_are_known_by_name_though_ozon_varies_it() -> None:
    """Case, blanks and ё change from year to year."""
    head = ["НОМЕР  отправления", "объёмный вес товаров, кг", "Телефон получателя"]
    rows, _ = sifted(table(["1-0001-1", "1.2", PERSONAL[1]], head=head))
    assert rows == [["Номер отправления", "Объемный вес товаров, кг"], ["1-0001-1", "1.2"]]


def test_a_short_row_is_filled_and_an_empty_one_left_out() -> None:
    """Some rows end early."""
    rows, count = sifted(table(["1-0001", "1-0001-1"]) + b"\n;;\n")
    assert rows[1:] == [["1-0001", "1-0001-1", "", ""], ["", "", "", ""]]
    assert count == 1


def test_an_empty_report_has_no_postings() -> None:
    """A head alone is a report."""
    assert sifted(table()) == ([["Номер заказа", "Номер отправления", "Статус", "Артикул"]], 0)


def test_the_files_stay_open() -> None:
    """Whoever sifts goes on with them."""
    source, into = BytesIO(table(row("1-0001-1"))), BytesIO()
    sift(source, into)
    assert not source.closed
    assert not into.closed
    with pytest.raises(AnswerFault):
        sift(BytesIO(b"x"), into)
    assert not into.closed


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the collected tables are not at hand")
def test_collected_tables_of_all_years_are_sifted() -> None:
    """Each keeps number and status, and no price, discount, name or town."""
    files = sorted(EXPORTS.glob("header_*.csv"))
    assert files
    for path in files:
        rows, _ = sifted(path.read_bytes())
        assert {"Номер отправления", "Статус"} <= set(rows[0]), path.name
        hidden = ("цена", "стоимость", "скидка", "оплачено", "сумма", "валют", "покупател", "город", "регион")
        assert not [name for name in rows[0] if any(part in name.casefold() for part in hidden)], path.name
