"""What the functions for other inputs answer where not everything is known."""

from typing import Any

import pytest
from msgspec import UNSET

from ozlint.language.check import check
from ozlint.language.functions import functions
from ozlint.language.interpret import Moment, interpret
from ozlint.language.names import Scope


def answer(name: str, *values: object) -> Any:  # noqa: ANN401 - true, false or None
    """Return what a function answers on values."""
    work = functions()[name].work
    assert work is not None
    return work(*values)


@pytest.mark.parametrize(
    ("before", "after", "substatus", "wanted"),
    [
        ("delivered", "awaiting_deliver", None, True),
        ("delivering", "delivered", None, False),
        ("delivered", "delivering", "posting_on_way_to_city", True),
        ("delivered", "delivering", "posting_conditionally_delivered", False),
        ("delivered", "delivering", None, True),
        # the substatus would decide, and the input has none
        ("delivered", "delivering", UNSET, None),
        # it would not
        ("delivered", "awaiting_deliver", UNSET, True),
        ("awaiting_deliver", "delivering", UNSET, False),
        ("delivered", "in_robot_hands", None, None),
        ("in_robot_hands", "delivering", UNSET, None),
        ("", "delivering", None, None),
        (UNSET, "delivering", None, None),
        ("delivered", None, None, None),
    ],
)
def test_a_step_back_is_told_where_it_can_be(before: object, after: object, substatus: object, wanted: object) -> None:
    """What the later substatus decides is not known without it; a status that is not known tells nothing."""
    assert answer("went_back", before, after, substatus) is wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("1106153417", " 1106153417", True),
        ("RB123456785GB", "rb 123 456 785 gb", True),
        ("1106153417", "1106153418", False),
        ("1106153417", "-", None),
        ("нет", "нет", None),
    ],
)
def test_numbers_are_compared_as_parcels_are_found(one: str, other: str, wanted: object) -> None:
    """How a number is written does not matter; a stand-in is no number of any parcel."""
    assert answer("same_number", one, other) is wanted


@pytest.mark.parametrize(("phases", "wanted"), [((), False), (("info",), False), (("exception",), UNSET)])
def test_what_events_leave_open_is_unknown(phases: tuple[str, ...], wanted: object) -> None:
    """That a parcel was taken in is not known of one of which only a trouble was told."""
    reality = type("Reality", (), {"phases": phases})()
    node = check('reality.reached("accepted")', Scope("posting"))
    assert interpret(node, Moment(subject=None, cross={"reality": reality})) is wanted
