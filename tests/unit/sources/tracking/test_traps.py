"""Words of carriers that mean something else than they say, from the file to the events."""

from typing import Any

import pytest

from ozlint.model.times import iso_time
from tracked import lines, track


def cdek(*statuses: dict[str, Any], **order: Any) -> dict[str, Any]:  # noqa: ANN401
    """An order of CDEK with these statuses."""
    return {"entity": {"cdek_number": "1106153417", "is_return": False, "statuses": list(statuses)} | order}


def rows(*operations: tuple[Any, ...]) -> dict[str, Any]:
    """Operations of Почта as its packet service tells them: type, attribute, time."""
    return {
        "10944022440321": [
            {"OperTypeID": kind, "OperCtgID": attribute, "DateOper": moment} for kind, attribute, moment in operations
        ]
    }


def table(carrier: str, *texts: str) -> str:
    """A table of events with these texts."""
    return "Трек;Служба доставки;Статус\n" + "".join(f"A1234567;{carrier};{text}\n" for text in texts)


@pytest.mark.parametrize(
    ("content", "phases"),
    [
        (cdek({"code": "ACCEPTED"}, {"code": "CREATED"}), ["registered"] * 2),
        ({"DUD15086277": [{"Date": "2026-11-07 10:00:00", "Name": "Загружен реестр ИМ"}]}, ["registered"]),
        (rows(*((kind, 0, "28.04.2026 19:48:47") for kind in (27, 28, 34, 37, 39, 59))), ["registered"] * 6),
        ({"request_id": "1", "state_history": [{"status": "DELIVERY_LOADED", "timestamp": 1}]}, ["registered"]),
        ({"number": "1", "track_info": {"latest_status": {"sub_status": "InfoReceived"}}}, ["registered"]),
        ({"tracking_number": "1", "slug": "x", "checkpoints": [{"subtag": "InfoReceived_001"}]}, ["registered"]),
        ({"tracking_number": "1", "origin_info": {"trackinfo": [{"checkpoint_delivery_substatus": "inforeceived001"}]}},
         ["registered"]),
        (table("СДЭК", "Принят", "ACCEPTED", "Создан"), ["registered"] * 3),
        (table("Boxberry", "Загружен реестр ИМ"), ["registered"]),
        ("Трек;Служба доставки;Код;Фаза\nA1234567;СДЭК;ACCEPTED;accepted\n", ["registered"]),
        ("Трек;Код\nA1234567;ACCEPTED\n", ["unknown"]),
    ],
)  # fmt: skip
def test_accepted_that_is_only_data(content: Any, phases: list[str]) -> None:  # noqa: ANN401
    """Created, accepted, loaded and received information are data: the carrier does not have the parcel."""
    assert track(content).phases == phases


@pytest.mark.parametrize(
    ("content", "phase"),
    [
        (cdek({"code": "RETURNED_TO_SENDER_CITY_WAREHOUSE"}), "in_transit"),
        (cdek({"code": "RETURNED_TO_TRANSIT_WAREHOUSE"}), "in_transit"),
        (cdek({"code": "RETURNED_TO_RECIPIENT_CITY_WAREHOUSE"}), "in_transit"),
        ({"DUD15086277": [{"Date": "2026-11-07", "Name": "Возвращено с курьерской доставки"}]}, "in_transit"),
        ({"states": [{"dpdOrderNr": "RU1", "newState": "ReturnedFromDelivery"}]}, "in_transit"),
        (table("СДЭК", "Возвращен на склад отправителя"), "in_transit"),
        (table("Boxberry", "Возвращено с курьерской доставки"), "in_transit"),
    ],
)
def test_returned_that_is_no_return(content: Any, phase: str) -> None:  # noqa: ANN401
    """Returned to a warehouse, or by a courier, is still on the way to the buyer."""
    event = track(content).events[0]
    assert (event.phase, event.is_return) == (phase, False)


def test_delivered_that_is_a_leg() -> None:
    """«Доставлено» of Почта (31:21) ends a leg between two places, by its code and by its name."""
    assert track(rows((31, 21, "28.04.2026 19:48:47"))).phases == ["in_transit"]
    assert (
        track(table("Почта России", "Доставлено", "Обработка перевозчиком - Доставлено")).phases == ["in_transit"] * 2
    )


def test_delivered_on_a_return() -> None:
    """What is delivered on a return is back with the sender: CDEK's order, DPD's state, 5Post's mile, a row."""
    assert track(cdek({"code": "DELIVERED"}, is_return=True)).phases == ["returned"]
    assert track({"states": [{"dpdOrderNr": "RU1", "newState": "Delivered", "isReturn": True}]}).phases == ["returned"]
    five = {"orderId": "1", "executionStatus": "PICKED_UP", "mileType": "REVERSE_FIRST_MILE", "changeDate": ""}
    assert track([five]).phases == ["returned"]
    assert track("Трек;Статус;Возврат\nA1234567;Вручено;да\nA1234567;Вручено;нет\n").phases == ["returned", "delivered"]


def test_handed_to_the_sender_is_returned() -> None:
    """Почта's 2:2 hands the parcel to the sender; what comes after a return (3:*) is of the way back."""
    content = rows(
        (1, 1, "01.04.2026 10:00:00"), (3, 1, "02.04.2026 10:00:00"), (8, 2, "03.04.2026 10:00:00"),
        (2, 2, "04.04.2026 10:00:00"),
    )  # fmt: skip
    tracked = track(content)
    assert tracked.phases == ["accepted", "returning", "returning", "returned"]
    bare = [{"Barcode": number} | row for number, rows_ in content.items() for row in rows_]
    for form in (bare, lines(*bare), {"items": bare}):
        assert track(form).events == tracked.events
    mixed = [row | {"Barcode": number} for row in bare for number in ("10944022440321", "11172522364055")]
    assert track(sorted(mixed, key=lambda row: row["Barcode"])).phases == tracked.phases * 2


def test_lone_operations_without_a_number_are_of_nobody() -> None:
    """Operations that name no parcel are told, and those of two lines are not taken for one parcel's."""
    row = {"OperTypeID": 3, "OperCtgID": 1, "DateOper": "28.04.2026 19:48:47"}
    tracked = track(lines(row, row))
    assert not tracked.events
    assert len(tracked.faults) == 2


def test_withdrawn() -> None:
    """A status that CDEK has deleted and an operation that Почта cancels did not happen."""
    tracked = track(lines(
        {"type": "ORDER_STATUS", "attributes": {"cdek_number": "1", "code": "DELIVERED", "deleted": True}},
        {"type": "ORDER_STATUS", "attributes": {"cdek_number": "1", "code": "DELIVERED", "deleted": False}},
    ))  # fmt: skip
    assert [event.withdrawn for event in tracked.events] == [True, False]
    content = rows((1, 1, "01.04.2026 10:00:00"), (2, 1, "02.04.2026 10:00:00"), (26, 0, "03.04.2026 10:00:00"))
    assert [event.withdrawn for event in track(content).events] == [False, True, False]


def test_codes_with_blanks() -> None:
    """A blank at the end of a code, and case, do not make it another one."""
    assert track(cdek({"code": "IN_CUSTOMS_INTERNATIONAL "}, {"code": " delivered"})).phases == [
        "in_transit",
        "delivered",
    ]
    assert track("Трек;ТК;Код\nA1234567;СДЭК;IN_CUSTOMS_INTERNATIONAL \n").phases == ["in_transit"]


def test_an_offset_without_a_colon() -> None:
    """CDEK's +0700 is a zone."""
    event = track(cdek({"code": "DELIVERED", "date_time": "2026-11-11T12:41:43+0700"})).events[0]
    assert (iso_time(event.at), event.zoned) == ("2026-11-11T05:41:43Z", True)


def test_a_second_acceptance() -> None:
    """A second «Приём» months after the arrival is an event like any other, and keeps its time."""
    tracked = track(rows((1, 1, "23.03.2026 10:01:00"), (8, 2, "26.03.2026 10:08:00"), (1, 1, "28.08.2026 03:00:00")))
    assert tracked.phases == ["accepted", "arrived_pickup_point", "accepted"]
    assert [event.at for event in tracked.events] == sorted(event.at for event in tracked.events)


def test_equal_times() -> None:
    """Events at one moment keep the order of the document."""
    tracked = track(rows((8, 3, "24.03.2026 10:01:00"), (8, 4, "24.03.2026 10:01:00"), (8, 2, "24.03.2026 10:01:00")))
    assert [event.code for event in tracked.events] == ["8:3", "8:4", "8:2"]


@pytest.mark.parametrize("attribute", [None, "", "-", 0, " - "])
def test_no_attribute(attribute: Any) -> None:  # noqa: ANN401
    """An operation without attribute is the same with none, an empty one and a dash, also in a table."""
    event = track(rows((28, attribute, "28.04.2026 19:48:47"))).events[0]
    assert (event.code, event.phase) == ("28:0", "registered")
    written = "28" if attribute is None else f"28:{attribute}"
    assert track(f"ШПИ;Перевозчик;Код\n10944022440321;Почта России;{written}\n").phases == ["registered"]


def test_a_wrong_check_digit_is_no_matter() -> None:
    """The post's own sample has a wrong check digit: its events are read."""
    assert track(table("Почта России", "Прием").replace("A1234567", "RA644000001RU")).phases == ["accepted"]


def test_codes_nobody_knows() -> None:
    """A new code is unknown and counted; it neither fails nor is left out."""
    tracked = track(cdek({"code": "TELEPORTED"}, {"code": ""}, {}))
    assert tracked.phases == ["unknown"] * 3
    assert tracked.file is not None
    assert tracked.file.unknown_codes == {("cdek", "TELEPORTED"): 1, ("cdek", ""): 2}


def test_not_delivered_with_a_reason() -> None:
    """CDEK's reason tells a lost parcel from one that goes back."""
    tracked = track(cdek({"code": "NOT_DELIVERED", "reason_code": "20"}, {"code": "NOT_DELIVERED"}))
    assert tracked.phases[1] == "returning"
    assert tracked.phases[0] != "unknown"
