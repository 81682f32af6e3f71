"""HAR: the calls to Ozon in it, and nothing else."""

import json
from base64 import b64encode
from typing import Any

import pytest
from msgspec import UNSET

from ozlint.plan.har import har_envelopes, is_har

URL = "https://api-seller.ozon.ru/v2/fbs/posting/delivered"
BODY = {"posting_number": ["1-1-1"]}
ANSWER = {"result": [{"posting_number": "1-1-1", "result": False, "error": "TRANSITION_IS_NOT_POSSIBLE"}]}


def call(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a call as a browser saves it."""
    request = {
        "method": "POST",
        "url": f"{URL}?token=s3cret",
        "headers": [{"name": "Api-Key", "value": "s3cret"}],
        "cookies": [{"name": "sid", "value": "s3cret"}],
        "queryString": [{"name": "token", "value": "s3cret"}],
        "postData": {"mimeType": "application/json", "text": json.dumps(BODY)},
    }
    response = {"status": 200, "headers": [], "content": {"size": 1, "text": json.dumps(ANSWER)}}
    return {
        "startedDateTime": "2026-11-22T09:00:00Z",
        "time": 5,
        "request": {**request, **changes},
        "response": response,
    }


def har(*calls: object) -> dict[str, Any]:
    """Return a HAR."""
    return {"log": {"version": "1.2", "creator": {"name": "x"}, "entries": list(calls)}}


def test_a_call_to_ozon_is_read() -> None:
    """The method, the body, the answer and the time; no header, no cookie, no query."""
    (envelope,) = har_envelopes(har(call()))
    assert envelope is not None
    assert (envelope.path, envelope.body, envelope.status, envelope.answer, envelope.at) == (
        "/v2/fbs/posting/delivered", BODY, 200, ANSWER, "2026-11-22T09:00:00Z",
    )  # fmt: skip
    assert "s3cret" not in repr(envelope)


def test_bodies_in_base64_are_read() -> None:
    """As some proxies write them."""
    packed = {"encoding": "base64", "text": b64encode(json.dumps(BODY).encode()).decode()}
    (envelope,) = har_envelopes(har(call(postData=packed)))
    assert envelope is not None
    assert envelope.body == BODY
    (broken,) = har_envelopes(har(call(postData={"encoding": "base64", "text": "!"})))
    assert broken is not None
    assert broken.body is UNSET


@pytest.mark.parametrize(
    "entry",
    [
        call(method="OPTIONS"),
        call(method="GET"),
        call(url="https://example.com/v2/fbs/posting/delivered"),
        call(url="https://api-seller.ozon.ru.example.com/v2/fbs/posting/delivered"),
        call(url="https://seller.ozon.ru/api/x"),
        call(url="https://api-seller.ozon.ru/"),
        call(url="https://[api-seller.ozon.ru/v2/fbs/posting/delivered"),
        call(url=5),
        {"request": None},
        None,
    ],
)
def test_other_calls_are_left_out(entry: object) -> None:
    """Other hosts, also those that look alike; preflights; what is no call at all."""
    assert har_envelopes(har(entry)) == [None]


def test_a_call_without_an_answer() -> None:
    """A browser writes the status 0 then."""
    (envelope,) = har_envelopes(har({**call(), "response": {"status": 0, "content": {}}}))
    assert envelope is not None
    assert envelope.status is UNSET
    assert envelope.answer is UNSET


def test_what_a_har_is() -> None:
    """A log with entries."""
    assert is_har(har())
    for other in ({}, {"log": []}, {"log": {"entries": 1}}, [], None, {"entries": []}):
        assert not is_har(other)
