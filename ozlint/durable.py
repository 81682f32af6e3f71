"""Files that are either whole or not there, also after the power went."""

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem


def create_whole(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; raises FileExistsError for one that is.

    An empty file counts as none, as a script that asks for a name for a temporary file makes one; its rights stay.
    """
    is_made = path.is_file() and path.stat().st_size == 0
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            settle(file)
        if is_made:
            draft.chmod(path.stat().st_mode)
            draft.replace(path)
        else:
            _link(draft, path)
        _settle_name(path)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old content or the new one, never a part."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            settle(file)
        put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def claim(file: BinaryIO, path: Path) -> None:
    """Keep an open file for this process until it is closed; raises BlockingIOError if another one has it.

    Windows cannot tell, and lets both go on.
    """
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise BlockingIOError  # given its final name by the other one just now


def settle(file: BinaryIO) -> None:
    """Return once what was written lies on the disk."""
    file.flush()
    os.fsync(file.fileno())


def put_in_place(draft: Path, path: Path) -> None:
    """Give a settled file its name, in place of what had it."""
    draft.replace(path)
    _settle_name(path)


def _link(draft: Path, path: Path) -> None:
    """Give a settled file its name, if nothing has it; raises FileExistsError."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: between the look and the move another program may step in
        if path.exists():
            raise FileExistsError(path) from None
        draft.replace(path)


def _settle_name(path: Path) -> None:
    """Return once the name of a file lies on the disk."""
    # Where a folder cannot be opened, as on Windows, its entry is written when the system likes.
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def unwritable(path: Path, error: OSError) -> SourceProblem:
    """Return what to say of a file that the operating system would not take."""
    why = error.strerror or str(error)
    return SourceProblem(path.as_posix(), Text(f"it cannot be written: {why}", f"не записывается: {why}"))
