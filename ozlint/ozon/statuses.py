"""Statuses and substatuses: which are known, which are misspelt, which belong together."""

from functools import cache

from ozlint.model.table import table_rows
from ozlint.ozon.values import known_values

CANCELLED = ("cancelled", "cancelled_from_split_pending")
"""The statuses of a posting that will not be sent any more."""


def known_status(value: str) -> bool:
    """Return whether Ozon is known to use this status."""
    return value in known_values("status")


def known_substatus(value: str) -> bool:
    """Return whether Ozon is known to use this substatus."""
    return value in known_values("substatus")


@cache
def _right_spellings() -> dict[str, str]:
    return {misspelt: right for misspelt, right, _, _ in table_rows("ozon/misspellings.tsv")}


def correct_spelling(value: str) -> str | None:
    """Return what a misspelt status or substatus should read, None where it is no known misspelling."""
    return _right_spellings().get(value)


def misspelt_status(value: str) -> bool:
    """Return whether this is a spelling that docs and scripts use for a status, and Ozon's answers do not."""
    return value in _right_spellings()


@cache
def _substatuses() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for status, substatus, _, _ in table_rows("ozon/substatuses.tsv"):
        found.setdefault(status, set()).add(substatus)
    return {status: frozenset(substatuses) for status, substatuses in found.items()}


def pairs_with(status: str, substatus: str) -> bool | None:
    """Return whether a substatus belongs to a status; None where one of the two says nothing about it.

    That is: a value that is not known, and a status (ship_in_process) whose substatuses nobody has written down.
    """
    substatuses = _substatuses().get(status)
    if substatuses is None:
        return None
    if substatus in substatuses:
        return True
    return False if known_substatus(substatus) else None
