"""From what was typed on the command line to single files: folders, patterns and pipes."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem, not_found, refused

_PLAIN = (".json", ".ndjson", ".jsonl", ".csv", ".tsv", ".xlsx", ".parquet")
READABLE = (*_PLAIN, ".json.gz", ".ndjson.gz", ".jsonl.gz", ".csv.gz", ".tsv.gz")
"""Names of the files that are read out of a folder. A file that is named itself is read whatever its name."""

OWN = frozenset(
    {
        "ozlint.json",
        "ozlint-baseline.json",
        "ozlint-report.csv",
        "ozlint-report.json",
        "ozlint-report.ndjson",
        "ozlint-report.xlsx",
        "gl-code-quality-report.json",  # what GitLab's own examples call a report
    }
)
"""Files of ozlint's own that may lie among the data."""
MANIFEST = ".manifest.json"
"""How the name of the manifest beside a snapshot ends."""
PARTIAL = ".partial"
"""How the name of a snapshot ends that is not complete yet."""

_HIDDEN = (".", "~$")
"""How the names of hidden files begin, and of those that Excel keeps beside a workbook while it is open."""
_PATTERN = pattern(r"[*?\[]")
_DIGITS = pattern(r"(\d+)")


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return the key that sorts page-2 before page-10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(name)]


def shown(path: Path, cwd: Path) -> str:
    """Return a path as it is shown: relative to the working folder where it lies in it, with forward slashes."""
    absolute = Path(os.path.normpath(cwd / path))
    if absolute.is_relative_to(cwd):
        return absolute.relative_to(cwd).as_posix()
    return path.as_posix()


def command_to_resume(partial: str, account: str | None) -> str:
    """Return the command that goes on with the fetch which left a partial file, to be pasted as it is."""
    import shlex  # for a message that few runs have

    words = ["ozlint", "fetch", "--resume", "-o", partial.removesuffix(PARTIAL)]
    return shlex.join([*words, "--account", account] if account else words)


def files_of(argument: str, cwd: Path, readable: Sequence[str] = READABLE) -> Iterator[Path]:
    """Yield the files an argument stands for, as they are to be shown; raises SourceProblem where there are none.

    `readable` are the ends of the names of the files that are read out of a folder.
    """
    path = Path(argument)
    location = cwd / path
    try:
        mode = location.stat().st_mode
    except FileNotFoundError:
        if _PATTERN.search(argument):
            yield from _matching(argument, cwd, readable)
            return
        raise not_found(shown(path, cwd), location) from None
    except (OSError, ValueError) as error:
        raise refused(shown(path, cwd), error if isinstance(error, OSError) else OSError(str(error))) from None
    if stat.S_ISDIR(mode):
        yield from _inside(path, cwd, readable)
    else:
        yield path


def _matching(pattern: str, cwd: Path, readable: Sequence[str]) -> Iterator[Path]:
    """Yield the files that a quoted pattern matches; a folder stands for the files in it."""
    import glob  # only needed where the shell left a pattern alone

    # Path.glob takes no absolute pattern and yields hidden files.
    matches = sorted(glob.glob(pattern, root_dir=cwd, recursive=True), key=natural)  # noqa: PTH207
    if not matches:
        raise SourceProblem(pattern, Text("no file matches this pattern", "под этот шаблон не подходит ни один файл"))
    files = [Path(match) for match in matches if not (cwd / match).is_dir()]
    if files:
        yield from files
        return
    for match in matches:
        yield from _inside(Path(match), cwd, readable)


def _inside(folder: Path, cwd: Path, readable: Sequence[str]) -> Iterator[Path]:
    """Yield the readable files of a folder and of the folders in it; hidden ones are left out."""
    refusals: list[OSError] = []
    found: list[Path] = []
    for where, folders, names in os.walk(cwd / folder, onerror=refusals.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = Path(where).relative_to(cwd / folder)
        found.extend(
            folder / inner / name
            for name in names
            if _ends_with(name, readable) and not name.startswith(_HIDDEN) and not _is_own(name)
        )
    yield from sorted(found, key=lambda path: natural(path.as_posix()))
    for refusal in refusals:
        raise refused(shown(Path(refusal.filename or folder), cwd), refusal)
    if not found:
        kinds = ", ".join(kind for kind in readable if not kind.endswith(".gz"))
        raise SourceProblem(
            shown(folder, cwd),
            Text(
                f"no file to read in this folder: looked for {kinds}, and texts with .gz",
                f"в этой папке нечего читать: искали {kinds}, текстовые и с .gz",
            ),
        )


def _ends_with(name: str, readable: Sequence[str]) -> bool:
    """Return whether a file is called like one that can be read; so is one that was to become such a file."""
    return name.lower().removesuffix(PARTIAL).endswith(tuple(readable))


def _is_own(name: str) -> bool:
    return name in OWN or name.endswith(MANIFEST)


def is_pipe(location: Path) -> bool:
    """Return whether a file can be read only once."""
    return not stat.S_ISREG(location.stat().st_mode)
