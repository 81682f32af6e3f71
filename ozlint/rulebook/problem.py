"""One thing that is wrong in a file that people write, and the error that carries all of them."""

import unicodedata
from collections.abc import Iterable

import msgspec

from ozlint.errors import RuleError
from ozlint.model.text import Lang, Text

MOST_PROBLEMS = 100
"""How many problems of one file are told; who has more has the wrong file, and placing each costs time."""

_INDENT = "    "
_TAB = "    "
_WINDOW = 100
_BEFORE = 40
"""How many characters of a long line are shown, and how many of them before the fault."""
_LONGEST_QUOTE = 60
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that a terminal obeys instead of showing, or that hide and reorder what is written."""
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


class Problem(msgspec.Struct, frozen=True):
    """One fault in a file, with its place and, where there is one, the way out."""

    path: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    length: int
    """How many characters the caret line underlines; at least 1."""
    message: Text
    hint: Text | None = None
    source_line: str = ""

    def show(self, lang: Lang) -> str:
        """Return the problem as lines for people: place and message, source line, carets, hint."""
        lines = [f"{_harmless(self.path)}:{self.line}:{self.column}: {_harmless(self.message.say(lang))}"]
        if self.source_line:
            lines += self._picture()
        if self.hint is not None:
            lines.append(_INDENT + _harmless(self.hint.say(lang)))
        return "\n".join(lines)

    def _picture(self) -> tuple[str, str]:
        """Return the source line, or the part of it around the fault, and the line of carets under it."""
        size = len(self.source_line)
        start = min(self.column - 1, size)
        left = max(0, min(start - _BEFORE, size - _WINDOW)) if size > _WINDOW else 0
        right = min(size, left + _WINDOW)
        end = min(max(start + self.length, start + 1), right)
        head = "…" if left else ""
        tail = "…" if right < size else ""
        before, fault, after = (
            _as_cells(self.source_line[begin:stop]) for begin, stop in ((left, start), (start, end), (end, right))
        )
        carets = " " * (len(head) + _width(before)) + "^" * max(1, _width(fault))
        return f"{_INDENT}{head}{before}{fault}{after}{tail}".rstrip(), _INDENT + carets


class RuleProblems(RuleError):  # noqa: N818 - it is named after what it carries
    """Everything that is wrong in one or more files of rules, in the order of the files."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=_order))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return all problems in English, one under the other."""
        return self.show("en")

    def show(self, lang: Lang) -> str:
        """Return all problems for people, an empty line between any two."""
        return "\n\n".join(problem.show(lang) for problem in self.problems)


def quote(word: object) -> str:
    """Return a word of the file in a form short enough to be put into a message."""
    text = str(word)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _order(problem: Problem) -> tuple[str, int, int]:
    return problem.path, problem.line, problem.column


def _harmless(text: str) -> str:
    """Return the text on one line and with nothing in it that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(
        (" " if char in "\n\r\t" else _STAND_IN) if unicodedata.category(char) in _UNSEEN else char for char in text
    )


def _as_cells(text: str) -> str:
    return _harmless(text.replace("\t", _TAB))


def _width(text: str) -> int:
    """Return how many cells of a terminal the text takes: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in {"Mn", "Me"} else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
