"""A progress line on a terminal, for runs that take longer than a second."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang
from ozlint.reporters.phrases import POSTING

_PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress_for(terminal: Terminal, lang: Lang) -> Iterator[Callable[[int], None] | None]:
    """Give what is told how many postings were read; None where nobody watches."""
    if not terminal.stderr.isatty():
        yield None
        return
    began = time.monotonic()
    bar: list[Any] = []

    def show(count: int) -> None:
        if not bar and time.monotonic() - began > _PATIENCE:
            bar.append(start_line(terminal))
        if bar:
            bar[0].update(0, description=POSTING.count(count, lang))

    try:
        yield show
    finally:
        if bar:
            bar[0].stop()


def start_line(terminal: Terminal) -> Any:  # noqa: ANN401 - rich is loaded only here
    """Return a running progress line with one task, to be updated and stopped."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=Console(file=terminal.stderr),
        transient=True,
    )
    progress.add_task("", total=None)
    progress.start()
    return progress
