"""The course of a posting: when it came to its statuses, by the notifications that Ozon sent and by snapshots."""

from collections import defaultdict
from collections.abc import Sequence
from math import isnan, nan

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.model.notification import Notification


class History(msgspec.Struct, frozen=True, gc=False):
    """What is known of the course of one posting; the names are those of the rule language. UNSET: not known."""

    status_since: float | UnsetType
    delivering_at: float | UnsetType
    delivered_at: float | UnsetType
    cancelled_at: float | UnsetType
    promised_before: float | UnsetType
    promised_after: float | UnsetType


class _Step(msgspec.Struct, frozen=True, gc=False):
    at: float
    status: str | None


class _Promise(msgspec.Struct, frozen=True, gc=False):
    """A change of what the buyer was promised; Ozon does not say when it made it."""

    at: float
    """When it was made, else when it arrived; NaN where the log does not say."""
    before: float
    after: float


class Courses:
    """What notifications tell of every posting."""

    def __init__(self) -> None:
        self._steps: defaultdict[str, list[_Step]] = defaultdict(list)
        self._promises: defaultdict[str, list[_Promise]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._steps.keys() | self._promises.keys())

    def add(self, notice: Notification) -> None:
        """Keep what a notification tells; one without a posting, a time and a promise tells nothing of a course."""
        if not notice.posting_number:
            return
        if not isnan(notice.changed_at):
            _keep(_Step(notice.changed_at, notice.status), self._steps[notice.posting_number])
        if not isnan(notice.promised_before):
            at = notice.arrived_at if isnan(notice.changed_at) else notice.changed_at
            promise = _Promise(at, notice.promised_before, notice.promised_after)
            _keep_promise(promise, self._promises[notice.posting_number])

    def steps(self, posting_number: str) -> list[tuple[float, str]]:
        """Return the statuses that a posting came to, with their moments, in order."""
        steps = self._steps.get(posting_number, ())
        return sorted((step.at, step.status) for step in steps if step.status is not None)

    def history(self, posting_number: str, status: object, since: float = nan) -> History | None:
        """Return the course of a posting that is in a status now; None where nothing is known of it.

        `since` is when a snapshot first saw it in that status, NaN where none did.
        """
        steps = sorted(self._steps.get(posting_number, ()), key=lambda step: step.at)
        promise = _last(self._promises.get(posting_number, ()))
        if not steps and promise is None and isnan(since):
            return None
        moved = [step for step in steps if step.status is not None]
        told = _since(moved, status)
        known = [moment for moment in (told, since) if not isnan(moment)]
        return History(
            status_since=min(known) if known else UNSET,
            delivering_at=_first(moved, "delivering"),
            delivered_at=_first(moved, "delivered"),
            cancelled_at=_first(moved, "cancelled"),
            promised_before=promise.before if promise is not None else UNSET,
            promised_after=promise.after if promise is not None and not isnan(promise.after) else UNSET,
        )


def _keep(step: _Step, steps: list[_Step]) -> None:
    if step not in steps[-8:]:  # Ozon repeats a notification that was not answered in time
        steps.append(step)


def _keep_promise(promise: _Promise, promises: list[_Promise]) -> None:
    """Keep a change of the promise, unless it came before: what is repeated late is not the last change."""
    moved = promise.before, promise.after
    if not any((known.before, known.after) == moved for known in promises):
        promises.append(promise)


def _last(promises: Sequence[_Promise]) -> _Promise | None:
    """Return the last change by its time, else by its arrival."""
    last = None
    for promise in promises:
        if last is None or not promise.at < last.at:
            last = promise
    return last


def _since(moved: Sequence[_Step], status: object) -> float:
    """Return when the last run of steps with a status began; NaN where the last step has another one."""
    since = nan
    for step in reversed(moved):
        if step.status != status:
            break
        since = step.at
    return since


def _first(moved: Sequence[_Step], status: str) -> float | UnsetType:
    return next((step.at for step in moved if step.status == status), UNSET)
