"""Tracking answers in XML: several in a file, encodings, damage, and what must never be parsed."""

from pathlib import Path

import pytest

from ozlint.sources.tracking.xml_source import declared_encoding, starts_of_documents
from tracked import track

SHARED = Path(__file__).parents[4].parent / "shared" / "domain"
RECORD = """<h:historyRecord>
  <h:AddressParameters><h:OperationAddress><h:Description>Омск</h:Description></h:OperationAddress></h:AddressParameters>
  <h:ItemParameters><h:Barcode>{number}</h:Barcode></h:ItemParameters>
  <h:UserParameters><h:Rcpn>Иванов Иван</h:Rcpn></h:UserParameters>
  <h:OperationParameters>
    <h:OperType><h:Id>{kind}</h:Id><h:Name>Приём</h:Name></h:OperType>
    <h:OperAttr><h:Id>{attribute}</h:Id></h:OperAttr>
    <h:OperDate>2026-03-23T10:01:00.000+03:00</h:OperDate>
  </h:OperationParameters>
</h:historyRecord>"""
FAULT = """<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><S:Fault>
<S:Reason><S:Text>Ошибка авторизации</S:Text></S:Reason></S:Fault></S:Body></S:Envelope>"""


def answer(number: str, *operations: tuple[int, int]) -> str:
    """An answer of rtm34 with these operations."""
    records = "".join(RECORD.format(number=number, kind=kind, attribute=attr) for kind, attr in operations)
    return f"""<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body>
<h:getOperationHistoryResponse xmlns:h="http://russianpost.org/operationhistory/data"><h:OperationHistoryData>
{records}</h:OperationHistoryData></h:getOperationHistoryResponse></S:Body></S:Envelope>"""


PACKET = """<?xml version="1.0"?><s:Envelope xmlns:s="x"><s:Body><f:answerByTicketResponse xmlns:f="y"><value><f:Item
 Barcode="10944022440321"><f:Operation OperTypeID="1" OperCtgID="2" OperName="Приём" DateOper="28.04.2026 19:48:47"
 IndexOper="101000"/></f:Item></value></f:answerByTicketResponse></s:Body></s:Envelope>"""
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'


def test_answers() -> None:
    """The single and the packet service are told apart, and nobody's name is taken along."""
    single, packet = track(DECLARED + answer("RA1RU", (1, 1), (8, 2))), track(PACKET)
    assert (single.format, packet.format) == ("xml: Почта России rtm34", "xml: Почта России packet")
    assert single.phases == ["accepted", "arrived_pickup_point"]
    assert [event.tracking_number for event in packet.events] == ["10944022440321"]
    assert not packet.events[0].zoned
    assert "Иванов" not in repr(single.items)


@pytest.mark.parametrize("between", ["", "\n", "\n" + DECLARED])
def test_several_answers_in_a_file(between: str) -> None:
    """Each is read by itself and has its line, with or without a declaration of its own."""
    parts = [
        DECLARED + answer("RA1RU", (1, 1)),
        FAULT,
        answer("RA2RU", (1, 1)),
        PACKET.removeprefix('<?xml version="1.0"?>'),
    ]
    text = between.join(parts)
    tracked = track(text)
    assert [event.tracking_number for event in tracked.events] == ["RA1RU", "RA2RU", "10944022440321"]
    assert tracked.faults == ["the carrier answered with an error (SOAP Fault), Ошибка авторизации"]
    starts = [0, *(text.index(part) - len(between.lstrip()) for part in parts[1:])]
    assert [line for line, _ in tracked.lines] == [text.count("\n", 0, start) + 1 for start in starts]


def test_encodings() -> None:
    """windows-1251 and UTF-16 are read as they say they are."""
    text = answer("RA1RU", (1, 1))
    whole = track(text).events
    for name, data in {
        "windows-1251": ('<?xml version="1.0" encoding="windows-1251"?>' + text).encode("cp1251"),
        "utf-16": ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16"),
        "utf-8-sig": ("\ufeff" + DECLARED + text).encode(),
    }.items():
        assert track(data).events == whole, name
    assert whole[0].text == "Приём"
    assert declared_encoding(b'<?xml version="1.0" encoding="no-such"?>') == ""


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><historyRecord/>'
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><historyRecord>&a;</historyRecord>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, ENTITY])
def test_entities_and_document_types_are_refused(text: str) -> None:
    """Nothing is expanded or fetched: a document that declares entities is refused with the reason."""
    assert "document type or entities" in track(text).problem
    tracked = track(answer("RA1RU", (1, 1)) + text)
    assert len(tracked.events) == 1
    assert "document type or entities" in tracked.faults[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (FAULT, "the carrier answered with an error (SOAP Fault), Ошибка авторизации"),
        ("<html><body>502</body></html>", "this is a web page"),
        ("<!doctype html><p>login", "this is a web page"),
        ("<offers><offer/></offers>", "it begins with <offers>"),
        ("<Envelope><Body/></Envelope>", "it begins with <Envelope>"),
        ("<historyRecord><a></historyRecord>", "is not valid XML: mismatched tag"),
        (answer("RA1RU", (1, 1))[:-30], "the file ends before what is in it does"),
        ("<", "the file ends before what is in it does"),
    ],
)
def test_what_is_no_answer(text: str, problem: str) -> None:
    """An error, a page, another document and a damaged one are named."""
    assert problem in track(text).problem


def test_a_damaged_answer_costs_itself() -> None:
    """Among several answers a damaged one is told with its line, and the last one that is cut off says so."""
    whole = answer("RA1RU", (1, 1))
    tracked = track(whole + "\n" + whole.replace("</h:OperAttr>", "") + "\n" + whole + "\n" + whole[:-30])
    assert len(tracked.events) == 2
    assert [one.cut_off for one in tracked.spoiled] == [False, True]


def test_starts() -> None:
    """A document begins at its declaration, or at its envelope where it has none."""
    text = b"<a/>\n<?xml version='1.0'?>\n<s:Envelope></s:Envelope><Envelope/>"
    assert starts_of_documents(text) == [0, 5, text.index(b"<Envelope/>")]
    assert starts_of_documents(b"\xef\xbb\xbf<Envelope >") == [3]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected samples are not on this machine")
def test_collected_sample() -> None:
    """The post's own sample has a second acceptance months later, and two events at one moment."""
    tracked = track((SHARED / "carriers" / "pochta_rtm34_history.xml").read_bytes())
    assert tracked.phases == ["accepted", "in_transit", "in_transit", "arrived_pickup_point", "accepted"]
    assert tracked.events[1].at == tracked.events[2].at
