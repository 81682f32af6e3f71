"""Histories of Почта России, as XML and as JSON."""

from math import isnan
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers.russian_post import events, recognise
from ozlint.model.times import iso_time
from ozlint.model.tracking import Phase

SAMPLE = Path(__file__).parents[4] / "shared" / "domain" / "carriers" / "pochta_rtm34_history.xml"
SINGLE = """<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope" xmlns:d="http://russianpost.org/data"><S:Body>
<d:getOperationHistoryResponse><d:OperationHistoryData><!-- two records --><d:historyRecord>
  <d:AddressParameters><d:OperationAddress><d:Description>Омск 1</d:Description></d:OperationAddress>
  </d:AddressParameters>
  <d:ItemParameters><d:Barcode>RA644000005RU</d:Barcode></d:ItemParameters>
  <d:OperationParameters>
    <d:OperType><d:Id>1</d:Id><d:Name>Прием</d:Name></d:OperType>
    <d:OperAttr><d:Id>1</d:Id><d:Name>Единичный</d:Name></d:OperAttr>
    <d:OperDate>2015-03-23T10:01:00.000+03:00</d:OperDate>
  </d:OperationParameters>
  <d:UserParameters><d:Sndr>ИВАНОВ И И</d:Sndr><d:Rcpn>ПЕТРОВ П П</d:Rcpn></d:UserParameters>
</d:historyRecord><d:historyRecord>
  <d:ItemParameters><d:Barcode>RA644000005RU</d:Barcode></d:ItemParameters>
  <d:OperationParameters><d:OperType><d:Id>28</d:Id></d:OperType><d:OperAttr/></d:OperationParameters>
</d:historyRecord></d:OperationHistoryData></d:getOperationHistoryResponse></S:Body></S:Envelope>"""
PACKET = """<ns3:answerByTicketResponse xmlns:ns3="http://fclient.russianpost.org/postserver">
<value FileName="1" xmlns:ns2="http://fclient.russianpost.org"><ns2:Item Barcode="10944022440321">
  <ns2:Operation OperTypeID="1" OperCtgID="2" OperName="Прием" DateOper="28.04.2018 19:48:47" IndexOper="109440"/>
  <ns2:Operation OperTypeID="8" OperCtgID="0" OperName="Обработка" DateOper="29.04.2018 01:02:03" IndexOper="140980"/>
</ns2:Item><ns2:Item Barcode="10944022440338"><ns2:Error ErrorTypeID="7" ErrorName="Нет данных"/></ns2:Item>
</value></ns3:answerByTicketResponse>"""


NAMES = (
    "{d}historyRecord", "ItemParameters", "Barcode", "{d}OperationParameters", "OperType", "{d}OperAttr", "Id", "Name",
    "OperDate", "Item", "{d}Operation", "OperTypeID", "OperCtgID", "DateOper", "OperationHistoryData",
)  # fmt: skip
"""Elements and attributes of both services, with a namespace and without."""


def xml(text: str) -> Element:
    """The root of an XML document of this file."""
    return fromstring(text)  # noqa: S314 - no document of strangers


def grown(element: Element, children: list[Element], text: str | None) -> Element:
    """An element with children and text added."""
    element.extend(children)
    element.text = text
    return element


def operation(code: str, date: str = "", barcode: str = "RA644000005RU") -> dict[str, Any]:
    """One record of a history as JSON."""
    kind, _, attribute = code.partition(":")
    return {
        "ItemParameters": {"Barcode": barcode},
        "OperationParameters": {
            "OperType": {"Id": kind, "Name": "Вид"},
            "OperAttr": {"Id": attribute, "Name": "Атрибут"},
            "OperDate": date,
        },
    }


def history(*codes: str) -> list[dict[str, Any]]:
    """Operations a day apart."""
    return [operation(code, f"2026-11-{day:02}T10:00:00+03:00") for day, code in enumerate(codes, 1)]


def phases(document: object) -> list[Phase]:
    """The phases of a document's events."""
    return [event.phase for event in events(document)]


def test_single_xml() -> None:
    """The records of the single service are events with number, names and time; people are not among them."""
    assert recognise(xml(SINGLE))
    first, second = events(xml(SINGLE))
    assert (first.tracking_number, first.posting_number, first.carrier) == ("RA644000005RU", None, "russian_post")
    assert (first.code, first.text, first.phase) == ("1:1", "Прием: Единичный", "accepted")
    assert (iso_time(first.at), first.zoned) == ("2015-03-23T07:01:00Z", True)
    assert (second.code, second.phase, second.text) == ("28:0", "registered", "Присвоение идентификатора")
    assert isnan(second.at)
    assert "ИВАНОВ" not in repr((first, second))


def test_packet_xml() -> None:
    """The rows of the packet service are events whose times have no zone; an error about a number is no event."""
    assert recognise(xml(PACKET))
    first, second = events(xml(PACKET))
    assert (first.tracking_number, first.code, first.phase) == ("10944022440321", "1:2", "accepted")
    assert (iso_time(first.at), first.zoned) == ("2018-04-28T19:48:47Z", False)
    assert (second.code, second.phase) == ("8:0", "in_transit")


ELEMENTS = st.recursive(
    st.builds(Element, st.sampled_from(NAMES), st.dictionaries(st.sampled_from(NAMES), st.text())),
    lambda inner: st.builds(grown, inner, st.lists(inner, max_size=4), st.none() | st.text()),
)


@given(ELEMENTS)
def test_any_xml_is_read(root: Element) -> None:
    """No XML makes the reader fail."""
    assert recognise(root) in {True, False}
    assert all(event.carrier == "russian_post" for event in events(root))


def test_other_xml() -> None:
    """XML of something else is not recognised and has no events."""
    assert not recognise(xml("<a><Item/><b/></a>"))
    assert recognise(xml("<OperationHistoryData/>"))
    assert list(events(xml("<OperationHistoryData/>"))) == []


def test_json_is_the_same() -> None:
    """The records as JSON give the same events, in an envelope, in a list, and alone."""
    record = operation("1:1", "2015-03-23T10:01:00.000+03:00")
    documents = [
        {"OperationHistoryData": {"historyRecord": [record]}},
        {"OperationHistoryData": {"historyRecord": record}},
        {"historyRecord": [record]},
        [record],
        record,
    ]
    for document in documents:
        assert recognise(document)
        (event,) = events(document)
        assert (event.tracking_number, event.code, event.text) == ("RA644000005RU", "1:1", "Вид: Атрибут")


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ({"10944022440321": [{"OperTypeID": 1, "OperCtgID": 2, "DateOper": "28.04.2018 19:48:47"}]}, "10944022440321"),
        ({"Barcode": "10944022440321", "Operation": [{"OperTypeID": "1", "OperCtgID": "2"}]}, "10944022440321"),
        ({"value": {"Item": {"Barcode": "10944022440321", "Operation": {"OperTypeID": 1}}}}, "10944022440321"),
        ([{"OperTypeID": 1, "OperCtgID": 2, "OperName": "Прием"}], None),
    ],
)
def test_packet_json(document: object, number: str | None) -> None:
    """The rows of packets are found under their number, beside it, and bare."""
    assert recognise(document)
    (event,) = events(document)
    assert (event.tracking_number, event.phase) == (number, "accepted")


def test_several_parcels() -> None:
    """What happened to one parcel has no bearing on another of the same document."""
    document = [operation("3:1", "2026-11-01T10:00:00Z", "A"), operation("8:4", "2026-11-02T10:00:00Z", "B")]
    assert [(event.tracking_number, event.phase) for event in events(document)] == [
        ("A", "returning"),
        ("B", "in_transit"),
    ]


def test_return() -> None:
    """After a return has begun the parcel moves back, until the sender has it."""
    document = history("28:0", "1:1", "8:4", "8:2", "3:1", "8:20", "8:2", "2:2")
    ahead: list[Phase] = ["registered", "accepted", "in_transit", "arrived_pickup_point"]
    assert phases(document) == [*ahead, "returning", "returning", "returning", "returned"]
    assert [event.is_return for event in events(document)] == [False] * 4 + [True] * 4


def test_addressee_after_a_return() -> None:
    """A return that began, and a delivery to the addressee after it, contradict each other: nothing is claimed."""
    assert phases(history("1:1", "3:1", "2:1")) == ["accepted", "returning", "unknown"]


def test_order_of_records() -> None:
    """The direction follows from the times, not from where the records stand; those without time come last."""
    newest_first = [*reversed(history("1:1", "3:1", "8:4")), operation("8:3")]
    assert [event.code for event in events(newest_first)] == ["1:1", "3:1", "8:4", "8:3"]
    assert phases(newest_first) == ["accepted", "returning", "returning", "returning"]


def test_cancelled_operation() -> None:
    """An operation that the next one cancels is withdrawn: a delivery did not happen, a return did not begin."""
    document = history("1:1", "2:1", "26:2", "8:2", "3:4", "26:1", "8:4")
    assert [event.withdrawn for event in events(document)] == [False, True, False, False, True, False, False]
    assert phases(document)[-1] == "in_transit"


def test_two_cancellations() -> None:
    """Two cancellations take back two operations; one without any before it takes back none."""
    document = history("26:2", "1:1", "8:2", "2:1", "26:2", "26:2")
    assert [event.withdrawn for event in events(document)] == [False, False, True, True, False, False]


def test_history_that_starts_again() -> None:
    """A second acceptance months after the arrival, as in Почта's own sample, is told as it stands."""
    assert phases(history("1:1", "8:3", "8:4", "8:2", "1:1")) == [
        "accepted", "in_transit", "in_transit", "arrived_pickup_point", "accepted",
    ]  # fmt: skip


def test_gaps() -> None:
    """A record without operation or time is an event all the same."""
    (event,) = events([{"ItemParameters": {"Barcode": "RA644000005RU"}}])
    assert (event.tracking_number, event.code, event.phase) == ("RA644000005RU", "", "unknown")
    assert isnan(event.at)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the collected samples are not on this machine")
def test_official_sample() -> None:
    """The sample of Почта's documentation is read whole."""
    root = xml(SAMPLE.read_text(encoding="utf-8").partition("?>")[2])
    assert recognise(root)
    found = list(events(root))
    assert [event.code for event in found] == ["1:1", "8:3", "8:4", "8:2", "1:1"]
    assert {event.tracking_number for event in found} == {"RA644000001RU"}
    assert found[1].at == found[2].at
