"""Where a record stands in its input, and what is said of the ones that could not be read."""

import msgspec

from ozlint.model.text import Text

Address = int
"""Byte offset of a record's first byte in the file's content (decompressed, as UTF-8, a leading BOM counted)."""


LIVE = "ozon:"
"""How the path of an input begins that is no file but what Ozon has just answered: `ozon:main`."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a reader finds a record: the file, the line, the column, and the JSON pointer."""

    path: str
    line: int
    """1-based."""
    column: int
    """1-based, in characters, as editors count; a BOM is no character."""
    pointer: str
    """RFC 6901 pointer of the posting inside its document; empty for a line that is the posting itself."""


class Undecodable(msgspec.Struct, frozen=True):
    """A record, or a stretch of an input, that could not be read."""

    address: Address
    posting_number: str | None
    """The number, where it could be made out all the same."""
    digest: str
    """BLAKE2b (8 bytes, hex) of the raw bytes."""
    field: str
    """Dotted path of the field at fault, as in the table of fields; empty where it is no single field."""
    reason: Text
    cut_off: bool = False
    """Whether the input, or an answer in it, ends here before its end: what else there was is not known."""
    sheet: str = ""
    """The name of a sheet, where it stands for one that was not read."""


class Page(msgspec.Struct, frozen=True):
    """The end of one answer of the API: comes after its postings, and also for an answer that holds none."""

    family: str
    """fbs, fbo or fbp, told from the first posting; empty where there is nothing to tell it from."""
    postings: int
    """How many records the answer holds, undecodable ones included."""
    has_next: bool | None
    """What the answer says of further pages; None where it says nothing."""
    address: Address
    """Where the answer itself begins."""


class Closing(msgspec.Struct, frozen=True):
    """What is said of a whole input from outside, as by the manifest of a snapshot. Comes last."""

    is_whole: bool
    """Whether all that was to be in it is."""
    account: str | None = None
    """The account that it was fetched from; None where that has no name."""


class Regathered(msgspec.Struct, frozen=True):
    """Postings that were given again, whole: their parts lie apart in a table. Comes last."""

    count: int
    """How many records before this one are parts of a later record."""
