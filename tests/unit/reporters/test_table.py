"""The table of formats: what holds for each of them."""

import pytest

from ozlint.model.report import Report
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS, BinaryFormat, TextFormat

TEXTS = {name: written for name, written in FORMATS.items() if isinstance(written, TextFormat)}


def test_the_default_format_is_the_text() -> None:
    """A run that asks for nothing gets the text; the others are asked for by name."""
    assert next(iter(FORMATS)) == "text"


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_whole_lines_in_pieces(name: str, two_postings: Report) -> None:
    """Whatever the format, a text ends with a newline and comes in more than one piece."""
    chunks = list(TEXTS[name].write(two_postings, Options()))
    assert len(chunks) > 1
    assert chunks[-1].endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_written_the_same_way(name: str, two_postings: Report) -> None:
    """Nothing but the report shows in what is written: no clock, no order of chance."""
    write = FORMATS[name].write
    assert list(write(two_postings, Options())) == list(write(two_postings, Options()))


def test_only_the_workbook_is_no_text() -> None:
    """One format needs a file, and a package that comes with the extra of its name."""
    binary = {name: written.package for name, written in FORMATS.items() if isinstance(written, BinaryFormat)}
    assert binary == {"xlsx": "xlsxwriter"}
