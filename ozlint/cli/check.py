"""`ozlint check`: arguments to a Config, the run, the reports."""

import argparse
from collections.abc import Mapping

from ozlint.cli.fetch_flags import add_live, check_flags
from ozlint.cli.parser import Parser, one_of
from ozlint.cli.plan_flags import add_plan, check_plan_flags
from ozlint.cli.progress import progress_for
from ozlint.cli.refusal import tell
from ozlint.cli.settings import INPUT_FORMATS, add_settings, config_of
from ozlint.cli.terminal import Terminal
from ozlint.config.choice import jobs_asked_by
from ozlint.config.config import Config
from ozlint.errors import OzlintError, UsageError
from ozlint.model.report import Report
from ozlint.model.text import Lang

ENGINES = ("local", "spark")


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `check` to the commands."""
    command = parser.add_command("check", words["check"], title=words["commands"], epilog=words["check_examples"])
    command.set_defaults(command=run_check)
    add_settings(command, words)
    add = command.add_argument
    add("--input-format", type=one_of("--input-format", INPUT_FORMATS), default="auto", help=words["input_format"])
    add("--at", metavar="TIME", help=words["at"])
    add("--tracking-at", metavar="TIME", help=words["tracking_at"])
    add_plan(command, words)
    add("--jobs", type=jobs_asked_by("--jobs"), metavar="N", help=words["jobs"])
    add("--verbose", "-v", action="store_true", help=words["verbose"])
    add("--no-cache", action="store_true", help=words["no_cache"])
    add("--engine", type=one_of("--engine", ENGINES), default="local", help=words["engine"])
    add("--fetch", action="store_true", help=words["check_fetch"])
    add_live(command, words)


def run_check(options: argparse.Namespace, terminal: Terminal, _lang: Lang) -> int:
    """Run `ozlint check` and return its exit code."""
    from ozlint.cli.reports import check_reports, write_reports

    config = config_of(options, terminal)
    try:
        check_flags(options)
        check_plan_flags(options)
        if not config.inputs and not options.fetch:
            raise nothing_to_check(config)
        check_reports(config, terminal.folder)
        report = _report(config, options, terminal)
        write_reports(report, config, terminal)
    except OzlintError as error:  # from here on in the language that the configuration asks for
        return tell(error, terminal, config.lang)
    return report.exit_code


def _report(config: Config, options: argparse.Namespace, terminal: Terminal) -> Report:
    """Return the report about what was asked for, by the engine that was."""
    if options.engine == "spark":
        from ozlint.cli.on_spark import check_on_spark

        return check_on_spark(config, options, terminal)
    return _fetched(config, options, terminal) if options.fetch else _given(config, terminal)


def _given(config: Config, terminal: Terminal) -> Report:
    """Return the report about the inputs that are named."""
    from ozlint.run import check  # the engine and the reporters are loaded only to run them

    with progress_for(terminal, config.lang) as progress:
        return check(config, terminal.stdin, terminal.folder, progress)


def _fetched(config: Config, options: argparse.Namespace, terminal: Terminal) -> Report:
    """Return the report about what Ozon has right now."""
    from ozlint.asides import load_aside
    from ozlint.cli.live import Live
    from ozlint.cli.stopping import stoppable
    from ozlint.rulebooks import load_rulebook

    rulebook = load_rulebook(config, terminal.folder)
    aside = load_aside(config, rulebook, terminal.folder)
    with stoppable():
        return Live(options, config, terminal).check(config, rulebook, aside).report


def nothing_to_check(config: Config) -> UsageError:
    """Return the error of a run that neither the command line nor a file gives any input."""
    if config.file is None:
        return UsageError(
            "nothing to check: name an INPUT (a file, a folder, a pattern, or - for standard input), or list them "
            "under inputs: in ozlint.yaml; `ozlint check --help` shows examples",
            "проверять нечего: укажите INPUT (файл, папку, маску или - для стандартного ввода) или перечислите их "
            "в inputs: файла ozlint.yaml; примеры покажет `ozlint check --help`",
        )
    return UsageError(
        f"nothing to check: {config.file} has no inputs, and no INPUT (a file, a folder, a pattern, or - for standard "
        "input) is named; `ozlint check --help` shows examples",
        f"проверять нечего: в {config.file} нет inputs, а INPUT (файл, папка, маска или - для стандартного ввода) "
        "не указан; примеры покажет `ozlint check --help`",
    )
