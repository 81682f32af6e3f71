"""The columns of a table of events, by the names that people and programs give them."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from ozlint.carriers.words import words
from ozlint.model.table import table_rows

COLUMNS = ("tracking_number", "posting_number", "carrier", "code", "text", "phase", "is_return", "date", "time")
"""What is read of an event, in this order."""
NUMBERS = ("tracking_number", "posting_number")
SAYING = ("code", "text", "phase")
"""Columns that say what happened."""
_ONLY_OF_POSTINGS = "only_of_postings"
"""Stands in the table for columns that only postings have."""
_OF_POSTINGS = "of_postings"
"""Stands there for columns that postings have, and a seller's own table of events may have."""
_MARKS = 2
"""Such columns from which on a table is one of postings all the same."""


class EventColumns(msgspec.Struct, frozen=True):
    """Where the columns of a table are found."""

    places: Mapping[str, tuple[int, ...]]
    """The places of each known column, from 0; several names may mean the same column."""
    width: int
    """How many columns there are."""

    @property
    def is_of_events(self) -> bool:
        """Whether the table tells of parcels what happened to them."""
        return not self.is_of_postings and not self.missing

    @property
    def is_of_postings(self) -> bool:
        """Whether these are the columns of postings."""
        return _ONLY_OF_POSTINGS in self.places or len(self.places.get(_OF_POSTINGS, ())) >= _MARKS

    @property
    def missing(self) -> tuple[tuple[str, ...], ...]:
        """What a table of events needs and this one lacks: one of each group of columns."""
        return tuple(group for group in (NUMBERS, SAYING) if not any(name in self.places for name in group))


@cache
def _names() -> dict[str, str]:
    return {words(name): column for name, column, _ in table_rows("sources/tracking/event_columns.tsv")}


@lru_cache(maxsize=4096)
def event_column(name: str) -> str | None:
    """Return the column that a name means, however it is written; None for a name nobody knows."""
    return _names().get(words(name))


def event_columns(names: Sequence[str]) -> EventColumns:
    """Return where the columns of events stand among columns of these names."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if column := event_column(name):
            places.setdefault(column, []).append(place)
    return EventColumns({column: tuple(found) for column, found in places.items()}, len(names))


@cache
def named_columns() -> tuple[str, ...]:
    """Return all names of columns that are known, as they are usually written."""
    return tuple(name for name, column, _ in table_rows("sources/tracking/event_columns.tsv") if column in COLUMNS)
