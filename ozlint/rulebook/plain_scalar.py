"""What an unquoted word of YAML means, and which words are refused because readers of YAML disagree about them."""

import re

import msgspec

from ozlint.model.pattern import pattern
from ozlint.model.text import Text

Plain = str | int | float | bool | None

_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_SAID = {
    "yes": "true", "y": "true", "on": "true", "true": "true",
    "no": "false", "n": "false", "off": "false", "false": "false",
    "null": "null",
}  # fmt: skip
_LONGEST_WORD = max(map(len, _SAID))
_MOST_DIGITS = 30
_NUMBER_STARTS = frozenset("+-.0123456789")

_WHOLE = pattern(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = pattern(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_ODD_NUMBERS = (
    (
        r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?",
        "{0} with underscores is a number to some readers of YAML and text to others",
        "{0} с подчёркиванием: одни программы прочтут здесь число, другие текст",
    ),
    (
        r"[-+]?0[0-9]+(?:\.[0-9]*)?",
        "{0} starts with a zero: to some readers of YAML it is octal, and the zero would be lost",
        "{0} начинается с нуля: часть программ прочтёт это как восьмеричное число, и ноль пропадёт",
    ),
    (
        r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?",
        "{0} without quotes is a base-60 number in YAML 1.1",
        "{0} без кавычек в YAML 1.1 читается как число по основанию 60",
    ),
    (r"[-+]?\.(?i:inf|nan)", "{0} is not a finite number", "{0} — не конечное число"),
    (
        r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)[eE][-+]?[0-9]+",
        "{0} is a number to some readers of YAML and text to others",
        "{0}: одни программы прочтут здесь число, другие текст",
    ),
    (
        r"[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*\.)",
        "{0} needs digits on both sides of the point",
        "в {0} нужны цифры по обе стороны точки",
    ),
    (r"[-+]?0[xXbBoO][0-9a-fA-F_]+", "{0} is not a decimal number", "{0} — не десятичное число"),
    (
        r"\+[0-9]+(?:\.[0-9]+)?",
        "{0} would be read as a number, and the plus would be lost",
        "{0} прочтётся как число, и плюс пропадёт",
    ),
)
"""Spellings that some readers of YAML take for a number, and what is said of each."""


class Refusal(msgspec.Struct, frozen=True):
    """Why an unquoted word is not taken, and what to write instead."""

    message: Text
    hint: Text


def read_plain(text: str) -> Plain | Refusal:
    """Return the value of an unquoted word: null, true, false, a decimal number or the text itself."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        said = _SAID.get(text.lower()) if len(text) <= _LONGEST_WORD else None
        return text if said is None else _other_word(text, said)
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) <= _MOST_DIGITS else _too_long(text)
    if _DECIMAL.fullmatch(text):
        return float(text) if len(text) <= _MOST_DIGITS else _too_long(text)
    return _odd_number(text) or text


def _odd_number(text: str) -> Refusal | None:
    """Return the refusal of a spelling that some readers of YAML take for a number."""
    for shape, en, ru in _ODD_NUMBERS:
        if re.fullmatch(shape, text):
            return _refusal(text, en, ru, _plain_spelling(text))
    return None


def _plain_spelling(text: str) -> str | None:
    """Return the number without what is odd about it, where that leaves no doubt."""
    if text.startswith("+") and len(text) >= _PHONE:
        return None
    plain = text.removeprefix("+").replace("_", "")
    plain = f"0{plain}" if plain.startswith(".") else plain.replace("-.", "-0.").removesuffix(".")
    return plain if _WHOLE.fullmatch(plain) or _DECIMAL.fullmatch(plain) else None


_PHONE = 11
"""Characters from which on a number with a plus is that of a telephone."""


def _other_word(text: str, said: str) -> Refusal:
    if text.lower() == said:
        return _refusal(
            text, f"{{0}} is spelt {said}, in small letters", f"{{0}} пишут строчными буквами: {said}", said
        )
    return _refusal(
        text,
        f"{{0}} without quotes means {said} in YAML 1.1 and text in YAML 1.2",
        f"{{0}} без кавычек в YAML 1.1 означает {said}, а в YAML 1.2 — текст",
        said,
    )


def _too_long(text: str) -> Refusal:
    return _refusal(
        text,
        f"a number of more than {_MOST_DIGITS} digits",
        f"число длиннее {_MOST_DIGITS} цифр",
        shown="…",
    )


def _refusal(text: str, en: str, ru: str, instead: str | None = None, shown: str | None = None) -> Refusal:
    quoted = f'"{shown or text}"'
    return Refusal(
        Text(en.format(f'"{text}"'), ru.format(f"«{text}»")),
        Text(f"write {instead}, or quote it: {quoted}", f"напишите {instead} или возьмите в кавычки: {quoted}")
        if instead
        else Text(f"quote it if it is text: {quoted}", f"если это текст, возьмите в кавычки: {quoted}"),
    )
