"""What may stand in the text of an expression, and in which order."""

import ast

import pytest

from ozlint.language.fault import ExpressionError
from ozlint.language.parse import MAX_LENGTH, parse
from ozlint.language.tokens import tokens


def fault(text: str) -> tuple[str, int, int, str]:
    """Return what is said of a text, where, and the hint."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    error = caught.value
    assert error.message.ru
    return error.message.en, error.start, error.end, error.hint.en if error.hint else ""


def test_tokens_are_cut_where_people_see_them() -> None:
    """Words with dots are one, texts keep their quotes, numbers their signs apart."""
    found = tokens("not a.b_1 in(\"x y\", 'z') and -1.5e-3<=c+2")
    assert [token.text for token in found] == [
        "not", "a.b_1", "in", "(", '"x y"', ",", "'z'", ")", "and", "-", "1.5e-3", "<=", "c", "+", "2",
    ]  # fmt: skip
    assert all(token.end - token.start == len(token.text) for token in found)


@pytest.mark.parametrize(
    ("text", "message", "start", "end", "hint"),
    [
        ("", "the expression is empty", 0, 1, ""),
        (" \n\t ", "the expression is empty", 0, 1, ""),
        ("a && b", "`&&` means nothing here", 2, 4, "did you mean `and`?"),
        ("a | b", "`|` means nothing here", 2, 3, "did you mean `or`?"),
        ("!a", "`!` means nothing here", 0, 1, "did you mean `not`?"),
        ("a = 1", "`=` means nothing here", 2, 3, "did you mean `==`?"),
        ("a === 1", "`===` means nothing here", 2, 5, "did you mean `==`?"),
        ("a <> 1", "`<>` means nothing here", 2, 4, "did you mean `!=`?"),
        ("a =< 1", "`=<` means nothing here", 2, 4, "did you mean `<=`?"),
        ("a ≥ 1", "`≥` means nothing here", 2, 3, "did you mean `>=`?"),
        ("(a := 1)", "`:=` means nothing here", 3, 5, "did you mean `==`?"),
        ("a == «b»", "`«` means nothing here", 5, 6, 'did you mean `"`?'),
        ("a ** 2", "`**` means nothing here", 2, 4, ""),
        ("a % 2", "`%` means nothing here", 2, 3, ""),
        ("a # why", "`#` means nothing here", 2, 3, "comments stand outside of the expression"),
        ("{a}", "`{` means nothing here", 0, 1, 'a list is written ("a", "b")'),
        ("f().a", "`.` means nothing here", 3, 4, "only names have fields: delivery_method.name"),
        ("a . b", "`.` means nothing here", 2, 3, "only names have fields: delivery_method.name"),
        ("a is None", "`is` means nothing here", 2, 4, "write present(x) or missing(x)"),
        ("lambda: a", "`lambda` is not part of the rule language", 0, 6, ""),
        ("a if b else c", "`if` is not part of the rule language", 2, 4, ""),
        ("await a", "`await` is not part of the rule language", 0, 5, ""),
        ("a.class == 1", "`class` is not part of the rule language", 0, 7, ""),
        ("True.real", "`True` is not part of the rule language", 0, 9, ""),
        ('a == "b', "this quote is never closed", 5, 6, ""),
        (
            'a == f"b"',
            "letters before a quote mean nothing here: f",
            5,
            6,
            "delete them; a backslash is read as it is written",
        ),
        (
            'a == Rb"b"',
            "letters before a quote mean nothing here: Rb",
            5,
            7,
            "delete them; a backslash is read as it is written",
        ),
        ("a > 1_000", "`1_000` is not a number", 4, 9, "write 1000"),
        ("a > 24h", "`24h` is not a number", 4, 7, "write hours(24)"),
        ("a > 2days", "`2days` is not a number", 4, 9, "write days(2)"),
        ("a > 30min", "`30min` is not a number", 4, 9, "write minutes(30)"),
        ("a > 007", "`007` is not a number", 4, 7, 'a text goes in quotes: "007"'),
        ("a > 0x1F", "`0x1F` is not a number", 4, 8, ""),
        ("a > 1j", "`1j` is not a number", 4, 6, ""),
        ("a > 1.", "`1.` is not a number", 4, 6, ""),
        ("a > .5", "`.5` is not a number", 4, 6, ""),
        ("a > 1and b", "`1and` is not a number", 4, 8, ""),
        ("stаtus == a", "`а` is not an English letter", 2, 3, "did you mean `status`, in English letters?"),
        ("ｓtatus == a", "`ｓ` is not an English letter", 0, 1, "did you mean `status`, in English letters?"),
        ("статус == a", "`с` is not an English letter", 0, 1, "names are English; a text goes in quotes"),
        ("a == \x00", "an invisible character U+0000", 5, 6, "delete it"),
        ("a == \ud800", "an invisible character U+D800", 5, 6, "delete it"),
        ('a == "\ue000"', "an invisible character U+E000", 6, 7, "delete it"),
        # order
        ("a b", "an operator is missing before `b`", 2, 3, ""),
        ('a in ("b" "c")', 'a comma or an operator is missing before `"c"`', 10, 13, ""),
        ('"""a"""', 'an operator is missing before `"a"`', 2, 5, ""),
        ("a AND b", "`AND` is spelt in small letters", 2, 5, "did you mean `and`?"),
        ("Not a", "`Not` is spelt in small letters", 0, 3, "did you mean `not`?"),
        ("a ==", "a value is missing after `==`", 2, 4, ""),
        ("a and", "a value is missing after `and`", 2, 5, ""),
        ("and a", "a value is missing before `and`", 0, 3, ""),
        ("a == == b", "a value is missing before `==`", 5, 7, ""),
        ("f(, a)", "a value is missing before `,`", 2, 3, ""),
        ("(a and)", "a value is missing before `)`", 6, 7, ""),
        ("-a > 1", "a value is missing before `-`", 0, 1, ""),
        ("--1 > a", "a value is missing before `-`", 0, 1, ""),
        ("+1 > a", "a value is missing before `+`", 0, 1, ""),
        ("a == not b", "`not …` goes in brackets here", 5, 8, "write (not …)"),
        ("a not b", "an operator is missing before `not`", 2, 5, ""),
        ("a, b", "a comma outside of brackets", 1, 2, "a list goes in brackets, and decimals have a point: 0.5"),
        ("(a", "`(` is never closed", 0, 1, ""),
        ("a)", "`)` closes nothing", 1, 2, ""),
        ("(a]", "`]` closes nothing", 2, 3, ""),
        ("a[0]", "`[` cannot follow this", 1, 2, ""),
        ("(a)(b)", "`(` cannot follow this", 3, 4, ""),
        ('"a"(b)', "`(` cannot follow this", 3, 4, ""),
        ("f(a for b in c, d)", "this is not an expression ozlint can read", 0, 1, ""),
    ],
)
def test_what_is_no_expression(text: str, message: str, start: int, end: int, hint: str) -> None:
    """What cannot be read is refused in its place, with what it was probably meant to be."""
    found = fault(text)
    if message.startswith("this is not"):
        assert found[0] == message
        assert 0 <= found[1] < len(text)
    else:
        assert found == (message, start, end, hint)


def test_limits() -> None:
    """Texts, brackets, operators and patterns are bounded, and a megabyte is refused unread."""
    assert fault("x" * (MAX_LENGTH + 1))[0] == "the expression is 4001 characters long; at most 4000 are read"
    assert fault("(" * 10**6)[0] == "the expression is 1000000 characters long; at most 4000 are read"
    assert fault("(" * 21 + "a" + ")" * 21) == ("brackets nest deeper than 20", 20, 21, "")
    assert fault("not " * 900 + "a")[0] == "operators and calls nest deeper than 40"
    assert fault("a" + " + 1" * 900)[0] == "operators and calls nest deeper than 40"
    assert fault(" and ".join(['matches(a, "b")'] * 9))[:3] == ("matches() stands here more than 8 times", 160, 167)
    parse("(" * 20 + "a" + ")" * 20)
    parse("not " * 38 + "a")
    parse(" and ".join(["a"] * 500))
    parse("a" + " < a" * 900)
    parse("a" + ".b" * 1000)


@pytest.mark.parametrize(
    "text", ["-1 < a", "a - -1 < 2", "a > -1.5", "f(-1, -2)", "a in (-1,)", "not (not a)", "f()", "f(a,)"]
)
def test_what_reads(text: str) -> None:
    """Signs of numbers, empty and trailing places in brackets are read as people mean them."""
    assert parse(text).tree is not None


def test_line_breaks_and_tabs_are_spaces() -> None:
    """An expression may stand on several lines, and its places are those in the text as given."""
    parsed = parse("a\r\n\tand b\n")
    assert isinstance(parsed.tree, ast.BoolOp)
    assert parsed.span(parsed.tree.values[1]) == (8, 9)
