"""What stands around a body, with the keys that people use for it."""

import json
from typing import Any

import pytest
from msgspec import UNSET

from ozlint.model.table import table_rows
from ozlint.plan.envelope import Envelope, open_envelope

PATH = "/v2/fbs/posting/delivering"
BODY = {"posting_number": ["1-1-1"]}
ANSWER = {"result": [{"posting_number": "1-1-1", "result": True, "error": ""}]}
SECRET = {"Api-Key": "s3cret"}


@pytest.mark.parametrize(
    ("record", "pointer"),
    [
        ({"path": PATH, "body": BODY}, "/body"),
        ({"url": f"https://api-seller.ozon.ru{PATH}", "json": BODY}, "/json"),
        ({"method": "POST", "endpoint": PATH, "payload": BODY, "headers": SECRET}, "/payload"),
        ({"method": PATH, "request": BODY}, "/request"),
        ({"Request-Body": BODY, "URI": PATH}, "/Request-Body"),
        ({"path": PATH, "body": json.dumps(BODY)}, None),
        ({"request": {"method": "POST", "url": PATH, "headers": SECRET, "body": BODY}}, "/request/body"),
        ({"request": {"url": PATH, "data": json.dumps(BODY)}}, None),
        ({"url": PATH, "request": {"headers": SECRET, "json": BODY}}, "/request/json"),
        ({"path": "delivering", "body": BODY}, "/body"),
    ],
)
def test_a_request_is_told_in_many_ways(record: dict[str, Any], pointer: str | None) -> None:
    """Whatever the keys are called, and however they are written."""
    envelope = open_envelope(record)
    assert (envelope.path, envelope.body, envelope.body_at) == (PATH, BODY, pointer)
    assert not envelope.bare
    assert "s3cret" not in repr(envelope)


@pytest.mark.parametrize(
    "around",
    [
        {"status": 200, "answer": ANSWER},
        {"status_code": "200", "response": json.dumps(ANSWER)},
        {"statusCode": 200, "responseBody": ANSWER},
        {"response": {"status": 200, "headers": SECRET, "body": ANSWER}},
        {"response": {"status_code": 200, "text": json.dumps(ANSWER)}},
        {"http_code": 200, "reply": {"content": ANSWER}},
    ],
)
def test_an_answer_is_told_in_many_ways(around: dict[str, Any]) -> None:
    """Beside its status, or in an envelope of its own."""
    envelope = open_envelope({"path": PATH, "body": BODY, **around})
    assert envelope.answer == ANSWER
    assert str(envelope.status) == "200"
    assert "s3cret" not in repr(envelope)


def test_a_body_alone_is_bare() -> None:
    """Nothing says which method it is for."""
    assert open_envelope(BODY) == Envelope(body=BODY, body_at="", bare=True)


def test_what_is_not_there_is_unset() -> None:
    """Null is something else: an answer that is null is there."""
    envelope = open_envelope({"path": PATH, "body": BODY, "answer": None})
    assert envelope.answer is None
    assert envelope.status is UNSET
    assert envelope.at is UNSET


def test_a_key_for_the_method_that_names_none_is_told() -> None:
    """So that the message can say what is wrong."""
    envelope = open_envelope({"path": "nonsense", "body": BODY})
    assert envelope.path is None
    assert envelope.names_method


def test_an_answer_of_ozon_is_no_envelope() -> None:
    """Though it may have keys such as `code` and `data`."""
    envelope = open_envelope({"path": PATH, "body": BODY, "answer": {"code": 3, "message": "x", "details": []}})
    assert envelope.answer == {"code": 3, "message": "x", "details": []}


def test_a_text_that_is_no_json_stays_one() -> None:
    """The web page of a proxy, half an answer."""
    for text in ("<html>", '{"result":', "[" * 5000, '"\\ud83d'):
        assert open_envelope({"path": PATH, "body": BODY, "answer": text}).answer == text


def test_every_alias_is_there_once_for_its_role() -> None:
    """Written as keys are compared: letters and digits, small ones."""
    rows = table_rows("plan/aliases.tsv")
    assert len({(role, key) for role, key, _ in rows}) == len(rows)
    assert all(key.isalnum() and key == key.casefold() and source for _, key, source in rows)
    assert {role for role, _, _ in rows} == {"path", "body", "status", "answer", "at", "handed_at", "content"}
