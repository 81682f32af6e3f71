"""A table of any kind: rows of texts, each with the number that people know it by."""

from collections.abc import Container, Generator
from typing import Protocol

import msgspec

from ozlint.model.text import Text

Cells = list[str]
"""One row, empty texts where a cell is empty. Dates, numbers and flags of typed cells are written as text:
`2026-11-22T09:30:00`, `2026-11-22`, `1390.5`, `true`."""


class Torn(msgspec.Struct, frozen=True):
    """A row that could not be made out."""

    reason: Text
    text: str
    """What stands there, as far as it can be read."""
    cut_off: bool = False
    """Whether the table ends here before its end: what else there was is not known."""
    cells: tuple[str, ...] = ()
    """What stands in its cells, where it can be told apart but is too much."""


Row = tuple[int, Cells | Torn]
"""The number of a row, and what is in it."""
Rows = Generator[Row, None, None]


class Reading(msgspec.Struct, frozen=True):
    """What is wanted of the rows of a table whose head is known."""

    width: int
    """Every row has so many cells; what is missing at its end is empty."""
    wanted: frozenset[int] | None = None
    """The columns whose cells are looked at, from 0; others may be left empty. None: all of them."""
    key: int = 0
    """A row without a number in this column, as postings have it, is given whole, whatever is wanted."""
    after: int | None = None
    """From this column on nobody looks at the cells: of a row that is as it should be they may be left in one."""
    only: Container[int] | None = None
    """The numbers of the rows that are wanted; others may be left out. None: all of them."""
    surplus: int | None = None
    """How many empty cells a row may have beyond the width; None: any number."""

    def wants(self, first: int, last: int) -> bool:
        """Return whether one of the rows from the `first` to the `last` is wanted."""
        only = self.only
        return only is None or any(number in only for number in range(first, last + 1))


class Table(Protocol):
    """Rows of texts."""

    @property
    def kind(self) -> str:
        """What it is: csv, xlsx or parquet."""
        ...

    @property
    def place(self) -> str:
        """Where in the file it stands, for people: ` (sheet "Заказы")`; empty where the file is the table."""
        ...

    def rows(self, reading: Reading | None = None) -> Rows:
        """Yield the rows in order, from the beginning of the file; without `reading` as wide as they are.

        Numbers count from 1, as an editor counts the lines and a spreadsheet its rows. Raises SourceProblem where the
        file cannot be read any more.
        """
        ...
