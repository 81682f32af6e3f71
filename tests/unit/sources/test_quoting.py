"""Lines of delimited text, split into cells."""

import csv
import io
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.sources.quoting import Misplaced, Unclosed, cells_of, literal_cells, quoted_cells, undouble


def split(*lines: str, delimiter: str = ";") -> list[str]:
    """The cells of a row that begins with the first line."""
    return quoted_cells(lines[0], iter(lines[1:]), delimiter)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a;b;c", ["a", "b", "c"]),
        ('"a";"b"', ["a", "b"]),
        ('"a;b";c', ["a;b", "c"]),
        ('a;"b ""c"" d";', ["a", 'b "c" d', ""]),
        ('""', [""]),
        ('"";""', ["", ""]),
        ('""""', ['"']),
        ('"a"";""b"', ['a";"b']),
        (';"";', ["", "", ""]),
        ('12" pipe;5', ['12" pipe', "5"]),
        ("", [""]),
    ],
)
def test_cells(line: str, cells: list[str]) -> None:
    """Quotes around a cell, doubled quotes in it, and quotes that are only characters."""
    assert split(line) == cells
    assert cells_of(line, ";") == cells


def test_a_cell_goes_on_in_further_lines() -> None:
    """What stands between quotes may hold ends of line, blank lines among them, and further lines are left alone."""
    lines = iter(["two", "", 'three ""four"";";c', "next"])
    assert quoted_cells('a;"one', lines, ";") == ["a", 'one\ntwo\n\nthree "four";', "c"]
    assert list(lines) == ["next"]


@pytest.mark.parametrize("line", ['"a', 'a;"b', '"a""', '"'])
def test_an_unclosed_quote_is_told(line: str) -> None:
    """Where no quote closes a cell before the lines end."""
    with pytest.raises(Unclosed):
        split(line, "more")
    assert cells_of(line, ";") is None


@pytest.mark.parametrize("line", ['"a"b;c', '"a" ;c', 'a;"b"c"'])
def test_a_misplaced_quote_is_told(line: str) -> None:
    """Where something stands between the closing quote and the next delimiter."""
    with pytest.raises(Misplaced):
        split(line)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"A "small" box";"12"', ['A "small" box', "12"]),
        ('"1";"Товар "А";2"', None),
        ('"A" box;12', ['"A" box', "12"]),
        ('"A"" box";12', ['A" box', "12"]),
        ('"a;b;c', None),
    ],
)
def test_quotes_that_are_not_doubled(line: str, cells: list[str] | None) -> None:
    """Taken as they stand, where that gives exactly as many cells as there are columns."""
    assert literal_cells(line, ";", 2) == cells


@pytest.mark.parametrize(
    ("line", "cells"),
    [('"a ""b"""', ['a "b"']), ('"a"";""b"', None), ('"";";""', None), ('"a"b"', None), ('"";""', ["", ""])],
)
def test_undoubled_cells(line: str, cells: list[str] | None) -> None:
    """Cells split between two quotes are right if all quotes left in them are doubled ones."""
    parts = line[1:-1].split('";"')
    assert (parts if undouble(parts) else None) == cells


QUOTING: list[Literal[0, 1]] = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL]
texts = st.text(st.sampled_from('ab;,\t|"\n é'), max_size=6)


@given(st.lists(texts, min_size=1, max_size=5), st.sampled_from(";,\t|"), st.sampled_from(QUOTING))
def test_whatever_is_written_is_read(cells: list[str], delimiter: str, quoting: Literal[0, 1]) -> None:
    """Rows written with quotes where needed, or everywhere, are read back, the same as Python's csv reads them."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerow(cells)
    lines = written.getvalue().removesuffix("\n").split("\n")
    assert split(*lines, delimiter=delimiter) == cells


@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(";,"))
def test_a_line_split_between_quotes_is_split_rightly_or_not_at_all(cells: list[str], delimiter: str) -> None:
    """The short way through a line in quotes never gives other cells than the long one."""
    line = delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells).replace("\n", " ")
    parts = line[1:-1].split(f'"{delimiter}"')
    if undouble(parts):
        assert parts == split(line, delimiter=delimiter)
