"""`ozlint check`: arguments to a Config, the run, the reports."""

import argparse
from collections.abc import Callable, Mapping, Sequence

from typing import Any

from ozlint.cli.progress import progress_for
from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config, Output
from ozlint.errors import UsageError
from ozlint.language.nearest import nearest
from ozlint.model.report import Report
from ozlint.model.text import Lang
from ozlint.model.times import read_time


def add_command(commands: Any, words: Mapping[str, str]) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add `check` to the commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "check",
        help=words["check"],
        description=words["check"],
        epilog=words["check_examples"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=run_check)
    add = parser.add_argument
    add("inputs", nargs="+", metavar="INPUT", help=words["inputs"])
    add("--input-format", choices=("auto", "json", "ndjson"), default="auto", help=words["input_format"])
    add("--at", metavar="TIME", help=words["at"])
    add("--rules", action="append", default=[], metavar="DIR", help=words["rules_dir"])
    add("--no-builtin", action="store_true", help=words["no_builtin"])
    add("--select", action="append", default=[], metavar="RULES", help=words["select"])
    add("--ignore", action="append", default=[], metavar="RULES", help=words["ignore"])
    add("--profile", metavar="NAME", default="recommended", help=words["profile"])
    add("--fail-on", metavar="SEVERITY", default="error", help=words["fail_on"])
    add("--format", action="append", default=[], metavar="NAME[:FILE]", help=words["format"])
    add("--group", choices=("posting", "rule"), default="posting", help=words["group"])
    add("--lang", choices=("en", "ru"), help=words["lang"])
    add("--allow-empty", action="store_true", help=words["allow_empty"])
    add("--allow-incomplete", action="store_true", help=words["allow_incomplete"])
    add("--must-evaluate", action="append", default=[], metavar="IDS", help=words["must_evaluate"])
    add("--verbose", "-v", action="store_true", help=words["verbose"])


def run_check(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> int:
    """Run `ozlint check` and return its exit code."""
    from ozlint.run import check  # noqa: PLC0415 - the engine is loaded only to run it

    config = read_config(options, terminal, lang)
    with progress_for(terminal) as progress:
        report = check(config, terminal.stdin, terminal.folder, progress)
    write_reports(report, config, terminal)
    return report.exit_code


def read_config(options: argparse.Namespace, terminal: Terminal, lang: Lang) -> Config:
    """Return the configuration that the arguments ask for; raises UsageError."""
    from ozlint.reporters.table import FORMATS  # noqa: PLC0415
    from ozlint.rulebook.select import PROFILES  # noqa: PLC0415

    _one_of("--profile", options.profile, PROFILES)
    _one_of("--fail-on", options.fail_on, ("error", "warning", "info", "never"))
    outputs = tuple(_output(text) for text in options.format) or (Output("text"),)
    for output in outputs:
        _one_of("--format", output.format, tuple(FORMATS))
    if sum(output.path is None for output in outputs) > 1:
        message = "only one --format can go to the standard output; give the others a file: --format json:report.json"
        raise UsageError(message)
    if options.no_builtin and not options.rules:
        message = "--no-builtin leaves no rules; say where yours are: --rules DIR"
        raise UsageError(message)
    return Config(
        inputs=tuple(options.inputs),
        now=_moment(options.at) if options.at else terminal.now,
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
    from ozlint.reporters.options import Options  # noqa: PLC0415
    from ozlint.reporters.table import FORMATS  # noqa: PLC0415

    for output in config.outputs:
        plain = output.path is not None
        options = Options(
            lang=config.lang,
            group=config.group,
            colour=terminal.colour and not plain,
            hyperlinks=terminal.colour and not plain,
            width=None,
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
                message = f"{output.path}: the report cannot be written: {error.strerror or error}"
                raise UsageError(message) from None


def _write(chunks: Any, write: Callable[[str], object]) -> None:  # noqa: ANN401 - an iterator of texts
    for chunk in chunks:
        write(chunk)


def _names(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _output(text: str) -> Output:
    name, _, path = text.partition(":")
    return Output(name, path or None)


def _moment(text: str) -> float:
    moment, zoned = read_time(text)
    if moment != moment:  # noqa: PLR0124 - NaN: no date-time
        message = f"--at {text}: this is no date-time; write it like 2026-11-22T09:00:00Z"
        raise UsageError(message)
    if not zoned and len(text) > len("2026-11-22"):
        message = f"--at {text}: the zone is missing; write 2026-11-22T09:00:00Z for UTC, or +03:00 for Moscow"
        raise UsageError(message)
    return moment


def _one_of(flag: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        guess = nearest(value, known)
        hint = f'; did you mean "{guess}"?' if guess else f"; it is one of {', '.join(known)}"
        message = f'{flag}: there is no "{value}"{hint}'
        raise UsageError(message)


