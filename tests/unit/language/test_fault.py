"""An error of an expression, as it is shown on its own."""

from ozlint.language.fault import ExpressionError
from ozlint.language.nearest import guess, nearest
from ozlint.model.text import Text


def test_an_error_is_shown_with_carets() -> None:
    """The message, the expression, carets under the fault, the hint; line breaks do not move the carets."""
    error = ExpressionError(Text("wrong", "неверно"), 5, 8, Text("try b", "попробуйте b"))
    assert error.show("x ==\naaa", "en") == "wrong\n  x == aaa\n       ^^^\ntry b"
    assert error.show("x == aaa", "ru") == "неверно\n  x == aaa\n       ^^^\nпопробуйте b"
    assert str(error) == "wrong"


def test_an_error_is_one_character_long_at_least() -> None:
    """Even a fault behind the end of the text has a caret."""
    assert ExpressionError(Text("m", "с"), 3, 3).show("abc", "en") == "m\n  abc\n     ^"


def test_the_nearest_word() -> None:
    """Case, hyphens and a letter or two do not matter; what is like nothing, or far too long, is left alone."""
    known = ["tracking_number", "status", "deadline"]
    assert nearest("trackingnumber", known) == "tracking_number"
    assert nearest("TRACKING-NUMBER", known) == "tracking_number"
    assert nearest("stats", known) == "status"
    assert nearest("zzz", known) is None
    assert nearest("", known) is None
    assert nearest("status" * 20, known) is None
    assert guess("stats", known) == Text('; did you mean "status"?', "; может быть, «status»?")
    assert guess("zzz", known) == Text("", "")
