"""What the names of columns mean: fields of a posting, nothing that ozlint reads, or somebody's own word."""

from collections.abc import Mapping
from functools import cache

import msgspec

from ozlint.model.fields import posting_fields
from ozlint.model.pattern import pattern
from ozlint.model.table import table_rows
from ozlint.model.text import Text

NO_FIELD = "-"
"""In place of a field: the column is known, and no rule can read it."""
BUYERS = "buyer"
"""In place of a field: the column is about the buyer, and is never read."""
STATUS_LABEL = "status_label"
"""The field of a column that words the status as the cabinet does."""

_QUOTES = str.maketrans("", "", "\"'«»“”„`\ufeff")
_BLANKS = pattern(r"[\s_.\[\]]+")
"""A dot and a low line part the words of a field's path: `delivery_method.warehouse`, `delivery_method_warehouse`."""


class Meaning(msgspec.Struct, frozen=True):
    """What a column holds."""

    field: str
    """Path of a field of the posting, NO_FIELD or BUYERS."""
    scheme: str = ""
    """The selling scheme (fbs, fbo) whose exports alone have such a column."""

    @property
    def is_field(self) -> bool:
        """Whether a rule can read it."""
        return self.field not in (NO_FIELD, BUYERS)


class ColumnNames(msgspec.Struct, frozen=True):
    """The names that are known in a run: those of the table, and the seller's own ones."""

    meanings: Mapping[str, Meaning]

    def meaning(self, name: str) -> Meaning | None:
        """Return what a column of this name holds; None for a name that nobody knows."""
        return self.meanings.get(plain_name(name))

    def is_known(self, name: str) -> bool:
        """Return whether anything is known of a column of this name."""
        return plain_name(name) in self.meanings


def plain_name(name: str) -> str:
    """Return a name as names are compared: Ozon changes case and blanks, Excel adds quotes and marks, people drop ё."""
    return _BLANKS.sub(" ", name.translate(_QUOTES).casefold().replace("ё", "е")).strip()


def column_names(own: Mapping[str, str]) -> ColumnNames:
    """Return what names mean; `own` are a seller's own names with the path of the field that each stands for.

    A column about the buyer stays one, whatever anybody calls it.
    """
    known = _known().meanings
    buyers = {name: meaning for name, meaning in known.items() if meaning.field == BUYERS}
    return ColumnNames({**known, **{plain_name(name): Meaning(path) for name, path in own.items()}, **buyers})


@cache
def _known() -> ColumnNames:
    paths = {plain_name(path): Meaning(path) for path in posting_fields()}
    table = {
        plain_name(name): Meaning(field, scheme) for name, field, scheme, _, _ in table_rows("sources/columns.tsv")
    }
    return ColumnNames({**paths, **table})


@cache
def other_tables() -> Mapping[str, Text]:
    """Return what a table is that has a column of one of these plain names, and is none of postings."""
    return {plain_name(name): Text(en, ru) for name, en, ru, _ in table_rows("sources/other_tables.tsv")}
