"""From the text of a cell to a value of a posting, as the decoder of JSON would have given it.

An empty cell is an empty value. A cell that holds an error of the spreadsheet (#N/A) says nothing: it is unknown. A
text that is no date is passed on, since the language takes it for unknown; a day that no calendar has is a fault, and
so is a text that is no number.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import UNSET, UnsetType

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.reasons import TOO_LARGE, no_day, unreadable
from ozlint.sources.time_text import iso_text

ODD = "=#\\"
"""What a text begins with that may not be what it says: a formula, an error, a null."""

_ERRORS = frozenset({
    "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!",
    "#Н/Д", "#ЗНАЧ!", "#ССЫЛКА!", "#ДЕЛ/0!", "#ИМЯ?", "#ЧИСЛО!", "#ПУСТО!", "#ПЕРЕНОС!",
})  # fmt: skip
"""What spreadsheets show in place of a value that they cannot work out, in English and in Russian."""
UNKNOWN = "#N/A"
"""A cell that says nothing, whatever its column is for."""
_NULL = "\\N"
"""How databases write that there is nothing, where that is not an empty text."""
_NULLS = frozenset({_NULL.casefold(), "null", "none", "nan", "nat", "<na>", "-", "—", "–"})
"""Texts that stand for nothing where something else than a text belongs."""
_FLAGS = {
    "true": True, "1": True, "да": True, "истина": True, "yes": True, "t": True, "y": True,
    "false": False, "0": False, "нет": False, "ложь": False, "no": False, "f": False, "n": False,
}  # fmt: skip

_TEXT_FORMULA = pattern(r'="([^"]*)"')
_NOT_OF_NUMBERS = pattern(r"[\s'_]|руб\.?|р\.|rub|rur|cny|usd|eur|[₽$€¥%]", re.IGNORECASE)
_NUMBER = pattern(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_BETWEEN = pattern(r"[;,|\s]+")
_DAY = pattern(r"\d{4}-\d{2}-\d{2}(?:T|$)", re.ASCII)
_NO_YEAR = "0000"
"""How databases write that there is no date."""
_LAST_SURE = "29"
"""Days before this one are in every month."""
_BRACKETS = " []{}()"

Unread = UnsetType | None
"""What a cell gives that holds no value: unknown, or empty."""


class CellFault(Exception):  # noqa: N818 - it is the fault of one row, not an error of the run
    """A cell whose text is no value of its column's kind."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def text_cell(cell: str) -> str | Unread:
    """Return a text as it is written; Excel's way to keep a number as text (`="0012"`) is taken off."""
    if not cell or cell == _NULL:
        return None
    if cell[0] == "#":
        return UNSET if cell.strip().upper() in _ERRORS else cell
    if cell[0] == "=" and (formula := _TEXT_FORMULA.fullmatch(cell)):
        return formula[1] or None
    return cell


def tidy_cell(cell: str) -> str | Unread:
    """Return a text that names something, without the blanks around it and the apostrophe that keeps it a text."""
    text = text_cell(cell.strip())
    return text.strip().removeprefix("'") or None if isinstance(text, str) else text


def filled_cell(cell: str) -> str | Unread:
    """Return the text of a cell that holds something else than a text; what stands for nothing is empty."""
    text = tidy_cell(cell)
    return None if isinstance(text, str) and text.casefold() in _NULLS else text


def time_cell(cell: str) -> str | Unread:
    """Return a time as ISO 8601 text, with a zone where one is written; a date alone stays one."""
    if cell[-1:] == "Z" and cell[4:5] == "-" and cell[10:11] == "T" and cell[8:10] < _LAST_SURE:
        return cell
    text = filled_cell(cell)
    if not isinstance(text, str):
        return text
    written = iso_text(text)
    if _DAY.match(written) and not written.startswith(_NO_YEAR) and not _is_day(written[: len("2026-11-22")]):
        raise CellFault(no_day(text))
    return written


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def id_cell(cell: str) -> str | Unread:
    """Return an identifier: 1700000001.0 is one, and what a spreadsheet has shortened to 8,0E+13 stays as it is."""
    text = filled_cell(cell)
    return text.removesuffix(".0") if isinstance(text, str) and text[:-2].isdigit() else text


def number_cell(cell: str) -> int | float | Unread:
    """Return a number: decimal comma or point, blanks between thousands, a currency or % beside it."""
    text = filled_cell(cell)
    if not isinstance(text, str):
        return text
    plain = _NOT_OF_NUMBERS.sub("", text)
    if "," in plain:
        # 1,390.00 is how Americans write it; a lone comma is the decimal one.
        plain = plain.replace(",", "" if plain.rfind(",") < plain.rfind(".") else ".")
    if not _NUMBER.fullmatch(plain):
        raise CellFault(unreadable("number", text))
    number = float(plain)
    if not math.isfinite(number):
        raise CellFault(TOO_LARGE)
    return int(plain) if plain.lstrip("+-").isdigit() and number.is_integer() else number


def money_cell(cell: str) -> str | int | float | Unread:
    """Return a price: a plain number as it is written, any other without what makes it look nice."""
    return cell if _NUMBER.fullmatch(cell) else number_cell(cell)


def bool_cell(cell: str) -> bool | Unread:
    """Return a flag: да/нет, true/false, 1/0 and the like."""
    text = filled_cell(cell)
    if not isinstance(text, str):
        return text
    if text.casefold() not in _FLAGS:
        raise CellFault(unreadable("bool", text))
    return _FLAGS[text.casefold()]


def list_cell(cell: str) -> list[str] | Unread:
    """Return a list: texts parted by commas, semicolons, bars or blanks, in brackets and quotes or without."""
    text = filled_cell(cell)
    if not isinstance(text, str):
        return text
    parts = (part.strip("\"'") for part in _BETWEEN.split(text.strip(_BRACKETS)))
    return [part for part in parts if part]


def lists_cell(cell: str) -> dict[str, list[Any] | None] | Unread:
    """Return lists by name, written as JSON; anything else is unknown."""
    text = filled_cell(cell)
    if not isinstance(text, str):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return UNSET
    is_lists = isinstance(found, dict) and all(value is None or isinstance(value, list) for value in found.values())
    return found if is_lists else UNSET


READERS: Mapping[str, Callable[[str], Any]] = {
    "text": text_cell,
    "enum": tidy_cell,
    "time": time_cell,
    "id": id_cell,
    "number": number_cell,
    "bool": bool_cell,
    "money": money_cell,
    "list_text": list_cell,
    "list_enum": list_cell,
    "list_id": list_cell,
    "lists": lists_cell,
}
"""What reads the cells of a column, by the type of its field."""
