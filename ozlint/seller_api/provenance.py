"""Where an input comes from, where a manifest beside it says so: when it was fetched, how far back, and if all came."""

from collections.abc import Sequence
from math import nan
from pathlib import Path

import msgspec

from ozlint.model.times import HOUR, read_time
from ozlint.seller_api.manifest import Manifest, load_manifest, read_manifest
from ozlint.seller_api.partial import PARTIAL

_FRESH = HOUR
"""How far the moment of a snapshot may be from the moment that is judged at, for it to hold all postings of then."""
_BEHIND = 60.0
"""Seconds by which a window may end before its fetch began: asking for the key's roles comes in between."""


class Provenance(msgspec.Struct, frozen=True):
    """What is known of how an input was fetched."""

    manifest: Manifest | None
    """None for a partial file whose manifest is gone."""
    is_whole: bool
    """Whether all that was asked for is in it."""

    @property
    def taken_at(self) -> str | None:
        """When the fetch began, ISO 8601 UTC; None where nobody says."""
        return self.manifest.taken_at if self.manifest is not None else None

    @property
    def is_empty(self) -> bool:
        """Whether it is known to hold no postings."""
        return self.manifest is not None and not sum(self.manifest.postings.values())

    def reach(self, now: float) -> float:
        """Return for how many seconds before a moment it surely holds all postings; 0 where that cannot be said.

        It can of a list without filters that reaches up to about that moment, and of which no posting was lost.
        """
        if self.manifest is None or not self.is_whole:
            return 0.0
        query, taken_at = self.manifest.query, read_time(self.manifest.taken_at)[0]
        is_filtered = query.statuses or query.warehouse_ids or query.delivery_method_ids or query.changed
        is_recent = read_time(query.window.to)[0] >= taken_at - _BEHIND and abs(now - taken_at) <= _FRESH
        if query.task != "list" or is_filtered or not is_recent or _has_lost(self.manifest):
            return 0.0
        return max(0.0, now - read_time(query.window.since)[0])


def provenance_of(path: Path) -> Provenance | None:
    """Return where a file comes from; None for one that says nothing of it.

    Raises SourceProblem where the manifest cannot be read, or speaks of another content than the file has. A partial
    file may be longer than its manifest knows: it is not complete anyway.
    """
    if path.name.endswith(PARTIAL):
        return Provenance(load_manifest(path), is_whole=False)
    manifest = read_manifest(path)
    return None if manifest is None else Provenance(manifest, manifest.complete)


def taken_at_of(path: Path) -> float:
    """Return when a file was fetched, seconds since 1970 UTC; NaN where nobody says.

    The file itself is not looked at. Raises SourceProblem for a manifest that cannot be read.
    """
    manifest = load_manifest(path)
    return nan if manifest is None else read_time(manifest.taken_at)[0]


def covered(inputs: Sequence[Provenance | None], now: float) -> float:
    """Return for how many seconds before a moment some inputs hold all postings: as long as each of them does."""
    return min((0.0 if one is None else one.reach(now) for one in inputs), default=0.0)


def _has_lost(manifest: Manifest) -> bool:
    """Return whether a posting came without a number, and so is in no line; only the first misread ones are named."""
    told = manifest.misreadings
    return manifest.misread > len(told) or any(one.posting_number is None for one in told)
