"""The history of orders of Магнит Пост."""

from math import isnan

from ozlint.carriers.magnit_post import events, recognise
from ozlint.model.times import iso_time

DOCUMENT = {
    "tracking_number": "MP0000000001",
    "statuses": [
        {"status": "CREATED", "timestamp": 1762765200},
        {"status": "ACCEPTED_AT_WAREHOUSE", "timestamp": 1762875600.0},
        {"status": "RETURNED_TO_PROVIDER"},
        {"timestamp": 1762875600},
    ],
}


def test_history() -> None:
    """Each status is an event; one without code or time is one too."""
    assert recognise(DOCUMENT)
    assert recognise([DOCUMENT])
    found = list(events(DOCUMENT))
    assert {(event.tracking_number, event.posting_number) for event in found} == {("MP0000000001", None)}
    assert {event.carrier for event in found} == {"magnit_post"}
    assert [event.phase for event in found] == ["registered", "accepted", "returned", "unknown"]
    assert (iso_time(found[0].at), found[0].zoned, found[0].text) == ("2025-11-10T09:00:00Z", True, "Создан")
    assert isnan(found[2].at)


def test_own_number() -> None:
    """The shop's own number of the order is the posting number."""
    event, *_ = events(DOCUMENT | {"customer_order_id": "0199000001-0007-1"})
    assert event.posting_number == "0199000001-0007-1"


def test_others() -> None:
    """An order that tells no history, as a posting of Ozon does, is not recognised."""
    assert not recognise({"tracking_number": "1", "status": "delivering"})
    assert not recognise({"tracking_number": "1", "statuses": [{"Name": "Выдано", "Date": "2024-02-07 13:38:13"}]})
