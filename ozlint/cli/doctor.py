"""`ozlint doctor`: whether asking Ozon will work, and what there is to do if not."""

from argparse import Namespace
from collections.abc import Mapping

from ozlint.cli.fetch_flags import add_access
from ozlint.cli.parser import Parser, one_of
from ozlint.cli.settings import LANGUAGES
from ozlint.cli.terminal import Terminal
from ozlint.config.choice import zone_asked_by
from ozlint.model.text import Lang

_FORMATS = ("text", "json")


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `doctor` to the commands."""
    command = parser.add_command("doctor", words["doctor"], title=words["commands"], epilog=words["doctor_examples"])
    command.set_defaults(command=run_doctor)
    add = command.add_argument
    add("--format", type=one_of("--format", _FORMATS), default="text", metavar="FORMAT", help=words["doctor_format"])
    add("--scheme", action="append", default=[], metavar="NAMES", help=words["doctor_scheme"])
    add_access(command, words)
    add("--config", metavar="FILE", help=words["config_file"])
    add("--no-config", action="store_true", help=words["no_config"])
    add("--tz", type=zone_asked_by("--tz"), metavar="ZONE", help=words["tz"])
    add("--lang", type=one_of("--lang", LANGUAGES), help=words["lang"])


def run_doctor(options: Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Print what was looked at, and return 0 if all is well, 1 if a check failed, 3 if Ozon could not be asked."""
    from ozlint.cli.diagnosis import exit_code, look
    from ozlint.cli.diagnosis_text import as_json, as_text
    from ozlint.reporters.options import Options
    from ozlint.reporters.pen import Pen

    looked, lang = look(options, terminal)
    code = exit_code(looked)
    if options.format == "json":
        terminal.say(as_json(looked, code, lang))
        return code
    for line in as_text(looked, code, Pen(Options(lang=lang, colour=terminal.colour, width=terminal.width))):
        terminal.say(line)
    return code
