"""The findings as an Excel workbook, for those who work them down: filters, colours, and a sheet about the run.

XlsxWriter writes it: BSD licence, no dependencies, and a row once written needs no memory. It comes with the extra
`ozlint[xlsx]`.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

from ozlint.model.finding import Severity
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import SEVERITY_WORD, numeral
from ozlint.reporters.sheet import COLUMNS, Column, is_formula, moment_of, rows
from ozlint.reporters.text_ending import ending

MOST_ROWS = 1_048_576
"""Rows of a sheet, as Excel has them."""
_CHUNK = 1 << 16
_FINDINGS = Text("Findings", "Находки")
_RUN = Text("Run", "Запуск")
_LEFT_OUT = Text(
    "{number} findings have no room in this sheet; --format csv has them all",
    "Для {number} находок не хватило строк; в --format csv есть все",
)
_NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - files of a workbook have no zone
"""When a workbook was made whose report does not say: else it would be the clock's."""
_COLOURS: dict[Severity, dict[str, str]] = {
    "error": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "warning": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "info": {"bg_color": "#DDEBF7", "font_color": "#1F4E78"},
}
"""What Excel itself calls bad, neutral and a note."""
_RUN_WIDTH = 140

_Part = Any
"""A workbook, a sheet or a format of the library, which says nothing of its types."""


def xlsx_report(report: Report, options: Options) -> Iterator[bytes]:
    """Write a workbook: a sheet with a row a finding, the head frozen and filtered, and one with the verdict.

    No cell is ever a formula or a link. `now` is the only time, so equal reports are equal files. Rows wait in
    temporary files, which are gone afterwards; raises OSError where there is no room for them.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    file = BytesIO()
    with TemporaryDirectory(prefix="ozlint-") as folder:
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"title": "ozlint", "created": moment_of(report.now) or _NO_DATE})
        _write_findings(book, report)
        _write_run(book, report, options)
        try:
            book.close()
        except FileCreateError as error:
            # What the library has open is closed with its frames: now, while the file is still there.
            raise error.args[0].with_traceback(None) from None
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _write_findings(book: _Part, report: Report) -> None:
    formats = _Formats(book, report)
    sheet = book.add_worksheet(_FINDINGS.say(report.lang))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head.say(report.lang), formats.head)
    last = 0
    for last, row in enumerate(rows(report), start=1):
        if last == MOST_ROWS - 1 and len(report.findings) > last:
            number = numeral(len(report.findings) - last + 1, report.lang)
            sheet.write_string(last, 0, _LEFT_OUT.say(report.lang).format(number=number))
            break
        for place, (column, cell) in enumerate(zip(COLUMNS, row, strict=True)):
            match cell:
                case datetime():
                    sheet.write_datetime(last, place, cell, formats.moment)
                case int() | float():
                    sheet.write_number(last, place, cell, formats.of(column, ""))
                case "":
                    pass
                case _:
                    sheet.write_string(last, place, cell, formats.of(column, cell))
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def _write_run(book: _Part, report: Report, options: Options) -> None:
    """Write what the text report ends with: what was read, judged and left open, and the verdict."""
    sheet = book.add_worksheet(_RUN.say(report.lang))
    folded = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _RUN_WIDTH)
    pen = Pen(Options(lang=report.lang, verbose=options.verbose))
    lines = [f"ozlint {report.version} · {report.now}", *(line.rstrip("\n") for line in ending(report, pen))]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, folded)


class _Formats:
    """How cells look, each look made once."""

    def __init__(self, book: _Part, report: Report) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#EDEDED", "bottom": 1, **top})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", **top})
        self._severities = {
            SEVERITY_WORD[severity].say(report.lang): book.add_format({**colours, **top})
            for severity, colours in _COLOURS.items()
        }
        # Marked as text, a cell stays text when somebody opens it for writing and presses Enter.
        self._values, self._prose = (
            {quoted: book.add_format({"text_wrap": folded, "quote_prefix": quoted, **top}) for quoted in (False, True)}
            for folded in (False, True)
        )

    def of(self, column: Column, text: str) -> _Part:
        """Return the look of a text in a column."""
        match column.kind:
            case "severity":
                return self._severities[text]
            case "prose":
                return self._prose[is_formula(text)]
            case "value":
                return self._values[is_formula(text)]
