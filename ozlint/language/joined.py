"""The records that stand beside a posting: what other inputs add to it, a planned update of it, an answer about it."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from ozlint.language.type import Type, field_type
from ozlint.model.table import table_rows
from ozlint.model.text import Text

BESIDE = ("reality", "previous", "history")
"""What other inputs add to every posting."""
RECORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"posting": BESIDE, "update": (*BESIDE, "update", "after"), "answer": (*BESIDE, "answer")}
)
"""The subjects that are a posting with records beside it -> the names of these records."""
JOINED = (*BESIDE, "update", "after", "answer")
"""The names of all records; the names of what they hold begin with them and a point."""
FIRST_OF_REQUEST = "update.is_first_of_request"
"""What a rule asks for that speaks of a request as a whole: its findings are about that, and hold all of it."""
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


def names_beside(subject: str) -> dict[str, JoinedName]:
    """Return the records that a subject has beside it, and everything they hold, by name."""
    return {name: one for name, one in joined_names().items() if record_of(name) in RECORDS[subject]}


@cache
def joined_names() -> dict[str, JoinedName]:
    """Return the records and everything they hold by name, in the order of the table."""
    return {
        name: JoinedName(name, field_type(kind, values), kind, values, example, Text(en, ru))
        for name, kind, values, example, en, ru in table_rows("language/joined.tsv")
    }
