"""Notifications in the order of their arrival."""

from typing import Any

from msgspec import UNSET

from ozlint.join.arrivals import Arrival, Arrivals
from ozlint.model.notification import Notification
from ozlint.model.record import Address, Place

NUMBER = "12345678-0001-1"


class Log:
    """An input that has no lines."""

    path = "log.ndjson"

    def places(self, addresses: list[Address]) -> dict[Address, Place]:
        """Return where the records stand."""
        return {address: Place(self.path, 1, 1, f"/{address}") for address in addresses}


def arrived(*notices: Notification) -> list[Arrival]:
    """The notifications as rules see them."""
    arrivals = Arrivals()
    for address, notice in enumerate(notices):
        arrivals.add(notice, Log(), address)
    return [other.subject for other in arrivals.others()]


def notice(at: float | None, number: str | None = NUMBER, **said: Any) -> Notification:  # noqa: ANN401
    """A notification of a posting, as it becomes something at some time."""
    moment = float("nan") if at is None else at
    return Notification(type="TYPE_STATE_CHANGED", posting_number=number, changed_at=moment, **said)


def test_each_stands_beside_the_newest_before_it() -> None:
    """The latest change of the same posting counts, however old the last one to arrive is."""
    found = arrived(notice(10), notice(30), notice(20), notice(25, number="other"), notice(40))
    assert [one.newest_before for one in found] == [None, 10, 30, None, 30]


def test_the_same_is_counted() -> None:
    """Type, posting, state and time make it the same; another of the four, and it is another."""
    same = notice(10, state="posting_in_carriage")
    found = arrived(same, notice(10, state="posting_created"), same, notice(11, state="posting_in_carriage"), same)
    assert [one.times_seen for one in found] == [1, 1, 2, 1, 3]


def test_without_a_time_nobody_knows_whether_it_is_the_same() -> None:
    """A notification without a time has no count, moves nothing, and is handed on with the rest of what it says."""
    first, second = arrived(notice(None, reply_ms=12.0, reply_ok=True), notice(None))
    assert (first.times_seen, second.times_seen) == (UNSET, UNSET)
    assert (first.changed_at, first.newest_before) == (None, None)
    assert (first.reply_ms, first.reply_ok) == (12.0, True)


def moved(before: float, after: float) -> Notification:
    """A notification that the shipment date was moved, which does not say when that was."""
    kind = "TYPE_CUTOFF_DATE_CHANGED"
    return Notification(type=kind, posting_number=NUMBER, cutoff_before=before, cutoff_after=after)


def test_the_same_move_of_a_date_is_the_same_unless_it_was_moved_back() -> None:
    """Such a notification has no time; from 15 to 16 twice in a row is one move told twice."""
    found = arrived(moved(15, 16), moved(15, 16), moved(16, 15), moved(15, 16))
    assert [one.times_seen for one in found] == [1, 2, 1, 1]
