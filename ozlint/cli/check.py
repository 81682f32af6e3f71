"""`ozlint check`: arguments to a Config, the run, the reports."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from ozlint.cli.parser import Parser, one_of
from ozlint.cli.progress import progress_for
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config, Group, Output
from ozlint.config.moment import read_moment
from ozlint.errors import UsageError
from ozlint.model.finding import FailOn
from ozlint.model.report import Report
from ozlint.model.text import Lang

INPUT_FORMATS = ("auto", "json", "ndjson")
FAIL_ON: tuple[str, ...] = get_args(FailOn)
GROUPS: tuple[str, ...] = get_args(Group)
LANGUAGES: tuple[str, ...] = get_args(Lang)


def add_command(parser: Parser, words: Mapping[str, str]) -> None:
    """Add `check` to the commands."""
    command = parser.add_command("check", words["check"], title=words["commands"], epilog=words["check_examples"])
    command.set_defaults(command=run_check)
    add = command.add_argument
    add("inputs", nargs="+", metavar="INPUT", help=words["inputs"])
    add("--input-format", type=one_of("--input-format", INPUT_FORMATS), default="auto", help=words["input_format"])
    add("--at", metavar="TIME", help=words["at"])
    add("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])
    add("--no-builtin", action="store_true", help=words["no_builtin"])
    add("--select", action="append", default=[], metavar="RULES", help=words["select"])
    add("--ignore", action="append", default=[], metavar="RULES", help=words["ignore"])
    add("--profile", metavar="NAME", default="recommended", help=words["profile"])
    add("--fail-on", type=one_of("--fail-on", FAIL_ON), metavar="SEVERITY", default="error", help=words["fail_on"])
    add("--format", action="append", default=[], metavar="NAME[:FILE]", help=words["format"])
    add("--group", type=one_of("--group", GROUPS), default="posting", help=words["group"])
    add("--lang", type=one_of("--lang", LANGUAGES), help=words["lang"])
    add("--allow-empty", action="store_true", help=words["allow_empty"])
    add("--allow-incomplete", action="store_true", help=words["allow_incomplete"])
    add("--must-evaluate", action="append", default=[], metavar="IDS", help=words["must_evaluate"])
    add("--verbose", "-v", action="store_true", help=words["verbose"])


def run_check(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Run `ozlint check` and return its exit code."""
    from ozlint.run import check  # the engine is loaded only to run it

    config = read_config(options, terminal, lang)
    with progress_for(terminal) as progress:
        report = check(config, terminal.stdin, terminal.folder, progress)
    write_reports(report, config, terminal)
    return report.exit_code


def read_config(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> Config:
    """Return the configuration that the arguments ask for; raises UsageError.

    --select replaces --profile: with it, the selected rules run whatever their profile is.
    """
    from ozlint.reporters.table import FORMATS

    outputs = tuple(_output(text) for text in options.format) or (Output("text"),)
    for output in outputs:
        one_of("--format", tuple(FORMATS))(output.format)
    if sum(output.path is None for output in outputs) > 1:
        raise UsageError(
            "only one --format can go to the standard output; give the others a file: --format json:report.json",
            "на стандартный вывод может идти только один --format; остальным укажите файл: --format json:report.json",
        )
    if options.no_builtin and not options.rules:
        raise UsageError(
            "--no-builtin leaves no rules; say where yours are: --rules DIR",
            "с --no-builtin правил не остаётся; укажите, где ваши: --rules DIR",
        )
    return Config(
        inputs=tuple(options.inputs),
        now=read_moment(options.at, "--at") if options.at else terminal.now,
        input_format=options.input_format,
        packs=tuple(options.rules),
        builtin=not options.no_builtin,
        select=_names(options.select),
        ignore=_names(options.ignore),
        profile=options.profile,
        fail_on=options.fail_on,
        lang=lang,
        outputs=outputs,
        group=options.group,
        allow_empty=options.allow_empty,
        allow_incomplete=options.allow_incomplete,
        must_evaluate=_names(options.must_evaluate),
        verbose=options.verbose,
    )


def write_reports(report: Report, config: Config, terminal: Terminal) -> None:
    """Write the report in every format that was asked for; raises UsageError for a file that cannot be written."""
    from ozlint.reporters.options import Options
    from ozlint.reporters.table import FORMATS

    for output in config.outputs:
        plain = output.path is not None
        options = Options(
            lang=config.lang,
            group=config.group,
            colour=terminal.colour and not plain,
            # In a pipe a link is noise, though colours may have been forced on it.
            hyperlinks=terminal.colour and terminal.width is not None and not plain,
            width=None if plain else terminal.width,
            verbose=config.verbose,
        )
        chunks = FORMATS[output.format](report, options)
        if output.path is None:
            _write(chunks, terminal.stdout.write)
        else:
            path = terminal.folder / output.path
            try:
                with path.open("w", encoding="utf-8", newline="\n") as file:
                    _write(chunks, file.write)
            except OSError as error:
                why = error.strerror or error
                raise UsageError(
                    f"{output.path}: the report cannot be written: {why}",
                    f"{output.path}: не удалось записать отчёт: {why}",
                ) from None


def _write(chunks: Any, write: Callable[[str], object]) -> None:  # noqa: ANN401 - an iterator of texts
    for chunk in chunks:
        write(chunk)


def _names(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _output(text: str) -> Output:
    name, _, path = text.partition(":")
    return Output(name, path or None)
