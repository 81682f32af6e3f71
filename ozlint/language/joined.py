"""The records that other inputs add to a posting: what the carrier says, the earlier snapshot, the history."""

from functools import cache
from importlib import resources

import msgspec

from ozlint.language.type import Type, field_type
from ozlint.model.text import Text

JOINED = ("reality", "previous", "history")
"""The names of these records; the names of what they hold begin with them and a point."""
PREVIOUS = "previous"
"""The record that has all the fields and words of a posting."""
COVERS = "covers"
"""What rules about earlier postings know of the run: a name of theirs that is no field of a posting."""


class JoinedName(msgspec.Struct, frozen=True):
    """A record, or one thing that a record holds."""

    name: str
    type: Type
    kind: str
    """The type as the table of fields writes it."""
    values: str
    """Name of the set of known values, for enums."""
    example: str
    meaning: Text


def record_of(path: str) -> str:
    """Return the name of the joined record that a path leads into; empty where it is a field of the posting itself."""
    head = path.partition(".")[0]
    return head if head in JOINED else ""


def is_moment(path: str) -> bool:
    """Return whether a time of a joined record is held as a moment, and not as a text as postings have it."""
    return record_of(path) not in {"", PREVIOUS}


@cache
def joined_names() -> dict[str, JoinedName]:
    """Return the records and everything they hold by name, in the order of the table."""
    table = (resources.files(__package__) / "joined.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {
        name: JoinedName(name, field_type(kind, values), kind, values, example, Text(en, ru))
        for name, kind, values, example, en, ru in rows
    }
