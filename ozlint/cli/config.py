"""`ozlint config show`: every setting, and who gave it."""

import argparse
from collections.abc import Mapping

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.refusal import tell
from ozlint.cli.settings import add_settings, config_of
from ozlint.cli.terminal import Terminal
from ozlint.errors import OzlintError
from ozlint.model.text import Lang


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `config` and what stands below it to the commands."""
    group = parser.add_command("config", words["config"], title=words["commands"], epilog=words["config_examples"])
    show = group.add_command("show", words["config_show"], title=words["commands"], epilog=words["config_examples"])
    show.set_defaults(command=run_show)
    add_settings(show, words, reports=False)
    show.add_argument(
        "--format",
        type=one_of("--format", ("text", "json")),
        default="text",
        dest="shown_as",
        metavar="NAME",
        help=words["config_format"],
    )


def run_show(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Print the configuration that `ozlint check` would run with, then say what is wrong with the rules it names."""
    from ozlint.config.show import show_json, show_text
    from ozlint.rulebooks import load_rulebook

    config = config_of(options, terminal)
    terminal.say(show_json(config) if options.shown_as == "json" else show_text(config, config.lang))
    try:
        load_rulebook(config, terminal.folder)
    except OzlintError as error:
        return tell(error, terminal, config.lang)
    return 0
