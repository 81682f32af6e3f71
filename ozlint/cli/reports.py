"""Writing the reports of a run: to the terminal, into files, and where a CI looks for them."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config, Output
from ozlint.errors import UsageError
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.reporters.github import github_summary
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS, BinaryFormat, TextFormat

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable in which GitHub Actions names the file that a step appends its summary to."""


def check_reports(config: Config) -> None:
    """Raise an error for a report that could not be written: before anything is read, and with who asked for it."""
    for place, output in enumerate(config.outputs):
        written = FORMATS[output.format]
        if isinstance(written, BinaryFormat) and (fault := _fault(output, written)):
            raise config.origin("output").fault(fault, place)


def _fault(output: Output, written: BinaryFormat) -> Text | None:
    name = output.format
    if output.path is None:
        return Text(
            f"{name} is no text: give it a file, {name}:report.{name}",
            f"{name} — не текст, укажите файл: {name}:report.{name}",
        )
    if find_spec(written.package) is None:
        return Text(
            f'{name} needs the package {written.package}, which is not installed: pip install "ozlint[{name}]"',
            f'для {name} нужен пакет {written.package}, а он не установлен: pip install "ozlint[{name}]"',
        )
    return None


def write_reports(report: Report, config: Config, terminal: Terminal) -> None:
    """Write the report in every format that was asked for; raises UsageError for a file that cannot be written.

    Inside of GitHub Actions, annotations come with a summary of the job.
    """
    for output in config.outputs:
        written, options = FORMATS[output.format], options_of(output, config, terminal)
        if output.path is not None:
            _write_file(output.path, written.write(report, options), terminal.folder)
        elif isinstance(written, TextFormat):
            for chunk in written.write(report, options):
                terminal.stdout.write(chunk)
        summary = terminal.environ.get(STEP_SUMMARY)
        if output.format == "github" and summary:
            _write_file(summary, github_summary(report, options), terminal.folder, mode="ab")


def options_of(output: Output, config: Config, terminal: Terminal) -> Options:
    """Return how a report is to look where it goes."""
    plain = output.path is not None
    return Options(
        lang=config.lang,
        group=config.group,
        colour=terminal.colour and not plain,
        # In a pipe a link is noise, though colours may have been forced on it.
        hyperlinks=terminal.colour and terminal.width is not None and not plain,
        width=None if plain else terminal.width,
        verbose=config.verbose,
        config_file=config.file,
    )


def _write_file(path: str, chunks: Iterator[str] | Iterator[bytes], folder: Path, mode: str = "wb") -> None:
    try:
        with (folder / path).open(mode) as file:
            for chunk in chunks:
                file.write(chunk.encode() if isinstance(chunk, str) else chunk)
    except OSError as error:
        why = error.strerror or error
        raise UsageError(
            f"{path}: the report cannot be written: {why}",
            f"{path}: не удалось записать отчёт: {why}",
        ) from None
