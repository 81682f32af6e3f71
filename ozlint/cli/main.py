"""The command line: which command, its arguments, and what an error becomes."""

import argparse
import sys
from collections.abc import Callable, Sequence

from msgspec import structs

from ozlint.cli import check
from ozlint.cli.dragged import hold_window, with_command
from ozlint.cli.help import HELP, choose_language
from ozlint.cli.output import Output, OutputError
from ozlint.cli.parser import Parser
from ozlint.cli.refusal import tell
from ozlint.cli.terminal import Terminal, this_terminal
from ozlint.errors import OzlintError, UsageError
from ozlint.model.text import Lang
from ozlint.version import __version__

BUG = 70
"""What a crash exits with: the EX_SOFTWARE of sysexits.h, so that a bug is never taken for findings."""

Command = Callable[[argparse.Namespace, Terminal, Lang], int]


def run_process(arguments: Sequence[str]) -> int:
    """Run a command in this process and return its exit code.

    What escapes is a bug: it shows its traceback and is exit 70, which no report ends with.
    """
    try:
        terminal = this_terminal()
        streams = {"stdout": Output(terminal.stdout), "stderr": Output(terminal.stderr)}
        terminal = structs.replace(terminal, **streams)
        code = run(arguments, terminal)
        terminal.stdout.flush()
        terminal.stderr.flush()
        hold_window(arguments, terminal, choose_language(arguments, terminal))
    except UsageError as error:
        sys.stderr.write(f"ozlint: {error}\n")
        return 2
    except OutputError as error:
        sys.stderr.write(f"ozlint: the output cannot be written: {error}\n")
        return 3
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - all that is left are bugs
        import traceback

        traceback.print_exc()
        return BUG
    return code


def run(arguments: Sequence[str], terminal: Terminal) -> int:
    """Run a command in a terminal and return its exit code."""
    lang = choose_language(arguments, terminal)
    parser = build_parser(lang, only_check=list(arguments[:1]) == ["check"])
    try:
        options = parser.read(with_command(arguments, parser.commands, terminal.folder))
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
        return tell(error, terminal, lang)
    except SystemExit as stop:  # argparse leaves this way after --help
        return stop.code if isinstance(stop.code, int) else 2


def build_parser(lang: Lang, *, only_check: bool = False) -> Parser:
    """Return the parser of all commands, with help in a language; `only_check` spares loading the others."""
    words = HELP[lang]
    parser = Parser(lang, prog="ozlint", description=words["ozlint"], epilog=words["ozlint_examples"])
    parser.add_argument("--version", "-V", action="store_true", help=words["version"])
    check.add_command(parser, words)
    if not only_check:
        from ozlint.cli import (
            baseline,
            completion,
            config,
            doctor,
            fetch,
            init,
            inputs,
            ozon,
            rules,
            schema,
            suggest,
            suppressions,
            watch,
        )

        fetch.add_command(parser, words)
        watch.add_command(parser, words)
        doctor.add_command(parser, words)
        inputs.add_command(parser, words)
        baseline.add_command(parser, words)
        suppressions.add_command(parser, words)
        suggest.add_command(parser, words)
        rules.add_command(parser, words)
        config.add_command(parser, words)
        schema.add_command(parser, words)
        ozon.add_command(parser, words)
        init.add_command(parser, words)
        completion.add_command(parser, words)
    return parser
