"""When something happened, as plans and logs write it."""

from datetime import UTC, tzinfo
from math import isnan
from typing import Any

from ozlint.model.times import Vague, read_time
from ozlint.sources.time_text import iso_text

_MILLISECONDS = 1e11
"""Seconds since 1970 are under it for three thousand years, milliseconds over it since 1973."""
_LATEST = _MILLISECONDS * 1000


def moment_of(written: Any, zone: tzinfo | None = None) -> float | None:  # noqa: ANN401 - any JSON
    """Return the moment, in seconds since 1970 UTC, that a text or a number tells; None where it tells none.

    ISO 8601, a date as tables write it (`22.11.2026 09:00`), seconds or milliseconds since 1970. A text without
    a zone is in `zone`; without that it may be off by the usual margin.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _counted(written)
    if not isinstance(written, str):
        return None
    moment, zoned = read_time(iso_text(written.strip()), zone or UTC)
    if isnan(moment):
        return None
    return moment if zoned or zone is not None or type(moment) is not float else Vague(moment)


def _counted(number: float) -> float | None:
    if not 0 <= number < _LATEST:
        return None
    return number / 1000 if number >= _MILLISECONDS else float(number)
