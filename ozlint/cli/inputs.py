"""`ozlint inputs`: what files are, and which rules can be judged on them."""

import argparse
from collections.abc import Mapping

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.settings import INPUT_FORMATS, add_settings, config_of
from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang

_FORMATS = ("text", "json")
_NOT_DONE = 3


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `inputs` to the commands."""
    command = parser.add_command(
        "inputs", words["inputs_command"], title=words["commands"], epilog=words["inputs_examples"]
    )
    command.set_defaults(command=run_inputs)
    add_settings(command, words, reports=False)
    add = command.add_argument
    add("--format", type=one_of("--format", _FORMATS), metavar="FORMAT", help=words["inputs_output"])
    add("--input-format", type=one_of("--input-format", INPUT_FORMATS), default="auto", help=words["input_format"])
    add("--at", metavar="TIME", help=words["at"])
    add("--no-cache", action="store_true", help=words["no_cache"])


def run_inputs(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Print what each input is; exit 3 if one could not be read."""
    from ozlint.cli.check import nothing_to_check
    from ozlint.surveys import survey

    config = config_of(options, terminal)
    if not (config.inputs or config.tracking or config.previous):
        raise nothing_to_check(config)
    surveys = survey(config, terminal.stdin, terminal.folder)
    as_text = options.format == "text" or (options.format is None and terminal.width is not None)
    if as_text:
        from ozlint.reporters.options import Options
        from ozlint.reporters.pen import Pen
        from ozlint.survey.other_text import other_text
        from ozlint.survey.survey_text import survey_text

        look = Options(lang=config.lang, colour=terminal.colour, width=terminal.width)
        for line in (*survey_text(surveys.inputs, Pen(look)), *other_text(surveys.others, Pen(look))):
            terminal.say(line)
    else:
        import msgspec

        terminal.say(msgspec.json.format(msgspec.json.encode(surveys), indent=2).decode())
    return _NOT_DONE if any(one.error is not None for one in surveys.inputs) else 0
