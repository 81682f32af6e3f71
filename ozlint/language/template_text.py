"""Reading messages: "{posting_number} is {status}" is texts, and between them expressions."""

from ozlint.language.check import check
from ozlint.language.fault import ExpressionError, ParamValueError
from ozlint.language.names import Scope
from ozlint.language.template import Template
from ozlint.language.tree import Node
from ozlint.model.text import Text

MAX_LENGTH = 4000
"""Characters a message may have."""
MAX_EXPRESSIONS = 30
"""Expressions a message may have."""


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
