"""The events of a parcel."""

from math import nan

import pytest

from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import Phase

PARCEL = Parcel(vocabulary="cdek", carrier="cdek", number="1106153417")


def test_without_numbers() -> None:
    """A number that a document does not have is none, not an empty text."""
    event = Parcel(vocabulary="boxberry", carrier="boxberry", number="").event("Выдано", (nan, True))
    assert event.tracking_number is None
    assert event.posting_number is None


def test_text() -> None:
    """The carrier's words are the text, and the table's label where the document has none."""
    assert PARCEL.event("CREATED", (0.0, True), text="Оформлен").text == "Оформлен"
    assert PARCEL.event("CREATED", (0.0, True)).text == "Создан"
    assert PARCEL.event("NEW_CODE", (0.0, True)).text == ""


@pytest.mark.parametrize(
    ("code", "returning", "phase", "is_return"),
    [
        ("TAKEN_BY_COURIER", False, "out_for_delivery", False),
        ("TAKEN_BY_COURIER", True, "returning", True),
        ("CREATED", True, "registered", True),
        ("NOT_DELIVERED", False, "returning", True),
        ("NEW_CODE", False, "unknown", False),
        ("NEW_CODE", True, "unknown", True),
    ],
)
def test_direction(code: str, returning: bool, phase: Phase, is_return: bool) -> None:  # noqa: FBT001 - of the table
    """An event is one of a return where the document says so, and where its code does."""
    event = PARCEL.event(code, (0.0, True), returning=returning)
    assert (event.phase, event.is_return) == (phase, is_return)
