"""Files without a command: what is dragged onto the icon is checked, and the window stays to be read."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec import structs

from ozlint.cli.dragged import hold_window, with_command
from ozlint.cli.terminal import Terminal

Make = Callable[..., Terminal]
Run = Callable[..., SimpleNamespace]


class Screen(StringIO):
    """An output that somebody looks at."""

    def isatty(self) -> bool:
        """Whether it is a terminal: it is."""
        return True


@pytest.mark.usefixtures("late")
def test_a_file_alone_is_checked(ozlint: Run, tmp_path: Path) -> None:
    """A path in place of a command is a check of it, with the flags behind it."""
    alone = ozlint(str(tmp_path / "late.json"), "--format", "text")
    named = ozlint("check", str(tmp_path / "late.json"), "--format", "text")
    assert alone.code == named.code == 1
    assert alone.out == named.out
    assert "OZ301" in alone.out


def test_commands_come_first(tmp_path: Path) -> None:
    """A folder that is called like a command does not hide it, and what does not exist is no file."""
    (tmp_path / "rules").mkdir()
    for arguments in (["rules"], ["chek"], ["x" * 5000], ["a\0b"], [], ["--version"]):
        assert with_command(arguments, {"rules": 1, "check": 1}, tmp_path) == arguments


@pytest.mark.usefixtures("late")
def test_the_window_waits_for_enter(make: Make, tmp_path: Path) -> None:
    """Dragged files have full paths; with no shell around, the window would close on the report."""
    path = str(tmp_path / "late.json")

    def told(*arguments: str, is_bare: bool = True, screen: type[StringIO] = Screen) -> str:
        terminal = structs.replace(make(stdin=b"\nrest"), stdout=screen(), is_bare=is_bare)
        hold_window(arguments, terminal, "ru")
        assert terminal.stdin.read() == (b"rest" if terminal.stdout.getvalue() else b"\nrest")  # type: ignore[attr-defined]
        return str(terminal.stdout.getvalue())  # type: ignore[attr-defined]

    assert told(path) == "Нажмите Enter, чтобы закрыть окно.\n"
    assert told(path, is_bare=False) == ""
    assert told("check", path) == ""
    assert told("late.json") == ""
    assert told(path, screen=StringIO) == ""
    assert told() == ""
