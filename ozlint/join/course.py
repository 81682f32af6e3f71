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
    promised_before: float | UnsetType


class _Step(msgspec.Struct, frozen=True, gc=False):
    at: float
    status: str | None
    promised_before: float


class Courses:
    """What notifications tell of every posting."""

    def __init__(self) -> None:
        self._steps: defaultdict[str, list[_Step]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, notice: Notification) -> None:
        """Keep what a notification tells; one without a posting or a time tells nothing of a course."""
        if notice.posting_number and not isnan(notice.changed_at):
            step = _Step(notice.changed_at, notice.status, notice.promised_before)
            steps = self._steps[notice.posting_number]
            if step not in steps[-8:]:  # Ozon repeats a notification that was not answered in time
                steps.append(step)

    def steps(self, posting_number: str) -> list[tuple[float, str]]:
        """Return the statuses that a posting came to, with their moments, in order."""
        steps = self._steps.get(posting_number, ())
        return sorted((step.at, step.status) for step in steps if step.status is not None)

    def history(self, posting_number: str, status: object, since: float = nan) -> History | None:
        """Return the course of a posting that is in a status now; None where nothing is known of it.

        `since` is when a snapshot first saw it in that status, NaN where none did.
        """
        steps = sorted(self._steps.get(posting_number, ()), key=lambda step: step.at)
        if not steps and isnan(since):
            return None
        moved = [step for step in steps if step.status is not None]
        told = _since(moved, status)
        known = [moment for moment in (told, since) if not isnan(moment)]
        promises = [step.promised_before for step in steps if not isnan(step.promised_before)]
        return History(
            status_since=min(known) if known else UNSET,
            delivering_at=_first(moved, "delivering"),
            delivered_at=_first(moved, "delivered"),
            promised_before=promises[-1] if promises else UNSET,
        )


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
