"""Reading an expression's text into Python's syntax tree, with errors worded for people who write rules.

Only the grammar is Python's: nothing is ever handed to the interpreter. What is allowed in it is decided by `check`.
"""

import ast
import re

from ozlint.language.fault import ExpressionError
from ozlint.model.text import Text

MAX_LENGTH = 4000
"""Characters an expression may have."""
MAX_NESTING = 40
"""How deep brackets may nest."""

BACKSLASH = "\ue000"
"""Stands for a backslash inside the syntax tree: texts have no escapes, so that regular expressions read as written."""

_SLIPS = (
    (re.compile(r"&&"), "and", "&&"),
    (re.compile(r"\|\|"), "or", "||"),
    (re.compile(r"!(?!=)"), "not", "!"),
    (re.compile(r"(?<![=!<>])=(?!=)"), "==", "="),
    (re.compile(r"<>"), "!=", "<>"),
)


def parse(text: str) -> tuple[ast.expr, str]:
    """Return the syntax tree of an expression and its text on one line (same offsets).

    Raises ExpressionError with the offset of the fault.
    """
    line = text.replace("\n", " ").replace("\r", " ").replace("\t", " ").rstrip()
    if not line.strip():
        raise ExpressionError(Text("the expression is empty", "выражение пустое"), 0, 1)
    if len(line) > MAX_LENGTH:
        message = Text(
            f"the expression is {len(line)} characters long; at most {MAX_LENGTH} are read",
            f"в выражении {len(line)} символов, а читается не больше {MAX_LENGTH}",
        )
        raise ExpressionError(message, 0, 1)
    blank = _blank_texts(line)
    _refuse_slips(blank)
    _refuse_brackets(blank)
    try:
        return ast.parse("(" + line.replace("\\", BACKSLASH) + ")", mode="eval").body, line
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        start = _offset(line, getattr(error, "offset", None))
        message = Text("this is not an expression ozlint can read", "такое выражение ozlint прочитать не может")
        raise ExpressionError(message, start, start + 1) from None


def _offset(line: str, offset: int | None) -> int:
    """Return the place in the line, from Python's 1-based place in the bracketed line."""
    return min(max((offset or 2) - 2, 0), max(len(line) - 1, 0))


def _blank_texts(line: str) -> str:
    """Return the line with what is inside quotes replaced by spaces; an unclosed quote is an error."""
    out: list[str] = []
    quote, opened = "", 0
    for place, char in enumerate(line):
        if quote:
            out.append(char if char == quote else " ")
            quote = "" if char == quote else quote
        else:
            if char in "\"'":
                quote, opened = char, place
            out.append(char)
    if quote:
        message = Text("this quote is never closed", "эта кавычка не закрыта")
        raise ExpressionError(message, opened, opened + 1)
    return "".join(out)


def _refuse_slips(line: str) -> None:
    """Refuse what other languages write, with what is written here."""
    for pattern, right, wrong in _SLIPS:
        if found := pattern.search(line):
            message = Text(f"`{wrong}` means nothing here", f"`{wrong}` здесь ничего не значит")
            hint = Text(f"did you mean `{right}`?", f"может быть, `{right}`?")
            raise ExpressionError(message, found.start(), found.end(), hint)


def _refuse_brackets(line: str) -> None:
    """Refuse brackets that do not match, or nest too deep."""
    pairs = {")": "(", "]": "[", "}": "{"}
    stack: list[tuple[str, int]] = []
    for place, char in enumerate(line):
        if char in "([{":
            stack.append((char, place))
            if len(stack) > MAX_NESTING:
                message = Text(
                    f"brackets nest deeper than {MAX_NESTING}", f"скобки вложены глубже {MAX_NESTING} уровней"
                )
                raise ExpressionError(message, place, place + 1)
        elif char in pairs:
            if not stack or stack[-1][0] != pairs[char]:
                message = Text(f"`{char}` closes nothing", f"`{char}` ничего не закрывает")
                raise ExpressionError(message, place, place + 1)
            stack.pop()
    if stack:
        char, place = stack[-1]
        raise ExpressionError(Text(f"`{char}` is never closed", f"`{char}` не закрыта"), place, place + 1)
