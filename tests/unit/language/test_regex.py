"""Patterns: what they find, what is wrong with others, and what they may cost."""

import pytest

from ozlint.language.regex import compile_regex


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a", "bab", True),
        ("^a", "ba", False),
        (r"^\d{3}$", "123", True),
        ("^(1970|0001)", "1970-01-01", True),
        ("^(1970|0001)", "2026-1970", False),
        ("^(a|b-c)", "b-cd", True),
        ("^(a|b)$", "ab", False),
        ("(?i)почта", "ПОЧТА", True),
        ("", "", True),
        (r"\\", "\\", True),
        ("^(a|)", "b", True),
    ],
)
def test_search(pattern: str, text: str, found: bool) -> None:  # noqa: FBT001 - a column of the table
    """A pattern is searched for anywhere in the text."""
    regex = compile_regex(pattern)
    assert regex.problem is None
    assert regex.search(text) is found


@pytest.mark.parametrize(
    ("pattern", "problem", "start", "end"),
    [
        ("(a", "unclosed group", 0, 1),
        ("ab(a", "unclosed group", 2, 3),
        ("ab)", "unopened group", 2, 3),
        ("[a", "unclosed character class", 0, 1),
        ("a**(", "unclosed group", 3, 4),
        (r"(a)\1", "backreferences are not supported", 3, 5),
        ("(?=a)", "look-around, including look-ahead and look-behind, is not supported", 0, 3),
        ("  (a", "unclosed group", 2, 3),
        ("a" * 501, "longer than 500 characters", 0, 501),
        ("(a{99}){99}", "too much is repeated: it weighs 9801, 500 is the most, and \\w weighs 20", 0, 11),
        (r"\pL{30}", "too much is repeated: it weighs 600, 500 is the most, and \\w weighs 20", 0, 7),
        (r"[\w-]{26}", "too much is repeated: it weighs 520, 500 is the most, and \\w weighs 20", 0, 9),
        ("a{1,99999999999}", "too much is repeated: it weighs 999999, 500 is the most, and \\w weighs 20", 0, 16),
    ],
)
def test_what_is_wrong(pattern: str, problem: str, start: int, end: int) -> None:
    """A wrong pattern says why and where, and finds nothing."""
    regex = compile_regex(pattern)
    assert regex.problem is not None
    assert (regex.problem.en, regex.start, regex.end) == (problem, start, end)
    assert regex.problem.ru
    assert regex.search("a") is False


@pytest.mark.parametrize(
    "pattern",
    [
        "^[A-Z]{2}[0-9]{9}[A-Z]{2}$|^[0-9]{14}$", r"^\w+([.-]\w+)*@\w+(\.\w+)+$", r"^\d{8,10}-\d{4}-\d{1,3}$",
        "(a|b|c){50}", "x{0,40}", r"^https?://[^\s/]+/\S*$", "[а-яё]{30}",
    ],
)  # fmt: skip
def test_what_people_write_is_light_enough(pattern: str) -> None:
    """The limits are far from patterns that a rule has a use for."""
    assert compile_regex(pattern).problem is None


@pytest.mark.parametrize(
    ("pattern", "said"), [("(", "скобка не закрыта"), ("(?=a)", "просмотр вперёд"), ("*", "повторять")]
)
def test_what_is_wrong_is_told_in_russian(pattern: str, said: str) -> None:
    """The faults that people make most are told in Russian words."""
    problem = compile_regex(pattern).problem
    assert problem is not None
    assert problem.ru.startswith(said)
