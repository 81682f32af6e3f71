"""Tracking files and logs of any bytes are read, reported or refused; what is whole is never lost."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ozlint.errors import SourceError
from ozlint.model.notification import Notification
from ozlint.model.record import Undecodable
from ozlint.model.tracking import PHASES, TrackingEvent
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.sources.notifications import is_notification_log, open_notifications
from ozlint.sources.tracking.carrier_map import read_carrier_map
from tracked import lines, track

ORDER = {"entity": {"cdek_number": "1", "statuses": [{"code": "CREATED", "date_time": "2026-11-11T15:40:00+0000"}]}}
WEBHOOK = {"type": "ORDER_STATUS", "attributes": {"cdek_number": "2", "code": "DELIVERED", "deleted": False}}
BOXBERRY = {"DUD15086277": [{"Date": "2026-11-07 10:00:00", "Name": "Выдано"}]}
OPERATION = {"Barcode": "10944022440321", "OperTypeID": 3, "OperCtgID": 1, "DateOper": "28.04.2026 19:48:47"}
EVENT = {"tracking_number": "3", "carrier": "СДЭК", "code": "DELIVERED", "time": "2026-11-05T14:05:00+03:00"}
STATE = {"message_type": "TYPE_STATE_CHANGED", "posting_number": "1-0001-1", "new_state": "delivering"}
LOGGED = {"received_at": "2026-11-05T10:00:00Z", "body": json.dumps(STATE), "reply": {"result": True}, "ms": 12}
XML = """<S:Envelope xmlns:S="s"><S:Body><OperationHistoryData><historyRecord><ItemParameters><Barcode>RA1RU</Barcode>
</ItemParameters><OperationParameters><OperType><Id>1</Id></OperType><OperAttr><Id>1</Id></OperAttr>
<OperDate>2026-03-23T10:01:00+03:00</OperDate></OperationParameters></historyRecord></OperationHistoryData></S:Body>
</S:Envelope>"""
TABLE = 'Трек;Служба доставки;Код;Дата\nA1;СДЭК;DELIVERED;05.11.2026 14:05\n"A2";"Boxberry";"Выдано";\n'

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from([ORDER, WEBHOOK, BOXBERRY, OPERATION, EVENT, STATE, LOGGED]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.text(max_size=4)
        | st.sampled_from(["data", "entity", "statuses", "code", "1106153417", "body", "message_type", "track"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
wholes = st.sampled_from(
    [
        XML, XML + XML, TABLE, lines(ORDER, WEBHOOK, EVENT, WEBHOOK), lines(*[EVENT] * 3),
        json.dumps([ORDER, BOXBERRY, EVENT]), json.dumps({"data": [ORDER, OPERATION, OPERATION]}, indent=1),
        lines(STATE, LOGGED, STATE), json.dumps([STATE, LOGGED]),
    ]
)  # fmt: skip
pieces = st.sampled_from([b"", b'"', b"{", b"}", b"[", b"]", b"<", b"&", b";", b"\n", b"\0", b"\xff", b"1e999"])
layouts = st.sampled_from([json.dumps, lambda value: lines(value, value), lambda value: json.dumps(value, indent=1)])


def check_tracked(data: bytes) -> list[TrackingEvent]:
    """Read a tracking file, and check that everything it gives is sound."""
    tracked = track(data)
    for item in tracked.items:
        assert isinstance(item, Undecodable | tuple)
    for event in tracked.events:
        assert event.phase in PHASES
        assert event.tracking_number or event.posting_number
        assert event.is_return or event.phase not in {"returning", "returned"}
    for spoiled in tracked.spoiled:
        assert spoiled.reason.en
        assert spoiled.reason.ru
    return tracked.events


def check_logged(data: bytes) -> list[Notification]:
    """Read a log, and check that everything it gives is sound."""
    is_notification_log(data)
    with TemporaryDirectory() as folder:
        (Path(folder) / "log").write_bytes(data)
        opened = open_notifications(["log"], stdin=io.BytesIO(), cwd=Path(folder))
        for log in opened.logs:
            try:
                items = list(log.read())
            except SourceError:
                continue
            addresses = sorted({item.address if isinstance(item, Undecodable) else item[0] for item in items})
            assert set(log.places(addresses)) == set(addresses)
            return [item[1] for item in items if isinstance(item, tuple)]
    return []


@given(
    values, st.sampled_from([json.dumps, lambda value: lines(value, value), lambda value: json.dumps(value, indent=1)])
)
def test_any_json(value: object, written: Callable[[object], str]) -> None:
    """JSON of any shape, in any layout, is read, reported or refused."""
    data = written(value).encode("utf-8", "replace")
    check_tracked(data)
    check_logged(data)


@example(b"\xff\xfe{")
@example(b"<\x00")
@example(b"PK\x03\x04")
@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes(data: bytes) -> None:
    """Any bytes at all are read, reported or refused."""
    check_tracked(data)
    check_logged(data)


@given(wholes, st.data())
def test_any_damage(whole: str, data: st.DataObject) -> None:
    """A file with something put in, cut out or broken off anywhere is read, reported or refused."""
    raw = whole.encode()
    at = data.draw(st.integers(0, len(raw)))
    until = data.draw(st.integers(at, min(len(raw), at + 8)))
    piece = data.draw(pieces)
    damaged = raw[:at] + piece + raw[until:]
    check_tracked(damaged)
    check_logged(damaged)
    check_tracked(raw[:at])
    check_logged(raw[:at])


@given(st.integers(2, 6), st.data())
def test_damage_in_a_line_costs_that_line(count: int, data: st.DataObject) -> None:
    """A byte changed in one line of NDJSON loses no event of another line."""
    documents = [{"entity": ORDER["entity"] | {"cdek_number": str(1000 + at)}} for at in range(count)]
    written = [json.dumps(document).encode() for document in documents]
    at = data.draw(st.integers(0, count - 1))
    place = data.draw(st.integers(0, len(written[at]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte not in b"\n\r"))
    written[at] = written[at][:place] + bytes([byte]) + written[at][place + 1 :]
    found = {event.tracking_number for event in check_tracked(b"\n".join(written))}
    assert {str(1000 + other) for other in range(count) if other != at} <= found


@given(st.integers(1, 6), st.data())
def test_a_cut_document_keeps_what_comes_before(count: int, data: st.DataObject) -> None:
    """A list of documents that is cut off anywhere gives every document before the cut, and the cut is told."""
    documents = [{"entity": ORDER["entity"] | {"cdek_number": str(1000 + at)}} for at in range(count)]
    whole = json.dumps(documents)
    at = data.draw(st.integers(1, len(whole) - 1))
    ends = [whole.index("}]}}", whole.index(str(1000 + place))) + 4 for place in range(count)]
    expected = [str(1000 + place) for place, end in enumerate(ends) if end <= at]
    tracked = track(whole[:at])
    if expected:
        assert [event.tracking_number for event in tracked.events][: len(expected)] == expected
        assert any(one.cut_off for one in tracked.spoiled)
    else:
        assert tracked.problem or tracked.spoiled


@given(st.lists(st.sampled_from([ORDER, WEBHOOK, EVENT, BOXBERRY, EVENT | {"code": 4}]), min_size=1, max_size=8))
def test_layouts_agree(documents: list[Any]) -> None:
    """Lines, a list, and a list under a key hold the same events: what is read at once means the same."""
    whole = check_tracked(json.dumps(documents).encode())
    assert check_tracked(lines(*documents).encode()) == whole
    assert check_tracked(json.dumps({"answers": documents}).encode()) == whole


@given(st.text(max_size=80) | st.sampled_from(["cdek:\n  NEW: lost\n", "carrier\tcode\tphase\ncdek\tX\tlost\n"]))
def test_any_carrier_map(text: str) -> None:
    """A carrier map of any text is read, or every fault of it is told with its place."""
    problems: tuple[Problem, ...] = ()
    try:
        read_carrier_map(text, "map.yaml")
    except RuleProblems as error:
        problems = error.problems
    assert all(problem.line > 0 and problem.column > 0 for problem in problems)
