"""Files without a command, as they come when somebody drags them onto ozlint's icon."""

from collections.abc import Container, Sequence
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang, Text

_HOLD = Text("Press Enter to close this window.", "Нажмите Enter, чтобы закрыть окно.")


def with_command(arguments: Sequence[str], commands: Container[str], folder: Path) -> Sequence[str]:
    """Return the arguments as a check, where they begin with a file or folder in place of a command."""
    if not arguments or arguments[0] in commands or not _exists(folder / arguments[0]):
        return arguments
    return ["check", *arguments]


def hold_window(arguments: Sequence[str], terminal: Terminal, lang: Lang) -> None:
    """Wait for Enter, where the window would close on its report: files were dragged, and no shell is around.

    Windows hands over the full path of what is dragged.
    """
    is_dragged = bool(arguments) and Path(arguments[0]).is_absolute()
    if is_dragged and terminal.is_bare and terminal.stdout.isatty():
        terminal.say(_HOLD.say(lang))
        terminal.stdout.flush()
        terminal.stdin.readline()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no name that a file could have
        return False
