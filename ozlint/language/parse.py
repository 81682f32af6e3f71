"""Reading an expression's text into Python's syntax tree, with errors worded for people who write rules.

Only the grammar is Python's: nothing is ever handed to the interpreter. What may stand in a text is decided by
`tokens` and `order` before Python's parser sees it, and what it may mean by `check` afterwards.
"""

import ast

import msgspec

from ozlint.language.fault import ExpressionError
from ozlint.language.order import check_order
from ozlint.language.tokens import Token, tokens
from ozlint.model.text import Text

MAX_LENGTH = 4000
"""Characters an expression may have."""
MAX_DEPTH = 40
"""How deep operators, calls and brackets may nest, all together."""
MAX_PATTERNS = 8
"""How many regular expressions one text may have: each costs memory of its own."""

BACKSLASH = "\ue000"
"""Stands for a backslash inside the syntax tree: texts have no escapes, so that regular expressions read as written."""

_SPACES = str.maketrans("\n\r\t", "   ")


class Parsed(msgspec.Struct, frozen=True):
    """A syntax tree, and how to tell where in the text its parts stand."""

    tree: ast.expr
    columns: tuple[int, ...] | None
    """For each byte of what Python parsed, the character it belongs to; None where they are the same."""

    def span(self, tree: ast.expr | ast.keyword) -> tuple[int, int]:
        """Return where a part of the tree stands in the text, in characters."""
        return self._place(tree.col_offset), self._place(tree.end_col_offset or tree.col_offset)

    def _place(self, column: int) -> int:
        # The parser saw the text in brackets, which moves everything by one.
        return max((column if self.columns is None else self.columns[column]) - 1, 0)


def parse(text: str) -> Parsed:
    """Return the syntax tree of an expression; raises ExpressionError with the place of the fault.

    Line breaks and tabs count as spaces, so places in the tree are places in the text as it was given.
    """
    line = text.translate(_SPACES).rstrip(" ")
    if not line:
        raise ExpressionError(Text("the expression is empty", "выражение пустое"), 0, 1)
    if len(line) > MAX_LENGTH:
        message = Text(
            f"the expression is {len(line)} characters long; at most {MAX_LENGTH} are read",
            f"в выражении {len(line)} символов, а читается не больше {MAX_LENGTH}",
        )
        raise ExpressionError(message, 0, 1)
    found = tokens(line)
    check_order(found)
    _refuse_patterns(found)
    source = "(" + line.replace("\\", BACKSLASH) + ")"
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        start = min(max((getattr(error, "offset", None) or 2) - 2, 0), len(line) - 1)
        message = Text("this is not an expression ozlint can read", "такое выражение ozlint прочитать не может")
        raise ExpressionError(message, start, start + 1) from None
    parsed = Parsed(tree, _columns(source))
    _refuse_depth(parsed)
    return parsed


def _columns(source: str) -> tuple[int, ...] | None:
    if source.isascii():
        return None
    places = [place for place, char in enumerate(source) for _ in char.encode()]
    return (*places, len(source))


def _refuse_patterns(found: list[Token]) -> None:
    calls = [token for token in found if token.text == "matches"]
    if len(calls) > MAX_PATTERNS:
        raise calls[MAX_PATTERNS].error(
            f"matches() stands here more than {MAX_PATTERNS} times", f"matches() здесь больше {MAX_PATTERNS} раз"
        )


def _refuse_depth(parsed: Parsed) -> None:
    """Refuse a tree that is too deep to walk; itself without recursion."""
    left: list[tuple[ast.AST, ast.expr, int]] = [(parsed.tree, parsed.tree, 1)]
    while left:
        node, expression, depth = left.pop()
        if depth > MAX_DEPTH:
            message = Text(
                f"operators and calls nest deeper than {MAX_DEPTH}",
                f"операторы и вызовы вложены глубже {MAX_DEPTH} уровней",
            )
            raise ExpressionError(message, *parsed.span(expression))
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                # A dotted name is one thing, however many dots it has.
                deeper = depth + (not isinstance(node, ast.Attribute))
                left.append((child, child, deeper))
            elif isinstance(child, ast.comprehension | ast.keyword):
                left.append((child, expression, depth))
