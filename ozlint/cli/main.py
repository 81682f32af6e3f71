"""The command line: which command, its arguments, and what an error becomes."""

import argparse
from collections.abc import Callable, Sequence

from ozlint.cli import check, rules
from ozlint.cli.help import HELP, choose_language
from ozlint.cli.terminal import Terminal, this_terminal
from ozlint.errors import OzlintError, SourceError
from ozlint.model.text import Lang

Command = Callable[[argparse.Namespace, Terminal, Lang], int]


def run_process(arguments: Sequence[str]) -> int:
    """Run a command in this process and return its exit code."""
    terminal = this_terminal()
    try:
        code = run(arguments, terminal)
        terminal.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does: nothing is wrong, and nothing more can be said.
        import os  # noqa: PLC0415
        import sys  # noqa: PLC0415

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def run(arguments: Sequence[str], terminal: Terminal) -> int:
    """Run a command in a terminal and return its exit code."""
    lang = choose_language(arguments, terminal)
    parser = build_parser(lang)
    try:
        options = parser.parse_args(list(arguments))
        command: Command | None = getattr(options, "command", None)
        if command is None:
            parser.print_help(terminal.stdout)
            return 2
        return command(options, terminal, lang)
    except OzlintError as error:
        show = getattr(error, "show", None)
        terminal.warn(show(lang) if show else f"ozlint: {_words(error, lang)}")
        return 3 if isinstance(error, SourceError) else 2
    except SystemExit as stop:  # argparse leaves this way after --help and after a wrong flag
        return stop.code if isinstance(stop.code, int) else 2


def _words(error: OzlintError, lang: Lang) -> str:
    text = getattr(error, "text", None)
    return str(text.say(lang) if text is not None else error)


def build_parser(lang: Lang) -> argparse.ArgumentParser:
    """Return the parser of all commands, with help in a language."""
    words = HELP[lang]
    parser = argparse.ArgumentParser(
        prog="ozlint",
        description=words["ozlint"],
        epilog=words["ozlint_examples"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", "-V", action="store_true", help=words["version"])
    commands = parser.add_subparsers(title=words["commands"], metavar="")
    check.add_command(commands, words)
    rules.add_command(commands, words)
    return parser
