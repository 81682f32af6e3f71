"""What rule files were found to say, kept from one run to the next, so that YAML and pydantic need not be loaded.

Keyed by the hash of a file's bytes. Only plain data is kept: a rule's expressions are checked again in every run, so
whoever can write the file can at most word a rule differently, and a file that others can write is ignored.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from ozlint.rulebook.statement import PackStatement, Statement
from ozlint.version import __version__

MOST = 2000
"""Rules that are kept; beyond them only those of the last run."""


class Kept(msgspec.Struct, frozen=True):
    """What files say, by the hashes of their bytes."""

    rules: dict[str, Statement]
    packs: dict[str, PackStatement]
    """Of pack.yaml files."""


NOTHING_KEPT = Kept({}, {})


class _File(msgspec.Struct, frozen=True):
    version: str
    kept: Kept


def read_kept(folder: Path) -> Kept:
    """Return what is kept in a folder: nothing where the file is missing, damaged, of another version or not ours."""
    path = _path(folder)
    try:
        if not _is_ours(folder) or not _is_ours(path):
            return NOTHING_KEPT
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return NOTHING_KEPT
    return file.kept if file.version == __version__ else NOTHING_KEPT


def keep(folder: Path, kept: Kept) -> None:
    """Keep what rule files say; a folder that cannot be written only makes the next run slower."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f"rules-{os.getpid()}.tmp"
        try:
            draft.write_bytes(msgspec.json.encode(_File(__version__, kept)))
            draft.chmod(0o600)
            draft.replace(_path(folder))
        finally:
            draft.unlink(missing_ok=True)


def _path(folder: Path) -> Path:
    return folder / "rules.json"


def _is_ours(path: Path) -> bool:
    """Return whether nobody but us can write a file or folder; where there are no owners, that it is there."""
    state = path.stat()
    return not hasattr(os, "geteuid") or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)
