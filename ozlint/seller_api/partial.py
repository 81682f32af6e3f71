"""The file of a snapshot that is not complete yet: where it is, who may write it, and what can be wrong with it."""

from pathlib import Path
from typing import BinaryIO, Literal

from ozlint.durable import claim, unwritable
from ozlint.model.text import Text
from ozlint.sources.arguments import PARTIAL
from ozlint.sources.problem import SourceProblem


def partial_path(path: Path) -> Path:
    """Return where a snapshot lies until it is complete."""
    return path.with_name(path.name + PARTIAL)


def open_partial(path: Path, mode: Literal["ab", "r+b"]) -> BinaryIO:
    """Return the partial file of a snapshot, for this process alone; raises SourceProblem."""
    partial = partial_path(path)
    try:
        file = partial.open(mode)
    except OSError as error:
        raise unwritable(path, error) from None
    try:
        claim(file, partial)
    except OSError:
        file.close()
        raise _taken(path) from None
    return file


def is_being_written(partial: Path) -> bool:
    """Return whether another process is fetching into a partial file right now; Windows cannot tell."""
    try:
        with partial.open("r+b") as file:
            claim(file, partial)
    except OSError:
        return True
    return False


def spoiled(path: Path) -> SourceProblem:
    """Return what to say of a partial file that is not the one its manifest speaks of."""
    return SourceProblem(
        path.as_posix(),
        Text(
            "it is not what its manifest speaks of: begin anew without --resume",
            "это не тот файл, о котором говорит его манифест: начните заново без --resume",
        ),
    )


def _taken(path: Path) -> SourceProblem:
    return SourceProblem(
        path.as_posix(),
        Text(
            "another program is fetching into it right now: wait for it, or fetch into another file",
            "сюда прямо сейчас загружает другая программа: дождитесь её или укажите другой файл",
        ),
    )
