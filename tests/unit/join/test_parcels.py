"""Events by parcel: found by tracking number however it is written, else by posting number."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ozlint.join.parcels import Parcels
from ozlint.model.other import Joined
from ozlint.model.tracking import PHASES, TrackingEvent


def event(number: str | None, posting: str | None = None, **said: Any) -> TrackingEvent:  # noqa: ANN401
    """An event of a parcel."""
    fields = {"carrier": "cdek", "code": "X", "text": "", "phase": "accepted", "at": 1.0}
    return TrackingEvent(tracking_number=number, posting_number=posting, **{**fields, **said})


def parcels_of(*events: TrackingEvent) -> Parcels:
    """Some events, kept."""
    parcels = Parcels()
    for one in events:
        parcels.add(one)
    return parcels


def codes(parcels: Parcels, number: str | None, posting: str = "1-0001-1") -> list[str]:
    """The codes of what is found for a posting, in the order of reading."""
    return [one.code for one in parcels.seen(parcels.find(number, posting))]


def test_a_number_is_the_same_however_it_is_written() -> None:
    """Blanks, small letters and Cyrillic doubles join; the events come in the order in which they were read."""
    parcels = parcels_of(event("RB123456785GB", code="1"), event("rb 123456785 gb", code="2"), event("OTHER", code="3"))
    assert codes(parcels, "RВ123456785GВ") == ["1", "2"]
    assert parcels.joined == Joined(events=3, parcels=2, joined=1)


def test_without_a_number_the_posting_joins() -> None:
    """A document that names the posting is found by it, where the posting's own number finds nothing."""
    parcels = parcels_of(event("7701", "1-0001-1", code="1"), event(None, "1-0001-1", code="2"))
    assert codes(parcels, None) == ["1", "2"]
    assert codes(parcels, "8802") == ["1", "2"]
    assert codes(parcels, "8802", "9-0009-9") == []


def test_a_number_that_belongs_to_another_posting_joins_nothing() -> None:
    """A document that names the posting of a parcel says whose it is; one that names the order only says nothing."""
    parcels = parcels_of(
        event("7701", "1-0001-1", code="1"), event("7701", "2-0002-1", code="2"), event("8802", "1-0001", code="3"),
        event("9903", "3-0003-1", code="4"),
    )  # fmt: skip
    assert codes(parcels, "7701", "1-0001-1") == codes(parcels, "7701", "2-0002-1") == ["1", "2"]
    assert codes(parcels, "7701", "9-0009-9") == []
    assert codes(parcels, "7701", "3-0003-1") == ["4"]
    assert codes(parcels, "8802", "9-0009-9") == ["3"]


def test_a_stand_in_joins_nothing() -> None:
    """Parcels without a real number have nothing to do with each other."""
    parcels = parcels_of(event("-", "1-0001-1", code="1"), event("-", "2-0002-1", code="2"))
    assert codes(parcels, "-") == ["1"]
    assert codes(parcels, "-", "3-0003-1") == []


def test_the_carriers_number_for_a_posting() -> None:
    """The carrier's order names the number; a return or a removed order does not speak for the way to the buyer."""
    parcels = parcels_of(
        event("7701", "1-0001-1"),
        event("9903", "1-0001-1", is_return=True),
        event("6604", "2-0002-1", phase="cancelled"),
    )
    assert parcels.number_for("1-0001-1", "5505") == "7701"
    assert parcels.number_for("1-0001-1", "7 701") == "7 701"
    assert parcels.number_for("2-0002-1", "5505") is None
    assert parcels.number_for("3-0003-1", "5505") is None


@given(
    st.lists(
        st.builds(
            event, st.sampled_from([None, "-", "7701", "7 701", "AB1", "ab1", "АВ1"]),
            st.sampled_from([None, "1-0001", "2-0002"]), phase=st.sampled_from(PHASES),
            at=st.floats(allow_nan=False), code=st.sampled_from(["a", "b", ""]), withdrawn=st.booleans(),
            zoned=st.booleans(), is_return=st.booleans(),
        ),
        max_size=20,
    )
)  # fmt: skip
def test_nothing_is_lost_or_changed(events: list[TrackingEvent]) -> None:
    """Every event that has a number, and names no posting of another, is found by it, once, as it was."""
    parcels = parcels_of(*events)
    assert parcels.joined.events == len(events)
    for number, same in (("7701", {"7701", "7 701"}), ("ab1", {"AB1", "ab1", "АВ1"})):
        wanted = [one for one in events if one.tracking_number in same]
        found = parcels.seen(parcels.find(number, "none"))
        assert [(one.code, one.at, one.phase, one.withdrawn, one.zoned, one.is_return) for one in found] == [
            (one.code, one.at, one.phase, one.withdrawn, one.zoned, one.is_return) for one in wanted
        ]
