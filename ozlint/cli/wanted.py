"""What is to be fetched, as flags say it: from when to when, of which schemes, in which way."""

import argparse
from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import get_args

import msgspec
from msgspec import structs

from ozlint.cli.parser import one_of
from ozlint.config.config import Config
from ozlint.config.environment import split_names
from ozlint.config.span import read_span
from ozlint.errors import UsageError
from ozlint.model.times import DAY, Day, iso_time, read_time
from ozlint.model.zone import read_zone
from ozlint.ozon.values import enum_values
from ozlint.seller_api.method import Scheme, Task
from ozlint.seller_api.query import Query
from ozlint.seller_api.window import Window, window_of

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
WAYS = ("list", "report")
_SINCE = "14d"
"""From when on, where nobody says: the error index looks as far back."""
_SLACK = 2.0
"""Seconds between the moment that a window is reckoned from and the one that is written down."""
_AHEAD = 30 * DAY
"""How far the cut-offs of unfinished postings reach into the future, where nobody says."""


class End(msgspec.Struct, frozen=True):
    """One end of a window: a moment, a whole day, or so long before the moment of asking."""

    moment: float = 0.0
    """Seconds since 1970 UTC; of a day its beginning."""
    ago: float | None = None
    """Seconds before the moment of asking; in whole days, the day so many days before it (UTC)."""
    is_day: bool = False

    def first(self, now: float) -> float:
        """Return the first moment of it."""
        if self.ago is None:
            return self.moment
        moment = now - self.ago
        return moment - moment % DAY if self.is_day else moment

    def last(self, now: float) -> float:
        """Return the last moment of it: a day counts whole."""
        return self.first(now) + (DAY if self.is_day else 0.0)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be fetched of each account; what is not said is None or empty."""

    since: End | None = None
    to: End | None = None
    schemes: tuple[Scheme, ...] = ()
    is_unfulfilled: bool = False
    is_report: bool = False
    statuses: tuple[str, ...] = ()
    details: bool = False
    details_in: tuple[str, ...] = ()
    """Statuses of the postings whose details are of use, where nobody says whether they are wanted."""

    @property
    def task(self) -> Task:
        """Which of Ozon's ways of listing is meant."""
        if self.is_report:
            return "report"
        return "unfulfilled" if self.is_unfulfilled else "list"

    @property
    def schemes_asked(self) -> tuple[Scheme, ...]:
        """The schemes to ask for."""
        return self.schemes or ("fbs",)

    def query(self, account: str | None, now: float) -> Query:
        """Return what to ask Ozon for at a moment; raises UsageError for a window that no calendar has."""
        since = self.since or End(ago=read_span(_SINCE), is_day=True)
        ahead = _AHEAD if self.is_unfulfilled else 0.0
        to = now + ahead if self.to is None else self.to.last(now)
        try:
            window = window_of(since.first(now), to)
        except ValueError:
            raise UsageError("no calendar has this window", "такого периода в календаре нет") from None
        return Query(
            window=window,
            schemes=self.schemes_asked,
            task=self.task,
            statuses=self.statuses,
            details=self.details,
            details_in=self.details_in,
            account=account,
        )

    def again(self, begun: Query, account: str | None, began: float) -> Query:
        """Return a query that was begun at a moment, with what was said now in its place: the same, if that is.

        So long before now is so long before that moment.
        """
        window = Window(
            begun.window.since if self.since is None else _same(begun.window.since, self.since.first(began)),
            begun.window.to if self.to is None else _same(begun.window.to, self.to.last(began)),
        )
        given: dict[str, tuple[str, ...]] = {"schemes": self.schemes, "statuses": self.statuses}
        said = {name: value for name, value in given.items() if value and set(value) != set(getattr(begun, name))}
        task = "unfulfilled" if self.is_unfulfilled else begun.task
        details = self.details or begun.details
        return structs.replace(begun, window=window, task=task, details=details, account=account, **said)


def wanted_by(options: argparse.Namespace, config: Config) -> Wanted:
    """Return what the flags of a command want; raises UsageError."""
    asked = vars(options)
    zone = (read_zone(config.tz) if config.tz else None) or UTC
    is_report, is_unfulfilled = asked.get("via") == "report", asked.get("unfulfilled", False)
    if is_report and is_unfulfilled:
        raise UsageError(
            "a report holds all postings of its window: leave out --unfulfilled or --via report",
            "в отчёте все отправления за период: уберите --unfulfilled или --via report",
        )
    return Wanted(
        since=_end("--since", asked.get("since"), zone),
        to=_end("--to", asked.get("to"), zone),
        schemes=tuple(_scheme(name) for name in _names(asked.get("scheme", ()))),
        is_unfulfilled=is_unfulfilled,
        is_report=is_report,
        statuses=tuple(_status(name, config) for name in _names(asked.get("status", ()))),
        details=asked.get("details", False),
    )


def _end(asked_by: str, text: str | None, zone: tzinfo) -> End | None:
    if text is None:
        return None
    if (ago := read_span(text)) is not None:
        return End(ago=ago, is_day=ago % DAY == 0)
    moment = read_time(text, zone)[0]
    if moment != moment:  # noqa: PLR0124 - NaN: no date-time
        span = f"{text}d" if text.isdecimal() else _SINCE
        raise UsageError(
            f'{asked_by}: "{text}" is neither a date nor a length of time; write 2026-11-22, 2026-11-22T09:00:00Z or '
            f"{span}",
            f"{asked_by}: «{text}» — не дата и не срок; пишите 2026-11-22, 2026-11-22T09:00:00Z или {span}",
        )
    return End(moment=float(moment), is_day=isinstance(moment, Day))


def _scheme(name: str) -> Scheme:
    return one_of("--scheme", SCHEMES)(name.lower())  # type: ignore[return-value]


def _status(name: str, config: Config) -> str:
    """Return a status that Ozon has, or that the configuration says is newer: of another it would list nothing."""
    known = [value.value for value in enum_values("status")]
    return one_of("--status", [*known, *config.known_values.get("status", ())])(name)


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for text in texts for name in split_names(text))


def _same(begun: str, moment: float) -> str:
    """Return an end of a window as it was begun, where a moment is the same, else that."""
    return begun if abs(read_time(begun)[0] - moment) <= _SLACK else iso_time(moment) or ""
