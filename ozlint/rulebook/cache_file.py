"""A file in the user's cache folder: what is kept under which key, believed only where it is ours alone."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

_OLD = 30 * 86400
"""Seconds; what another version has kept so long ago is cleared away."""


def read_kept(path: Path) -> dict[str, msgspec.Raw]:
    """Return what a file keeps: nothing where it is missing, damaged or not ours."""
    try:
        if _is_ours(path.parent) and _is_ours(path):
            return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        pass
    return {}


def write_kept(path: Path, held: Mapping[str, msgspec.Raw]) -> None:
    """Keep this in a file, and clear away what other versions kept in such files: those named alike up to a dash.

    A folder that cannot be written only makes the next run slower.
    """
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            draft.write_bytes(msgspec.msgpack.encode(held))
            draft.chmod(0o600)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        written = path.stat().st_mtime
        for other in path.parent.glob(f"{path.name.partition('-')[0]}-*{path.suffix}"):
            if other.stat().st_mtime < written - _OLD:
                other.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Return whether nobody but us can write a file or folder; where there are no owners, that it is there."""
    state = path.stat()
    return not hasattr(os, "geteuid") or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)
