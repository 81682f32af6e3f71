"""The fields of a posting that ozlint knows: the allow-list of everything that is ever decoded.

What is personal (names, phones, addresses, e-mails of buyers) is not in the table, so it cannot be read by a rule,
printed or written.
"""

from functools import cache
from typing import Literal

import msgspec

from ozlint.model.table import table_rows
from ozlint.model.text import Text

FieldType = Literal[
    "text", "enum", "id", "number", "bool", "time", "money", "list_text", "list_enum", "list_id", "lists"
]


class Field(msgspec.Struct, frozen=True):
    """One field of a posting, as the Seller API names it."""

    path: str
    """Dotted path, `products[].sku` for a field of each product."""
    type: FieldType
    values: str
    """Name of the set of known values, for enum and list_enum; else empty."""
    inputs: str
    """Which inputs carry it: fbs, fbo, v4, get (only `/v3/posting/fbs/get`), export, all."""
    example: str
    meaning: Text
    source: str


@cache
def posting_fields() -> dict[str, Field]:
    """Return every known field of a posting by its path, in the order of the table."""
    return {
        path: Field(path, kind, values, inputs, example, Text(en, ru), source)  # type: ignore[arg-type]
        for path, kind, values, inputs, example, en, ru, source in table_rows("model/posting_fields.tsv")
    }
