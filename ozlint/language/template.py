"""Messages with expressions in braces: "{posting_number} is {status}; the deadline passed {age(deadline)} ago"."""

from math import isfinite
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.carriers.reach import phase_meanings
from ozlint.language.tree import Node
from ozlint.language.type import Type
from ozlint.model.text import Lang
from ozlint.model.times import show_duration, show_time

NOTHING = "—"
"""What an empty or unknown value shows as."""
_LONGEST = 200
"""Characters of one value a message shows."""
_PHASE = "phase"
"""The set of values that have names of their own in a sentence: a status is called as Ozon writes it."""
_EXACT = 1e15
"""Below this, a whole number is shown without an exponent."""


class Template(msgspec.Struct, frozen=True):
    """A message: literal texts, and between them expressions."""

    texts: tuple[str, ...]
    nodes: tuple[Node, ...]

    def fill(self, values: list[Any], lang: Lang) -> str:
        """Return the message with the values of its expressions, in their order."""
        parts = [self.texts[0]]
        for node, value, text in zip(self.nodes, values, self.texts[1:], strict=True):
            parts.append(show(value, node.type, lang))
            parts.append(text)
        return "".join(parts)


def show(value: Any, kind: Type, lang: Lang) -> str:  # noqa: ANN401 - one case a kind of value
    """Return a value as a message shows it."""
    if value is UNSET or value is None:
        return NOTHING
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "ru": ("нет", "да")}[lang][value]
    if isinstance(value, float):
        if not isfinite(value):
            return NOTHING
        if kind.kind == "time":
            return show_time(value)
        if kind.kind == "duration":
            return show_duration(value, lang)
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:g}"
    if isinstance(value, (list, tuple)):
        value = ", ".join(str(item) for item in value if item is not None) or NOTHING
    text = str(value)
    if kind.values == _PHASE and text in phase_meanings():
        return phase_meanings()[text].name.say(lang)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
