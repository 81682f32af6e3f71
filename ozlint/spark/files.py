"""The files of an input, in their order: what the report calls them, and how Spark tells which a row is from."""

from math import nan
from urllib.parse import unquote

import msgspec

from ozlint.model.record import Closing
from ozlint.model.times import read_time


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
    is_empty: bool = False
    """Whether its manifest says that it holds no postings."""

    @property
    def fetched_at(self) -> float:
        """The same in seconds since 1970 UTC; NaN where nobody says."""
        return nan if self.taken_at is None else read_time(self.taken_at)[0]


def place_key(uri: str) -> str:
    """Return what two ways to write where a file lies have in common: encoded or not, with two slashes or without."""
    return unquote(uri).replace("file:///", "file:/", 1)
