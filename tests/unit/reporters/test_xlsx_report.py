"""The findings as a workbook: read back by another library, with the looks that people work with."""

from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest
from openpyxl import Workbook, load_workbook

from ozlint.model.cost import Cost
from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.reporters import xlsx
from ozlint.reporters.options import Options
from ozlint.reporters.sheet import COLUMNS
from ozlint.reporters.xlsx import xlsx_report


def write(report: Report, **options: Any) -> bytes:  # noqa: ANN401 - the options of a report
    """Return the file of a report."""
    return b"".join(xlsx_report(report, Options(**options)))


def read(report: Report, **options: Any) -> Workbook:  # noqa: ANN401 - as above
    """Return the workbook of a report, as another library reads it."""
    return load_workbook(BytesIO(write(report, **options)))


def values(report: Report) -> list[tuple[Any, ...]]:
    """Return the rows of the sheet with the findings."""
    return list(read(report).worksheets[0].iter_rows(values_only=True))


def test_a_small_report(make: SimpleNamespace) -> None:
    """A head and a row a finding; a deadline is a date, a line is a number."""
    cost = Cost(charge="surcharge", roubles=150.5, basis="it runs")
    finding = make.finding("OZ101", "1-0001-1", "no number", 17, account="shop", cost=cost)
    head, row = values(make.report(finding))
    assert head == tuple(column.head.en for column in COLUMNS)
    assert row == (
        "1-0001-1", "shop", "error", "OZ101", "A shipped posting has no tracking number", "no number",
        "Enter the number the carrier gave.", "delivering", "cdek", "Main warehouse", datetime(2026, 11, 22, 9, 0),  # noqa: DTZ001 - as the file has it
        150.5, "it runs", "orders.json", 17, finding.fingerprint, "counted",
    )  # fmt: skip


def test_a_workbook_speaks_russian(make: SimpleNamespace) -> None:
    """Sheets, heads and words are Russian in a Russian report."""
    book = read(make.report(make.finding("OZ302", "1", "просрочено", 1, state="suppressed"), lang="ru"))
    assert book.sheetnames == ["Находки", "Запуск"]
    head, row = book.worksheets[0].iter_rows(values_only=True)
    assert head == tuple(column.head.ru for column in COLUMNS)
    assert (row[2], row[4], row[-1]) == ("предупреждение", "Срок отгрузки прошёл", "подавлено")
    assert book.worksheets[1]["A3"].value == "  orders.json  json: /v3/posting/fbs/list · 3 отправления"


def test_the_head_is_frozen_and_filtered(two_postings: Report) -> None:
    """Scrolling keeps the head and the posting in sight, every column can be filtered, and has its width."""
    sheet = read(two_postings).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:Q4"
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABF"] == [21, 15, 57]
    assert sheet["F2"].alignment.wrap_text
    assert not sheet["A2"].alignment.wrap_text


def test_severities_have_colours(make: SimpleNamespace) -> None:
    """Error, warning and note differ at a glance, and only in their own column."""
    report = make.report(
        make.finding("OZ101", "error", "m", 1, facts={"status": "error"}),
        make.finding("OZ302", "2", "m", 2),
        make.finding("OZ110", "3", "m", 3),
    )
    sheet = read(report).worksheets[0]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("C2", "C3", "C4")] == ["FFFFC7CE", "FFFFEB9C", "FFDDEBF7"]
    assert {sheet[cell].fill.fill_type for cell in ("A2", "H2")} == {None}


def test_the_second_sheet_tells_of_the_run(make: SimpleNamespace) -> None:
    """What was read, why the job is not done and the verdict are in the file as well: it travels alone."""
    report = make.report(exit_code=3, complete=False, reasons=("=b.json: it is empty",))
    lines = [row[0] for row in read(report).worksheets[1].iter_rows(values_only=True)]
    assert lines == [
        "ozlint 0.1.0 · 2026-11-25T13:00:00Z",
        "Read",
        "  orders.json  json: /v3/posting/fbs/list · 3 postings",
        "No findings in what could be read: 3 postings, 45 rules",
        "The job is not done (exit code 3):",
        "  =b.json: it is empty",
    ]


HOSTILE = ("=1+1", "@SUM(A1)", "https://evil.test", "mailto:a@b.test", "_x001B_", "\x1b[2J\u202e", "<b>&", "7", "TRUE")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_only_text(text: str, make: SimpleNamespace) -> None:
    """No cell is a formula, a link, a number or a control character, whatever stands in the data."""
    finding = make.finding(
        "OZ101",
        text,
        text,
        1,
        account=text,
        facts=dict.fromkeys(("status", "carrier", "warehouse", "deadline"), text),
        cost=Cost(charge="surcharge", roubles=None, basis=text),
        place=Place(text, 1, 1, ""),
    )
    data = write(make.report(finding, reasons=(text,)))
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    # An escape of Excel's own, as openpyxl leaves it: Excel shows it as the text that it was.
    shown = {"\x1b[2J\u202e": r"\x1b[2J\u202e", "_x001B_": "_x005F_x001B_"}.get(text, text)
    for column in "ABFHIJKMN":
        assert (sheet[f"{column}2"].value, sheet[f"{column}2"].data_type) == (shown, "s")
    for name in ZipFile(BytesIO(data)).namelist():
        part = ZipFile(BytesIO(data)).read(name)
        assert b"<f>" not in part
        assert b"<hyperlink " not in part


@pytest.mark.parametrize(("text", "quoted"), [("=1+1", True), ("-1", True), ("1-0001-1", False)])
def test_what_would_be_a_formula_stays_text_when_it_is_edited(text: str, quoted: bool, make: SimpleNamespace) -> None:  # noqa: FBT001 - a parameter of a case
    """Such a cell is marked as text, so that Enter inside of it does not make a formula of it."""
    sheet = read(make.report(make.finding("OZ101", text, text, 1))).worksheets[0]
    assert [bool(sheet[cell].quotePrefix) for cell in ("A2", "F2")] == [quoted, quoted]


def test_the_same_report_is_the_same_file(two_postings: Report) -> None:
    """The only time in a workbook is that of the report, and none of the clock where the report has none."""
    assert write(two_postings) == write(two_postings)
    timeless = msgspec.structs.replace(two_postings, now="")
    assert read(timeless).properties.created == datetime(1980, 1, 1)  # noqa: DTZ001 - as the file has it
    assert read(two_postings).properties.created == datetime(2026, 11, 25, 13)  # noqa: DTZ001 - as above


def test_a_clean_run_is_a_head_alone(make: SimpleNamespace) -> None:
    """Without findings there is the head, and the second sheet says that nothing was found."""
    assert len(values(make.report())) == 1


def test_what_has_no_room_is_counted(make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet has a last row: the one that says how many findings it does not hold."""
    assert xlsx.MOST_ROWS == 2**20
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    findings = [make.finding("OZ101", str(i), "m", i) for i in range(5)]
    told = [row[0] for row in values(make.report(*findings))]
    assert told[1:] == ["0", "1", "3 findings have no room in this sheet; --format csv has them all"]
    assert [row[0] for row in values(make.report(*findings[:3]))][1:] == ["0", "1", "2"]


def test_a_disk_without_room_is_an_error_of_the_file(
    two_postings: Report,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,  # noqa: ANN401 - a path
) -> None:
    """Where the temporary files cannot be written, that is told as any file that cannot be."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(OSError, match="nowhere"):
        write(two_postings)
