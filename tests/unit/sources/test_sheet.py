"""Sheets of Excel workbooks, as other programs write them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ozlint.sources.content import Content, Spool
from ozlint.sources.number_formats import is_date_format
from ozlint.sources.problem import SourceProblem
from ozlint.sources.sheet import Sheet, letters_of
from ozlint.sources.table import Reading, Row, Torn
from ozlint.sources.workbook import Workbook
from ozlint.sources.xml_text import plain_text

MOMENT = datetime(2026, 11, 22, 9, 30, 15)  # noqa: DTZ001 - a workbook knows no zones
MIDNIGHT = datetime(2026, 11, 22)  # noqa: DTZ001 - as above

Write = Callable[[Any, Any], None]
"""(workbook of xlsxwriter, its sheet) -> writes cells."""


def made(write: Write, **options: object) -> bytes:
    """A workbook that xlsxwriter writes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(options)) as book:
        write(book, book.add_worksheet("Заказы"))
    return file.getvalue()


def sheets_of(data: bytes) -> list[Sheet]:
    """The sheets of a workbook."""
    content = Content("orders.xlsx", Spool(io.BytesIO(data)))
    with content.open() as stream:
        return [Sheet(content, sheet) for sheet in Workbook(content.path, stream).sheets()]


def rows_of(data: bytes, reading: Reading | None = None) -> list[Row]:
    """The rows of the first sheet."""
    return list(sheets_of(data)[0].rows(reading))


def cells(*values: Any) -> Write:  # noqa: ANN401 - whatever xlsxwriter takes
    """Write values below each other in column A."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write_column(0, 0, values)

    return write


def column_a(data: bytes) -> list[str]:
    """The cells of column A."""
    return [found[0] for _, found in rows_of(data) if isinstance(found, list)]


def zipped(parts: dict[str, str | bytes], *, like: bytes | None = None) -> bytes:
    """A workbook with some of its parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
        with zipfile.ZipFile(io.BytesIO(like or made(cells("x")))) as source:
            for name in source.namelist():
                into.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(into.namelist()):
            into.writestr(name, parts[name])
    return file.getvalue()


def sheet_of(xml: str, **parts: str | bytes) -> bytes:
    """A workbook whose sheet is this XML; `shared` is the XML of its shared texts."""
    named = {"xl/sharedStrings.xml": parts["shared"]} if "shared" in parts else {}
    return zipped({"xl/worksheets/sheet1.xml": xml, **named})


def test_rows_have_the_numbers_of_the_sheet() -> None:
    """Cells stand where they stand in the sheet; rows without cells are none."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write(2, 1, "head")
        sheet.write(5, 3, "far")

    assert rows_of(made(write)) == [(3, ["", "head"]), (6, ["", "", "", "far"])]
    assert rows_of(made(write), Reading(3)) == [(3, ["", "head", ""]), (6, ["", "", ""])]


def test_kinds_of_cells() -> None:
    """Texts, numbers with all their digits, flags; of a formula what was kept with it, an error as it is shown."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write_column(0, 0, ["01-A & <b>", 12345678901234, 990.5, 1, True, False, " x \n y "])
        sheet.write_formula(7, 0, "=1+1", None, 2)
        sheet.write_formula(8, 0, '=A1&"x"', None, "kept & text")
        sheet.write_formula(9, 0, "=1/0", None, "#DIV/0!")
        sheet.write_url(10, 0, "https://example.com", string="link")
        sheet.write_rich_string(11, 0, "bo", book.add_format({"bold": True}), "ld", " text")

    found = column_a(made(write))
    assert found[:7] == ["01-A & <b>", "12345678901234", "990.5", "1", "true", "false", " x \n y "]
    assert found[7:] == ["2", "kept & text", "#DIV/0!", "link", "bold text"]


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["since 1900", "since 1904"])
def test_dates_are_told_by_their_format(options: dict[str, bool]) -> None:
    """With hours or without, as the cell shows it; a number in a format that shows no date is a number."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        shown = ["dd.mm.yyyy hh:mm", "yyyy-mm-dd", "[$-419]d mmmm yyyy;@", "dd.mm.yy h:mm:ss", "m/d/yy h:mm"]
        for row, code in enumerate(shown):
            sheet.write_datetime(row, 0, MOMENT, book.add_format({"num_format": code}))
        sheet.write_datetime(5, 0, MIDNIGHT, book.add_format({"num_format": "dd.mm.yyyy hh:mm"}))
        sheet.write_datetime(6, 0, MIDNIGHT, book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write(7, 0, 45000.5, book.add_format({"num_format": '#,##0.00 "руб."'}))
        sheet.write(8, 0, 0.5, book.add_format({"num_format": "hh:mm"}))
        sheet.write(9, 0, "text", book.add_format({"num_format": "dd.mm.yyyy"}))

    found = column_a(made(write, **options))
    assert found[:5] == ["2026-11-22T09:30:15"] * 5
    assert found[5:] == ["2026-11-22T00:00:00", "2026-11-22", "45000.5", "0.5", "text"]


@pytest.mark.parametrize(
    ("code", "has_hours"),
    [
        ("General", None),
        ("0.00E+00", None),
        ("[Red]0;[Blue]-0", None),
        ('0" дней"', None),
        ("[h]:mm", None),
        ("mm:ss", None),
        ("@", None),
        ("dd/mm/yyyy", False),
        ("[$-F800]dddd, mmmm dd, yyyy", False),
        ("yyyy\\-mm\\-dd\\ hh:mm", True),
        ("ДД.ММ.ГГГГ", False),
    ],
)
def test_formats_of_dates(code: str, has_hours: bool | None) -> None:  # noqa: FBT001 - the answer is the fact
    """Which formats show a date, and which of those show hours."""
    assert is_date_format(code) is has_hours


def test_openpyxl_and_inline_texts() -> None:
    """Workbooks of another program, and of one that keeps texts inside of the cells."""
    book = openpyxl.Workbook()
    book.active.append(["Номер", "Дата", None, 5, date(2026, 11, 22), MOMENT, True])
    file = io.BytesIO()
    book.save(file)
    assert rows_of(file.getvalue()) == [(1, ["Номер", "Дата", "", "5", "2026-11-22", "2026-11-22T09:30:15", "true"])]
    assert column_a(made(cells("a", "b & c"), constant_memory=True)) == ["a", "b & c"]


HEAD = '<?xml version="1.0"?><%sworksheet xmlns%s="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_other_ways_to_write_the_xml(prefix: str) -> None:
    """A prefix, single quotes, other orders of attributes, cells and rows that do not say where they are."""
    xml = (
        HEAD % (prefix, ":x" if prefix else "") + "<P:sheetData>"
        "<P:row><P:c t='inlineStr'><P:is><P:t>a</P:t></P:is></P:c><P:c><P:v>1</P:v></P:c></P:row>"
        '<P:row r="2"/><P:row spans="1:3" r = "4" ><P:c t="str" r="C4" s="0"><P:f>A1</P:f><P:v>z</P:v></P:c></P:row>'
        "<P:row><P:c r='B5'><P:v>2</P:v></P:c><P:c/></P:row></P:sheetData></P:worksheet>"
    ).replace("P:", prefix)
    expected = [(1, ["a", "1"]), (4, ["", "", "z"]), (5, ["", "2", ""])]
    assert rows_of(sheet_of(xml)) == expected
    wanted = rows_of(sheet_of(xml), Reading(3, frozenset({0, 1}), 1))
    assert wanted == [(1, ["a", "1", ""]), (4, ["", "", "z"]), (5, ["", "2", ""])]


def test_shared_texts_in_parts() -> None:
    """Texts in several fonts are joined, readings left out, an empty one is counted, odd characters are read."""
    shared = (
        "<sst><si><t>a</t></si><si/><si><r><t>b</t></r><r><t xml:space='preserve'> c</t></r></si>"
        "<si><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></si><si><t>d_x000D_e &lt;&#10;</t></si></sst>"
    )
    rows = "".join(f'<row r="{at + 1}"><c r="A{at + 1}" t="s"><v>{at}</v></c></row>' for at in range(5))
    xml = f"{HEAD % ('', '')}<sheetData>{rows}</sheetData></worksheet>"
    assert column_a(sheet_of(xml, shared=shared)) == ["a", "", "b c", "漢", "d\re <\n"]


def test_half_a_character_is_none() -> None:
    """Half of a pair that Excel wrote is no text that could be printed."""
    assert plain_text(b"a_xD83D_b").encode() == "a\ufffdb".encode()


def test_sheets_in_order_hidden_ones_last() -> None:
    """A hidden sheet is not what people see first."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        hidden = book.add_worksheet("старое")
        book.add_worksheet("Заказы").activate()
        book.add_worksheet("итоги")
        hidden.hide()
        book.add_chartsheet("график")
    assert [sheet.sheet.name for sheet in sheets_of(file.getvalue())] == ["Заказы", "итоги", "старое"]
    assert sheets_of(file.getvalue())[0].place == ' (sheet "Заказы")'


@pytest.mark.parametrize(
    "xml",
    [
        "<row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData></worksheet>",
        "<row r='1'><c r='A1' t='s'><v>x</v></c></row></sheetData></worksheet>",
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'>",
    ],
    ids=["no such text", "no number", "cut off"],
)
def test_a_damaged_sheet_is_cut_off(xml: str) -> None:
    """What comes after the damage is not known; what came before is read."""
    *_, (_, torn) = rows_of(sheet_of(f"{HEAD % ('', '')}<sheetData>{xml}"))
    assert isinstance(torn, Torn)
    assert torn.cut_off


def test_a_damaged_archive_is_cut_off() -> None:
    """Flipped bits in the packed sheet."""
    data = made(cells(*(f"{number * 7919}" for number in range(20_000))))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml")
    middle = info.header_offset + info.compress_size // 2
    found = rows_of(data[:middle] + b"\xff" * 8 + data[middle + 8 :])
    assert len(found) > 100
    assert isinstance(found[-1][1], Torn)


def test_a_sparse_sheet_is_no_trouble() -> None:
    """The first and the very last cell of a sheet, which others make billions of cells of."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write(0, 0, "a")
        sheet.write(1048575, 16383, "b")

    (_, first), (number, last) = rows_of(made(write))
    assert (first, number, len(last)) == (["a"], 1048576, 16384)


def test_cells_beyond_any_sheet_are_left_out() -> None:
    """A column that no sheet can have costs no memory."""
    xml = f'{HEAD % ("", "")}<sheetData><row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'
    assert sum(len(found) for _, found in rows_of(sheet_of(xml)) if isinstance(found, list)) <= 1 << 15


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in parts.items():
            into.writestr(name, data)
    return file.getvalue()


BOOK = {"xl/workbook.xml": b"<workbook/>"}
REFUSED = {
    "another archive": (archive({"orders.csv": b"a;b"}), "no Excel workbook"),
    "OpenDocument": (archive({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "a binary workbook": (archive({"xl/workbook.bin": b""}), "binary workbook"),
    "a bomb": (archive({**BOOK, "xl/worksheets/sheet1.xml": bytes(1 << 25)}), "hundreds of times larger"),
    "a crowd": (archive({**BOOK, **{f"{number}": b"" for number in range(10_001)}}), "too large"),
    "no sheets": (archive(BOOK), "no sheets"),
    "half of one": (made(cells(*range(1000)))[:-100], "damaged or cut off"),
    "nothing but the mark": (b"PK\x03\x04", "damaged or cut off"),
}


@pytest.mark.parametrize(("data", "en"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_workbook_is_refused(data: bytes, en: str) -> None:
    """By its name, and before anything is unpacked that is too large."""
    with pytest.raises(SourceProblem, match=en) as refused:
        sheets_of(data)
    assert refused.value.text.ru


def test_a_part_with_a_password_is_refused() -> None:
    """Encryption of the zip archive itself."""
    data = bytearray(archive({**BOOK, "xl/a.xml": b"x"}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceProblem, match="password"):
        sheets_of(bytes(data))


def test_a_text_without_end_is_given_up() -> None:
    """A shared text, and a row, that go on for ever."""
    shared = "<sst><si><t>" + "".join(f"{number:08}" for number in range(3_000_000))
    xml = f"{HEAD % ('', '')}<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>"
    assert isinstance(rows_of(sheet_of(xml, shared=shared))[0][1], Torn)
    endless = f"{HEAD % ('', '')}<sheetData><row r='1'><c r='A1'><v>{shared}"
    assert isinstance(rows_of(sheet_of(endless))[0][1], Torn)


def test_a_sheet_is_read_in_constant_memory(tmp_path: Path) -> None:
    """Fifty thousand rows take no more than a few pieces of the sheet."""
    import tracemalloc

    path = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(50_000):
            sheet.write_row(row, 0, [f"{row}", "text", row])
    content = Content("large.xlsx", path)
    with content.open() as stream:
        (part,) = Workbook("large.xlsx", stream).sheets()
    tracemalloc.start()
    count = sum(1 for _ in Sheet(content, part).rows(Reading(3, frozenset({0, 1}))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 50_000
    assert peak < 8_000_000


def test_columns_go_by_letters() -> None:
    """As spreadsheets call them."""
    assert [letters_of(place) for place in (0, 25, 26, 28, 701, 702, 16383)] == [
        b"A", b"Z", b"AA", b"AC", b"ZZ", b"AAA", b"XFD",
    ]  # fmt: skip


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff"), max_size=8)


@given(st.lists(st.lists(texts.filter(str.strip), min_size=2, max_size=3), min_size=1, max_size=4), st.booleans())
def test_texts_come_back(rows: list[list[str]], inline: bool) -> None:  # noqa: FBT001 - one of two ways to write
    """Every text is read as it was written, wanted columns alone or all of them."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)

    data = made(write, constant_memory=inline)
    assert [found for _, found in rows_of(data)] == rows
    assert [found[:2] for _, found in rows_of(data, Reading(2, frozenset({0, 1})))] == [row[:2] for row in rows]


@given(st.binary(max_size=400))
def test_any_xml_is_read(xml: bytes) -> None:
    """Whatever stands in a sheet is rows, or damage."""
    for start in (b"", b'<worksheet><sheetData><row r="1"><c r="A1">'):
        data = zipped({"xl/worksheets/sheet1.xml": start + xml + b"</c></row></sheetData></worksheet>"})
        for reading in (None, Reading(2, frozenset({0}))):
            assert all(number >= 0 for number, _ in rows_of(data, reading))
