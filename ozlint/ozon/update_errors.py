"""The errors that Ozon answers updates with: codes, and words where it has no code; with what they mean."""

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from ozlint.model.pattern import pattern
from ozlint.model.table import table_rows
from ozlint.model.text import Text

_CODE = pattern(r"[A-Z]{2,}(?:_[A-Z0-9]+)*", re.ASCII)
_LONGEST = 64
"""Characters of a code."""


class UpdateError(msgspec.Struct, frozen=True):
    """One error that is known."""

    error: str
    """The code, or a part of the words, in small letters, by which they are known."""
    is_code: bool
    meaning: Text
    evidence: str
    source: str


@cache
def update_errors() -> Mapping[str, UpdateError]:
    """Return the known errors, in the order of the table."""
    return {
        error: UpdateError(error, is_code == "yes", Text(en, ru), evidence, source)
        for error, is_code, en, ru, evidence, source in table_rows("ozon/update_errors.tsv")
    }


def error_in(words: str) -> str:
    """Return the error that Ozon's words tell: a code in them, or words that are known; empty for others.

    Words that are not known may hold anything, so nothing of them is kept.
    """
    text = words.strip()
    if len(text) <= _LONGEST and _CODE.fullmatch(text):
        return text
    folded = text.casefold()
    return next((error for error in update_errors() if error.casefold() in folded), "")
