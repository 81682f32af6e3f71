"""What the Windows API says of a console, from a stand-in that answers as documented; it runs on every system."""

from typing import Any

import pytest

from ozlint.cli.console import Console, console_of, this_console

DRAWS = 0x0004
RUSSIAN, GERMAN = 0x0419, 0x0407


class Kernel:
    """Answers what a Windows system answers: the language, and the mode of each output that is a console."""

    def __init__(self, language: int, modes: dict[int, int], *, knows_colours: bool = True) -> None:
        self.language = language
        self.modes = modes
        self.knows_colours = knows_colours

    def GetUserDefaultUILanguage(self) -> int:  # noqa: N802 - as the system calls it
        """The language id of the user's windows."""
        return self.language

    def GetStdHandle(self, output: int) -> int:  # noqa: N802
        """A handle, by which the output is known from now on."""
        return abs(output)

    def GetConsoleMode(self, handle: Any, mode: Any) -> int:  # noqa: ANN401, N802
        """Whether a handle is a console; its mode goes where the caller wants it."""
        if handle.value not in self.modes:
            return 0
        mode._obj.value = self.modes[handle.value]
        return 1

    def SetConsoleMode(self, handle: Any, mode: int) -> int:  # noqa: ANN401, N802
        """Whether the mode was taken; a system of before 2016 refuses what it does not know."""
        if mode & DRAWS and not self.knows_colours:
            return 0
        self.modes[handle.value] = mode
        return 1


def test_a_console_is_made_to_draw_colours() -> None:
    """Both outputs are switched to drawing control sequences, keeping what was on."""
    kernel = Kernel(GERMAN, {11: 3, 12: 3})
    assert console_of(kernel) == Console(draws=True, is_russian=False)
    assert kernel.modes == {11: 3 | DRAWS, 12: 3 | DRAWS}


@pytest.mark.parametrize("modes", [{11: 3, 12: 3}, {11: 3}, {12: 3}])
def test_an_old_console_gets_no_colours(modes: dict[int, int]) -> None:
    """Where one output cannot draw them, none is used: no junk beside the words."""
    assert not console_of(Kernel(GERMAN, modes, knows_colours=False)).draws


def test_files_and_pipes_are_not_asked() -> None:
    """What is no console has no mode; whether it gets colours is not the console's to say."""
    assert console_of(Kernel(GERMAN, {}, knows_colours=False)).draws


def test_russian_windows_is_answered_in_russian() -> None:
    """The system's own language counts, whatever the country behind it."""
    assert console_of(Kernel(RUSSIAN, {})).is_russian
    assert console_of(Kernel(0x0819, {})).is_russian
    assert not console_of(Kernel(GERMAN, {})).is_russian


def test_other_systems_have_nothing_to_ask() -> None:
    """Here the streams and the locale say it all."""
    assert this_console() == Console()
