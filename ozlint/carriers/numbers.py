"""Tracking numbers: tidying them, and what their shape says."""

import re
from functools import cache

import msgspec

from ozlint.carriers.check_digits import valid_russian_post_14, valid_s10
from ozlint.model.pattern import pattern
from ozlint.model.table import table_rows

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_VISIBLE = str.maketrans(dict.fromkeys(_INVISIBLE))
_LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX", _INVISIBLE)
"""Cyrillic capitals that look like Latin ones, to those; characters nobody sees, to nothing."""

_SPREADSHEET_FLOAT = pattern(r"[0-9]{1,3}(?:[.,][0-9]+E[+-]?|E\+)[0-9]+|[0-9]{5,}[.,]0+")
"""8,0E+13 of a spreadsheet, and 80123456789012.0 of what reads one."""
_ADDRESS = pattern(r"[a-z][a-z0-9+.-]*://|www\.|[a-z0-9.-]+\.[a-z]{2,}/", re.IGNORECASE)

_DIGITS_OF_RUSSIAN_POST = 14
_CHECKS = {"russian_post_14": valid_russian_post_14, "s10": valid_s10}
_NOT_NAMED = "-"
"""How the table writes that no carrier is named."""


class Shape(msgspec.Struct, frozen=True):
    """One shape that a carrier's tracking numbers have."""

    pattern: re.Pattern[str]
    kind: str
    """strict: they all have one of these; sample: those seen have; check: only the check digit is of use."""
    check: str
    """Which check digit it has, none where it has none."""


def tidy_number(text: str) -> str:
    """Return a tracking number in capitals, without white space and with Latin letters for their Cyrillic doubles.

    Dashes stay: posting numbers are tracking numbers too, and have them.
    """
    if text.isascii():  # no letter is another's double, and none goes unseen
        return text.upper() if text.isalnum() else "".join(text.upper().split())
    return "".join(text.upper().translate(_LATIN).split())


def untidy_number(text: str) -> bool:
    """Return whether a number needs tidying, was spoilt by a spreadsheet, or is a web address."""
    if text.isdecimal() and text.isascii():
        return False
    tidied = tidy_number(text)
    may_be_address = "." in tidied or "/" in tidied
    return tidied != text or spoilt_number(tidied) or (may_be_address and _ADDRESS.match(tidied) is not None)


def spoilt_number(text: str) -> bool:
    """Return whether a number is what a spreadsheet made of one: 8,0E+13, 80123456789012.0."""
    return _SPREADSHEET_FLOAT.fullmatch(tidy_number(text)) is not None


_LONGEST_PLACEHOLDER = 10
"""Characters: 1234567890. What is longer can only be one character over and over; a test holds the table to it."""


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(text for text, _, _ in table_rows("carriers/placeholders.tsv"))


def placeholder_number(text: str) -> bool:
    """Return whether a text stands where a tracking number should be and is none: -, нет, n/a, 00000, 123456."""
    is_bare = text.isalnum() or (text.isascii() and text == text.strip())
    if len(text) > _LONGEST_PLACEHOLDER and is_bare and text.count(text[0]) != len(text):
        return False
    word = text.translate(_VISIBLE).strip().casefold()
    return word in _placeholders() or (word != "" and word == word[0] * len(word))


def number_key(number: str | None) -> str | None:
    """Return what joins a tracking number to the same number written another way; None for what names no parcel.

    A stand-in (-, нет) is no key: it would join parcels that have nothing to do with each other.
    """
    if number is None or placeholder_number(number):
        return None
    return tidy_number(number) or None


@cache
def _shapes() -> dict[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    for carrier, shape, kind, check, *_ in table_rows("carriers/numbers.tsv"):
        found.setdefault(carrier, []).append(Shape(pattern(shape), kind, check))
    return found


def _has_shape(carrier: str, number: str, kind: str) -> bool | None:
    patterns = [shape.pattern for shape in _shapes().get(carrier, ()) if shape.kind == kind]
    if not patterns:
        return None
    tidied = tidy_number(number)
    return any(pattern.fullmatch(tidied) for pattern in patterns)


def fits_carrier(carrier: str, number: str) -> bool | None:
    """Return whether a number has a shape its carrier always uses; None for carriers without such a rule."""
    return _has_shape(carrier, number, "strict")


def usual_number(carrier: str, number: str) -> bool | None:
    """Return whether a number looks like the samples seen of its carrier; None for carriers without samples."""
    return _has_shape(carrier, number, "sample")


def has_check_digit(carrier: str | None, number: str) -> bool | None:
    """Return whether a number is one whose check digit is judged.

    None for fourteen digits where the carrier is not known (None): they may be a number of Почта России.
    """
    tidied = tidy_number(number)
    if carrier is None and len(tidied) == _DIGITS_OF_RUSSIAN_POST and tidied.isdecimal():
        return None
    shapes = _shapes().get(carrier or _NOT_NAMED, ())
    return any(shape.check in _CHECKS and shape.pattern.fullmatch(tidied) for shape in shapes)


def check_digit_ok(carrier: str, number: str) -> bool | None:
    """Return whether the check digit is right; None for shapes that have none and carriers that are not judged.

    The carrier is "" where none is named. Fourteen digits are judged for Почта России alone (DPD has them too),
    S10 for the posts and where no carrier is named.
    """
    tidied = tidy_number(number)
    for shape in _shapes().get(carrier or _NOT_NAMED, ()):
        if shape.check in _CHECKS and shape.pattern.fullmatch(tidied):
            return _CHECKS[shape.check](tidied)
    return None
