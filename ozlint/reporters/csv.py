"""The findings as CSV that Excel opens with a double click, in Russian and in English."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from ozlint.model.pattern import pattern
from ozlint.model.report import Report
from ozlint.model.text import Lang, decimal
from ozlint.reporters.options import Options
from ozlint.reporters.sheet import COLUMNS, FORMULA, Cell, notes, rows

_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the alphabet of the country."""
SEPARATORS: dict[Lang, str] = {"en": ",", "ru": ";"}
"""What Excel of a language takes for a separator; the comma is in Russian numbers."""
_FORMULA = pattern(rf"(?:^|[,;])\s*(?=[{re.escape(FORMULA)}])")


def csv_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - the file has one look
    """Write a head and a row a finding: UTF-8 with a BOM, CRLF, every value in quotes (RFC 4180).

    The separator is the one of Excel in the language of the report: a semicolon in Russian, else a comma. What would be
    a formula gets an apostrophe in front, also behind a separator inside of a text: in a country with another one a new
    cell begins there.

    The last rows are no findings: they say which rules were not judged, and on how much, and have no severity.
    """
    yield _BOM + _line((column.head.say(report.lang) for column in COLUMNS), report.lang)
    for row in chain(rows(report), notes(report)):
        yield _line(row, report.lang)


def _line(cells: Iterable[Cell], lang: Lang) -> str:
    return SEPARATORS[lang].join(_quoted(cell, lang) for cell in cells) + "\r\n"


def _quoted(cell: Cell, lang: Lang) -> str:
    match cell:
        case datetime():
            text = cell.isoformat(" ", "minutes")
        case float():
            text = decimal(f"{cell:.2f}", lang)
        case _:
            text = _FORMULA.sub(_with_apostrophe, str(cell))
    return '"' + text.replace('"', '""') + '"'


def _with_apostrophe(match: re.Match[str]) -> str:
    return f"{match[0]}'"
