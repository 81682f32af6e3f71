"""The types of the expression language."""

from typing import Literal

import msgspec

from ozlint.model.text import Text

Kind = Literal["bool", "text", "number", "time", "duration", "list", "lists", "record", "any"]


class Type(msgspec.Struct, frozen=True, array_like=True):
    """A type: its kind and, for texts and lists of texts, the set of known values if it is an enum."""

    kind: Kind
    values: str = ""
    """Name of a set of `ozon.values`, for enums."""
    is_id: bool = False
    """A text that is an identifier: number literals may stand for it, and `0` is empty."""

    def __str__(self) -> str:
        """Return the type's name as messages give it."""
        if self.kind == "list":
            return "list"
        if self.is_id:
            return "id"
        return "enum" if self.values else self.kind

    @property
    def named(self) -> Text:
        """What messages call a value of this type, with its article in English."""
        return _NAMES[str(self)]


_NAMES = {
    "bool": Text("a condition", "условие"),
    "text": Text("a text", "текст"),
    "enum": Text("a text", "текст"),
    "id": Text("an id", "идентификатор"),
    "number": Text("a number", "число"),
    "time": Text("a time", "дата"),
    "duration": Text("a duration", "промежуток времени"),
    "list": Text("a list", "список"),
    "lists": Text("a group of lists", "группа списков"),
    "record": Text("a record", "запись"),
    "any": Text("a value", "значение"),
}

BOOL = Type("bool")
TEXT = Type("text")
ID = Type("text", "", is_id=True)
NUMBER = Type("number")
TIME = Type("time")
DURATION = Type("duration")
LIST = Type("list")
LISTS = Type("lists")
RECORD = Type("record")
ANY = Type("any")

_OF_FIELD = {
    "text": TEXT,
    "id": ID,
    "number": NUMBER,
    "bool": BOOL,
    "time": TIME,
    "money": NUMBER,
    "duration": DURATION,
    "list_text": LIST,
    "list_id": Type("list", "", is_id=True),
    "lists": LISTS,
    "record": RECORD,
}


def field_type(kind: str, values: str) -> Type:
    """Return the language's type of a field or word, from the table's type name and set of values."""
    if kind == "enum":
        return Type("text", values)
    if kind == "list_enum":
        return Type("list", values)
    return _OF_FIELD[kind]
