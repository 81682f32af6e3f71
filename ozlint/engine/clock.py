"""How the times of an input are read: with their zone, in the zone that the configuration names, or in doubt."""

from datetime import tzinfo

import msgspec

from ozlint.engine.postings import Posting
from ozlint.language.values import read_path
from ozlint.model.fields import posting_fields
from ozlint.model.times import ZONE_UNKNOWN, ZONED, Times, read_time


def times_of(posting: Posting, zone: tzinfo | None) -> Times | None:
    """Return how the times of an input are read, told from one posting; None where that holds no time to tell from.

    A program writes all its dates the same way, so one of them tells for all. `zone` is what is known of times without.
    """
    for path, field in posting_fields().items():
        if field.type == "time":
            raw = read_path(posting, path) if hasattr(posting, path.split(".")[0]) else msgspec.UNSET
            if isinstance(raw, str):
                moment, zoned = read_time(raw)
                if moment == moment:  # noqa: PLR0124 - not NaN: a date-time
                    return times_in(zone, zoned=zoned)
    return None


def times_in(zone: tzinfo | None, *, zoned: bool) -> Times:
    """Return how times are read that are written with their zone, or without; `zone` is then what is known of it."""
    return ZONED if zoned else Times(zone) if zone is not None else ZONE_UNKNOWN
