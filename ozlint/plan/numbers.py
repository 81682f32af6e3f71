"""The tracking numbers that a plan sets: the postings they are for, and those of the inputs that have them already."""

from collections.abc import Iterable, Iterator
from typing import Any

from ozlint.carriers.numbers import number_key
from ozlint.language.values import text_value
from ozlint.model.update import Update
from ozlint.ozon.statuses import CANCELLED


class PlannedNumbers:
    """The tracking numbers of some updates, by what joins a number to the same one written another way."""

    def __init__(self, updates: Iterable[Update]) -> None:
        self._planned: dict[str, dict[str, None]] = {}
        self._holders: dict[str, str] = {}
        for update in updates:
            if (key := number_key(update.tracking_number)) is not None:
                self._planned.setdefault(key, {})[update.posting_number] = None
        self._renumbered = {posting for postings in self._planned.values() for posting in postings}

    def __iter__(self) -> Iterator[str]:
        return iter(self._planned)

    def __bool__(self) -> bool:
        return bool(self._planned)

    def meet(self, posting: Any) -> None:  # noqa: ANN401 - a decoded posting
        """Know of a posting of the inputs that it has its number; a cancelled one does not need it any more."""
        number = text_value(posting.tracking_number)
        key = number_key(number) if isinstance(number, str) else None
        if key is not None and key in self._planned and posting.status not in CANCELLED:
            self._holders[key] = posting.posting_number

    def sharing(self, update: Update) -> str | None:
        """Return another posting that has the number of an update, or that the plan gives it to as well."""
        key = number_key(update.tracking_number)
        if key is None:
            return None
        holder = self._holders.get(key)
        # What the plan gives a new number has its old one no longer.
        others = [*self._planned[key], *([holder] if holder is not None and holder not in self._renumbered else [])]
        return next((one for one in others if one != update.posting_number), None)
