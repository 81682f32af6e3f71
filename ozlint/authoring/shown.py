"""A value of the language as people who write rules see it: as they would write it, or empty, or unknown."""

from typing import Any

from msgspec import UNSET

from ozlint.language.template import show
from ozlint.language.type import Type
from ozlint.model.text import Lang, Text
from ozlint.reporters.harmless import harmless

EMPTY = Text("empty", "пусто")
UNKNOWN = Text("unknown", "неизвестно")

_MOST_ITEMS = 10
_LONGEST = 120


def show_operand(value: Any, kind: Type, lang: Lang) -> str:  # noqa: ANN401 - a value of the language
    """Return a value on one line: texts in quotes, conditions as true and false, times and durations in words."""
    if value is UNSET or value is None:
        return (EMPTY if value is None else UNKNOWN).say(lang)
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case list() | tuple():
            return _listed([_quoted(item) if isinstance(item, str) else f"{item:g}" for item in value])
        case dict():  # a group of lists: what is asked for, and for how many products
            return _listed([f"{harmless(str(name))}: {len(items or ())}" for name, items in value.items()])
        case _:
            return harmless(show(value, kind, lang))


def one_line(text: str) -> str:
    """Return the text of an expression on one line, short enough to read."""
    line = harmless(" ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _quoted(text: str) -> str:
    return f'"{one_line(text)}"'


def _listed(items: list[str]) -> str:
    more = [f"… (+{len(items) - _MOST_ITEMS})"] if len(items) > _MOST_ITEMS else []
    return f"[{', '.join([*items[:_MOST_ITEMS], *more])}]"
