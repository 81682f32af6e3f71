"""Logs of notifications: bare ones and what receivers make of them, in the order of arrival."""

import gzip
import io
import json
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from ozlint.model.notification import Notification
from ozlint.model.record import Undecodable
from ozlint.model.times import iso_time
from ozlint.sources.notifications import NotificationLog, is_notification_log, open_notifications
from ozlint.sources.problem import SourceProblem
from tracked import lines

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "domain"
STATE = {
    "message_type": "TYPE_STATE_CHANGED", "posting_number": "1-0001-1", "new_state": "posting_delivered",
    "changed_state_date": "2021-02-02T15:07:46.765Z", "warehouse_id": 0, "seller_id": 15,
}  # fmt: skip
PING = {"message_type": "TYPE_PING", "time": "2026-01-01T00:00:00Z"}
PERSON = "Иванов +79001234567"


def opened(content: str | bytes, folder: Path) -> NotificationLog | SourceProblem:
    """A file with this content as a log, or what is wrong with it."""
    (folder / "log").write_bytes(content if isinstance(content, bytes) else content.encode())
    found = open_notifications(["log"], stdin=io.BytesIO(), cwd=folder)
    return found.logs[0] if found.logs else found.problems[0]


def read(content: str | bytes, folder: Path) -> list[Any]:
    """The notifications of a log, and what could not be read."""
    log = opened(content, folder)
    assert isinstance(log, NotificationLog), log
    items = list(log.read())
    addresses = [item.address if isinstance(item, Undecodable) else item[0] for item in items]
    assert set(log.places(sorted(addresses))) == set(addresses)
    return [item if isinstance(item, Undecodable) else item[1] for item in items]


def one(value: Any, folder: Path) -> Notification:  # noqa: ANN401 - JSON
    """The only notification of a log with one entry."""
    (found,) = read(lines(value), folder)
    assert isinstance(found, Notification)
    return found


def bare(found: Notification) -> tuple[Any, ...]:
    """What a notification says of itself."""
    return (found.type, found.posting_number, found.status, found.changed_at)


@pytest.mark.parametrize(
    "value",
    [
        STATE,
        {"received_at": "2026-11-05T10:00:00Z", "body": STATE},
        {"body": json.dumps(STATE)},
        {"message": STATE},
        {"message": "POST /ozon 200", "payload": {"event": json.dumps(STATE)}},
        {"body": " \n" + json.dumps(json.dumps(STATE))},
        {"headers": {"x": 1}, "request": {"raw": json.dumps(STATE, indent=1)}},
    ],
)
def test_wrappings(value: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Bare, under a member, as JSON in a text, several times over: it is the same notification."""
    assert bare(one(value, tmp_path)) == bare(one(STATE, tmp_path))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ({"received_at": "2026-11-05T10:00:00Z", "body": STATE}, "2026-11-05T10:00:00Z"),
        ({"ts": 1762765200, "body": STATE}, "2025-11-10T09:00:00Z"),
        ({"time": "2026-11-05T10:00:00+03:00", "body": STATE}, "2026-11-05T07:00:00Z"),
        ({"@timestamp": 1762765200123, "message": json.dumps(STATE)}, "2025-11-10T09:00:00Z"),
        (STATE | {"received_at": "2026-11-05T10:00:00Z"}, "2026-11-05T10:00:00Z"),
        ({"time": "2026-11-05T11:00:00Z", "body": {"received_at": "2026-11-05T10:00:00Z", "body": STATE}},
         "2026-11-05T10:00:00Z"),
        (STATE, None),
        (PING, None),
    ],
)  # fmt: skip
def test_arrival(value: Any, moment: str | None, tmp_path: Path) -> None:  # noqa: ANN401
    """When it arrived is what the receiver says, the layer next to the notification first; not a member of its own."""
    found = one(value, tmp_path)
    assert (None if isnan(found.arrived_at) else iso_time(found.arrived_at)) == moment


@pytest.mark.parametrize(
    ("said", "reply_ok"),
    [
        ({}, None),
        ({"reply": None}, None),
        ({"reply": {"result": True}}, True),
        ({"reply": '{"result":true}'}, True),
        ({"response": {"status": 200, "body": '{"result": true}'}}, True),
        ({"response": {"status": 500, "body": '{"result": true}'}}, False),
        ({"response": {"error": {"code": "ERROR_UNKNOWN"}}}, False),
        ({"reply": "ok"}, False),
        ({"reply": ""}, False),
        ({"reply": True}, True),
        ({"reply": 200}, None),
        ({"reply": 502}, False),
        ({"status_code": 200}, None),
        ({"status_code": 500, "reply": {"result": True}}, False),
    ],
)
def test_replies(said: dict[str, Any], reply_ok: bool | None, tmp_path: Path) -> None:  # noqa: FBT001 - of the table
    """Whether the reply was the one Ozon wants shows in it; of a mere 200 nobody can tell."""
    assert one({"body": STATE} | said, tmp_path).reply_ok == reply_ok
    assert one(STATE | said, tmp_path).reply_ok == reply_ok


@pytest.mark.parametrize(
    ("said", "milliseconds"),
    [({}, None), ({"ms": 120}, 120), ({"duration_ms": "1700.5"}, 1700.5), ({"ms": -1}, None), ({"ms": "fast"}, None)],
)
def test_durations(said: dict[str, Any], milliseconds: float | None, tmp_path: Path) -> None:
    """How long the reply took is a number of milliseconds, or not known."""
    assert one({"body": STATE} | said, tmp_path).reply_ms == milliseconds


def test_a_ping_is_harmless(tmp_path: Path) -> None:
    """A ping is a notification about nothing, with a reply of its own kind."""
    found = one(PING | {"reply": {"version": "1", "name": "shop", "time": "now"}}, tmp_path)
    assert (found.type, found.posting_number, found.state, found.reply_ok) == ("TYPE_PING", None, None, True)


def test_layouts(tmp_path: Path) -> None:
    """NDJSON, a list, a list under a key, packed and with a byte order mark: in the order of the file."""
    values = [STATE | {"posting_number": f"{at}-0001-1"} for at in (3, 1, 2)]
    contents = [
        lines(*values), json.dumps(values), json.dumps({"items": values}, indent=1),
        gzip.compress(lines(*values).encode()), "\ufeff" + lines(*values), "started\n" + lines(*values),
    ]  # fmt: skip
    for content in contents:
        found = [item for item in read(content, tmp_path) if isinstance(item, Notification)]
        assert [notice.posting_number for notice in found] == ["3-0001-1", "1-0001-1", "2-0001-1"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A broken line, a broken text in a line and a stranger each cost that record, with its place."""
    content = lines(STATE) + "rubbish\n" + lines({"body": '{"message_type":"TYPE_ST'}, {"a": 1}, STATE) + '{"message_ty'
    items = read(content, tmp_path)
    assert [isinstance(item, Undecodable) for item in items] == [False, True, True, True, False, True]
    assert [item.cut_off for item in items if isinstance(item, Undecodable)] == [False, False, False, True]
    log = opened(content, tmp_path)
    assert isinstance(log, NotificationLog)
    addresses = [item.address if isinstance(item, Undecodable) else item[0] for item in log.read()]
    assert [place.line for place in log.places(addresses).values()] == [1, 2, 3, 4, 5, 6]


def test_nobody_is_named(tmp_path: Path) -> None:
    """Messages, names and reasons in words are in no notification."""
    values = [
        STATE | {"reason": {"id": 5, "message": PERSON}, "user": {"name": PERSON}},
        {"message_type": "TYPE_POSTING_CANCELLED", "reason": {"id": 5, "message": PERSON}},
        {"message_type": "TYPE_NEW_MESSAGE", "data": [PERSON], "user": {"id": PERSON}, "seller_id": {"x": PERSON}},
        {"body": STATE, "headers": {"x": PERSON}, "note": PERSON},
    ]
    items = read(lines(*values), tmp_path)
    assert len(items) == 4
    assert PERSON not in repr(items)
    assert items[1].cancel_reason_id == "5"


@pytest.mark.parametrize(
    ("content", "is_log"),
    [
        (lines(STATE, PING), True),
        (lines({"body": STATE}), True),
        (lines({"body": json.dumps(STATE)}), True),
        (json.dumps([STATE] * 3, indent=1), True),
        ("\ufeff" + lines(PING), True),
        ("started\n" + lines(STATE), True),
        (lines({"posting_number": "1-0001-1", "status": "delivering"}), False),
        ('{"result":{"postings":[{"posting_number":"1-0001-1","status":"x","note":"message_type"}]}}', False),
        ('{"message_type":5}', False),
        ("message_type;posting_number\n", False),
        ("", False),
    ],
)
def test_recognition(content: str, is_log: bool, tmp_path: Path) -> None:  # noqa: FBT001 - of the table
    """A log is told from a snapshot by what is in it, and opened only if it is one."""
    assert is_notification_log(content.encode()) == is_log
    assert isinstance(opened(content, tmp_path), NotificationLog) == is_log


def test_recognition_by_the_beginning() -> None:
    """The beginning of a long file is enough, wherever it breaks off."""
    text = json.dumps([STATE] * 50, indent=1).encode()
    assert all(is_notification_log(text[:size]) for size in range(300, len(text), 97))


def test_what_is_no_log(tmp_path: Path) -> None:
    """The message says what the file is instead."""
    for content, said in (("{}", "an empty object"), ("<html>", "web page"), ("", "empty"), ("x", "no notification")):
        problem = opened(content, tmp_path)
        assert isinstance(problem, SourceProblem)
        assert said in problem.text.en
        assert problem.text.ru


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected samples are not on this machine")
def test_collected_samples(tmp_path: Path) -> None:
    """Every collected notification is read, and none of Ozon's answers is one."""
    paths = sorted((SHARED / "samples").glob("*.json"))
    for path in paths:
        is_push = "_push_" in path.name or '"message_type"' in path.read_text(encoding="utf-8")
        assert is_notification_log(path.read_bytes()) == is_push, path.name
        if "_push_" in path.name:
            (found,) = read(path.read_bytes(), tmp_path)
            assert found.type in path.name
            assert found.account


def test_what_a_logger_writes_before_a_notification_is_passed_over(tmp_path: Path) -> None:
    """The rest of the line is one object: a prefix with a time and a level is no record that cannot be read."""
    prefix = "2026-11-25 06:01:00,123 INFO in webhook: "
    log = "".join(prefix + line + "\n" for line in (json.dumps(PING), json.dumps(STATE)))
    found = read(log, tmp_path)
    assert [one.type for one in found] == ["TYPE_PING", STATE["message_type"]]
    log = opened(log, tmp_path)
    assert isinstance(log, NotificationLog)
    assert [place.line for place in log.places([address for address, _ in log.read()]).values()] == [1, 2]
