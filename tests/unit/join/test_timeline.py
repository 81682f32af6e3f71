"""What both sides say of a posting, in one line."""

from math import nan

import pytest

from ozlint.join.course import Courses
from ozlint.join.parcels import Parcels
from ozlint.join.reality import Seen
from ozlint.join.timeline import Timeline, timeline_of
from ozlint.language.values import Value
from ozlint.model.notification import Notification
from ozlint.model.timeline import TimelineEvent
from ozlint.model.times import Day, Vague
from ozlint.model.tracking import TrackingEvent

NOON = 1_795_338_000.0
HOUR = 3600.0


def seen(at: float, phase: str, text: str = "", *, withdrawn: bool = False) -> Seen:
    """An event of a carrier."""
    return Seen(at, phase, phase.upper(), text, "cdek", is_return=False, withdrawn=withdrawn, zoned=True, as_of=nan)


def test_both_sides_in_order_of_time() -> None:
    """Moments of the posting, statuses with their moments and the carrier's events; what has no time comes last."""
    found = timeline_of(
        (NOON, None, NOON + 3 * HOUR, NOON + 90 * HOUR),
        "delivering",
        [(NOON + HOUR, "awaiting_deliver"), (NOON + 3 * HOUR, "delivering")],
        [seen(NOON + 5 * HOUR, "accepted"), seen(nan, "info", "Создан"), seen(NOON, "lost", withdrawn=True)],
        contradicted=False,
    )
    assert [(event.lane, event.what, event.at) for event in found] == [
        ("ozon", "in_process_at", NOON),
        ("ozon", "awaiting_deliver", NOON + HOUR),
        ("ozon", "handed_over_at", NOON + 3 * HOUR),
        ("ozon", "delivering", NOON + 3 * HOUR),
        ("carrier", "accepted", NOON + 5 * HOUR),
        ("ozon", "promised_at", NOON + 90 * HOUR),
        ("carrier", "Создан", None),
    ]


def test_a_contradiction_is_marked_on_both_sides() -> None:
    """At the status that Ozon shows, though nobody says since when, and at the carrier's last event."""
    found = timeline_of(
        (None, None, None, None), "delivering", [], [seen(NOON, "accepted"), seen(NOON + HOUR, "returning")],
        contradicted=True,
    )  # fmt: skip
    assert [(event.what, event.contradiction) for event in found] == [
        ("accepted", False), ("returning", True), ("delivering", True),
    ]  # fmt: skip
    assert found[-1] == TimelineEvent(None, "ozon", "delivering", contradiction=True)


def test_a_posting_of_which_nobody_says_anything() -> None:
    """Has nothing but its status, and not even that where it is unknown."""
    assert [event.what for event in timeline_of((None,) * 4, "cancelled", [], [], contradicted=False)] == ["cancelled"]
    assert timeline_of((None,) * 4, None, [], [], contradicted=False) == ()


def test_a_moment_without_a_zone_stays_one() -> None:
    """Of the posting and of the carrier alike; the order is that of the clock on the wall."""
    vague = Seen(NOON, "accepted", "A", "", "cdek", is_return=False, withdrawn=False, zoned=False, as_of=nan)
    found = timeline_of(
        (Vague(NOON - HOUR), None, None, None), None, [], [vague, seen(NOON + HOUR, "lost")], contradicted=False
    )
    assert [(event.what, isinstance(event.at, Vague)) for event in found] == [
        ("in_process_at", True), ("accepted", True), ("lost", False),
    ]  # fmt: skip


@pytest.mark.parametrize("numbers", [(), ("7701",), ("7701", "8802")])
@pytest.mark.parametrize(
    "moments",
    [(None, nan, None, None), (NOON, None, Vague(NOON + HOUR), nan), (Day(NOON), Vague(NOON), NOON + 0.25, None)],
)
def test_what_is_kept_of_a_timeline_is_enough(moments: tuple[Value, ...], numbers: tuple[str, ...]) -> None:
    """It is what it would have been at once: moments, vague ones, statuses that were told, events of all parcels."""
    parcels, courses = Parcels(), Courses()
    for place, number in enumerate(("7701", "9903", "8802", "7701")):
        parcels.add(
            TrackingEvent(
                tracking_number=number, posting_number="1-0001-1" if number in numbers else None, carrier="cdek",
                code=f"C{place}", phase="accepted", at=NOON + place * HOUR,
            )
        )  # fmt: skip
    courses.add(
        Notification(
            type="TYPE_STATE_CHANGED", posting_number="1-0001-1", status="delivering", changed_at=NOON,
            arrived_at=NOON,
        )
    )  # fmt: skip
    found = parcels.find(None, "1-0001-1")
    kept = Timeline("1-0001-1", moments, "delivering", found, (parcels, courses), contradicted=True)
    known = timeline_of(moments, "delivering", courses.steps("1-0001-1"), parcels.seen(found), contradicted=True)
    assert kept
    assert tuple(kept) == known == kept
    assert [(type(event.at), event.at) for event in kept] == [(type(event.at), event.at) for event in known]
    assert (len(kept), kept[0], kept[1:]) == (len(known), known[0], known[1:])


def test_a_timeline_of_nothing_is_empty() -> None:
    """Neither side says anything of the posting."""
    assert not Timeline("1-0001-1", (None,) * 4, None, (), (None, None), contradicted=False)
    assert Timeline("1-0001-1", (NOON, None, None, None), None, (), (None, None), contradicted=False)
