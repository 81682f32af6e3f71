"""Which updates of one posting cannot hold beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from ozlint.model.table import table_rows
from ozlint.model.update import Update


def conflicts_in(updates: Iterable[Update]) -> Mapping[tuple[int, int], Update]:
    """Return the updates that cannot hold beside another of the same posting, by request and item, with that other."""
    by_posting: dict[str, list[Update]] = defaultdict(list)
    for update in updates:
        by_posting[update.posting_number].append(update)
    found: dict[tuple[int, int], Update] = {}
    for group in by_posting.values():
        found |= _conflicts_among(group)
    return found


def _conflicts_among(updates: Sequence[Update]) -> dict[tuple[int, int], Update]:
    found: dict[tuple[int, int], Update] = {}
    for one, other in combinations(updates, 2):
        if _exclude(one, other):
            found.setdefault(one.key, other)
            found.setdefault(other.key, one)
    return found


def _exclude(one: Update, other: Update) -> bool:
    differ = _table().get((one.action, other.action))
    if differ is None:
        return False
    values = [getattr(update, differ) for update in (one, other)] if differ else [True, False]
    return None not in values and values[0] != values[1]


@cache
def _table() -> Mapping[tuple[str, str], str]:
    """Return the pairs of actions that exclude each other, with what has to differ for that; empty: nothing has to."""
    rows = {(action, other): differ for action, other, differ, *_ in table_rows("plan/conflicts.tsv")}
    return rows | {(other, action): differ for (action, other), differ in rows.items()}
