"""Which reader a document belongs to, and what holds for all readers."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.names import known_carriers
from ozlint.carriers.phases import vocabularies
from ozlint.carriers.readers import READERS, recognise
from ozlint.model.tracking import PHASES

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "domain"
POSTINGS = sorted((ROOT / "examples").rglob("postings*.json"))
PERSON = "Иванов Иван +79001234567"

DOCUMENTS: dict[str, Any] = {
    "cdek": {
        "entity": {"cdek_number": "1", "number": "2", "is_return": False,
                   "statuses": [{"code": "DELIVERED", "date_time": "2026-11-11T15:40:00+0000", "reason_code": "20"}]},
    },
    "cdek webhook": {
        "type": "ORDER_STATUS",
        "attributes": {"cdek_number": "1", "code": "NOT_DELIVERED", "status_code": "5", "status_reason_code": "26"},
    },
    "russian_post": {
        "OperationHistoryData": {"historyRecord": [
            {"ItemParameters": {"Barcode": "RA644000005RU"},
             "OperationParameters": {"OperType": {"Id": 3, "Name": "Возврат"}, "OperAttr": {"Id": 1},
                                     "OperDate": "2015-03-23T10:01:00.000+03:00"}},
            {"ItemParameters": {"Barcode": "RA644000005RU"}, "OperationParameters": {"OperType": {"Id": 26}}},
        ]},
    },
    "russian_post rows": {"10944022440321": [{"OperTypeID": 1, "OperCtgID": 2, "DateOper": "28.04.2018 19:48:47"}]},
    "dpd": {"return": {"states": [{"dpdOrderNr": "RU000000001", "newState": "Delivered", "isReturn": True}]}},
    "yandex": {"request_id": "1", "state_history": [{"status": "CREATED", "timestamp": 1762765200}]},
    "yandex info": {"1": {"request_id": "1", "request": {"info": {}}, "state": {"status": "LOST"}}},
    "fivepost": [{"orderId": "1", "executionStatus": "SHIPPED", "mileType": "REVERSE_LAST_MILE", "changeDate": ""}],
    "magnit_post": {"tracking_number": "1", "statuses": [{"status": "ISSUED", "timestamp": 1762765200}]},
    "cainiao": {
        "module": [{"mailNo": "1", "latestTrace": {"actionCode": "GTMS_SIGNED"},
                    "detailList": [{"actionCode": "GWMS_ACCEPT", "timeStr": "2026-05-01 10:00:00",
                                    "timeZone": "GMT+8"}]}],
    },
    "17track": {
        "data": {"accepted": [{"number": "1", "tag": "2", "track_info": {
            "latest_status": {"status": "InTransit", "sub_status": "InTransit_Other"},
            "latest_event": {"time_utc": "2026-11-11T07:00:00Z"},
            "milestone": [{"key_stage": "PickedUp", "time_utc": "2026-11-11T07:00:00Z"}],
            "tracking": {"providers": [{"provider": {"name": "China Post"}, "events": [{"sub_status": "Delivered"}]}]},
        }}], "rejected": []},
    },
    "aftership": {
        "data": {"tracking": {"tracking_number": "1", "slug": "cdek", "tag": "InTransit",
                              "checkpoints": [{"tag": "InTransit", "checkpoint_time": "2021-05-13T13:04:00"}]}},
    },
    "trackingmore": {
        "data": [{"tracking_number": "1", "courier_code": "cdek", "delivery_status": "transit",
                  "origin_info": {"trackinfo": [{"checkpoint_delivery_status": "transit"}]},
                  "destination_info": None}],
    },
    "boxberry": [{"Date": "2024-02-07 13:38:13", "Name": "Выдано"}],
    "boxberry kept": {"DUD15086277": {"statuses": [{"Date": "2024-02-07 13:38:13", "Name": "Выдано"}]}},
}  # fmt: skip
"""One small document of each shape, under its reader's name."""

PERSONAL = (
    "recipient", "sender", "consignee", "Comment", "comment", "desc", "descTitle", "message", "description_translation",
    "tracking_detail", "Details", "signed_by", "signedBy", "location", "address", "phone", "email", "param", "title",
    "Sndr", "Rcpn", "UserParameters", "AddressParameters", "customer", "customers", "receiver", "errorDesc", "reason",
    "courier", "recipient_info", "incidentName", "IndexOper", "city", "delivery_detail", "StatusDescription",
)  # fmt: skip
"""Members in which carriers and aggregators write of people, or may."""


def names_in(value: object) -> Iterator[str]:
    """The names of all members of a document."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from names_in(inner)


def changed(value: Any, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - JSON
    """A document with every value in it changed, innermost first."""
    if isinstance(value, dict):
        return change({name: changed(inner, change) for name, inner in value.items()})
    if isinstance(value, list):
        return change([changed(inner, change) for inner in value])
    return change(value)


NAMES = sorted({*PERSONAL, *(name for document in DOCUMENTS.values() for name in names_in(document))})
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["CREATED", "ORDER_STATUS", "NOT_DELIVERED", "26", "3", "2026-11-11T15:40:00", "Выдано", 10**400])
)  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6),
    max_leaves=30,
)


def test_readers() -> None:
    """There is a reader for each carrier and aggregator whose documents are known, named as its vocabulary is."""
    assert set(READERS) == {
        "cdek", "russian_post", "boxberry", "dpd", "yandex", "fivepost", "magnit_post", "cainiao", "17track",
        "aftership", "trackingmore",
    }  # fmt: skip
    assert set(READERS) <= vocabularies()


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_one_reader_a_document(kind: str) -> None:
    """A document belongs to its own reader and to no other, alone and in a list, and that reader finds events."""
    name = kind.partition(" ")[0]
    alone = DOCUMENTS[kind]
    for document in [alone] if isinstance(alone, list) else [alone, [alone]]:
        assert recognise(document) == name
        assert [other for other, reader in READERS.items() if reader.recognise(document)] == [name]
        assert list(READERS[name].events(document))


@pytest.mark.parametrize(
    "document",
    [
        None, True, 5, "text", [], {}, [[]], [None],
        {"result": {"postings": [{"posting_number": "1", "status": "delivered", "tracking_number": "1"}]}},
        {"posting_number": "1", "tracking_number": "1", "status": "delivered", "statuses": []},
        {"code": 5, "message": "not found", "details": []},
        {"data": {"items": [{"id": 1}]}}, {"entity": {"uuid": "1"}, "requests": []}, {"type": "ORDER_STATUS"},
        {"statuses": [{"code": "DELIVERED"}]}, {"err": "Нет такого заказа"}, {"state": {"status": "CREATED"}},
    ],
)  # fmt: skip
def test_documents_of_others(document: object) -> None:
    """Postings, errors and what only resembles a carrier's document belong to no reader."""
    assert recognise(document) is None


def test_own_postings_are_no_tracking() -> None:
    """No example of postings is taken for a carrier's document."""
    assert POSTINGS
    assert {recognise(json.loads(path.read_text(encoding="utf-8"))) for path in POSTINGS} == {None}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected samples are not on this machine")
def test_collected_samples() -> None:
    """Each collected sample of tracking is recognised and read; none of Ozon's own answers is."""
    tracking = sorted((SHARED / "carriers").glob("*.json"))
    assert tracking
    for path in tracking:
        document = json.loads(path.read_text(encoding="utf-8"))
        name = recognise(document)
        assert name == path.name.partition("_")[0]
        events = list(READERS[name].events(document))
        assert events
        assert all(event.phase != "unknown" and event.at > 0 for event in events), path.name
    for path in (SHARED / "samples").glob("*.json"):
        assert recognise(json.loads(path.read_text(encoding="utf-8"))) is None, path.name


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_nobody_is_named(kind: str) -> None:
    """What carriers write of people, wherever they write it, is in no event."""

    def salted(value: Any) -> Any:  # noqa: ANN401 - JSON
        return value | dict.fromkeys(PERSONAL, PERSON) if isinstance(value, dict) else value

    events = list(READERS[kind.partition(" ")[0]].events(changed(DOCUMENTS[kind], salted)))
    assert events
    assert PERSON not in repr(events)


@given(JSON)
def test_any_document_is_read(document: object) -> None:
    """No JSON value makes a reader fail."""
    assert recognise(document) in {None, *READERS}
    for reader in READERS.values():
        list(reader.events(document))


@given(st.sampled_from(sorted(DOCUMENTS)), st.data())
def test_any_damage_is_read(kind: str, data: st.DataObject) -> None:
    """A document in which any value is another than it should be is read, and its events are sound."""

    def damaged(value: Any) -> Any:  # noqa: ANN401 - JSON
        return data.draw(JSON) if data.draw(st.integers(0, 9)) == 0 else value

    document = changed(DOCUMENTS[kind], damaged)
    assert recognise(document) in {None, *READERS}
    for reader in READERS.values():
        for event in reader.events(document):
            assert event.phase in PHASES
            assert event.carrier in {"", *known_carriers()}
            assert event.code == event.code.strip()
            assert event.tracking_number != ""
            assert event.posting_number != ""
            assert event.zoned or event.at > 0
            assert event.is_return or event.phase not in {"returning", "returned"}


@pytest.mark.parametrize("name", READERS)
def test_empty_documents(name: str) -> None:
    """A document without content holds no events."""
    for document in (None, [], {}, "", 0):
        assert list(READERS[name].events(document)) == []
