"""The manifest beside a snapshot: what was asked, what came, and whether that is all."""

import errno
import hashlib
from pathlib import Path

import msgspec

from ozlint.durable import write_whole
from ozlint.model.text import Text
from ozlint.seller_api.line import Misread
from ozlint.seller_api.part import Part
from ozlint.seller_api.query import Query
from ozlint.sources.arguments import MANIFEST
from ozlint.sources.problem import SourceProblem
from ozlint.version import __version__

TOLD = 100
"""Misread postings that a manifest names."""
FORMAT = 1
"""Version of the manifest; one with a higher number says what this program does not understand."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one snapshot; moments in ISO 8601 UTC to the second."""

    format: int = FORMAT
    ozlint: str = __version__
    """Version of the program that wrote it."""
    query: Query
    complete: bool
    """Whether every page was read."""
    taken_at: str
    """When the fetch began: no posting is older than that."""
    finished_at: str | None = None
    postings: dict[str, int]
    """Postings on the lines, by scheme."""
    requests: dict[str, int]
    """Requests that were sent, by method; `file` stands for the download of a report."""
    misread: int = 0
    """How many postings could not be read, or not all of them."""
    misreadings: tuple[Misread, ...] = ()
    """The first of them."""
    undetailed: int = 0
    """Postings that are without their details, though these were to be had if possible."""
    why_undetailed: Text | None = None
    """What ended the asking for them."""
    size: int
    """Bytes of the file that this is about."""
    sha256: str
    parts: tuple[Part, ...] = ()


_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
"""Errors that say that there is no such file, and that there cannot be one."""


class _Format(msgspec.Struct):
    format: int


def manifest_path(path: Path) -> Path:
    """Return where the manifest of a file is."""
    return path.with_name(path.name + MANIFEST)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest of a file, whole or not at all."""
    document = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    write_whole(manifest_path(path), document + b"\n")


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest of a snapshot; None for a file that has none.

    Raises SourceProblem where the manifest cannot be read, or speaks of another content than the file has.
    """
    manifest = load_manifest(path)
    if manifest is None:
        return None
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            is_same = size == manifest.size and hashlib.file_digest(file, "sha256").hexdigest() == manifest.sha256
    except OSError as error:
        raise _unreadable(path, str(error.strerror or error)) from None
    if not is_same:
        raise SourceProblem(
            path.as_posix(),
            Text(
                "it is not the file that its manifest speaks of: it was changed or not copied whole; fetch it again, "
                f"or delete {manifest_path(path).name} to read it as any other file",
                "это не тот файл, о котором говорит его манифест: его изменили или скопировали не целиком; загрузите "
                f"заново или удалите {manifest_path(path).name}, чтобы читать его как обычный файл",
            ),
        )
    return manifest


def load_manifest(path: Path) -> Manifest | None:
    """Return the manifest of a snapshot without a look at the snapshot itself; raises SourceProblem as above."""
    place = manifest_path(path)
    try:
        data = place.read_bytes()
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        raise _unreadable(place, str(error.strerror or error)) from None
    try:
        version = msgspec.json.decode(data, type=_Format).format
        if version == FORMAT:
            return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(place, str(error)) from None
    raise SourceProblem(
        place.as_posix(),
        Text(
            f"this manifest has format {version}, and this version of ozlint knows {FORMAT}",
            f"у этого манифеста формат {version}, а эта версия ozlint знает {FORMAT}",
        ),
    )


def _unreadable(path: Path, why: str) -> SourceProblem:
    return SourceProblem(path.as_posix(), Text(f"it cannot be read: {why}", f"не читается: {why}"))
