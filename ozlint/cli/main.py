"""The command line: which command, its arguments, and what an error becomes."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from ozlint.cli import check, rules
from ozlint.cli.help import HELP, choose_language
from ozlint.cli.parser import Parser
from ozlint.cli.terminal import Terminal, this_terminal
from ozlint.errors import OzlintError, SourceError, UsageError
from ozlint.model.text import Lang
from ozlint.version import __version__

Command = Callable[[argparse.Namespace, Terminal, Lang], int]


def run_process(arguments: Sequence[str]) -> int:
    """Run a command in this process and return its exit code."""
    try:
        terminal = this_terminal()
        code = run(arguments, terminal)
        terminal.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does: nothing is wrong, and nothing more can be said.
        _silence()
        return 0
    except UsageError as error:
        sys.stderr.write(f"ozlint: {error}\n")
        return 2
    except OSError as error:  # a full disk under the output
        sys.stderr.write(f"ozlint: the output cannot be written: {error.strerror or error}\n")
        _silence()
        return 3
    except KeyboardInterrupt:
        return 130
    return code


def _silence() -> None:
    """Send what is still to be written nowhere: Python would fail on it once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: Sequence[str], terminal: Terminal) -> int:
    """Run a command in a terminal and return its exit code."""
    lang = choose_language(arguments, terminal)
    parser = build_parser(lang)
    try:
        options = parser.read(arguments)
        if options.version:
            terminal.say(f"ozlint {__version__}")
            return 0
        command: Command | None = getattr(options, "command", None)
        if command is None:
            # `ozlint` and `ozlint rules` alone: nothing was asked for, so say what can be.
            parser.commands.get(next(iter(arguments), ""), parser).print_help(terminal.stderr)
            return 2
        return command(options, terminal, lang)
    except OzlintError as error:
        show = getattr(error, "show", None)
        terminal.warn(show(lang) if show else f"ozlint: {_words(error, lang)}")
        return 3 if isinstance(error, SourceError) else 2
    except SystemExit as stop:  # argparse leaves this way after --help
        return stop.code if isinstance(stop.code, int) else 2


def _words(error: OzlintError, lang: Lang) -> str:
    text = getattr(error, "text", None)
    return str(text.say(lang) if text is not None else error)


def build_parser(lang: Lang) -> Parser:
    """Return the parser of all commands, with help in a language."""
    words = HELP[lang]
    parser = Parser(prog="ozlint", description=words["ozlint"], epilog=words["ozlint_examples"])
    parser.add_argument("--version", "-V", action="store_true", help=words["version"])
    check.add_command(parser, words)
    rules.add_command(parser, words)
    return parser
