"""A text in two languages."""

from ozlint.model.text import Text


def test_a_text_is_said_in_the_language_asked_for() -> None:
    """Each language gets its own words."""
    assert Text("late", "поздно").say("en") == "late"
    assert Text("late", "поздно").say("ru") == "поздно"


def test_a_missing_language_falls_back_to_the_other() -> None:
    """A text in one language only is said in that one rather than not at all."""
    assert Text(en="late").say("ru") == "late"
    assert Text(ru="поздно").say("en") == "поздно"
