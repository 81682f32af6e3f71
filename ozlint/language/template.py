"""Messages with expressions in braces: "{posting_number} is {status}; the deadline passed {age(deadline)} ago"."""

from math import isfinite
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.carriers.reach import phase_meanings
from ozlint.language.check import check
from ozlint.language.fault import ExpressionError, ParamValueError
from ozlint.language.names import Scope
from ozlint.language.tree import Node
from ozlint.language.type import Type
from ozlint.model.text import Lang, Text
from ozlint.model.times import show_duration, show_time

NOTHING = "—"
"""What an empty or unknown value shows as."""
MAX_LENGTH = 4000
"""Characters a message may have."""
MAX_EXPRESSIONS = 30
"""Expressions a message may have."""
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


def parse_template(text: str, scope: Scope) -> Template:
    """Return the template of a message; raises ExpressionError with the place in the message."""
    if len(text) > MAX_LENGTH:
        message = Text(
            f"the message is {len(text)} characters long; at most {MAX_LENGTH} are read",
            f"в сообщении {len(text)} символов, а читается не больше {MAX_LENGTH}",
        )
        raise ExpressionError(message, 0, 1)
    texts: list[str] = []
    nodes: list[Node] = []
    start = 0
    literal = ""
    while (found := _next_brace(text, start)) >= 0:
        char = text[found]
        if text[found + 1 : found + 2] == char:
            literal += text[start:found] + char
            start = found + 2
            continue
        end = _closing(text, found)
        if char == "}" or end < 0:
            message = Text("this brace has no partner", "у этой скобки нет пары")
            hint = Text("write {{ or }} for a brace itself", "саму скобку пишут {{ или }}")
            raise ExpressionError(message, found, found + 1, hint)
        if len(nodes) == MAX_EXPRESSIONS:
            message = Text(
                f"more than {MAX_EXPRESSIONS} expressions in one message",
                f"в одном сообщении больше {MAX_EXPRESSIONS} выражений",
            )
            raise ExpressionError(message, found, found + 1)
        nodes.append(_expression(text[found + 1 : end], found + 1, scope))
        texts.append(literal + text[start:found])
        literal = ""
        start = end + 1
    texts.append(literal + text[start:])
    return Template(tuple(texts), tuple(nodes))


def _next_brace(text: str, start: int) -> int:
    places = [place for place in (text.find("{", start), text.find("}", start)) if place >= 0]
    return min(places, default=-1)


def _closing(text: str, opened: int) -> int:
    """Return where the brace opened at `opened` closes, quotes minded; -1 if nowhere."""
    quote = ""
    for place in range(opened + 1, len(text)):
        char = text[place]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == "}":
            return place
        elif char == "{":
            return -1
    return -1


def _expression(text: str, offset: int, scope: Scope) -> Node:
    try:
        node = check(text, scope)
    except ParamValueError:
        raise
    except ExpressionError as error:
        raise type(error)(error.message, error.start + offset, error.end + offset, error.hint) from None
    if node.type.kind == "lists":
        message = Text("a message has no room for a group of lists", "группе списков в сообщении не место")
        hint = Text("write {missing_data}", "напишите {missing_data}")
        raise ExpressionError(message, node.start + offset, node.end + offset, hint)
    return node


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
