"""Whether an input's times have a zone, told from the times of a posting."""

import msgspec

from ozlint.engine.postings import Posting
from ozlint.language.values import read_path
from ozlint.model.fields import posting_fields
from ozlint.model.times import read_time


def is_zoneless(posting: Posting) -> bool | None:
    """Return whether the times of a posting have no zone; None where it holds no time to tell it from."""
    for path, field in posting_fields().items():
        if field.type == "time":
            raw = read_path(posting, path) if hasattr(posting, path.split(".")[0]) else msgspec.UNSET
            if isinstance(raw, str):
                moment, zoned = read_time(raw)
                if moment == moment:  # noqa: PLR0124 - not NaN: a date-time
                    return not zoned
    return None
