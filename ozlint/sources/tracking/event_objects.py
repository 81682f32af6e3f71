"""Events that a program wrote as JSON objects, each by itself: their members are the columns of a table."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from ozlint.carriers.members import text
from ozlint.model.pattern import pattern
from ozlint.sources.demand import FAULTS
from ozlint.sources.tracking.event_columns import COLUMNS, EventColumns, event_column, event_columns

_Text = str | None
_Number = str | int | None
_Other = str | int | float | bool | None
_TEXTS = 7
"""Columns before date and time: what stands in them is text, whatever its type."""
_TEXT_COLUMNS = frozenset(COLUMNS[:_TEXTS])
_UNUSUAL = pattern(r'[\\"\x00-\x1f\ud800-\udfff]')
"""Characters that a name of a member cannot have in a decoder of its own."""

Values = Sequence[Any]
"""The values of a row, in the order of COLUMNS."""


class EventObjects:
    """Reads objects as rows, those that have the members of one before them at once."""

    def __init__(self) -> None:
        self._fast: Callable[[bytes], Any] | None = None
        self._pick: Callable[[Any], Values] = itemgetter(*range(len(COLUMNS)))
        self._numeric: set[str] = set()
        """Members whose texts were written as numbers."""

    def fast(self, raw: bytes) -> Values | None:
        """Return the values of an object whose members are those of the last one that was learnt, or some of them."""
        if self._fast is None:
            return None
        try:
            row = self._fast(raw)
        except FAULTS:
            return None
        values = self._pick((*msgspec.structs.astuple(row), None))
        if not self._numeric:
            return values
        return [str(value) if value.__class__ is int else value for value in values[:_TEXTS]] + list(values[_TEXTS:])

    def values(self, members: Mapping[str, Any]) -> Values | None:
        """Return the values of an object with the members of an event; None for another one, and for one with parts."""
        columns = event_columns(list(members))
        if not columns.is_of_events or any(isinstance(value, dict | list) for value in members.values()):
            return None
        self._numeric |= {
            name for name, value in members.items() if value.__class__ is int and event_column(name) in _TEXT_COLUMNS
        }
        self._learn(list(members), columns)
        row = list(members.values())
        found = [first_of(row, columns.places.get(column, ())) for column in COLUMNS]
        return [*map(_plain, found[:_TEXTS]), *found[_TEXTS:]]

    def _learn(self, names: list[str], columns: EventColumns) -> None:
        """Make what reads objects with these members; unusual names and twice the same column are read the slow way."""
        places = {place: column for column, found in columns.places.items() for place in found}
        fields = [f"f{place}" for place in range(len(names))]
        kinds = [
            (_Number if name in self._numeric else _Text) if places.get(place) in _TEXT_COLUMNS else _Other
            for place, name in enumerate(names)
        ]
        self._fast = None
        if any(len(found) > 1 for found in columns.places.values()) or any(map(_UNUSUAL.search, names)):
            return
        row = msgspec.defstruct(
            "Row",
            [(field, kind, None) for field, kind in zip(fields, kinds, strict=True)],
            rename=dict(zip(fields, names, strict=True)),
            forbid_unknown_fields=True,
            gc=False,
        )
        self._fast = msgspec.json.Decoder(row).decode
        self._pick = itemgetter(*(columns.places.get(column, (len(names),))[0] for column in COLUMNS))


def first_of(row: Sequence[Any], places: Sequence[int]) -> Any:  # noqa: ANN401 - as the row has it
    """Return the first value that is filled in of several columns that mean the same; None for none."""
    return next((row[place] for place in places if row[place] not in (None, "")), None)


def _plain(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
    """Return a value as text: an id may be written as a number, a flag as true."""
    if value is None or isinstance(value, str):
        return value
    return "1" if value is True else text({"": value}, "")
