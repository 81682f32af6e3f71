"""Writing the reports of a run: to the terminal, into files, and where a CI looks for them."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config, Output
from ozlint.errors import UsageError
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.reporters.options import Options
from ozlint.reporters.table import FORMATS, BinaryFormat, TextFormat

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable in which GitHub Actions names the file that a step appends its summary to."""


def check_reports(config: Config, folder: Path) -> None:
    """Raise an error for a report that could not be written: before anything is read, and with who asked for it."""
    read = _read_by(config, folder)
    for place, output in enumerate(config.outputs):
        written = FORMATS[output.format]
        fault = _fault(output, written) if isinstance(written, BinaryFormat) else None
        fault = fault or (None if output.path is None else place_fault(output.path, folder))
        if fault is None and output.path is not None and (folder / output.path).resolve() in read:
            fault = Text(
                f"{output.path} is read by this run: give the report another name",
                f"{output.path} читает этот же запуск: назовите отчёт иначе",
            )
        if fault is not None:
            raise config.origin("output").fault(fault, place)


def _read_by(config: Config, folder: Path) -> frozenset[Path]:
    """Return the files that a run reads; a baseline may be the report of the last run, and be written over by this."""
    others = (config.file, config.suppressions, config.carrier_map)
    names = (*config.inputs, *config.tracking, *config.previous, *config.updates, *config.answers)
    return frozenset((folder / name).resolve() for name in (*names, *filter(None, others)) if (folder / name).is_file())


def place_fault(path: str, folder: Path) -> Text | None:
    """Return why no file can be written at a path of the working folder; None where nothing speaks against it."""
    place = folder / path
    try:
        is_folder, has_folder = place.is_dir(), place.parent.is_dir()
    except OSError:  # what the matter is shows when it is written
        return None
    if is_folder:
        return Text(f"{path} is a folder: name a file in it", f"{path} — это папка, укажите файл в ней")
    if not has_folder:
        around = Path(path).parent.as_posix()
        return Text(
            f"{path}: there is no folder {around}; make it first", f"{path}: папки {around} нет, сначала создайте её"
        )
    return None


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
            _write_file(summary, FORMATS["github-summary"].write(report, options), terminal.folder, mode="ab")


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
