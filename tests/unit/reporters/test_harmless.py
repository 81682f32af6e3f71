"""Text from data, as people see it."""

import pytest

from ozlint.reporters.harmless import flat, harmless, is_web_address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("41867093-0215-1 едет (СДЭК) 🚚", "41867093-0215-1 едет (СДЭК) 🚚"),
        ("a\nb\tc\r\x1b", r"a\nb\tc\r\x1b"),
        ("\u202e\u200b\ufeff\U000e0041\ud800", r"\u202e\u200b\ufeff\U000e0041\ud800"),
        ("::error::x", r"\x3a:error::x"),
        ("  ::error::x", r"  \x3a:error::x"),
        ("x ::y::", r"x \x3a:y::"),
        ("a::b: c", "a::b: c"),
        ("x##[add-mask]y", r"x\x23#[add-mask]y"),
        ("#[x] ##", "#[x] ##"),
        ("x" * 1002, "x" * 1000 + "… (+2)"),
    ],
)
def test_what_is_obeyed_or_not_seen_is_written_out(text: str, shown: str) -> None:
    """Controls, invisible characters and commands of a runner are escapes; of a long text the beginning is kept."""
    assert harmless(text) == shown
    assert harmless(shown) == shown or len(text) > 1000


def test_a_text_of_a_rule_is_one_line() -> None:
    """Line breaks of a YAML file are layout."""
    assert flat("  a\n  b\n\nc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("https://a.test/b?c=d#e", True),
        ("http://a", True),
        ("javascript:x", False),
        ("https://a b", False),
        ("", False),
    ],
)
def test_an_address_of_the_web_is_nothing_else(text: str, is_address: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """An address has no spaces, no controls and no other scheme."""
    assert is_web_address(text) is is_address
