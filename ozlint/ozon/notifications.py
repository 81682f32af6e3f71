"""Notifications that Ozon sends to sellers: their types, and what each member of them means."""

from collections.abc import Mapping
from functools import cache, lru_cache
from math import nan

import msgspec

from ozlint.model.notification import Notification
from ozlint.model.table import table_rows
from ozlint.model.text import Text
from ozlint.model.times import is_placeholder, read_time
from ozlint.ozon.statuses import known_status, known_substatus

PING = "TYPE_PING"
_ANY = "*"
"""Stands in the table for types that are not in it."""
_NUMBER, _ACCOUNT, _TYPE = "posting_number", "seller_id", "message_type"
_OF_ORDERS = "TYPE_ORDER_"
"""How the types begin that are about orders: what they call a number is none of a posting."""
_SURE = frozenset("PLD")
"""Grades of evidence that outweigh examples, inferences and programs of others."""
_PING_REPLY = frozenset({"version", "name", "time"})

Members = Mapping[str, str | int | float | None]
"""Members of a notification by their dotted paths, those of the table only."""


class NotificationType(msgspec.Struct, frozen=True):
    """Which members of a type hold what; the first that is filled in counts."""

    name: str
    meaning: Text
    state: tuple[str, ...]
    previous_state: tuple[str, ...]
    changed_at: tuple[str, ...]
    promised_before: tuple[str, ...]
    promised_after: tuple[str, ...]
    cutoff_before: tuple[str, ...]
    cutoff_after: tuple[str, ...]
    cancel_reason: tuple[str, ...]


@cache
def _types() -> Mapping[str, NotificationType]:
    return {
        name: NotificationType(name, Text(en, ru), *(tuple(filter(None, cell.split(", "))) for cell in cells))
        for name, *cells, en, ru, _ in table_rows("ozon/notifications.tsv")
    }


def notification_types() -> tuple[NotificationType, ...]:
    """Return the types that are known, in the order of the table."""
    return tuple(kind for name, kind in _types().items() if name != _ANY)


@cache
def notification_members() -> frozenset[str]:
    """Return the paths of all members that are ever looked at: an allow-list, so no message and no name is read."""
    cells = (cell for _, *cells, _, _, _ in table_rows("ozon/notifications.tsv") for cell in cells)
    return frozenset({_TYPE, _NUMBER, _ACCOUNT, *(path for cell in cells for path in cell.split(", ") if path)})


def notification_of(members: Members) -> Notification:
    """Return a notification as its members tell it; what is missing is None, or NaN for a time."""
    name = _text(members, (_TYPE,)) or ""
    kind = _types().get(name, _types()[_ANY])
    state = _text(members, kind.state)
    return Notification(
        type=name,
        posting_number=None if name.startswith(_OF_ORDERS) else _text(members, (_NUMBER,)),
        account=_text(members, (_ACCOUNT,)),
        state=state,
        status=status_of_state(state) if state else None,
        substatus=state if state and known_substatus(state) else None,
        previous_state=_text(members, kind.previous_state),
        changed_at=_moment(members, kind.changed_at),
        promised_before=_moment(members, kind.promised_before),
        promised_after=_moment(members, kind.promised_after),
        cutoff_before=_moment(members, kind.cutoff_before),
        cutoff_after=_moment(members, kind.cutoff_after),
        cancel_reason_id=_id(_text(members, kind.cancel_reason)),
    )


@lru_cache(maxsize=4096)
def status_of_state(state: str) -> str | None:
    """Return the status that a state of a notification belongs to; None for one of several, and one nobody knows.

    A state is a substatus, or a status itself. The official table of states goes before the pairs of statuses and
    substatuses; of these, evidence of Ozon's own goes before inferences.
    """
    if known_status(state):
        return state
    official = {status for one, status, _ in table_rows("ozon/push_states.tsv") if one == state}
    pairs = [(status, evidence) for status, one, evidence, _ in table_rows("ozon/substatuses.tsv") if one == state]
    sure = {status for status, evidence in pairs if evidence in _SURE}
    found = official or sure or {status for status, _ in pairs}
    return found.pop() if len(found) == 1 else None


def wanted_reply(kind: str, reply: object) -> bool:
    """Return whether a reply is what Ozon wants: {"result": true}, to a ping the receiver's name, version and time."""
    if not isinstance(reply, dict):
        return False
    if kind == PING:
        return reply.keys() >= _PING_REPLY
    return reply.get("result") is True


def _text(members: Members, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        value = members.get(path)
        if value is not None and str(value).strip():
            return str(value).strip()
    return None


def _id(value: str | None) -> str | None:
    """Return an id; 0 is how Ozon writes that there is none."""
    return None if value == "0" else value


def _moment(members: Members, paths: tuple[str, ...]) -> float:
    """Return the first moment that is given; Ozon writes "" and dates of 0001 and 1970 where there is none."""
    for path in paths:
        value = members.get(path)
        at = float(read_time(value)[0]) if isinstance(value, str) else nan
        if at == at and not is_placeholder(at):  # noqa: PLR0124 - NaN is what differs from itself
            return at
    return nan
