"""The key never shows itself."""

import copy
import pickle
from collections.abc import Callable

import msgspec
import pytest
from rich.pretty import pretty_repr

from ozlint.errors import UsageError
from ozlint.seller_api.key import Key, Secret, read_key

SECRET = "0f4d1e9c-aaaa-bbbb-cccc-1234567890ab"  # noqa: S105 - it opens nothing


@pytest.mark.parametrize(
    "show", [repr, str, "{}".format, "{!r}".format, "{!s:>60}".format, pretty_repr, lambda value: f"{[value]}"]
)
def test_no_way_of_showing_a_key_shows_the_secret(show: Callable[[object], str]) -> None:
    """Neither a text, nor a format, nor rich's own way of printing values gives it away."""
    key = read_key("1234", SECRET)
    for value in (key, key.api_key):
        assert SECRET not in show(value)
        assert "***" in show(value)
    assert key.api_key.reveal() == SECRET


@pytest.mark.parametrize("write", [pickle.dumps, msgspec.json.encode, copy.deepcopy])
def test_a_key_cannot_be_written(write: Callable[[object], object]) -> None:
    """What writes values to files fails on it."""
    with pytest.raises(TypeError):
        write(read_key("1234", SECRET))


def test_blanks_around_a_key_are_not_part_of_it() -> None:
    """They come along when it is copied or read from a file."""
    key = read_key(" 1234\n", f"\t{SECRET}\r\n")
    assert (key.client_id, key.api_key.reveal()) == ("1234", SECRET)


@pytest.mark.parametrize(
    ("client_id", "api_key"),
    [
        ("", SECRET),
        ("0", SECRET),
        ("-1", SECRET),
        ("12a", SECRET),
        ("١٢", SECRET),
        ("1234", ""),
        ("1234", "  "),
        ("1234", f"{SECRET}\r\nX-Evil: 1"),
        ("1234", f"с{SECRET}"),
        ("1234", f"{SECRET} {SECRET}"),
    ],
)
def test_what_cannot_be_a_key_is_refused_without_showing_it(client_id: str, api_key: str) -> None:
    """The message says what is wrong and what to do, in both languages, and holds no part of the key."""
    with pytest.raises(UsageError) as refused:
        read_key(client_id, api_key)
    for text in (refused.value.text.en, refused.value.text.ru):
        assert "Client-Id" in text or "Api-Key" in text
        assert SECRET[:8] not in text


def test_a_key_is_what_it_was_made_of() -> None:
    """A secret is compared by itself, not by its text, so that nothing can guess it piece by piece."""
    assert Key("1", Secret("x")) != Key("1", Secret("x"))
