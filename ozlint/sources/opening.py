"""Opening everything that was asked for: each input by itself, so that a bad one does not lose the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeVar

import msgspec

from ozlint.sources.arguments import READABLE, files_of, is_pipe, shown
from ozlint.sources.column_names import column_names
from ozlint.sources.content import Spool
from ozlint.sources.formats import source_of
from ozlint.sources.problem import SourceProblem, refused
from ozlint.sources.recognition import recognise
from ozlint.sources.source import Source

STDIN = "-"
T = TypeVar("T")


class Opened(msgspec.Struct, frozen=True):
    """The inputs that can be read, in order, and what is wrong with the others."""

    sources: tuple[Source, ...]
    problems: tuple[SourceProblem, ...]

    def sold_as(self, scheme_of: Callable[[str], str]) -> "Opened":
        """Return these with the scheme of tables that do not tell it, by their paths; empty where nobody does."""
        schemes = [scheme_of(one.path) for one in self.sources]
        if not any(schemes):
            return self
        from ozlint.sources.table_source import TableSource  # many runs have no table

        sources = (
            one.sold_as(scheme) if scheme and isinstance(one, TableSource) else one
            for one, scheme in zip(self.sources, schemes, strict=True)
        )
        return Opened(tuple(sources), self.problems)


def open_sources(  # noqa: PLR0913 - what a run asks for, each by name
    arguments: Sequence[str],
    *,
    stdin: BinaryIO,
    input_format: str,
    cwd: Path,
    columns: Mapping[str, str] = MappingProxyType({}),
    left_out: Sequence[str] = (),
) -> Opened:
    """Return a source for every file that the arguments stand for, and a problem for every one that has none.

    An argument is a file, a folder, a pattern or "-" for standard input. A file that is named twice is read once.
    `input_format` is "auto", or the name of a format: json, ndjson, csv, xlsx, parquet. `columns` are a seller's own
    names of columns in tables, with the path of the field that each stands for. `left_out` are files that are not read
    out of a folder or a pattern, such as those that the run writes itself.
    """
    names = column_names(columns)
    sources, problems = open_each(
        arguments,
        lambda path, origin: source_of(recognise(path, origin, input_format, names), names),
        stdin=stdin,
        cwd=cwd,
        left_out=left_out,
    )
    return Opened(sources, problems)


def open_each(  # noqa: PLR0913 - as above
    arguments: Sequence[str],
    open_one: Callable[[str, Path | Spool], T],
    *,
    stdin: BinaryIO,
    cwd: Path,
    readable: Sequence[str] = READABLE,
    left_out: Sequence[str] = (),
) -> tuple[tuple[T, ...], tuple[SourceProblem, ...]]:
    """Return what `open_one` makes of every file that the arguments stand for, and the problems that it raises.

    It is given the path as it is shown, and where the bytes come from. `readable` are the ends of the names of the
    files that are read out of a folder, and `left_out` the files that are not.
    """
    opened: list[T] = []
    problems: list[SourceProblem] = []
    for path in _distinct(arguments, cwd, readable, left_out, problems):
        try:
            origin = Spool(stdin) if path == Path(STDIN) else _origin(path, cwd)
            opened.append(open_one(shown(path, cwd), origin))
        except SourceProblem as problem:
            problems.append(problem)
    return tuple(opened), tuple(problems)


def _distinct(
    arguments: Sequence[str],
    cwd: Path,
    readable: Sequence[str],
    left_out: Sequence[str],
    problems: list[SourceProblem],
) -> Iterator[Path]:
    """Yield each file once, though several arguments may stand for it."""
    seen = set()
    own = {(cwd / name).resolve() for name in left_out}
    for argument in arguments:
        try:
            for path in [Path(STDIN)] if argument == STDIN else files_of(argument, cwd, readable):
                identity = path if argument == STDIN else (cwd / path).resolve()
                is_left_out = identity in own and path != Path(argument)
                if identity not in seen and not is_left_out:
                    seen.add(identity)
                    yield path
        except SourceProblem as problem:
            problems.append(problem)


def _origin(path: Path, cwd: Path) -> Path | Spool:
    """Return a file that can be opened as often as needed; what comes through a named pipe is put aside first."""
    location = cwd / path
    try:
        if not is_pipe(location):
            return location
        with location.open("rb") as pipe:
            return Spool(pipe)
    except OSError as error:
        raise refused(shown(path, cwd), error) from None
