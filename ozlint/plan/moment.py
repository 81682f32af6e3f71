"""When something happened, as plans and logs write it."""

import re
from datetime import UTC, tzinfo
from math import isnan
from typing import Any

from ozlint.model.times import Vague, read_time

_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2})(:.+))?")
_MILLISECONDS = 1e11
"""Seconds since 1970 are under it for three thousand years, milliseconds over it since 1973."""
_LATEST = _MILLISECONDS * 1000


def moment_of(written: Any, zone: tzinfo | None = None) -> float | None:  # noqa: ANN401 - any JSON
    """Return the moment, in seconds since 1970 UTC, that a text or a number tells; None where it tells none.

    ISO 8601, `22.11.2026 09:00`, seconds or milliseconds since 1970. A text without a zone is in `zone`; without that
    it may be off by the usual margin.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _counted(written)
    if not isinstance(written, str):
        return None
    text = written.strip()
    if found := _RUSSIAN.fullmatch(text):
        day, month, year, hour, rest = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}" + (f"T{hour:0>2}{rest}" if hour else "")
    moment, zoned = read_time(text, zone or UTC)
    if isnan(moment):
        return None
    return moment if zoned or zone is not None or type(moment) is not float else Vague(moment)


def _counted(number: float) -> float | None:
    if not 0 <= number < _LATEST:
        return None
    return number / 1000 if number >= _MILLISECONDS else float(number)
