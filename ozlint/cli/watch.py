"""`ozlint watch`: what Ozon has, checked again and again; only what changed is told."""

import argparse
from collections.abc import Mapping

from ozlint.cli.fetch_flags import add_live, check_details
from ozlint.cli.parser import Parser
from ozlint.cli.refusal import tell
from ozlint.cli.settings import add_settings, config_of
from ozlint.cli.stopping import stoppable
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.config.span import span_asked_by
from ozlint.errors import OzlintError, UsageError
from ozlint.model.text import Lang, Text

_EVERY = "10m"


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `watch` to the commands."""
    command = parser.add_command("watch", words["watch"], title=words["commands"], epilog=words["watch_examples"])
    command.set_defaults(command=run_watch)
    add = command.add_argument
    add("--every", default=_EVERY, metavar="SPAN", help=words["every"])
    add_live(command, words)
    add_settings(command, words)
    add("--verbose", "-v", action="store_true", help=words["verbose"])
    add("--no-cache", action="store_true", help=words["no_cache"])


def run_watch(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Watch until a signal ends it, which is exit 0; 3 if Ozon refuses every account from the beginning."""
    from ozlint.cli.rounds import watch  # the engine, the reporters and all that asks Ozon

    try:
        with stoppable():
            config = config_of(options, terminal)
            try:
                return watch(options, config, terminal, _every(options, config))
            except OzlintError as error:
                return tell(error, terminal, config.lang)
    except KeyboardInterrupt:
        return 0


def _every(options: argparse.Namespace, config: Config) -> float:
    """Return the seconds between two rounds; raises an error for what cannot be watched."""
    check_details(options)
    if options.inputs:
        raise UsageError(
            "watch asks Ozon: leave INPUT out; `ozlint check` is for files",
            "watch берёт данные у Ozon: уберите INPUT; файлы проверяет `ozlint check`",
        )
    if "-" in (*config.tracking, *config.previous):
        raise UsageError(
            "standard input can be read once, and watch reads its files each round: name a file in place of -",
            "стандартный ввод читается один раз, а watch читает файлы при каждой проверке: укажите файл вместо -",
        )
    _check_screen(config)
    every = span_asked_by("--every", options.every, ("m", "h"))
    if not every:
        raise UsageError(
            f"--every: {options.every} leaves no time between two rounds; write it like {_EVERY}",
            f"--every: {options.every} — между проверками нужно время; пишите, например, {_EVERY}",
        )
    return every


def _check_screen(config: Config) -> None:
    """Raise an error for another format than text without a file: one document a round makes none of them all."""
    for place, output in enumerate(config.outputs):
        if output.path is None and output.format != "text":
            raise config.origin("output").fault(
                Text(
                    f"watch shows changes as text; give {output.format} a file, which is written anew each round: "
                    f"{output.format}:FILE",
                    f"watch показывает изменения текстом; для {output.format} укажите файл, он обновляется при каждой "
                    f"проверке: {output.format}:ФАЙЛ",
                ),
                place,
            )
