"""Reading what is written out in an expression: texts, numbers, True and False."""

import ast

from ozlint.language.fault import ExpressionError
from ozlint.language.parse import BACKSLASH
from ozlint.language.tree import Const
from ozlint.language.type import BOOL, NUMBER, TEXT
from ozlint.model.text import Text

Span = tuple[int, int]

_LARGEST = 2.0**53
"""Beyond this, a number is not exact."""
_PRESENT = Text("write present(x) or missing(x)", "напишите present(x) или missing(x)")


def literal(tree: ast.Constant, span: Span) -> Const:
    """Return the constant written out at `span`; raises ExpressionError where it is no value of the language."""
    start, end = span
    match tree.value:
        case bool() as truth:
            return Const(type=BOOL, start=start, end=end, value=truth)
        case int() | float() as value:
            return number(value, span)
        case str() as written:
            if written.strip():
                return Const(type=TEXT, start=start, end=end, value=written.replace(BACKSLASH, "\\"))
            message = Text(
                "an empty text stands for a value that is not there", "пустой текст означает, что значения нет"
            )
        case other:
            message = Text(
                f"`{other!r}` is no value of the rule language", f"`{other!r}`: такого значения в языке правил нет"
            )
    raise ExpressionError(message, start, end, _PRESENT)


def number(value: float, span: Span) -> Const:
    """Return the constant of a number; raises ExpressionError where it is too large to be exact."""
    start, end = span
    if not abs(value) < _LARGEST:
        message = Text("this number is too large to be exact", "слишком большое число: оно не будет точным")
        hint = Text('an id goes in quotes: "…"', 'идентификатор берут в кавычки: "…"')
        raise ExpressionError(message, start, end, hint)
    return Const(type=NUMBER, start=start, end=end, value=float(value))
