"""Statuses of Boxberry, which do not say whose they are."""

from math import isnan

import pytest

from ozlint.carriers.boxberry import events, recognise
from ozlint.model.times import iso_time

STATUSES = [
    {"Date": "2024-02-07 13:38:13", "Name": "Загружен реестр ИМ"},
    {"Date": "2019-05-03T08:43:56", "Name": "Принято к доставке", "Comment": "Москва, Каширское ш, д.24"},
    {"Date": "30.04.2019 15:35", "Name": "Поступило в пункт выдачи"},
]


def test_bare_answer() -> None:
    """A bare answer has no number but the one it is given; its texts are the codes, its times have no zone."""
    assert recognise(STATUSES)
    first, second, third = events(STATUSES, "DUD15086277")
    assert (first.tracking_number, first.posting_number, first.carrier) == ("DUD15086277", None, "boxberry")
    assert first.code == first.text == "Загружен реестр ИМ"
    assert [event.phase for event in (first, second, third)] == ["registered", "accepted", "arrived_pickup_point"]
    assert [iso_time(event.at) for event in (first, second, third)] == [
        "2024-02-07T13:38:13Z",
        "2019-05-03T08:43:56Z",
        "2019-04-30T15:35:00Z",
    ]
    assert not any(event.zoned for event in (first, second, third))
    assert {event.tracking_number for event in events(STATUSES)} == {None}


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ({"DUD15086277": STATUSES}, "DUD15086277"),
        ({"DUD15086277": {"statuses": STATUSES, "PD": True}}, "DUD15086277"),
        ({"ImId": "DUD15086277", "statuses": STATUSES}, "DUD15086277"),
        ([{"track": "DUD15086277", "statuses": STATUSES}], "DUD15086277"),
        ([{"tracking_number": " DUD15086277 ", "statuses": STATUSES}], "DUD15086277"),
        ({"statuses": STATUSES, "PD": True, "sum": 10}, "ASKED1"),
        ({"result": STATUSES}, "ASKED1"),
        (STATUSES, "ASKED1"),
    ],
)
def test_where_the_number_is(document: object, number: str) -> None:
    """The number is the key above an answer or a member beside the statuses, else the one asked for."""
    assert recognise(document)
    assert [event.tracking_number for event in events(document, "ASKED1")] == [number] * 3


def test_several_answers() -> None:
    """Each of several answers has its own number, and the seller's number of the order where it is kept."""
    document = {"AAP1": STATUSES[:1], "AAP2": {"order_id": "0100000011-0854-2", "statuses": STATUSES[1:2]}}
    assert [(event.tracking_number, event.posting_number) for event in events(document)] == [
        ("AAP1", None),
        ("AAP2", "0100000011-0854-2"),
    ]


def test_gaps() -> None:
    """A status without text or time, and one nobody has mapped, are events all the same."""
    no_text, no_time, new = events([STATUSES[0] | {"Name": None}, {"Name": "Выдано"}, {"Name": "Улетело", "Date": 1}])
    assert (no_text.code, no_text.phase) == ("", "unknown")
    assert no_time.phase == "delivered"
    assert isnan(no_time.at)
    assert (new.code, new.text, new.phase) == ("Улетело", "Улетело", "unknown")


@pytest.mark.parametrize("document", [[], {}, {"err": "Нет такого заказа"}, [{"err": "x"}], [{"Name": "x"}], "x", None])
def test_others(document: object) -> None:
    """What has no statuses is not Boxberry's."""
    assert not recognise(document)
    assert list(events(document)) == []
