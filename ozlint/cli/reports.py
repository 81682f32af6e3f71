"""Writing the reports of a run: to the terminal, into files, and where a CI looks for them."""

from collections.abc import Iterator
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config, Output
from ozlint.errors import UsageError
from ozlint.model.report import Report
from ozlint.reporters.github import github_summary
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable in which GitHub Actions names the file that a step appends its summary to."""


def write_reports(report: Report, config: Config, terminal: Terminal) -> None:
    """Write the report in every format that was asked for; raises UsageError for a file that cannot be written.

    Inside of GitHub Actions, annotations come with a summary of the job.
    """
    for output in config.outputs:
        options = _options(output, config, terminal)
        chunks = FORMATS[output.format](report, options)
        if output.path is None:
            for chunk in chunks:
                terminal.stdout.write(chunk)
        else:
            _write_file(output.path, chunks, terminal.folder)
        summary = terminal.environ.get(STEP_SUMMARY)
        if output.format == "github" and summary:
            _write_file(summary, github_summary(report, options), terminal.folder, mode="ab")


def _options(output: Output, config: Config, terminal: Terminal) -> Options:
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


def _write_file(path: str, chunks: Iterator[str], folder: Path, mode: str = "wb") -> None:
    try:
        with (folder / path).open(mode) as file:
            for chunk in chunks:
                file.write(chunk.encode())
    except OSError as error:
        why = error.strerror or error
        raise UsageError(
            f"{path}: the report cannot be written: {why}",
            f"{path}: не удалось записать отчёт: {why}",
        ) from None
