"""Tracking files from the argument to the events: every shape, damage, and what a file tells after it was read."""

import gzip
import json
from datetime import timedelta, timezone
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from ozlint.carriers.corrections import Corrections, said_key
from ozlint.model.times import iso_time
from tracked import lines, track

ROOT = Path(__file__).parents[4]
SHARED = ROOT.parent / "shared" / "domain"
MOSCOW = timezone(timedelta(hours=3))


def order(number: str, *codes: str, posting: str = "", **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """An answer of CDEK with an order that went through these codes, one an hour."""
    statuses = [
        {"code": code, "date_time": f"2026-11-{place + 1:02}T10:00:00+0000"} for place, code in enumerate(codes)
    ]
    return {"entity": {"cdek_number": number, "number": posting, "is_return": False, "statuses": statuses} | said}


def webhook(number: str, code: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """A webhook of CDEK."""
    attributes = {"cdek_number": number, "code": code, "status_date_time": "2026-11-11T12:41:43+0700"} | said
    return {"type": "ORDER_STATUS", "attributes": attributes}


BOXBERRY = [
    {"Date": "2026-11-07 13:38:13", "Name": "Принято к доставке"},
    {"Date": "2026-11-08 10:00", "Name": "Выдано"},
]
EVENT = {"tracking_number": "1106153417", "carrier": "СДЭК", "code": "DELIVERED", "time": "2026-11-05T14:05:00+03:00"}
AFTERSHIP = {"tracking_number": "LP1", "slug": "cainiao", "tag": "InTransit", "checkpoints": []}
TRACK17 = {"number": "RB1", "track_info": {"latest_status": {"status": "Delivered"}, "tracking": {"providers": []}}}
DPD = {"clientOrderNr": "1-0001-1", "dpdOrderNr": "RU1", "newState": "OnTerminalPickup", "transitionTime": "2026-11-11"}


@pytest.mark.parametrize(
    ("content", "numbers", "name"),
    [
        (order("11", "CREATED", "DELIVERED"), ["11", "11"], "json: CDEK orders"),
        ([order("11", "CREATED"), order("12", "CREATED")], ["11", "12"], "json: CDEK orders"),
        ({"data": [order("11", "CREATED"), AFTERSHIP]}, ["11", "LP1"], "json: CDEK orders, AfterShip trackings"),
        ({"data": [{"err": "x"}, AFTERSHIP, order("11", "CREATED")]}, ["LP1", "11"],
         "json: AfterShip trackings, CDEK orders"),
        ({"responses": [{"data": {"accepted": [TRACK17], "rejected": []}}]}, ["RB1"], "json: 17TRACK parcels"),
        ({"day": {"answers": [[order("11", "CREATED")], {"states": [DPD]}]}}, ["11", "RU1"],
         "json: CDEK orders, DPD states"),
        ({"DUD15086277": BOXBERRY, "DUD15086278": {"statuses": BOXBERRY[:1]}},
         ["DUD15086277", "DUD15086277", "DUD15086278"], "json: Boxberry statuses"),
        ({"1106153417": order("1106153417", "CREATED"), "DUD15086277": BOXBERRY},
         ["1106153417", "DUD15086277", "DUD15086277"], "json: CDEK orders, Boxberry statuses"),
        ({"c4f0e5aa-0001-udp": {"state_history": [{"status": "CREATED", "timestamp": 1762765200}]}},
         ["c4f0e5aa-0001-udp"], "json: Яндекс Доставка history"),
        ({"10944022440321": [{"OperTypeID": 1, "OperCtgID": 1, "DateOper": "28.04.2026 19:48:47"}]},
         ["10944022440321"], "json: Почта России packet"),
        ([EVENT, EVENT | {"tracking_number": 12}], ["1106153417", "12"], "json: events"),
        ({"events": [EVENT]}, ["1106153417"], "json: events"),
    ],
)  # fmt: skip
def test_documents(content: Any, numbers: list[str], name: str) -> None:  # noqa: ANN401
    """A document, a list, lists under keys, documents under their numbers, of one carrier and of several."""
    tracked = track(content)
    assert [event.tracking_number for event in tracked.events] == numbers
    assert tracked.format == name
    assert tracked.faults == ["the carrier answered with an error, x"] * ('"err"' in json.dumps(content))
    assert "unknown" not in tracked.phases


def test_lines() -> None:
    """A line may hold any of it; carriers may be mixed line by line."""
    values = [
        webhook("11", "CREATED"), webhook("11", "DELIVERED"), order("12", "CREATED"), EVENT, [EVENT, EVENT],
        {"DUD15086277": BOXBERRY}, AFTERSHIP, webhook("11", "NOT_DELIVERED", status_reason_code="26"), EVENT,
    ]  # fmt: skip
    tracked = track(lines(*values))
    assert tracked.format == "ndjson: CDEK webhooks, CDEK orders, events"
    assert [number for event in tracked.events if (number := event.tracking_number)] == [
        "11", "11", "12", "1106153417", "1106153417", "1106153417", "DUD15086277", "DUD15086277", "LP1", "11",
        "1106153417",
    ]  # fmt: skip
    assert not tracked.spoiled
    assert [line for line, _ in tracked.lines] == [1, 2, 3, 4, 5, 5, 6, 6, 7, 8, 9]
    assert tracked.lines[4:7] == [(5, "/0"), (5, "/1"), (6, "/DUD15086277")]


@pytest.mark.parametrize("values", [[webhook("1", "CREATED")] * 3, [EVENT] * 3, [order("1", "CREATED")] * 3])
def test_lines_of_one_form_are_the_same_as_a_list(values: list[Any]) -> None:
    """What is read at once means what it means when it is read with care."""
    fast, slow = track(lines(*values)).events, track(values).events
    assert fast == slow


def test_packed_and_encoded() -> None:
    """gzip, a byte order mark and UTF-16 are read."""
    text = lines(EVENT, webhook("11", "CREATED"))
    whole = track(text)
    for data in (gzip.compress(text.encode()), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        tracked = track(data)
        assert tracked.events == whole.events
        assert tracked.lines == whole.lines


def test_places() -> None:
    """A document is placed by line and pointer, its statuses stand where it does."""
    text = json.dumps({"data": [order("11", "CREATED", "DELIVERED"), order("12", "CREATED")]}, indent=1)
    tracked = track(text)
    at = [text[: text.index(f'"{number}"')].count("\n") - 1 for number in ("11", "12")]
    assert tracked.lines == [(at[0], "/data/0"), (at[0], "/data/0"), (at[1], "/data/1")]


def test_generic_events() -> None:
    """Members may be named in Russian, be numbers, differ from line to line, or be missing."""
    tracked = track(
        lines(
            {"Трек-номер": 1106153417, "Служба доставки": "СДЭК", "Статус": "Вручен", "Дата": "05.11.2026 14:05"},
            {"Трек-номер": "1106153418", "Служба доставки": "СДЭК", "Статус": "Вручен", "Дата": "05.11.2026 14:05"},
            {"Трек-номер": "1106153418", "Статус": "Вручено"},
            {"posting_number": "1-0001-1", "phase": "delivered", "is_return": True, "note": "Иванов"},
            {"posting_number": "1-0001-1", "phase": "delivered", "is_return": False, "time": 1762765200.5},
            {"tracking_number": "", "posting_number": "1-0001-1", "status": "", "phase": "в пути", "text": "в пути"},
        )
    )
    assert tracked.phases == ["delivered", "delivered", "delivered", "returned", "delivered", "in_transit"]
    assert [event.tracking_number for event in tracked.events] == ["1106153417", "1106153418", "1106153418"] + [
        None
    ] * 3
    assert "Иванов" not in repr(tracked.events)


def test_what_is_no_document_among_documents() -> None:
    """An error answer, a stranger and a broken line each cost that record, with its place and its reason."""
    tracked = track(
        lines(order("11", "CREATED"), {"errors": [{"code": "v2_entity_not_found", "message": "no"}]}, {"a": 1})
        + "rubbish\n"
        + '{"entity": {"cdek_number": "12", "statuses": [{"code": "CRE\n'
        + lines(order("13", "CREATED"))
    )
    assert [event.tracking_number for event in tracked.events] == ["11", "13"]
    assert [one.address for one in tracked.spoiled] == sorted(one.address for one in tracked.spoiled)
    assert [fault.partition(":")[0] for fault in tracked.faults] == [
        "the carrier answered with an error, v2_entity_not_found",
        "this is no document of a carrier but an object with the keys a",
        "is not valid JSON",
        "the line ends in the middle",
    ]
    assert [line for line, _ in tracked.lines] == [1, 2, 3, 4, 5, 6]
    assert not any(one.cut_off for one in tracked.spoiled)


@pytest.mark.parametrize("name", ["", 'a "note"', "back\\slash", "\n", "\0", "half \ud83d"])
def test_names_of_members_may_be_anything(name: str) -> None:
    """An event is read whatever its other members are called, and so is the next one like it."""
    tracked = track(json.dumps([{"tracking_number": "A1234567", "phase": "delivered", name: 1}] * 2))
    assert [event.phase for event in tracked.events] == ["delivered", "delivered"]


def test_a_line_of_a_log_is_told_once() -> None:
    """Among lines of JSON a line of text costs one report, however many values it seems to hold."""
    tracked = track("2026-11-05 12:00:01 INFO asked 2 parcels\n" + lines(order("1106153417", "CREATED")))
    assert len(tracked.events) == 1
    assert [one.address for one in tracked.spoiled] == [0]


def test_a_number_without_an_answer_is_told() -> None:
    """Of documents under their numbers, one that is an error is told, and not passed over as a mere member."""
    tracked = track({"DUD15086277": BOXBERRY, "DUD15086278": {"err": "Нет такого заказа"}})
    assert tracked.faults == ["the carrier answered with an error, Нет такого заказа"]
    assert tracked.lines[-1] == (1, "/DUD15086278")


def test_damage() -> None:
    """A damaged document loses what is damaged; one that is cut off says so."""
    whole = json.dumps([order("11", "CREATED"), order("12", "CREATED"), order("13", "CREATED")])
    tracked = track(whole.replace('"12"', '"12', 1))
    assert {event.tracking_number for event in tracked.events} == {"11", "13"}
    assert len(tracked.spoiled) == 1
    tracked = track(whole[:-40])
    assert [event.tracking_number for event in tracked.events] == ["11", "12"]
    assert [one.cut_off for one in tracked.spoiled] == [True]
    tracked = track(gzip.compress(lines(EVENT, EVENT).encode() * 3000)[:-20])
    assert tracked.events
    assert tracked.spoiled[-1].cut_off


@pytest.mark.parametrize("content", [BOXBERRY, {"statuses": BOXBERRY}, [BOXBERRY], {"answer1": [[BOXBERRY]]}])
def test_an_answer_of_nobody(content: Any) -> None:  # noqa: ANN401
    """An answer that does not say whose parcel it is about is no event of anybody, and told once."""
    tracked = track(content)
    assert not tracked.events
    assert len(tracked.faults) == 1
    assert "does not say which parcel" in tracked.faults[0]


def test_what_the_file_tells_after_reading() -> None:
    """The codes that nobody has mapped, by whose they are."""
    tracked = track(
        lines(
            order("11", "CREATED", "BRAND_NEW"), webhook("12", "BRAND_NEW"), EVENT | {"code": "ODD"}, TRACK17, AFTERSHIP
        )
    )
    file = tracked.file
    assert file is not None
    assert len(tracked.events) == 6
    assert file.unknown_codes == {("cdek", "BRAND_NEW"): 2, ("cdek", "ODD"): 1}


def test_a_code_that_is_known_to_say_nothing_is_not_counted() -> None:
    """17TRACK's NotFound is mapped, to unknown: there is nothing for anybody to map."""
    tracked = track(TRACK17 | {"track_info": {"latest_status": {"status": "NotFound"}}})
    assert tracked.phases == ["unknown"]
    assert tracked.file is not None
    assert not tracked.file.unknown_codes
    tracked = track(TRACK17 | {"track_info": {"latest_status": {"status": "Teleported"}}})
    assert tracked.file is not None
    assert tracked.file.unknown_codes == {("17track", "Teleported"): 1}


def test_fetched_at() -> None:
    """A file tells when the carriers were asked where it says so itself, the earliest of several; else it does not."""

    def fetched(content: Any) -> str | None:  # noqa: ANN401
        file = track(content).file
        assert file is not None
        return None if file.fetched_at is None else iso_time(file.fetched_at)

    answer = order("11", "CREATED")
    assert fetched(answer) is None
    assert fetched({"fetched_at": "2026-11-20T10:00:00Z", "data": [answer]}) == "2026-11-20T10:00:00Z"
    assert fetched({"fetched_at": "2026-11-20 10:00:00", "data": [answer]}) is None
    assert (
        fetched(
            lines({"fetched_at": "2026-11-20T10:00:00Z", "body": answer}, {"fetched_at": 1762765200, "body": answer})
        )
        == "2025-11-10T09:00:00Z"
    )
    info = {"tracking": {"providers": [{"latest_sync_time": "2026-11-19T10:00:00Z", "events": []}]}}
    assert fetched(TRACK17 | {"track_info": info}) == "2026-11-19T10:00:00Z"


def test_the_zone_of_the_run() -> None:
    """Times that documents give without zone are in the zone of the run; the others stay."""
    for said, moment in ((None, "2026-11-07T13:38:13Z"), (MOSCOW, "2026-11-07T10:38:13Z")):
        answers = {"DUD15086277": BOXBERRY[:1], "1106153417": order("1106153417", "CREATED")}
        tracked = track(answers, zone_of={"file": said}.get)
        assert [iso_time(event.at) for event in tracked.events] == [moment, "2026-11-01T10:00:00Z"]
        assert [event.zoned for event in tracked.events] == [said is not None, True]


def test_the_carrier_map() -> None:
    """It gives phases to new codes, corrects known ones and aggregators', and follows the direction of an order."""
    said: dict[tuple[str, str], Any] = {
        ("cdek", "NEW"): "in_transit", ("cdek", "CREATED"): "info", ("17track", "Delivered"): "arrived_pickup_point",
        ("*", "ODD"): "lost", ("*", "DELIVERED"): "lost",
    }  # fmt: skip
    terms = Corrections({(carrier, said_key(carrier, code)): phase for (carrier, code), phase in said.items()})
    tracked = track(
        [order("11", "NEW", "CREATED", "ODD", "DELIVERED"), order("12", "NEW", is_return=True), TRACK17, EVENT,
         EVENT | {"code": "ODD"}],
        carrier_map=terms,
    )  # fmt: skip
    assert tracked.phases == [
        "in_transit", "info", "lost", "delivered", "returning", "arrived_pickup_point", "delivered", "lost",
    ]  # fmt: skip
    assert [event.is_return for event in tracked.events][4] is True
    assert tracked.file is not None
    assert not tracked.file.unknown_codes
    fast = track(lines(webhook("11", "NEW"), webhook("11", "CREATED")), carrier_map=terms)
    assert fast.phases == ["in_transit", "info"]


def test_a_code_that_means_a_return_can_be_corrected() -> None:
    """A corrected code is no event of the way back only because the table took it for one."""
    terms = Corrections({("cdek", said_key("cdek", "NOT_DELIVERED")): "exception"})
    event = track(order("11", "NOT_DELIVERED"), carrier_map=terms).events[0]
    assert (event.phase, event.is_return) == ("exception", False)


def test_long_documents_are_looked_at_in_excerpts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is larger than what is decoded at once holds the same events."""
    content = {"data": [order(str(1000 + at), "CREATED") for at in range(50)], "more": {"x": [1] * 50, "y": "z"}}
    whole = track(content)
    monkeypatch.setattr("ozlint.sources.tracking.documents._LARGE", 100)
    tracked = track(content)
    assert tracked.events == whole.events
    assert len(tracked.events) == 50
    large = order("11", *["CREATED"] * 60)
    assert len(track(large).events) == 60


def test_nobody_is_named() -> None:
    """What is written of people in a document or a row is in no event and no report."""
    person = "Иванов +79001234567"
    tracked = track(
        [
            order("11", "CREATED", recipient={"name": person}),
            EVENT | {"comment": person},
            {"recipient": person, "x": person},
        ]
    )
    assert len(tracked.events) == 2
    assert person not in repr((tracked.items, tracked.format, tracked.faults))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected samples are not on this machine")
def test_collected_samples() -> None:
    """Each collected sample of tracking is recognised; one of which a parcel shows gives events at known times."""
    paths = sorted((SHARED / "carriers").iterdir())
    assert paths
    for path in paths:
        tracked = track(path.read_bytes(), path.name)
        assert tracked.file is not None, path.name
        assert tracked.events or "does not say which parcel" in tracked.faults[0]
        assert all(event.phase != "unknown" and not isnan(event.at) for event in tracked.events)
    for path in (SHARED / "samples").glob("*.json"):
        assert track(path.read_bytes()).problem, path.name
