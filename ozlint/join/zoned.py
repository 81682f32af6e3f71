"""Times of earlier postings with their zone written out, so that they can be compared with those of any input."""

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Any

from msgspec import UNSET, structs

from ozlint.language.values import read_path
from ozlint.model.fields import posting_fields

_DATE_ONLY = len("2026-11-22")


def zone_writer(paths: Iterable[str], zone: tzinfo) -> Callable[[Any], Any]:
    """Return what gives a posting with a zone on each of its times that has none; `paths` are the fields it has.

    A date alone stays as it is: it is no moment.
    """
    times = [path for path in paths if path in posting_fields() and posting_fields()[path].type == "time"]

    def written(posting: Any) -> Any:  # noqa: ANN401 - a struct made at run time
        for path in times:
            raw = read_path(posting, path)
            if isinstance(raw, str) and (zoned := _zoned(raw, zone)) is not None:
                posting = _replaced(posting, path.split("."), zoned)
        return posting

    return written


def _zoned(text: str, zone: tzinfo) -> str | None:
    """Return a time with its zone; None for one that has it, for a bare date, and for what is no time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is not None or len(text.strip()) == _DATE_ONLY:
        return None
    return moment.replace(tzinfo=zone).isoformat()


def _replaced(record: Any, steps: list[str], value: str) -> Any:  # noqa: ANN401
    first, *rest = steps
    inner = getattr(record, first, UNSET)
    return structs.replace(record, **{first: _replaced(inner, rest, value) if rest else value})
