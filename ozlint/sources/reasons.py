"""Why a record could not be read, in words a person can act on."""

import re
from typing import Literal

from ozlint.model.pattern import pattern
from ozlint.model.text import Text

Unit = Literal["line", "record"]

_UNITS = {"line": ("line", "строка", "строки"), "record": ("record", "запись", "записи")}
_POSITION = pattern(r"(.*) \(byte (\d+)\)$", re.DOTALL)
_SYNTAX = {
    "expected ',' or '}'": ("a comma or } is missing", "не хватает запятой или }"),
    "expected ',' or ']'": ("a comma or ] is missing", "не хватает запятой или ]"),
    "expected ':'": ("a colon after the key is missing", "после ключа не хватает двоеточия"),
    "expected '\"'": ("a key in quotes is expected", "здесь должен быть ключ в кавычках"),
    "object keys must be strings": ("a key in quotes is expected", "здесь должен быть ключ в кавычках"),
    "trailing comma in object": ("there is a comma before }", "перед } стоит лишняя запятая"),
    "trailing comma in array": ("there is a comma before ]", "перед ] стоит лишняя запятая"),
    "trailing characters": ("something stands after the end", "после конца что-то ещё написано"),
    "invalid number": ("a number is written wrongly", "число записано с ошибкой"),
}
_KINDS = {
    "object": ("an object", "объект"),
    "list": ("a list", "список"),
    "text": ("text", "текст"),
    "number": ("a number", "число"),
    "bool": ("true or false", "true или false"),
    "null": ("null", "null"),
}
_WANTED = {
    "text": ("text", "текста"),
    "number": ("a number", "числа"),
    "bool": ("true or false", "true или false"),
    "list": ("a list", "списка"),
    "object": ("an object", "объекта"),
    "money": ("a price", "цены"),
}
_SHOWN = 40

NUMBERLESS = Text(
    "has no posting_number, so it is not clear which posting this is",
    "нет posting_number: непонятно, какое это отправление",
)
TOO_LARGE = Text("the number is too large", "число слишком большое")
NOT_UTF8 = Text("contains bytes that are not UTF-8 text", "есть байты, которые не читаются как UTF-8")
TOO_DEEP = Text(
    "brackets are nested too deeply (over about a thousand levels)",
    "слишком глубокая вложенность скобок (больше примерно тысячи уровней)",
)
TOO_BROKEN = Text(
    "the rest is too damaged to tell the postings apart",
    "остаток файла повреждён так, что отправления не различить",
)
CUT_BETWEEN = Text(
    "the file ends before the list of postings does: it was probably cut off while being written",
    "файл кончается раньше списка отправлений: похоже, он не дописан",
)
STRAY = Text(
    "is not valid JSON: between two postings stands something that is neither a comma nor a bracket",
    "это не JSON: между отправлениями стоит не запятая и не скобка",
)


def kind_of(raw: bytes) -> str:
    """Return which kind of JSON value begins here: object, list, text, number, bool or null."""
    first = raw.lstrip()[:1]
    kinds = {b"{": "object", b"[": "list", b'"': "text", b"t": "bool", b"f": "bool", b"n": "null"}
    return kinds.get(first, "number")


def name_of(kind: str) -> Text:
    """Return the name of a kind of JSON value, with its article."""
    return Text(*_KINDS[kind])


def wrong_kind(wanted: str, raw: bytes) -> Text:
    """Return that a value of another kind was expected here."""
    wanted_en, wanted_ru = _WANTED[wanted]
    got_en, got_ru = _KINDS[kind_of(raw)]
    return Text(f"{wanted_en} was expected here, but it is {got_en}", f"вместо {wanted_ru} здесь {got_ru}")


def unreadable(wanted: str, value: str) -> Text:
    """Return that a text does not say what was expected here."""
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    names = {"number": ("a number", "число"), "bool": ("true or false", "true или false")}
    name_en, name_ru = names[wanted]
    return Text(f"“{shown}” is not {name_en}", f"«{shown}» — это не {name_ru}")


def no_day(value: str) -> Text:
    """Return that a date is of a day that no calendar has."""
    shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return Text(f"“{shown}” is a day that does not exist", f"«{shown}»: такого дня не бывает")


def cut_off(unit: Unit) -> Text:
    """Return that a record ends in the middle."""
    name_en, name_ru, _ = _UNITS[unit]
    return Text(
        f"the {name_en} ends in the middle: the file was probably cut off while being written",
        f"{name_ru} обрывается на середине: похоже, файл не дописан",
    )


def malformed(message: str, raw: bytes, unit: Unit) -> Text:
    """Return what is wrong with the JSON of a record, from the decoder's message and the record itself."""
    if b"\0" in raw:
        name_en, name_ru, _ = _UNITS[unit]
        return Text(
            f"the {name_en} has zero bytes in it: the file was damaged while it was saved or copied",
            f"{name_ru} содержит нулевые байты: файл повредился при записи или копировании",
        )
    if "truncated" in message:
        return cut_off(unit)
    if "out of range" in message:
        return TOO_LARGE
    match = _POSITION.match(message.removeprefix("JSON is malformed: "))
    if match is None:
        return Text(f"is not valid JSON: {message}", "это не JSON: здесь ошибка в записи")
    what = ("there is a character that does not belong here", "здесь лишний или неверный символ")
    what_en, what_ru = _SYNTAX.get(match[1], what)
    name_en, _, name_ru = _UNITS[unit]
    at = match[2]
    return Text(
        f"is not valid JSON: {what_en} (byte {at} of the {name_en})",
        f"это не JSON: {what_ru} (байт {at} {name_ru})",
    )
