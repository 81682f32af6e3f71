"""The names a rule may use: fields, derived words, parameters; and which ones its subject has."""

from collections.abc import Mapping
from functools import cache

import msgspec

from ozlint.language.joined import JOINED, PREVIOUS, RECORDS, names_beside, record_of
from ozlint.language.type import Type, field_type
from ozlint.model.fields import posting_fields
from ozlint.model.table import table_rows
from ozlint.model.text import Text


class WordRow(msgspec.Struct, frozen=True):
    """A derived word: its type, and the expression it stands for."""

    name: str
    type: Type
    expression: str
    meaning: Text
    source: str

    @property
    def is_joined(self) -> bool:
        """Whether it rests on a joined record, so that the earlier snapshot has no such word."""
        return any(f"{record}." in self.expression for record in JOINED)


class Vocabulary(msgspec.Struct, frozen=True):
    """The names of one subject, without parameters."""

    subject: str
    fields: Mapping[str, Type]
    words: Mapping[str, WordRow]
    meanings: Mapping[str, Text]


@cache
def vocabulary(subject: str) -> Vocabulary:
    """Return the names that rules about `subject` may use."""
    if subject in RECORDS:
        known = posting_fields().values()
        joined = names_beside(subject).values()
        return Vocabulary(
            subject,
            {field.path: field_type(field.type, field.values) for field in known}
            | {one.name: one.type for one in joined},
            _words(),
            {field.path: field.meaning for field in known} | {one.name: one.meaning for one in joined},
        )
    rows = [row for row in table_rows("language/subjects.tsv") if row[0] == subject]
    fields = {name: field_type(kind, name if kind == "enum" else "") for _, name, kind, *_ in rows}
    meanings = {name: Text(en, ru) for _, name, _, _, en, ru in rows}
    if subject != PREVIOUS:
        return Vocabulary(subject, fields, {}, meanings)
    posting = vocabulary("posting")
    own = {path: kind for path, kind in posting.fields.items() if not record_of(path)}
    words = {name: word for name, word in posting.words.items() if not word.is_joined}
    return Vocabulary(subject, own | fields, words, dict(posting.meanings) | meanings)


def _words() -> dict[str, WordRow]:
    return {
        name: WordRow(name, field_type(kind, name if kind == "enum" else ""), expression, Text(en, ru), source)
        for name, kind, expression, en, ru, source in table_rows("language/words.tsv")
    }
