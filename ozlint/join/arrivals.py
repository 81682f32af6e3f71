"""Notifications in the order of their arrival: which came late, and which came again."""

from collections import Counter
from collections.abc import Iterator
from math import isnan

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.model.notification import Notification
from ozlint.model.other import Other, Placed
from ozlint.model.record import Address


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """A notification as rules about notifications see it; the names are those of the rule language."""

    type: str
    posting_number: str | None
    state: str | None
    changed_at: float | None
    newest_before: float | None
    times_seen: float | UnsetType
    """Not known of a notification that says neither when it happened nor from what to what a date was moved."""
    reply_ms: float | None
    reply_status: float | None
    reply_ok: bool | None


class Arrivals:
    """Every notification of some logs, each beside what arrived before it."""

    def __init__(self) -> None:
        self._others: list[Other] = []
        self._newest: dict[str, float] = {}
        self._seen: Counter[tuple[str, str | None, str | None, float]] = Counter()
        self._moves: dict[tuple[str, str | None], tuple[tuple[float, ...], int]] = {}
        """The last move of a date of each type and posting, and how often it has been told."""

    def __len__(self) -> int:
        return len(self._others)

    def others(self) -> Iterator[Other]:
        """Yield the notifications, in the order of their arrival."""
        return iter(self._others)

    def add(self, notice: Notification, source: Placed, address: Address) -> None:
        """Keep the next notification of a log."""
        arrival = self._arrival(notice)
        key = f"{source.path}:{address}"
        self._others.append(Other(arrival, key, notice.posting_number, notice.account, source, address))

    def _arrival(self, notice: Notification) -> Arrival:
        posting, moment = notice.posting_number, notice.changed_at
        before = self._newest.get(posting) if posting else None
        known = not isnan(moment)
        if posting and known:
            self._newest[posting] = moment if before is None else max(before, moment)
        times = self._times_moved(notice)
        if known:
            key = (notice.type, posting, notice.state, moment)
            self._seen[key] += 1
            times = float(self._seen[key])
        return Arrival(
            type=notice.type, posting_number=posting, state=notice.state, changed_at=moment if known else None,
            newest_before=before, times_seen=times, reply_ms=notice.reply_ms,
            reply_status=notice.reply_status, reply_ok=notice.reply_ok,
        )  # fmt: skip

    def _times_moved(self, notice: Notification) -> float | UnsetType:
        """Return how often a move of a date has been told; UNSET for what is none.

        A date that is moved twice from one day to another was moved back in between: what comes again at once is told
        again.
        """
        dates = notice.promised_before, notice.promised_after, notice.cutoff_before, notice.cutoff_after
        move = tuple(date for date in dates if not isnan(date))
        if len(move) < len(dates) / 2:
            return UNSET
        last, times = self._moves.get((notice.type, notice.posting_number), ((), 0))
        times = times + 1 if move == last else 1
        self._moves[notice.type, notice.posting_number] = move, times
        return float(times)
