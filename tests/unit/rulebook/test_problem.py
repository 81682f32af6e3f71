"""A problem as people see it: place, source line, carets, hint."""

import pickle

import pytest

from ozlint.errors import RuleError
from ozlint.language.nearest import nearest
from ozlint.model.text import Text
from ozlint.rulebook.problem import Problem, RuleProblems, quote


def _problem(source_line: str, column: int, length: int = 1, hint: Text | None = None) -> Problem:
    return Problem("rules/x.yaml", 12, column, length, Text("wrong", "неверно"), hint, source_line)


def _under(problem: Problem) -> tuple[str, str]:
    """Return the shown source line and the line of carets."""
    _, source, carets = problem.show("en").split("\n")
    return source, carets


def test_shows_place_line_carets_and_hint() -> None:
    """A problem is four lines: place and message, source, carets, hint."""
    problem = _problem("profile: safty", 10, 5, Text('did you mean "safety"?', "может быть, «safety»?"))
    assert problem.show("en") == (
        'rules/x.yaml:12:10: wrong\n    profile: safty\n             ^^^^^\n    did you mean "safety"?'
    )
    assert problem.show("ru").startswith("rules/x.yaml:12:10: неверно\n")
    assert problem.show("ru").endswith("\n    может быть, «safety»?")


def test_leaves_out_a_line_there_is_none_of() -> None:
    """Of a missing source line, as in an empty file, only the message is shown."""
    assert _problem("", 1).show("en") == "rules/x.yaml:12:1: wrong"


@pytest.mark.parametrize(
    ("line", "fault", "cells"),
    [
        ("ключ: нет", "нет", 6),
        ("漢字: no", "no", 6),
        ("e\u0301: no", "no", 3),
        ("\ta: no", "no", 7),
        ("a: 漢字", "漢字", 3),
    ],
)
def test_carets_stand_under_the_fault(line: str, fault: str, cells: int) -> None:
    """Carets are placed by terminal cells: Cyrillic takes one, Chinese two, a combining mark none, a tab four."""
    _, carets = _under(_problem(line, line.index(fault) + 1, len(fault)))
    assert carets.index("^") == 4 + cells
    assert carets.count("^") == (4 if fault == "漢字" else len(fault))


def test_carets_of_a_tab_cover_what_it_is_shown_as() -> None:
    """A tab at fault is shown as four spaces with four carets."""
    assert _under(_problem("\ta: 1", 1)) == ("        a: 1", "    ^^^^")


@pytest.mark.parametrize("column", [1, 30, 250, 480, 500, 501])
def test_shows_a_window_of_a_long_line(column: int) -> None:
    """Of a very long line about a hundred characters around the fault are shown, with the caret under it."""
    line = "".join(chr(ord("a") + index % 26) for index in range(500))
    source, carets = _under(_problem(line, column))
    assert len(source) <= 4 + 102
    assert carets.count("^") == 1
    if column <= len(line):
        assert source[carets.index("^")] == line[column - 1]


def test_carets_end_with_the_line() -> None:
    """A fault that goes on in the next line is underlined to the end of its first one."""
    assert _under(_problem("abc", 2, 50)) == ("    abc", "     ^^")


def test_a_caret_may_stand_after_the_line() -> None:
    """What is missing at the end of a line is pointed at just after it."""
    assert _under(_problem("abc", 4)) == ("    abc", "       ^")


def test_control_characters_are_harmless() -> None:
    """Nothing a file holds is obeyed by a terminal: escapes, bidirectional marks and line breaks are shown as marks."""
    problem = Problem(
        "a\x1b[2J.yaml", 1, 3, 1, Text("bad \x1b]0;x\x07\nname"), Text("\u202ehint"), "a \x1b[31mred\x00\u202e"
    )
    shown = problem.show("en")
    assert not any(char in shown for char in "\x1b\x07\x00\u202e")
    assert len(shown.split("\n")) == 4


def test_problems_are_sorted_and_told_once() -> None:
    """All problems come in the order of file, line and column, each once."""
    late, early = _problem("a", 5), _problem("a", 2)
    other = Problem("rules/a.yaml", 99, 1, 1, Text("other"))
    error = RuleProblems([late, other, early, late])
    assert error.problems == (other, early, late)
    assert isinstance(error, RuleError)
    assert str(error) == "\n\n".join(problem.show("en") for problem in error.problems)
    assert "неверно" in error.show("ru")


def test_problems_survive_pickling() -> None:
    """A worker process can hand the error on."""
    error = RuleProblems([_problem("a", 1)])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems  # noqa: S301 - pickled one line above


def test_quote_shortens() -> None:
    """A word of any length fits into a message."""
    assert quote("word") == "word"
    assert len(quote("x" * 1000)) == 60


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("profil", "profile"),
        ("Profile", "profile"),
        ("severity-when", "severity_when"),
        ("TAGS", "tags"),
        ("zzz", None),
        ("", None),
        ("profile" * 100, None),
    ],
)
def test_nearest_word(word: str, meant: str | None) -> None:
    """The nearest known word is found whatever the case, and none where none is alike."""
    assert nearest(word, ["profile", "severity_when", "tags"]) == meant
