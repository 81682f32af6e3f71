"""Tables written as text, row by row, whole and damaged."""

import gzip
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozlint.model.text import Text
from ozlint.sources.content import Content, Spool
from ozlint.sources.delimited import CUT_OFF, MISPLACED, NOT_TEXT, UNCLOSED, Delimited
from ozlint.sources.dialect import Dialect
from ozlint.sources.table import Reading, Row, Torn


def content_of(data: bytes) -> Content:
    """Bytes as the content of an input."""
    return Content("orders.csv", Spool(io.BytesIO(data)))


def rows_of(
    data: str | bytes,
    width: int = 3,
    *,
    dialect: Dialect = Dialect(";"),  # noqa: B008 - frozen
    wanted: frozenset[int] | None = None,
) -> list[Row]:
    """The rows of a table."""
    table = Delimited(content_of(data.encode() if isinstance(data, str) else data), dialect)
    return list(table.rows(Reading(width, wanted) if width else None))


def cells_of(rows: list[Row]) -> list[list[str]]:
    """The cells of rows of which none is torn."""
    assert not [cells for _, cells in rows if isinstance(cells, Torn)]
    return [cells for _, cells in rows if isinstance(cells, list)]


HEAD = "n;s;t\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_plain_and_quoted_rows(end: str, mark: str) -> None:
    """Rows with quotes and without, with a BOM and without, with either end of line."""
    data = mark + end.join(['"n";"s";"t"', "1;a;b", '"2";"c;d";""', ""])
    assert rows_of(data) == [(1, ["n", "s", "t"]), (2, ["1", "a", "b"]), (3, ["2", "c;d", ""])]


def test_a_row_has_the_number_of_its_first_line() -> None:
    """Cells that go on in further lines are counted as an editor counts them; blank lines are no rows."""
    rows = rows_of(HEAD + '1;"a\nb\n\nc";d\n\n2;e;f\n')
    assert rows == [(1, ["n", "s", "t"]), (2, ["1", "a\nb\n\nc", "d"]), (7, ["2", "e", "f"])]


def test_rows_are_as_wide_as_the_head() -> None:
    """What is missing at the end of a row is empty, empty cells beyond the head are dropped."""
    assert cells_of(rows_of(HEAD + "1\n2;a;b;;\n3;a;b\n"))[1:] == [["1", "", ""], ["2", "a", "b"], ["3", "a", "b"]]


def test_without_a_head_rows_are_as_they_are() -> None:
    """Before the head is known, no row is too short or too long."""
    assert cells_of(rows_of('Отчёт\n\n"n";"s"\n1;2;3\n', 0)) == [["Отчёт"], ["n", "s"], ["1", "2", "3"]]


def test_shifted_values_are_told() -> None:
    """A row with more filled cells than the head has shifted, and costs itself alone."""
    _, torn, after = rows_of(HEAD + "1;box; large;b\n2;a;b\n")
    assert isinstance(torn[1], Torn)
    assert "4 cells under a head of 3" in torn[1].reason.en
    assert after == (3, ["2", "a", "b"])


@pytest.mark.parametrize("good", ["%d;a;b", '"%d";"a";"b"'], ids=["without quotes", "in quotes"])
@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        ('1;"a;b', UNCLOSED),
        ('"1";"a";"b', UNCLOSED),
        ('"1;a;b', UNCLOSED),
        ('"1";"a"x;"b";"c"', MISPLACED),
        ('1;"a"x;b;c', MISPLACED),
    ],
)
def test_a_misplaced_quote_costs_its_row_alone(damaged: str, reason: Text, good: str) -> None:
    """A quote that nothing closes, or that closes too early, loses no row after it."""
    rows = rows_of("\n".join([good % 1, damaged, *(good % number for number in range(3, 9)), ""]))
    assert rows.pop(1) == (2, Torn(reason, damaged))
    assert cells_of(rows) == [[str(number), "a", "b"] for number in (1, *range(3, 9))]


def test_quotes_that_are_not_doubled_are_read_as_they_stand() -> None:
    """A sloppy program's row is read, where only one reading gives the right number of cells."""
    assert cells_of(rows_of(HEAD + '"1";"Box "A"";"b"\n2;"Box" B;c\n'))[1:] == [
        ["1", 'Box "A"', "b"],
        ["2", '"Box" B', "c"],
    ]


@pytest.mark.parametrize("tail", ['"2";"a";"unfin', '"2";"a', '"2";"a";"several\nlines\nof it', '"2";"a"'])
def test_a_file_that_ends_in_a_row_is_cut_off(tail: str) -> None:
    """Ending inside of a quoted cell, or before the last cell of the row."""
    *rows, (number, torn) = rows_of('"n";"s";"t"\n"1";"a";"b"\n' + tail)
    assert cells_of(rows)[1:] == [["1", "a", "b"]]
    assert (number, torn) == (3, Torn(CUT_OFF, tail.partition("\n")[0], cut_off=True))


def test_a_cut_row_without_quotes_is_told() -> None:
    """A last line without an end that is shorter than the row before it; after another short row it may be whole."""
    assert rows_of(HEAD + "1;a;b\n2;a")[-1][1] == Torn(CUT_OFF, "2;a", cut_off=True)
    assert rows_of(HEAD + "1;a;b\n2;a\n")[-1] == (3, ["2", "a", ""])
    assert rows_of(HEAD + "1;a\n2;a")[-1] == (3, ["2", "a", ""])


def test_bytes_of_another_encoding_cost_their_row() -> None:
    """Rows pasted in from Windows-1251 are told if one of their wanted cells is spoilt, and read if none is."""
    data = HEAD.encode() + "1;да;нет\n".encode() + "2;да;x\n".encode("cp1251") + b"3;\xff;x\n4;a;b\n"
    rows = rows_of(data, wanted=frozenset({0, 2}))
    assert [cells[0] for cells in cells_of(rows)] == ["n", "1", "2", "3", "4"]
    rows = rows_of(data)
    assert [(number, cells.reason) for number, cells in rows if isinstance(cells, Torn)] == [
        (3, NOT_TEXT),
        (4, NOT_TEXT),
    ]
    assert rows[-1] == (5, ["4", "a", "b"])


def test_zero_bytes_and_odd_line_ends_are_characters() -> None:
    """What other readers split lines at, or stop at, is part of the cell."""
    odd = "a\0b\x0b\x1c\u2028\x85\rc"
    assert cells_of(rows_of(f"n;s;t\n1;{odd};z\n"))[1:] == [["1", odd, "z"]]


def test_an_archive_that_ends_too_early_is_cut_off() -> None:
    """What was sound is read, and the rest is told to be lost."""
    data = gzip.compress("".join(f"{number};a{number * 7919};b\n" for number in range(5000)).encode())
    content = Content("x.csv.gz", Spool(io.BytesIO(data[: len(data) // 2])), is_gzip=True)
    *rows, (number, torn) = Delimited(content, Dialect(";")).rows(Reading(3))
    assert len(rows) > 1000
    assert isinstance(torn, Torn)
    assert torn.cut_off
    assert number == rows[-1][0] + 1


def test_the_first_line_may_tell_excel_the_delimiter() -> None:
    """`sep=;` is no row, and lines keep their numbers."""
    assert rows_of("sep=;\n" + HEAD + "1;a;b\n", dialect=Dialect(";", tells=True))[-1] == (3, ["1", "a", "b"])


def test_old_mac_line_ends() -> None:
    """Lines that end with a bare carriage return."""
    rows = rows_of(HEAD.replace("\n", "\r") + '1;a;"b\rc"\r2;a;b', dialect=Dialect(";", old_mac=True))
    assert [cells for _, cells in rows[1:]] == [["1", "a", "b\nc"], ["2", "a", "b"]]


def test_huge_cells_and_rows_are_just_texts() -> None:
    """A cell of ten megabytes, one over many lines, and a million columns."""
    long = "x" * 10_000_000
    assert cells_of(rows_of(f'{HEAD}1;{long};b\n2;"{long}";c\n'))[1:] == [["1", long, "b"], ["2", long, "c"]]
    lines = "line\n" * 5000
    assert cells_of(rows_of(f'{HEAD}1;"{lines}";b\n'))[1:] == [["1", lines, "b"]]
    assert len(cells_of(rows_of(";".join("x" * 1_000_000) + "\n1;2\n", 1_000_000))[1]) == 1_000_000


def test_a_stray_quote_is_not_searched_for_again_and_again() -> None:
    """Many quotes that nothing closes cost time in proportion to the file."""
    begin = time.process_time()
    for line in ('"a;b;c\n', 'a;"b;c\n', 'a;b;"c\n', '"a"";b;c\n'):
        rows_of(HEAD + line * 30_000 + "1;a;b\n" * 30_000)
    assert time.process_time() - begin < 20


def test_a_quote_that_stands_alone_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    """After so many lines without a closing quote the one that opens is a slip; the rows after it are all there."""
    path = tmp_path / "long.csv"
    path.write_text(HEAD + '1;"a;b;c;d\n' + "2;a;b\n" * 50_000)
    rows = list(Delimited(Content("long.csv", path), Dialect(";")).rows(Reading(3)))
    assert len(rows) == 50_002
    assert rows[1][1] == Torn(UNCLOSED, '1;"a;b;c;d')


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\ufeff"), max_size=8)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6), st.sampled_from(";,\t|"))
def test_every_cell_comes_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    """Whatever stands in cells in quotes is read back, and nothing else."""
    text = "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    assert cells_of(rows_of(text, dialect=Dialect(delimiter))) == [list(row) for row in rows]


@given(st.binary(max_size=200), st.integers(0, 4), st.sampled_from(";,"))
def test_any_bytes_are_rows_or_torn(data: bytes, width: int, delimiter: str) -> None:
    """Nothing is raised, rows have the right width, and their numbers grow."""
    rows = rows_of(data, width, dialect=Dialect(delimiter))
    assert all(isinstance(cells, Torn) or not width or len(cells) == width for _, cells in rows)
    numbers = [number for number, _ in rows]
    assert numbers == sorted(set(numbers))


@given(st.integers(0, 5), st.data())
def test_a_flipped_character_costs_at_most_its_row(at: int, data: st.DataObject) -> None:
    """One character changed anywhere loses no other row than the one it is in, or the two around an end of line."""
    good = [[str(number), f"a{number}", 'b "c"'] for number in range(1, 7)]
    lines = [f'"{number}";"{text}";"b ""c"""\n' for number, text, _ in good]
    line = lines[at]
    place = data.draw(st.integers(0, len(line) - 1))
    lines[at] = line[:place] + data.draw(st.sampled_from('";\nx\0\r')) + line[place + 1 :]
    found = [row for _, row in rows_of("".join(lines))]
    spoilt = {at, at + 1} if place == len(line) - 1 else {at}
    assert all(row in found for number, row in enumerate(good) if number not in spoilt)


def test_the_reasons_differ() -> None:
    """Each kind of damage has words of its own."""
    assert len({reason.en for reason in (CUT_OFF, MISPLACED, NOT_TEXT, UNCLOSED)}) == 4


ODD = ["1;a;b", '"1";"a";"b"', '"1";"two\nlines";"b"', '"1;a;b', "1;a", ""]


@settings(max_examples=8)
@given(st.lists(st.sampled_from(ODD), min_size=1, max_size=3), st.sets(st.integers(2, 4000), min_size=1, max_size=5))
def test_some_rows_again_are_those_of_the_first_time(odd: list[str], wanted: set[int]) -> None:
    """Blocks of ordinary lines are passed over the second time, and no row is missed or gets another number."""
    plain = '"12345678-0001-1";"delivered";"some more"'
    lines = [plain] * 4000
    for at, line in enumerate(odd):
        lines[1300 * at + 500] = line
    table = Delimited(content_of("\n".join([HEAD.strip(), *lines, ""]).encode()), Dialect(";"))
    first = dict(table.rows(Reading(3)))
    again = dict(table.rows(Reading(3, only=wanted)))
    assert {row: again[row] for row in wanted & first.keys()} == {row: first[row] for row in wanted & first.keys()}
    assert len(again) < len(first)
