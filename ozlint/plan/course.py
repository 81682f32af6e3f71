"""What the updates of a plan say of each other, told one after the other."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ozlint.model.update import Request, Update
from ozlint.plan.conflicts import conflicts_in
from ozlint.plan.match import Reply
from ozlint.plan.records import reply_facts


class Course:
    """The updates of a plan in their order, as far as those before one say something of it."""

    def __init__(self, updates: Sequence[Update], replies: Sequence[Reply | None] | None) -> None:
        self._by_request: dict[int, list[Update]] = {}
        for update in updates:
            self._by_request.setdefault(update.request.index, []).append(update)
        self._said: dict[object, Update] = {}
        self._conflicts = conflicts_in(updates)
        self._replies = (
            None if replies is None else {update.key: reply for update, reply in zip(updates, replies, strict=True)}
        )
        self._met: set[str] = set()
        self._times: Counter[tuple[str, str]] = Counter()

    def of(self, request: Request) -> Sequence[Update]:
        """Return the updates of a request."""
        return self._by_request.get(request.index, ())

    def key(self, update: Update) -> str:
        """Return what makes an update one in every run: its method, its posting, and which of such it is."""
        named = update.request.path, update.posting_number
        self._times[named] += 1
        return f"{update.request.path} {update.posting_number} {self._times[named]}"

    def passes(self, update: Update) -> None:
        """Know that an update is in the plan, and not held."""
        self._said.setdefault(update.content, update)

    def facts(self, update: Update) -> dict[str, Any]:
        """Return what the plan and the log say of an update."""
        is_first = update.posting_number not in self._met
        self._met.add(update.posting_number)
        repeated, conflicting = self._said.get(update.content), self._conflicts.get(update.key)
        return {
            "is_first": is_first,
            "repeats": None if repeated is None else repeated.request.index + 1.0,
            "conflicts_with": None if conflicting is None else conflicting.request.index + 1.0,
            "tracking_number": update.tracking_number,
            "handed_at": update.handed_at,
            "cutoff_at": update.cutoff_at,
            "cancel_reason_id": update.cancel_reason_id,
            "boxes": None if update.boxes is None else float(update.boxes),
            **(reply_facts(self._replies[update.key]) if self._replies is not None else {}),
        }
