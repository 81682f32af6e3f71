"""The world around a command: language and colours are told from the environment alone."""

from collections.abc import Callable

import pytest
from msgspec import structs

from ozlint.cli.console import Console
from ozlint.cli.help import HELP, choose_language
from ozlint.cli.terminal import Terminal

Make = Callable[..., Terminal]


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_MESSAGES": "RU", "LANG": "en_GB.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LANG": "ru"}, "ru"),
    ],
)
def test_the_locale_chooses_the_language(make: Make, environ: dict[str, str], lang: str) -> None:
    """LC_ALL, then LC_MESSAGES, then LANG; every language but Russian is answered in English."""
    assert make(environ).lang == lang


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["check", "a", "--lang", "ru"], "ru"),
        (["check", "a", "--lang=ru"], "ru"),
        (["check", "a", "--lang", "ru", "--lang", "en"], "en"),
        (["check", "a", "--lang"], "en"),
        (["check", "a", "--lang", "de"], "en"),
    ],
)
def test_the_flag_chooses_before_the_locale(make: Make, arguments: list[str], lang: str) -> None:
    """--lang decides also how a mistake beside it is told; an unknown language leaves it to the locale."""
    assert choose_language(arguments, make()) == lang


@pytest.mark.parametrize(
    ("environ", "colour"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colours_are_for_terminals(make: Make, environ: dict[str, str], colour: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """A pipe gets no colours unless they are forced, and NO_COLOR has the last word."""
    assert make(environ).colour is colour


def test_the_system_chooses_where_there_is_no_locale(make: Make) -> None:
    """Windows has no LANG: its own language counts there, and a variable that is set counts more."""
    windows = {"console": Console(is_russian=True)}
    assert structs.replace(make(), **windows).lang == "ru"
    assert structs.replace(make({"LANG": "en_GB.UTF-8"}), **windows).lang == "en"


def test_a_console_that_cannot_draw_gets_no_colours(make: Make) -> None:
    """Not even forced ones: they would stand between the words as junk."""
    assert structs.replace(make({"FORCE_COLOR": "1"}), console=Console(draws=False)).colour is False


def test_the_help_says_the_same_in_both_languages() -> None:
    """Every text of the help is there in English and in Russian."""
    assert HELP["en"].keys() == HELP["ru"].keys()
    assert all(HELP["en"][name] != HELP["ru"][name] for name in HELP["en"])
