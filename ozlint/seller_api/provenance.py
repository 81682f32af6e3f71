"""What the manifest beside an input says of it: when it was fetched, how far back, and whether all came."""

from math import nan
from pathlib import Path

from ozlint.model.provenance import Provenance
from ozlint.model.times import read_time
from ozlint.seller_api.manifest import Manifest, load_manifest, read_manifest
from ozlint.sources.arguments import PARTIAL

_BEHIND = 60.0
"""Seconds by which a window may end before its fetch began: whoever asks for "now" asks a little earlier."""


def provenance_of(path: Path) -> Provenance | None:
    """Return where a file comes from; None for one that says nothing of it.

    Raises SourceProblem where the manifest cannot be read, or speaks of another content than the file has. A partial
    file may be longer than its manifest knows: it is not whole anyway.
    """
    is_partial = path.name.endswith(PARTIAL)
    manifest = load_manifest(path) if is_partial else read_manifest(path)
    if manifest is None:
        return Provenance(is_whole=False) if is_partial else None
    is_whole = manifest.complete and not is_partial
    return Provenance(
        taken_at=manifest.taken_at,
        account=manifest.query.account,
        is_whole=is_whole,
        has_unasked=manifest.undetailed > 0,
        is_empty=not sum(manifest.postings.values()),
        since=_since(manifest) if is_whole else None,
    )


def taken_at_of(path: Path) -> float:
    """Return when a file was fetched, seconds since 1970 UTC; NaN where nobody says.

    The file itself is not looked at. Raises SourceProblem for a manifest that cannot be read.
    """
    manifest = load_manifest(path)
    return nan if manifest is None else read_time(manifest.taken_at)[0]


def _since(manifest: Manifest) -> float | None:
    """Return the moment from which on a snapshot holds all postings; None where it may hold but some of them.

    A list without filters does that reaches up to its fetch, and of which no posting was lost.
    """
    query = manifest.query
    is_filtered = query.statuses or query.warehouse_ids or query.delivery_method_ids or query.changed
    reaches_up = read_time(query.window.to)[0] >= read_time(manifest.taken_at)[0] - _BEHIND
    if query.task != "list" or is_filtered or not reaches_up or _has_lost(manifest):
        return None
    return read_time(query.window.since)[0]


def _has_lost(manifest: Manifest) -> bool:
    """Return whether a posting came without a number, and so is in no line; only the first misread ones are named."""
    told = manifest.misreadings
    return manifest.misread > len(told) or any(one.posting_number is None for one in told)
