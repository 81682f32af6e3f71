"""What a cell says of the status: a code of the API, or words of the cabinet; both may stand in one column."""

from msgspec import UNSET, UnsetType

from ozlint.model.pattern import pattern
from ozlint.ozon.status_labels import meaning_of
from ozlint.ozon.statuses import correct_spelling, known_status
from ozlint.sources.cell import filled_cell

Told = tuple[str | UnsetType | None, str | UnsetType | None]
"""A status and a substatus, each UNSET where the cell does not tell it."""

_CODE = pattern(r"[a-z][a-z0-9_]*")


def read_status(cell: str, *, is_code: bool) -> Told:
    """Return what a cell tells in a column of codes, or in one of words.

    Known words mean their status in either. Others are passed on as written where they look like a code or stand among
    codes; where words stand they leave the status unknown.
    """
    text = filled_cell(cell)
    if not isinstance(text, str):
        return text, UNSET
    looks_like_code = _CODE.fullmatch(text) is not None
    if known_status(text) or (looks_like_code and correct_spelling(text)):
        return text, UNSET
    if meaning := meaning_of(text):
        return meaning.status or UNSET, meaning.substatus or UNSET
    if known_status(text.casefold()):
        return text.casefold(), UNSET
    return (text if is_code or looks_like_code else UNSET), UNSET


class StatusMemo(dict[str, Told]):
    """What cells tell of the status, each different one worked out once."""

    _MOST = 10_000

    def __init__(self, *, is_code: bool) -> None:
        super().__init__()
        self._is_code = is_code

    def __missing__(self, cell: str) -> Told:
        if len(self) >= self._MOST:
            self.clear()  # no statuses, then: what differs in every row is not worth keeping
        told = self[cell] = read_status(cell, is_code=self._is_code)
        return told
