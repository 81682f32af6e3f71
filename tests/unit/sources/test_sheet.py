"""Sheets of Excel workbooks, as other programs write them."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ozlint.sources.content import Content, Spool
from ozlint.sources.problem import SourceProblem
from ozlint.sources.sheet import Sheet
from ozlint.sources.table import Reading, Row
from ozlint.sources.workbook import Workbook

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
    workbook = Workbook(Content("orders.xlsx", Spool(io.BytesIO(data))))
    return [Sheet(workbook, name) for name in workbook.sheets]


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

    assert rows_of(made(write)) == [(3, ["", "head", "", ""]), (6, ["", "", "", "far"])]
    assert rows_of(made(write), Reading(3)) == [(3, ["", "head", ""]), (6, ["", "", ""])]


def test_kinds_of_cells() -> None:
    """Texts, numbers with all their digits, flags; of a formula what was kept with it; an error is an empty cell."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write_column(0, 0, ["01-A & <b>", 12345678901234, 990.5, 1, True, False, " x \n y "])
        sheet.write_formula(7, 0, "=1+1", None, 2)
        sheet.write_formula(8, 0, '=A1&"x"', None, "kept & text")
        sheet.write_formula(9, 0, "=1/0", None, "#DIV/0!")
        sheet.write_url(10, 0, "https://example.com", string="link")
        sheet.write_rich_string(11, 0, "bo", book.add_format({"bold": True}), "ld", " text")

    found = column_a(made(write))
    assert found[:7] == ["01-A & <b>", "12345678901234", "990.5", "1", "true", "false", " x \n y "]
    assert found[7:] == ["2", "kept & text", "link", "bold text"]


def test_cells_of_errors_are_empty() -> None:
    """The library does not tell an error from nothing; a text that reads like one is a text."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write_row(0, 0, ["a", "#N/A"])
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write_formula(1, 1, "=1+1", None, "")
        sheet.write(1, 2, "b")

    assert rows_of(made(write)) == [(1, ["a", "#N/A", ""]), (2, ["", "", "b"])]


def test_merged_cells_stand_once() -> None:
    """In the first row and column of those they cover."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.merge_range(0, 1, 1, 2, "wide")
        sheet.write(1, 0, "a")

    assert rows_of(made(write)) == [(1, ["", "wide"]), (2, ["a", ""])]


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["since 1900", "since 1904"])
def test_dates_are_told_by_their_format(options: dict[str, bool]) -> None:
    """A number in any other format is a number; a midnight is a date, whether the cell shows hours or not."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        shown = ["dd.mm.yyyy hh:mm", "yyyy-mm-dd", "[$-419]d mmmm yyyy;@", "dd.mm.yy h:mm:ss", "m/d/yy h:mm"]
        for row, code in enumerate(shown):
            sheet.write_datetime(row, 0, MOMENT, book.add_format({"num_format": code}))
        sheet.write_datetime(5, 0, MIDNIGHT, book.add_format({"num_format": "dd.mm.yyyy hh:mm"}))
        sheet.write_datetime(6, 0, MIDNIGHT, book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write(7, 0, 45000.5, book.add_format({"num_format": '#,##0.00 "руб."'}))
        sheet.write(8, 0, 0.5, book.add_format({"num_format": "hh:mm"}))
        sheet.write(9, 0, 0.5, book.add_format({"num_format": "[h]:mm"}))
        sheet.write(10, 0, "text", book.add_format({"num_format": "dd.mm.yyyy"}))

    found = column_a(made(write, **options))
    assert found[:5] == ["2026-11-22T09:30:15"] * 5
    assert found[5:] == ["2026-11-22", "2026-11-22", "45000.5", "0.5", "0.5", "text"]


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
    expected = [(1, ["a", "1", ""]), (4, ["", "", "z"]), (5, ["", "2", ""])]
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
    # Blanks at an end that XML does not tell to keep are left out, and so is a row without a text.
    assert rows_of(sheet_of(xml, shared=shared)) == [(1, ["a"]), (3, ["b c"]), (4, ["漢"]), (5, ["d\re <"])]


def test_sheets_in_order_hidden_ones_last() -> None:
    """A hidden sheet is not what people see first."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        hidden = book.add_worksheet("старое")
        book.add_worksheet("Заказы").activate()
        book.add_worksheet("итоги")
        hidden.hide()
        book.add_chartsheet("график")
    assert [sheet.name for sheet in sheets_of(file.getvalue())] == ["Заказы", "итоги", "старое"]
    assert sheets_of(file.getvalue())[0].place == ' (sheet "Заказы")'


def refused(data: bytes) -> str:
    """Why a workbook is refused, when it is opened or when its sheet is loaded."""
    with pytest.raises(SourceProblem) as problem:
        rows_of(data)
    assert problem.value.text.ru
    return problem.value.text.en


@pytest.mark.parametrize(
    "xml",
    [
        "<row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData></worksheet>",
        "<row r='1'><c r='A1' t='n'><v>x</v></c></row></sheetData></worksheet>",
        "<row r='0'><c r='A0'><v>1</v></c></row></sheetData></worksheet>",
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'>",
        "<row r='1'><c r='ZZZZZZZ1'><v>1</v></c></row></sheetData></worksheet>",
        "<row r='1'><c r='AB4294967295'><v>1</v></c></row></sheetData></worksheet>",
        "<row r='4294967295'><c><v>1</v></c></row></sheetData></worksheet>",
    ],
    ids=["no such text", "no number", "no such row", "cut off", "no such column", "far below", "row far below"],
)
def test_a_damaged_sheet_is_refused(xml: str) -> None:
    """As a whole: the library gives nothing of what came before the damage."""
    assert "damaged or cut off" in refused(sheet_of(f"{HEAD % ('', '')}<sheetData>{xml}"))


def test_an_empty_sheet_has_no_rows() -> None:
    """It is no damage."""
    assert rows_of(made(cells())) == []


def test_a_damaged_archive_is_refused() -> None:
    """Flipped bits in the packed sheet."""
    data = made(cells(*(f"{number * 7919}" for number in range(20_000))))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml")
    middle = info.header_offset + info.compress_size // 2
    assert "damaged or cut off" in refused(data[:middle] + b"\xff" * 8 + data[middle + 8 :])


@pytest.mark.parametrize(
    ("row", "column", "is_read"), [(1_048_575, 16_383, False), (1_048_575, 25, True), (9, 16_383, True)]
)
def test_two_cells_in_the_corners(row: int, column: int, is_read: bool) -> None:  # noqa: FBT001 - the answer is the fact
    """A sheet is loaded with all the empty cells between those that are filled, if there are not too many of them."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        sheet.write(0, 0, "a")
        sheet.write(row, column, "b")

    if is_read:
        (_, _), (number, last) = rows_of(made(write))
        assert isinstance(last, list)
        assert (number, len(last), last[-1]) == (row + 1, column + 1, "b")
    else:
        assert "too large" in refused(made(write))


def test_room_is_not_made_for_texts_that_are_not_there() -> None:
    """A number of shared texts that the file cannot hold is damage, and no memory is taken for them."""
    xml = f"{HEAD % ('', '')}<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>"
    shared = "<sst uniqueCount='{}'><si><t>a</t></si></sst>"
    assert column_a(sheet_of(xml, shared=shared.format(1))) == ["a"]
    assert "damaged" in refused(sheet_of(xml, shared=shared.format(1 << 40)))


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    """What a part unpacks to is measured, not believed."""
    data = bytearray(archive({**BOOK, "xl/worksheets/sheet1.xml": bytes(1 << 25)}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rfind(mark) + at
        data[place : place + 4] = (1000).to_bytes(4, "little")
    assert "hundreds of times larger" in refused(bytes(data))


def test_one_sheet_is_in_memory() -> None:
    """Sheets that are read in turns give what they hold."""
    one, other = (sheets_of(made(cells(*values)))[0] for values in ("ab", "cd"))
    turns = list(zip(one.rows(), other.rows(), strict=True))
    assert turns == [((1, ["a"]), (1, ["c"])), ((2, ["b"]), (2, ["d"]))]
    assert list(one.rows()) == [(1, ["a"]), (2, ["b"])]


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in parts.items():
            into.writestr(name, data)
    return file.getvalue()


BOOK = {"xl/workbook.xml": b"<workbook/>"}
NO_SHEETS = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'
REFUSED = {
    "another archive": (archive({"orders.csv": b"a;b"}), "no Excel workbook"),
    "OpenDocument": (archive({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "a binary workbook": (archive({"xl/workbook.bin": b""}), "binary workbook"),
    "a bomb": (archive({**BOOK, "xl/worksheets/sheet1.xml": bytes(1 << 25)}), "hundreds of times larger"),
    "a crowd": (archive({**BOOK, **{f"{number}": b"" for number in range(10_001)}}), "too large"),
    "nothing in it": (archive(BOOK), "damaged or cut off"),
    "no sheets": (zipped({"xl/workbook.xml": NO_SHEETS}), "no sheets"),
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
    assert "damaged" in refused(sheet_of(xml, shared=shared))
    assert "damaged" in refused(sheet_of(f"{HEAD % ('', '')}<sheetData><row r='1'><c r='A1'><v>{shared}"))


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff"), max_size=8)


@given(st.lists(st.lists(texts.filter(str.strip), min_size=2, max_size=3), min_size=1, max_size=4), st.booleans())
def test_texts_come_back(rows: list[list[str]], inline: bool) -> None:  # noqa: FBT001 - one of two ways to write
    """Every text is read as it was written, wanted columns alone or all of them."""

    def write(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - of xlsxwriter
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)

    data = made(write, constant_memory=inline)
    width = max(map(len, rows))
    assert [found for _, found in rows_of(data)] == [[*row, *[""] * (width - len(row))] for row in rows]
    assert [found[:2] for _, found in rows_of(data, Reading(2, frozenset({0, 1})))] == [row[:2] for row in rows]


@given(st.binary(max_size=400))
def test_any_xml_is_read(xml: bytes) -> None:
    """Whatever stands in a sheet is rows, or damage."""
    for start in (b"", b'<worksheet><sheetData><row r="1"><c r="A1">'):
        data = zipped({"xl/worksheets/sheet1.xml": start + xml + b"</c></row></sheetData></worksheet>"})
        with suppress(SourceProblem):
            assert all(number > 0 for number, _ in rows_of(data))
