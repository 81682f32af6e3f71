"""The arguments of the command line, read strictly: what is wrong is said in both languages, with a way out."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from ozlint.config.choice import one_of
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text

__all__ = ["Parser", "one_of"]


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError where argparse would print and exit; flags are written out in full."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as argparse.ArgumentParser
        self.flags: list[str] = []
        self.commands: dict[str, Parser] = {}
        self._below: Any = None
        super().__init__(**{**options, "allow_abbrev": False, "formatter_class": argparse.RawDescriptionHelpFormatter})

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:  # noqa: ANN401
        """Add an argument, and remember its flags for suggestions."""
        self.flags += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **options)

    def add_command(self, name: str, text: str, *, title: str, epilog: str | None = None) -> "Parser":
        """Add a command below this one and return its parser."""
        if self._below is None:
            self._below = self.add_subparsers(title=title, metavar="COMMAND")
        parser: Parser = self._below.add_parser(name, help=text, description=text, epilog=epilog)
        self.commands[name] = parser
        return parser

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options; raises UsageError for a command or a flag that does not exist."""
        parser = self._chosen(arguments)
        options, left = self.parse_known_args(list(arguments))
        if left:
            parser.refuse(left[0])
        return options

    def refuse(self, argument: str) -> NoReturn:
        """Raise UsageError for an argument that the parser has no use for."""
        name = argument.partition("=")[0]
        if not name.startswith("-"):
            raise UsageError(f'"{argument}" is one argument too many', f"аргумент «{argument}» здесь лишний")
        near = guess(name, self.flags, self._see_help())
        raise UsageError(f"there is no flag {name}{near.en}", f"нет такого флага: {name}{near.ru}")

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong, in its own words, with the way to the help."""
        see = self._see_help()
        raise UsageError(f"{self.prog}: {message}{see.en}", f"{self.prog}: ошибка в аргументах: {message}{see.ru}")

    def _chosen(self, arguments: Sequence[str]) -> "Parser":
        """Return the parser of the command that the arguments name; raises UsageError for one that does not exist."""
        if not self.commands:
            return self
        for place, argument in enumerate(arguments):
            if argument in self.commands:
                return self.commands[argument]._chosen(arguments[place + 1 :])  # noqa: SLF001 - of the same class
            if not argument.startswith("-"):
                name = f"{self.prog} {argument}"
                near = guess(argument, self.commands, self._see_help())
                raise UsageError(f"there is no command `{name}`{near.en}", f"нет команды `{name}`{near.ru}")
        return self

    def _see_help(self) -> Text:
        return Text(f"; `{self.prog} --help` shows what there is", f"; что бывает, покажет `{self.prog} --help`")
