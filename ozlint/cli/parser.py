"""The arguments of the command line, read strictly: what is wrong is said in both languages, with a way out."""

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NoReturn

from ozlint.config.choice import one_of
from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.pattern import pattern
from ozlint.model.text import Lang, Text

__all__ = ["Parser", "one_of"]


_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "usage": "usage: ",
        "arguments": "arguments",
        "options": "options",
        "help": "show this help and exit",
    },
    "ru": {
        "usage": "запуск: ",
        "arguments": "аргументы",
        "options": "флаги",
        "help": "показать эту справку",
    },
}
_LANGUAGE = "--lang"
_NARROW = 80


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError where argparse would print and exit; flags are written out in full."""

    def __init__(self, lang: Lang = "en", **options: Any) -> None:  # noqa: ANN401 - as argparse.ArgumentParser
        self.flags: list[str] = []
        self.commands: dict[str, Parser] = {}
        self.lang: Lang = lang
        self._below: Any = None
        self._formatter = _Russian if lang == "ru" else argparse.RawDescriptionHelpFormatter
        # Each new argument is tried on a formatter, and one that is told no width loads shutil to ask the terminal.
        narrow = partial(self._formatter, width=_NARROW)
        super().__init__(**{**options, "allow_abbrev": False, "formatter_class": narrow, "add_help": False})
        words = _WORDS[lang]
        self._positionals.title, self._optionals.title = words["arguments"], words["options"]
        self.add_argument("-h", "--help", action="help", help=words["help"])

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:  # noqa: ANN401
        """Add an argument, and remember its flags for suggestions."""
        self.flags += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **options)

    def add_command(self, name: str, text: str, *, title: str, epilog: str | None = None) -> "Parser":
        """Add a command below this one and return its parser."""
        if self._below is None:
            self._below = self.add_subparsers(title=title, metavar="COMMAND")
        parser: Parser = self._below.add_parser(name, help=text, description=text, epilog=epilog, lang=self.lang)
        self.commands[name] = parser
        return parser

    def format_help(self) -> str:
        """Return the help: what the command does and examples to copy, then its arguments."""
        formatter = self._formatter(prog=self.prog)
        formatter.add_text(self.description)
        formatter.add_text(self.epilog)
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)  # noqa: SLF001 - argparse has no other way to them
            formatter.end_section()
        return formatter.format_help()

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options; raises UsageError for a command or a flag that does not exist."""
        parser, path, rest = self._chosen(arguments)
        options, left = self.parse_known_args([*path, *rest])
        inputs = getattr(options, "inputs", None)
        if isinstance(inputs, list) and all(_is_input(one) for one in left):
            inputs += left  # argparse takes only the first of several groups with flags between them
        elif left:
            parser.refuse(left[0])
        return options

    def refuse(self, argument: str) -> NoReturn:
        """Raise UsageError for an argument that the parser has no use for."""
        name = argument.partition("=")[0]
        if _is_input(name):
            raise UsageError(f'"{argument}" is one argument too many', f"аргумент «{argument}» здесь лишний")
        near = guess(name, self.flags, self._see_help())
        raise UsageError(f"there is no flag {name}{near.en}", f"нет такого флага: {name}{near.ru}")

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong, with the way to the help."""
        see = self._see_help()
        where = f"{command}: " if (command := self.prog.partition(" ")[2]) else ""
        raise UsageError(f"{where}{message}{see.en}", f"{where}{_in_russian(message)}{see.ru}")

    def _chosen(self, arguments: Sequence[str]) -> "tuple[Parser, list[str], list[str]]":
        """Return the parser of the command that the arguments name, its names, and its own arguments.

        A language said before the command is handed to it. Raises UsageError for a command that does not exist.
        """
        if not self.commands:
            return self, [], list(arguments)
        said: list[str] = []
        flags: list[str] = []
        rest = list(arguments)
        while rest and rest[0].startswith("-"):
            taken = 2 if rest[0] == _LANGUAGE else 1
            (said if rest[0].partition("=")[0] == _LANGUAGE else flags).extend(rest[:taken])
            rest = rest[taken:]
        if not rest:
            return self, [], flags
        name, *after = rest
        if name not in self.commands:
            near = guess(name, self.commands, self._see_help())
            raise UsageError(
                f"there is no command `{self.prog} {name}`{near.en}", f"нет команды `{self.prog} {name}`{near.ru}"
            )
        parser, path, own = self.commands[name]._chosen([*said, *after])  # noqa: SLF001 - of the same class
        return parser, [*flags, name, *path], own

    def _see_help(self) -> Text:
        return Text(f"; `{self.prog} --help` shows what there is", f"; что бывает, покажет `{self.prog} --help`")


def _is_input(argument: str) -> bool:
    """Return whether an argument is no flag: a lone hyphen stands for standard input."""
    return argument == "-" or not argument.startswith("-")


_FAULTS = (
    (pattern(r"the following arguments are required: (.+)"), r"не хватает аргументов: \1"),
    (pattern(r"argument (.+): expected (?:one|at least one|[0-9]+) arguments?"), r"у \1 нет значения"),
    (pattern(r"argument (.+): ignored explicit argument (.+)"), r"\1 пишут без значения, а здесь \2"),
)
"""What argparse finds wrong, and how that is said in Russian."""


def _in_russian(message: str) -> str:
    for fault, said in _FAULTS:
        if found := fault.fullmatch(message):
            return found.expand(said)
    return f"ошибка в аргументах: {message}"


class _Russian(argparse.RawDescriptionHelpFormatter):
    """Help whose first word is Russian too."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        """Begin with what the command is typed like."""
        super().add_usage(usage, actions, groups, _WORDS["ru"]["usage"] if prefix is None else prefix)
