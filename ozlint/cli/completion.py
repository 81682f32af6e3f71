"""`ozlint completion`: what makes a shell complete the commands, flags and files of ozlint."""

import argparse
from collections.abc import Iterator, Mapping
from typing import get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.terminal import Terminal
from ozlint.config.choice import OneOf
from ozlint.model.text import Lang

SHELLS = ("bash", "zsh", "fish")
_FILES = ("INPUT", "FILE")
_FOLDERS = ("DIR",)
"""What arguments are called that take a file, or a folder."""


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `completion` to the commands."""
    command = parser.add_command(
        "completion", words["completion"], title=words["commands"], epilog=words["completion_examples"]
    )
    command.set_defaults(command=run_completion, completed=parser)
    command.add_argument("shell", type=one_of("SHELL", SHELLS), metavar="SHELL", help=words["completion_shell"])
    command.add_argument("--lang", type=one_of("--lang", get_args(Lang)), help=words["lang"])


def run_completion(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:  # noqa: ARG001 - as commands are
    """Print the script that a shell completes from; descriptions are in the language asked for."""
    import shtab

    parser: Parser = options.completed
    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # what shtab looks for
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif isinstance(action.type, OneOf):
            action.choices = action.type.known
    terminal.say(shtab.complete(parser, shell=options.shell).rstrip("\n"))
    return 0


def _actions(parser: Parser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser and of all commands below it."""
    yield from parser._actions  # noqa: SLF001 - argparse has no other way to them
    for command in parser.commands.values():
        yield from _actions(command)
