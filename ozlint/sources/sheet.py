"""One sheet of an Excel workbook, row by row."""

from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from ozlint.sources.table import Reading, Rows
from ozlint.sources.workbook import Workbook, told_damage

_EXACT = float(1 << 53)
"""Whole numbers up to this are kept with all their digits."""
_DAY = timedelta(days=1)


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of an Excel workbook."""

    workbook: Workbook
    name: str

    @property
    def kind(self) -> str:
        """What it is called."""
        return "xlsx"

    @property
    def place(self) -> str:
        """The name of the sheet."""
        return f' (sheet "{self.name}")'

    def rows(self, reading: Reading | None = None) -> Rows:
        """Yield the rows that have cells, each with its number in the sheet; cells beside the table are left out.

        A merged cell stands in the first row and column of those it covers. Raises SourceProblem for a damaged sheet,
        of which nothing is read.
        """
        sheet = self.workbook.sheet(self.name)
        if sheet.start is None:
            return
        # The library leaves out the columns before the first that is used, and keeps the rows before the first.
        blank = [""] * sheet.start[1]
        reading = reading or Reading(len(blank) + sheet.width)
        width = reading.width
        missing = [""] * (width - len(blank) - sheet.width)
        only = reading.only
        with told_damage(self.workbook.path):
            for number, values in enumerate(sheet.iter_rows(), 1):
                if only is not None and number not in only:
                    continue
                cells = [value if value.__class__ is str else _text(value) for value in values]
                if any(cells):
                    yield number, [*blank, *cells, *missing][:width]


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell may hold
    """Return a value as tables of text write it; a time of day and a span are so many days, as the sheet holds them."""
    match value:
        case bool():
            text = str(value).lower()
        case float() if value.is_integer() and abs(value) < _EXACT:
            text = str(int(value))
        case datetime() | date():
            text = value.isoformat()
        case time():
            text = _text(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))
        case timedelta():
            text = _text(value / _DAY)
        case _:
            text = str(value)
    return text
