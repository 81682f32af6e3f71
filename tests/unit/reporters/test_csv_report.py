"""The findings as CSV: read back as they are, and opened by a spreadsheet without running anything."""

import csv
from io import StringIO
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.cost import Cost
from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.model.report import Report, RuleSummary, Summary
from ozlint.reporters.csv import SEPARATORS, csv_report
from ozlint.reporters.harmless import harmless
from ozlint.reporters.options import Options

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "  =1", "＝1+1", "\u3000=1", "-")


def write(report: Report) -> str:
    """Return the whole file."""
    return "".join(csv_report(report, Options()))


def read(report: Report) -> list[list[str]]:
    """Return the cells of a file, as a reader that knows the separator sees them."""
    text = write(report)
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=SEPARATORS[report.lang], strict=True))


def test_a_small_report(make: SimpleNamespace) -> None:
    """The bytes of a file: a BOM, every value in quotes, CRLF; in English a comma is the separator."""
    finding = make.finding("OZ101", "1-0001-1", 'status "delivering", no number', 17, account="shop")
    assert write(make.report(finding)) == (
        '\ufeff"posting_number","account","severity","rule","title","message","what to do","status","carrier",'
        '"warehouse","deadline (UTC)","cost, RUB","cost: why","file","line","fingerprint","state"\r\n'
        '"1-0001-1","shop","error","OZ101","A shipped posting has no tracking number",'
        '"status ""delivering"", no number","Enter the number the carrier gave.","delivering","cdek",'
        '"Main warehouse","2026-11-22 09:00","","no charge of Ozon\'s is known to follow from this",'
        f'"orders.json","17","{finding.fingerprint}","counted"\r\n'
    )


def test_russian_excel_gets_semicolons(make: SimpleNamespace) -> None:
    """In Russian the separator is a semicolon, and all words are Russian; the advice is one line."""
    cost = Cost(charge="surcharge", roubles=1500.5, basis="уже действует")
    finding = make.finding("OZ110", "1-0001-1", "необычный; очень", 3, facts={}, state="suppressed", cost=cost)
    head, row = read(make.report(finding, lang="ru"))
    assert head == [
        "отправление", "кабинет", "серьёзность", "правило", "что не так", "подробно", "что делать", "статус",
        "перевозчик", "склад", "срок (UTC)", "стоит, ₽", "почему столько", "файл", "строка", "отпечаток", "учёт",
    ]  # fmt: skip
    assert row == [
        "1-0001-1", "", "замечание", "OZ110", "Необычный трек-номер", "необычный; очень",
        "Сверьте его с этикеткой. Потом исправьте.", "", "", "", "", "1500,50",
        "уже действует", "orders.json", "3", finding.fingerprint, "подавлено",
    ]  # fmt: skip


def test_rows_come_gravest_first_and_those_set_aside_last(make: SimpleNamespace) -> None:
    """Whoever works from the top does the gravest first; nothing is left out."""
    report = make.report(
        make.finding("OZ101", "1", "m", 1, state="baselined"),
        make.finding("OZ110", "2", "m", 2),
        make.finding("OZ101", "3", "m", 3),
    )
    assert [(row[0], row[-1]) for row in read(report)[1:]] == [
        ("3", "counted"),
        ("2", "counted"),
        ("1", "known from the baseline"),
    ]


def test_what_is_not_known_is_empty(make: SimpleNamespace) -> None:
    """A finding about no posting, in no line, without facts has empty cells, not dashes or zeros."""
    bare = make.finding("OZ101", None, "m", 0, facts={"status": None}, place=Place("a.json", 0, 0, ""))
    row = read(make.report(bare))[1]
    assert [row[place] for place in (0, 1, 7, 8, 9, 10, 11, 14)] == [""] * 8


@pytest.mark.parametrize(
    ("deadline", "cell"),
    [
        ("2026-11-22T09:00:59Z", "2026-11-22 09:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("tomorrow", "tomorrow"),
        (7, "7"),
        (None, ""),
    ],
)
def test_a_deadline_is_a_date_that_a_spreadsheet_knows(deadline: object, cell: str, make: SimpleNamespace) -> None:
    """A moment is written in UTC as spreadsheets read it; what is none stays the text it was."""
    row = read(make.report(make.finding("OZ101", "1", "m", 1, facts={"deadline": deadline})))[1]
    assert row[10] == cell


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_text_is_never_a_formula(formula: str, make: SimpleNamespace) -> None:
    """A text that a spreadsheet would compute has an apostrophe in front, in every column that data can reach."""
    finding = make.finding(
        "OZ101",
        formula,
        formula,
        1,
        account=formula,
        facts=dict.fromkeys(("status", "carrier", "warehouse", "deadline"), formula),
        cost=Cost(charge="surcharge", roubles=None, basis=formula),
        place=Place(formula, 1, 1, ""),
    )
    row = read(make.report(finding))[1]
    for place in (0, 1, 5, 7, 8, 9, 10, 12, 13):
        assert row[place].lstrip().startswith("'")
        assert row[place].replace("'", "", 1).strip() == formula.strip()


ANY = st.text(st.sampled_from("=+-@,;\"'\r\n\t |aя1＝") | st.characters(), max_size=20)


@given(ANY, ANY, st.sampled_from(["en", "ru"]))
def test_what_is_read_back_is_what_people_see(message: str, path: str, lang: str) -> None:
    """Any text fills one cell of one row, is read back as it is shown, and begins no formula in any country."""
    finding = Finding(
        rule="OZ101", name="n", severity="error", posting_number="1", account=None, subject=Subject("posting", "1"),
        field=None, message=message, values={}, facts={}, place=Place(path, 3, 4, ""),
    )  # fmt: skip
    rule = RuleSummary(
        id="OZ101", name="n", title="t", help_uri=None, severity="error", profile="safety", params={}, sha256="",
        tags=(), why="", fix="",
    )  # fmt: skip
    report = Report(
        schema_version=1, version="", now="", exit_code=1, complete=True, lang=lang, inputs=(), rules=(rule,),  # type: ignore[arg-type]
        findings=(finding,), per_rule=(), not_evaluated=(),
        summary=Summary(**dict.fromkeys(Summary.__struct_fields__, 0)),
    )  # fmt: skip
    _, row = read(report)
    assert (row[5].replace("'", ""), row[13].replace("'", "")) == (
        harmless(message).replace("'", ""),
        harmless(path).replace("'", ""),
    )
    for delimiter in ",;":
        for cells in csv.reader(StringIO(write(report)[1:], newline=""), delimiter=delimiter):
            assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]
