"""The reasons for cancelling a posting."""

import pytest

from ozlint.ozon.cancellation import cancel_reasons, reason_fault


def test_every_reason_has_a_meaning_and_a_source() -> None:
    """In both languages; the ids are those of the cancel method."""
    assert list(cancel_reasons()) == [352, 400, 401, 402, 665, 666, 667]
    for reason in cancel_reasons().values():
        assert reason.meaning.en
        assert reason.meaning.ru
        assert reason.source
        assert reason.evidence == "D"


@pytest.mark.parametrize("reason", [352, 400, 401])
def test_a_posting_on_its_way_is_cancelled_for_some_reasons_only(reason: int) -> None:
    """What the seller ran out of is none of them."""
    assert reason_fault(reason, on_the_way=True, told=True) == "wrong_reason"
    assert reason_fault(reason, on_the_way=False, told=False) is None


@pytest.mark.parametrize("reason", [665, 666, 667])
def test_what_happens_on_the_way_may_be_a_reason(reason: int) -> None:
    """A buyer who does not come, a region without delivery, a lost parcel."""
    assert reason_fault(reason, on_the_way=True, told=False) is None


def test_another_reason_is_to_be_told() -> None:
    """402 needs a message, wherever the posting is."""
    assert reason_fault(402, on_the_way=False, told=False) == "no_message"
    assert reason_fault(402, on_the_way=True, told=False) == "no_message"
    assert reason_fault(402, on_the_way=True, told=True) is None


def test_of_an_unpublished_reason_nothing_is_said() -> None:
    """FBS postings have others, which only Ozon knows."""
    assert reason_fault(999, on_the_way=True, told=False) is None
    assert reason_fault(None, on_the_way=True, told=False) is None
