"""A folder of snapshots: what they are called, and which are there."""

import re
from hashlib import blake2b
from itertools import chain, count
from pathlib import Path

import msgspec

from ozlint.model.pattern import pattern
from ozlint.model.times import iso_time, read_time
from ozlint.seller_api.manifest import Manifest, load_manifest
from ozlint.sources.arguments import MANIFEST, PARTIAL

_UNSAFE = pattern(r"[^\w.-]|^\.")
"""What a file name should not have in it, on any system."""
_LONGEST = 40
"""Characters of an account in a name."""


class Kept(msgspec.Struct, frozen=True):
    """One snapshot of a folder."""

    path: Path
    manifest: Manifest


def snapshot_name(account: str | None, taken_at: float, ending: str = ".ndjson.gz") -> str:
    """Return what a snapshot is called: by its account and the moment (seconds since 1970 UTC), in order of time.

    Two accounts never have one name: where a name cannot stand in that of a file, a digest of it is added.
    """
    moment = re.sub(r"[-:]", "", iso_time(taken_at) or "")
    label = account or "postings"
    safe = _UNSAFE.sub("_", label)[:_LONGEST]
    if safe != label:
        safe = f"{safe}-{blake2b(label.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
    return f"{safe}-{moment}{ending}"


def free_name(path: Path) -> Path:
    """Return a path for a snapshot, another one than that where a snapshot is already there, or being fetched."""
    stem, dot, ending = path.name.partition(".ndjson") if ".ndjson" in path.name else path.name.partition(".csv")
    others = (path.with_name(f"{stem}-{number}{dot}{ending}") for number in count(2))
    return next(place for place in chain((path,), others) if _is_free(place))


def list_history(folder: Path, account: str | None = None) -> tuple[Kept, ...]:
    """Return the complete snapshots of a folder, of one account or of all (None), in the order they were taken.

    Raises SourceProblem for a manifest that cannot be read. The snapshots themselves are not looked at.
    """
    return tuple(kept for kept in _kept(folder, account) if kept.manifest.complete)


def interrupted(folder: Path, account: str | None = None) -> Path | None:
    """Return where the latest interrupted snapshot of a folder was to be; None where there is none to resume.

    Raises SourceProblem for a manifest that cannot be read.
    """
    left = [kept.path for kept in list_interrupted(folder, account)]
    return left[-1].with_name(left[-1].name.removesuffix(PARTIAL)) if left else None


def list_interrupted(folder: Path, account: str | None = None) -> tuple[Kept, ...]:
    """Return what interrupted fetches have left in a folder, as `list_history` does."""
    return tuple(kept for kept in _kept(folder, account) if not kept.manifest.complete)


def _is_free(path: Path) -> bool:
    return not path.exists() and not path.with_name(path.name + PARTIAL).exists()


def _kept(folder: Path, account: str | None) -> list[Kept]:
    places = sorted(folder.glob(f"*{MANIFEST}")) if folder.is_dir() else []
    files = [place.with_name(place.name.removesuffix(MANIFEST)) for place in places]
    kept = [Kept(path, manifest) for path in files if path.exists() and (manifest := load_manifest(path)) is not None]
    mine = [one for one in kept if account is None or one.manifest.query.account == account]
    return sorted(mine, key=lambda one: read_time(one.manifest.taken_at)[0])
