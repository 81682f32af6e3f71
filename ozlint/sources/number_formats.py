"""Which number formats of a workbook show dates, and which of those show hours."""

import re
from collections.abc import Mapping

from ozlint.sources.xml_text import attributes

_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""Texts and colours, locales and conditions in brackets; [h] is none of them."""
_DAYS = re.compile(r"[ydгд]", re.IGNORECASE)
_HOURS = re.compile(r"[hsчс]", re.IGNORECASE)
_BUILT_IN = {14: False, 15: False, 16: False, 17: False, 22: True}
"""Formats of dates that every workbook has -> whether they show hours."""


def date_styles(styles: bytes) -> Mapping[bytes, bool]:
    """Return the styles of cells that show a date, by what a cell says of its style -> whether they show hours."""
    codes = {
        found[b"numFmtId"]: is_date_format(found.get(b"formatCode", b"").decode("utf-8", "replace"))
        for found in map(attributes, _FORMAT.findall(styles))
        if b"numFmtId" in found
    }
    formats = _CELL_FORMATS.search(styles)
    shown: dict[bytes, bool] = {}
    for place, found in enumerate(map(attributes, _CELL_FORMAT.findall(formats[0] if formats else b""))):
        number = found.get(b"numFmtId", b"0")
        has_hours = codes[number] if number in codes else _BUILT_IN.get(int(number) if number.isdigit() else 0)
        if has_hours is not None:
            shown[b"%d" % place] = has_hours
    return shown


def is_date_format(code: str) -> bool | None:
    """Return whether a format of dates shows hours; None for one that shows no date."""
    bare = _LITERAL.sub("", code.partition(";")[0])
    return bool(_HOURS.search(bare)) if _DAYS.search(bare) else None
