"""Patterns that are compiled when they are first used."""

import re

import pytest

from ozlint.model.pattern import pattern


def test_it_finds_what_the_compiled_one_finds() -> None:
    """Every way of asking gives what `re` gives."""
    lazy, real = pattern(r"(\d+)-(?P<end>[a-z])", re.IGNORECASE), re.compile(r"(\d+)-(?P<end>[a-z])", re.IGNORECASE)
    text = "12-A and 7-b"

    assert [one.groups() for one in lazy.finditer(text)] == [one.groups() for one in real.finditer(text)]
    assert lazy.sub("x", text) == real.sub("x", text)
    assert lazy.fullmatch("7-b") is not None
    assert lazy.groupindex == real.groupindex


def test_a_faulty_one_is_told_when_it_is_used() -> None:
    """Nothing is compiled before: a fault shows at the first use, and so does a misspelt question."""
    faulty = pattern("(")
    with pytest.raises(re.error):
        faulty.match("")
    with pytest.raises(AttributeError):
        pattern("a").fullmach("a")  # type: ignore[attr-defined]
