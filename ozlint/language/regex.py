"""Regular expressions on a linear-time engine, so that no pattern of a stranger's rule can run away.

The engine is the Rust one inside pydantic-core: it has no back-references or look-around, and needs no time that grows
faster than the text. What a pattern is compiled to is bounded here: `.{5000}` is short to write and large to hold.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ozlint.model.pattern import pattern
from ozlint.model.text import Text

MAX_PATTERN = 500
"""Characters a pattern may have."""
MAX_WEIGHT = 500
"""Characters a pattern may stand for, every `{n}` in it written out and large classes counted as they cost."""
_LARGE, _MIDDLING = 20, 3
"""What letters of any alphabet weigh, and digits of any."""

_PREFIXES = pattern(r"\^\(([0-9A-Za-z-]+(?:\|[0-9A-Za-z-]+)*)\)")
"""Patterns that only ask how a text begins, `^(1970|0001)`: no engine is needed for those."""
_PART = pattern(r"\\[pPx]\{[^}]*\}|\\[pP].|\\.|\[(?:\\.|[^\]\\])+\]|\{(\d+)(?:,(\d*))?\}|[(){}*+?|^$]|.", re.DOTALL)
_WIDE = pattern(r"\\[wWpP]|\[\^?\[:")
_DIGIT = pattern(r"\\[dDbB]")


class Regex(NamedTuple):
    """A compiled pattern, or what is wrong with it and where."""

    search: Callable[[str], bool]
    problem: Text | None = None
    start: int = 0
    end: int = 0


@cache
def compile_regex(pattern: str) -> Regex:
    """Return a search for the pattern, or what is wrong with it."""
    if len(pattern) > MAX_PATTERN:
        problem = Text(f"longer than {MAX_PATTERN} characters", f"длиннее {MAX_PATTERN} символов")
        return Regex(_never, problem, 0, len(pattern))
    if (weight := _weight(pattern)) > MAX_WEIGHT:
        problem = Text(
            f"too much is repeated: it weighs {weight}, {MAX_WEIGHT} is the most, and \\w weighs {_LARGE}",
            f"слишком много повторов: вес {weight} при наибольшем {MAX_WEIGHT}, и одно \\w весит {_LARGE}",
        )
        return Regex(_never, problem, 0, len(pattern))
    if plain := _PREFIXES.fullmatch(pattern):
        prefixes = tuple(plain[1].split("|"))
        return Regex(lambda text: text.startswith(prefixes))
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        validator = SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError as error:
        return _broken(pattern, str(error))
    return Regex(validator.isinstance_python)


_IN_RUSSIAN = {
    "unclosed group": "скобка не закрыта",
    "unopened group": "скобка ничего не закрывает",
    "unclosed character class": "квадратная скобка не закрыта",
    "unclosed counted repetition": "число повторов не закрыто скобкой",
    "repetition operator missing expression": "повторять нечего",
    "repetition quantifier expects a valid decimal": "в фигурных скобках нужно число повторов",
    "unrecognized escape sequence": "такой последовательности с «\\\\» нет",
    "look-around, including look-ahead and look-behind, is not supported": "просмотр вперёд и назад не поддерживается",
    "backreferences are not supported": "обратные ссылки не поддерживаются",
}
"""What the engine says of a pattern."""


def _never(_text: str) -> bool:
    return False


def _broken(pattern: str, report: str) -> Regex:
    """Return what the engine's report says; its carets stand below the pattern, both indented alike."""
    lines = report.splitlines()
    said = lines[-1].strip().removeprefix("error: ")
    problem = Text(said, _IN_RUSSIAN.get(said, f"движок говорит: {said}"))
    for above, below in pairwise(lines):
        if above.strip() == pattern.strip() and below.strip() and set(below.strip()) == {"^"}:
            start = below.index("^") - above.index(pattern.strip()) + len(pattern) - len(pattern.lstrip())
            return Regex(_never, problem, start, start + below.count("^"))
    return Regex(_never, problem, 0, len(pattern))


def _weight(pattern: str) -> int:
    """Return how many characters a pattern stands for, at the most of what its `{n}` allow."""
    outside: list[int] = []
    total = last = 0
    for part in _PART.finditer(pattern):
        sign = part[0]
        if part[1] is not None:
            repeated = last * max(int(part[1][:_DIGITS]), int((part[2] or "0")[:_DIGITS]))
            total += max(repeated - last, 0)
            last = max(repeated, last)
        elif sign == "(":
            outside.append(total)
            total = last = 0
        elif sign == ")" and outside:
            last = total
            total += outside.pop()
        elif sign not in "*+?|^$":
            last = _LARGE if _WIDE.search(sign) else _MIDDLING if _DIGIT.search(sign) else 1
            total += last
    return total + sum(outside)


_DIGITS = 6
"""Digits of a count that are read; more is too much anyway."""
