"""When a posting came to its statuses, by notifications and snapshots."""

from math import nan
from typing import Any

from msgspec import UNSET

from ozlint.join.course import Courses, History
from ozlint.model.notification import Notification

NUMBER = "12345678-0001-1"


def history(status: str, *notices: Notification, since: float = nan) -> History | None:
    """The course of a posting that is in a status now."""
    courses = Courses()
    for notice in notices:
        courses.add(notice)
    return courses.history(NUMBER, status, since)


def moved(status: str | None, at: float, **said: Any) -> Notification:  # noqa: ANN401
    """A notification that the posting came to a status."""
    return Notification(type="TYPE_STATE_CHANGED", posting_number=NUMBER, status=status, changed_at=at, **said)


def test_the_last_run_of_a_status_tells_since_when() -> None:
    """Arrival in any order; two steps within one status do not move its beginning."""
    found = history("delivering", moved("delivering", 30), moved("awaiting_deliver", 10), moved("delivering", 20))
    assert found == History(20, 20, UNSET, UNSET, UNSET, UNSET)


def test_another_status_than_the_log_ends_with_is_since_unknown() -> None:
    """What happened after the last notification, nobody knows."""
    found = history("delivered", moved("delivering", 20))
    assert found is not None
    assert found.status_since is UNSET
    assert found.delivered_at is UNSET


def test_a_cancellation_is_known_by_its_notification() -> None:
    """Whatever is said of the posting since: nothing follows a cancellation."""
    found = history("awaiting_deliver", moved("cancelled", 20), moved("awaiting_deliver", 30))
    assert found is not None
    assert found.cancelled_at == 20


def test_the_earlier_of_two_witnesses_counts() -> None:
    """A snapshot saw it in that status at the latest: of that and a notification the earlier is nearer the truth."""
    for notified, seen in ((20, 30), (30, 20)):
        found = history("delivering", moved("delivering", notified), since=seen)
        assert found is not None
        assert found.status_since == 20
    assert history("delivering", since=25) == History(25, UNSET, UNSET, UNSET, UNSET, UNSET)


def test_nothing_known_is_no_history() -> None:
    """A posting of which neither notifications nor snapshots tell anything has none; nor do timeless ones tell."""
    assert history("delivering") is None
    assert history("delivering", moved("delivering", nan)) is None
    other = Notification(type="TYPE_STATE_CHANGED", posting_number="2-0002-1", status="delivered", changed_at=1.0)
    assert history("delivered", other) is None


def promise(before: float, after: float, arrived_at: float = nan) -> Notification:
    """A notification that the promise was moved, which does not say when."""
    kind = "TYPE_DELIVERY_DATE_CHANGED"
    return Notification(
        type=kind, posting_number=NUMBER, promised_before=before, promised_after=after, arrived_at=arrived_at
    )


def promised(*notices: Notification) -> tuple[object, object]:
    """What the course of a posting says of the last change of its promise."""
    found = history("delivering", *notices)
    assert found is not None
    return found.promised_before, found.promised_after


def test_a_moved_promise_is_known_without_a_time() -> None:
    """Ozon does not say when it moved a promise: the last of the log is the last change."""
    assert promised(promise(50, 100)) == (50, 100)
    assert promised(promise(50, 100), promise(100, 120)) == (100, 120)


def test_the_last_promise_before_the_change() -> None:
    """Where the log says when notifications arrived, the last to arrive counts, wherever it stands."""
    assert promised(promise(100, 120, 9), promise(50, 100, 5)) == (100, 120)


def test_a_repeated_change_of_the_promise_is_not_the_last() -> None:
    """Ozon repeats what was not answered: it says nothing new."""
    assert promised(promise(50, 100, 1), promise(100, 120, 2), promise(50, 100, 3)) == (100, 120)
