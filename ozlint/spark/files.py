"""The files of an input, in their order: what the report calls them, and how Spark tells which a row is from."""

from math import nan
from urllib.parse import unquote

import msgspec

from ozlint.model.record import Closing
from ozlint.model.times import read_time
from ozlint.sources.payloads import COLUMN


class File(msgspec.Struct, frozen=True):
    """A file of an input; rows that come from nowhere that has a name are of one file as well."""

    name: str
    """What the report calls it."""
    path: str = ""
    """Where it lies, as Hadoop writes it: nothing in it is encoded."""
    is_text: bool = False
    closing: Closing | None = None
    """What its manifest says of it; None where it has none."""
    taken_at: str | None = None
    """When it was fetched, ISO 8601 UTC; None where nobody says."""
    columns: tuple[str, ...] = ()
    """The names of the columns of a Parquet file, those in others by their paths, in their order by name."""
    is_empty: bool = False
    """Whether its manifest says that it holds no postings."""

    @property
    def is_table(self) -> bool:
        """Whether it is a table, and no file of texts."""
        return bool(self.columns) and not any(name.casefold() == COLUMN for name in self.columns)

    @property
    def fetched_at(self) -> float:
        """The same in seconds since 1970 UTC; NaN where nobody says."""
        return nan if self.taken_at is None else read_time(self.taken_at)[0]


def place_key(path: str) -> str:
    """Return where a file lies, however many slashes that is written with; nothing in it is encoded."""
    return path.replace("file:///", "file:/", 1)


def uri_key(uri: str) -> str:
    """Return the same of a URI, as rows of Spark have it."""
    return place_key(unquote(uri))
