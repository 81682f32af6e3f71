"""Reading raw field values into values of the language: known, empty (None) or unknown (UNSET).

The reference for what is empty: null, blank text, a date of 1970 or 0001, id 0, a null list (an empty one).
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from math import isfinite, isnan, nan
from typing import Any

from msgspec import UNSET, UnsetType

from ozlint.language.type import Type
from ozlint.model.pattern import pattern
from ozlint.model.times import AFTER_PLACEHOLDERS, EPOCH, ZONED, Times, Vague, is_placeholder, read_time
from ozlint.ozon.schemes import is_no_scheme

_EITHER_FIRST = pattern(r"\s*\d{1,2}/\d{1,2}/\d{4}\b", re.ASCII)
"""How a date begins of which the day and the month cannot be told apart."""

Value = str | float | bool | list[str] | dict[str, Any] | UnsetType | None


def read_path(subject: object, path: str) -> Any:  # noqa: ANN401 - whatever the input had
    """Return the raw value at a dotted path: a field of a null record is null, of an absent record absent."""
    value: Any = subject
    for name in path.split("."):
        value = getattr(value, name.removesuffix("[]"), UNSET)
        if value is UNSET or value is None:
            return value
    return value


def text_value(raw: Any) -> Value:  # noqa: ANN401
    """Return a text; blank is empty."""
    if raw.__class__ is str:
        return None if not raw or raw.isspace() else raw
    return raw if raw is UNSET or raw is None else str(raw)


def id_value(raw: Any) -> Value:  # noqa: ANN401
    """Return an identifier as text; 0 is empty."""
    value = text_value(raw)
    return None if value == "0" else value


def number_value(raw: Any) -> Value:  # noqa: ANN401
    """Return a number, or the amount of a price; unknown where the text is no number."""
    amount = getattr(raw, "amount", raw)
    if amount is UNSET or amount is None or amount.__class__ is bool:
        return UNSET if amount is not None else None
    if amount.__class__ is str and not amount.strip():
        return None
    try:
        number = float(amount)
    except (TypeError, ValueError, OverflowError):
        return UNSET
    return number if isfinite(number) else UNSET


def time_value(raw: Any, zone: tzinfo | None = None) -> Value:  # noqa: ANN401
    """Return a moment; 1970 and 0001 are empty, an unreadable text is unknown.

    A time without a zone is in `zone`, and unknown where that is None. Joined records hold moments as they are.
    """
    if isinstance(raw, float):
        return raw
    text = text_value(raw)
    if text is UNSET or text is None:
        return text
    moment, zoned = read_time(str(text), zone or UTC)
    if moment != moment:  # noqa: PLR0124 - NaN: no date-time at all
        return UNSET
    if is_placeholder(moment):
        return None
    return moment if zoned or zone is not None else UNSET


def time_fault(raw: Any) -> str:  # noqa: ANN401
    """Return what is wrong with a text that is no time: `day_or_month`, or `time` for any other; empty for no fault."""
    text = None if isinstance(raw, float) else text_value(raw)
    if not isinstance(text, str) or not isnan(read_time(text)[0]):
        return ""
    return "day_or_month" if _EITHER_FIRST.match(text) else "time"


def scheme_fault(raw: Any) -> str:  # noqa: ANN401
    """Return `scheme` for a text in place of a selling scheme that is none that is known; empty for no fault."""
    text = text_value(raw)
    return "scheme" if isinstance(text, str) and is_no_scheme(text) else ""


def number_fault(raw: Any) -> str:  # noqa: ANN401
    """Return `number` for what stands in place of a number and is none; empty for no fault."""
    return "number" if raw is not UNSET and number_value(raw) is UNSET else ""


def time_or_nan(  # the defaults are constants looked up once: this runs several times for every posting
    raw: Any,  # noqa: ANN401
    read: Callable[[str], datetime] = datetime.fromisoformat,
    epoch: datetime = EPOCH,
    first: float = AFTER_PLACEHOLDERS,
) -> float:
    """Return a moment, NaN where it is unknown or empty: `time_value` for the hot path."""
    try:
        moment = (read(raw) - epoch).total_seconds()
    except (TypeError, ValueError):
        value = time_value(raw)
        return value if isinstance(value, float) else nan
    return moment if moment >= first else nan


@lru_cache(maxsize=64)
def time_readers(times: Times) -> tuple[Callable[[Any], Value], Callable[[Any], float]]:
    """Return what reads the times of an input: as values, and as numbers with NaN for unknown and empty."""
    zone = times.zone
    if zone is None:
        return time_value, _by_hours(time_or_nan, "Z")
    ahead = _offset_of(zone)

    def value(raw: Any) -> Value:  # noqa: ANN401
        return time_value(raw, zone)

    def number(  # as in time_or_nan; most times of such an input have no zone and are no bare dates
        raw: Any,  # noqa: ANN401
        read: Callable[[str], datetime] = datetime.fromisoformat,
        epoch: datetime = _EPOCH_OF_NOWHERE,
        first: float = AFTER_PLACEHOLDERS,
        shortest: int = _SHORTEST_MOMENT,
    ) -> float:
        try:
            local = read(raw)
            moment = (local - epoch).total_seconds() - ahead(local)
        except (TypeError, ValueError):
            moment = nan
        if moment >= first and len(raw) >= shortest:
            return moment
        known = value(raw)
        return known if isinstance(known, float) else nan

    return value, _by_hours(number, "")


class _Hours(dict[str, float]):
    """The moments at which hours begin, written as in 2026-11-22T09; KeyError for what is none."""

    _MOST = 10_000

    def __init__(self, read: Callable[[Any], float], end: str) -> None:
        super().__init__()
        self._read = read
        self._end = end

    def __missing__(self, hour: str) -> float:
        begins, last = (self._read(f"{hour}{second}{self._end}") for second in (":00:00", ":59:59"))
        if last - begins != _LAST_SECOND:  # no hour, or the clocks are changed in it
            raise KeyError(hour)
        if len(self) >= self._MOST:
            self.clear()
        self[hour] = begins
        return begins


class _Seconds(dict[str, float]):
    """The seconds since an hour began, written as in :30:00, with what a time ends with; KeyError for what is none."""

    def __init__(self, end: str) -> None:
        super().__init__()
        self._end = end

    def __missing__(self, rest: str) -> float:
        minute, second = rest[1:3], rest[4:6]
        if rest != f":{minute}:{second}{self._end}" or minute not in _SIXTY or second not in _SIXTY:
            raise KeyError(rest)
        self[rest] = seconds = 60.0 * int(minute) + int(second)
        return seconds


_SIXTY = frozenset(f"{number:02}" for number in range(60))


def _by_hours(read: Callable[[Any], float], end: str) -> Callable[[Any], float]:
    """Return what reads times as `read` does, sooner where they are written like 2026-11-22T09:30:00 with that end."""
    hours, seconds = _Hours(read, end), _Seconds(end)

    def quick(raw: Any) -> float:  # noqa: ANN401
        try:
            return hours[raw[:_SHORTEST_MOMENT]] + seconds[raw[_SHORTEST_MOMENT:]]
        except (KeyError, TypeError):
            return read(raw)

    return quick


_LAST_SECOND = 3599.0
_EPOCH_OF_NOWHERE = EPOCH.replace(tzinfo=None)
_SHORTEST_MOMENT = len("2026-11-22T09")


def _offset_of(zone: tzinfo) -> Callable[[datetime], float]:
    """Return what tells how many seconds a zone is ahead of UTC at a local time."""
    if zone is UTC:
        return lambda _local: 0.0

    def ahead(local: datetime) -> float:
        offset = zone.utcoffset(local)
        return offset.total_seconds() if offset is not None else 0.0

    return ahead


def moment_or_nan(raw: Any) -> float:  # noqa: ANN401
    """Return a moment of a joined record, NaN where it is unknown or empty."""
    return raw if isinstance(raw, float) else nan


def number_or_nan(raw: Any) -> float:  # noqa: ANN401
    """Return a number, NaN where it is unknown or empty."""
    value = number_value(raw)
    return value if isinstance(value, float) else nan


def list_value(raw: Any) -> Value:  # noqa: ANN401
    """Return a list; null is an empty one."""
    return [] if raw is None else raw


def ids_value(raw: Any) -> Value:  # noqa: ANN401
    """Return a list of identifiers as texts."""
    return raw if raw is UNSET else [str(item) for item in raw or ()]


def plain_value(raw: Any) -> Value:  # noqa: ANN401
    """Return the raw value as it is."""
    return raw  # type: ignore[no-any-return]


def reader(kind: Type, times: Times = ZONED) -> Callable[[Any], Value]:
    """Return what reads raw values of a type."""
    match kind.kind:
        case "text":
            return id_value if kind.is_id else text_value
        case "number":
            return number_value
        case "time":
            return time_readers(times)[0]
        case "list":
            return ids_value if kind.is_id else list_value
        case "lists":
            return plain_value
        case _:
            return plain_value


def quotient_of(left: float, right: float) -> float:
    """Return `left / right`; NaN where that is nothing, as of a division by zero."""
    return left / right if right else nan


def first_of(*values: Value) -> Value:
    """Return the first present value; empty if all are empty, else unknown."""
    for value in values:
        if value is not UNSET and value is not None:
            return value
    return UNSET if UNSET in values else None


def latest_of(*values: Value) -> Value:
    """Return the latest present moment; empty if all are empty, else unknown."""
    present = [value for value in values if isinstance(value, float)]
    return max(present) if present else first_of(*values)


def equal(left: Value, right: Value, margin: float = 0.0) -> bool | UnsetType:
    """Return whether two values are the same: unknown if a side is; empty equals empty only.

    With a margin (seconds), two moments closer than it may be the same or not.
    """
    if left is UNSET or right is UNSET:
        return UNSET
    if isinstance(left, float) and isinstance(right, float):
        if left.__class__ is not float or right.__class__ is not float:  # hardly ever, and this is asked very often
            margin += max(one.margin if isinstance(one, Vague) else 0.0 for one in (left, right))
        if margin and abs(left - right) <= margin:
            return UNSET
    return left == right
