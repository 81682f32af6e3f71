"""What events come to: phases, moments, and what stays open where an event is not understood."""

from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from ozlint.join.reality import Reality, Seen, reality_of
from ozlint.model.times import HOUR, ZONE_MARGIN, Vague, show_duration, show_time
from ozlint.model.tracking import PHASES

NOW = 1_795_338_000.0
"""2026-11-22T09:00:00Z."""


def seen(phase: str, hours: float | None = 0.0, **said: Any) -> Seen:  # noqa: ANN401 - fields of an event
    """An event so many hours before now."""
    fields = {
        "at": nan if hours is None else NOW - hours * HOUR, "phase": phase, "code": phase, "text": phase.title(),
        "carrier": "cdek", "is_return": False, "withdrawn": False, "zoned": True, "as_of": nan,
    }  # fmt: skip
    return Seen(**{**fields, **said})


def come_to(*events: Seen, carrier: str = "cdek") -> Reality:
    """What some events come to."""
    found = reality_of(events, carrier=carrier, tracking_number="1106153417", now=NOW)
    assert found is not None
    return found


def test_the_newest_event_tells_the_phase() -> None:
    """Events come in any order; the phase is that of the newest, since the first event of its run."""
    found = come_to(seen("in_transit", 10), seen("registered", 30), seen("in_transit", 20), seen("accepted", 25))
    assert (found.phase, found.phase_since) == ("in_transit", NOW - 20 * HOUR)
    assert (found.accepted_at, found.delivered_at) == (NOW - 25 * HOUR, None)
    assert (found.last_event_at, found.last_event_text, found.events) == (NOW - 10 * HOUR, "In_Transit", 4.0)
    assert found.phases == ("registered", "accepted", "in_transit")
    assert found.as_of == NOW


def test_what_nobody_can_read_leaves_everything_open() -> None:
    """Of an event nobody knows what it was, nor when: it may have been any, and the last one."""
    found = come_to(seen("in_transit", 10), seen("unknown", None))
    assert {found.phase, found.phase_since, found.delivered_at, found.last_event_at} == {UNSET}


def test_a_day_is_some_hour_of_it() -> None:
    """What rests on the hour is left open: 25 hours after the day began it may have been one hour ago, or 25."""
    found = come_to(seen("delivered", 25, is_day=True))
    assert isinstance(found.delivered_at, Vague)
    since = found.as_of - found.delivered_at
    assert (since > HOUR, since > 0.9 * HOUR, since < 25 * HOUR, since < 26 * HOUR) == (False, True, False, True)
    assert (show_time(found.delivered_at), show_duration(since, "en")) == ("2026-11-21", "1 d")


def test_a_note_moves_nothing() -> None:
    """An event without movement is the last that was heard, and leaves the phase as it was."""
    found = come_to(seen("accepted", 20), seen("info", 1))
    assert (found.phase, found.last_event_at) == ("accepted", NOW - HOUR)


def test_of_two_at_one_moment_the_further_one_counts() -> None:
    """A carrier may write arrival and delivery at one second, in either order."""
    assert come_to(seen("delivered", 1), seen("arrived_pickup_point", 1)).phase == "delivered"


def test_a_second_acceptance_is_no_contradiction() -> None:
    """Official samples have an acceptance after the arrival: the first one is when the carrier got it."""
    found = come_to(seen("accepted", 90), seen("arrived_pickup_point", 50), seen("accepted", 10))
    assert (found.accepted_at, found.phase) == (NOW - 90 * HOUR, "accepted")


def test_an_event_nobody_understands_leaves_open_what_it_may_have_been() -> None:
    """An unknown code may be the acceptance, if none came before it; as the newest it leaves the phase open."""
    before = come_to(seen("unknown", 30), seen("in_transit", 20))
    assert (before.phase, before.accepted_at) == ("in_transit", UNSET)
    after = come_to(seen("in_transit", 20), seen("unknown", 10))
    assert (after.phase, after.phase_since, after.accepted_at) == (UNSET, UNSET, NOW - 20 * HOUR)
    assert after.delivered_at is UNSET


def test_a_withdrawn_event_did_not_happen() -> None:
    """What a carrier takes back is gone, also where an earlier document still has it; nothing else is."""
    found = come_to(seen("accepted", 20), seen("delivered", 5), seen("delivered", 5, withdrawn=True))
    assert (found.phase, found.delivered_at, found.events) == ("accepted", None, 1.0)
    assert reality_of([seen("accepted", withdrawn=True)], carrier="", tracking_number=None, now=NOW) is None


@pytest.mark.parametrize(
    ("events", "is_return"),
    [
        ([seen("in_transit", 9)], False),
        ([seen("in_transit", 9), seen("returning", 3)], True),
        ([seen("returned", 9)], True),
        ([seen("in_transit", 9), seen("info", 3, is_return=True)], True),
    ],
)
def test_a_return_is_told_by_its_newest_event(events: list[Seen], is_return: bool) -> None:  # noqa: FBT001 - of a case
    """A parcel is on its way back if its phase says so, or the carrier does."""
    assert come_to(*events).is_return is is_return


def test_the_postings_own_carrier_is_the_one_that_spoke() -> None:
    """Where an aggregator has the events of two carriers, that of the posting counts; else who spoke last."""
    events = [seen("in_transit", 9, carrier="cainiao"), seen("in_transit", 3, carrier="russian_post")]
    assert come_to(*events, carrier="cainiao").carrier == "cainiao"
    assert come_to(*events, carrier="dpd").carrier == "russian_post"
    assert come_to(seen("in_transit", carrier="")).carrier is None


def test_events_without_times_tell_what_they_can() -> None:
    """A phase that all of them have is known; since when is not, and neither is what came first."""
    one = come_to(seen("delivered", None))
    assert (one.phase, one.phase_since, one.delivered_at, one.last_event_at) == ("delivered", UNSET, UNSET, UNSET)
    two = come_to(seen("accepted", None), seen("delivered", None))
    assert (two.phase, two.accepted_at) == (UNSET, UNSET)


def test_times_without_zone_are_vague() -> None:
    """Where one event does not say its zone, every moment may be off by three hours."""
    found = come_to(seen("accepted", 20, zoned=False), seen("delivered", 5))
    assert isinstance(found.delivered_at, Vague)
    assert found.delivered_at < NOW
    assert not found.delivered_at < NOW - 5 * HOUR + ZONE_MARGIN - 1


def test_the_latest_asking_counts() -> None:
    """Of documents from two moments the later one is what the carrier said last."""
    assert come_to(seen("accepted", 9, as_of=NOW - 8 * HOUR), seen("accepted", 7, as_of=NOW - HOUR)).as_of == NOW - HOUR


EVENTS = st.lists(
    st.builds(
        seen, st.sampled_from(PHASES), st.one_of(st.none(), st.integers(0, 50)), zoned=st.booleans(),
        withdrawn=st.booleans(), is_return=st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(events: list[Seen], random: Any) -> None:  # noqa: ANN401
    """The same timed events give the same answer in whatever order they were read."""
    timed = [one for one in events if one.at == one.at]
    shuffled = random.sample(timed, len(timed))
    one, other = (reality_of(some, carrier="cdek", tracking_number=None, now=NOW) for some in (timed, shuffled))
    if one is None or other is None:
        assert one is other
        return
    assert (one.phases, one.accepted_at, one.delivered_at, one.events, one.last_event_at) == (
        (other.phases, other.accepted_at, other.delivered_at, other.events, other.last_event_at)
    )
    assert one.phase == other.phase
