"""Webhooks of CDEK read at once: the same events as the reader of all documents of CDEK finds."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.carriers import cdek
from ozlint.carriers.cdek_webhook import read_webhook
from ozlint.carriers.readers import recognise

WEBHOOK: dict[str, Any] = {
    "type": "ORDER_STATUS",
    "date_time": "2026-11-11T16:00:00+0700",
    "uuid": "72753031-8347-40c0-ab0f-1a49c7a262c1",
    "attributes": {
        "is_return": False, "is_reverse": False, "is_client_return": None, "cdek_number": "1106153417",
        "number": " 0199000001-0007-1", "code": "NOT_DELIVERED ", "status_code": "5", "status_reason_code": "26",
        "status_date_time": "2026-11-11T15:40:00+0700", "city_name": "Новосибирск", "deleted": False,
    },
}  # fmt: skip
NAMES = (
    "is_return", "is_reverse", "is_client_return", "cdek_number", "number", "code", "status_code", "name", "deleted",
    "reason_code", "status_reason_code", "date_time", "status_date_time", "city",
)  # fmt: skip


def test_a_webhook() -> None:
    """The usual webhook is read without the detour over dicts, and means the same."""
    event = read_webhook(json.dumps(WEBHOOK).encode())
    assert event is not None
    assert [event] == list(cdek.events(WEBHOOK))
    assert (event.tracking_number, event.posting_number, event.code) == (
        "1106153417",
        "0199000001-0007-1",
        "NOT_DELIVERED",
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b"null", b'{"type":"ORDER_STATUS"}', b'{"type":"PRINT_FORM","attributes":{}}',
        b'{"type":"ORDER_STATUS","attributes":{"cdek_number":1106153417}}',
        b'{"type":"ORDER_STATUS","attributes":{},"entity":{}}', b"\xff", b"[" * 100_000,
    ],
)  # fmt: skip
def test_other_forms(raw: bytes) -> None:
    """What is written another way, and what is no webhook, is left to others."""
    assert read_webhook(raw) is None


values = st.none() | st.booleans() | st.integers(0, 9) | st.sampled_from(["", " 5 ", "DELIVERED", "20"]) | st.text()


@given(st.dictionaries(st.sampled_from(NAMES), values), st.dictionaries(st.sampled_from(["uuid", "entity"]), values))
def test_always_the_same_event(attributes: dict[str, Any], others: dict[str, Any]) -> None:
    """Where it reads a webhook at all, it reads what the reader of all documents reads."""
    raw = json.dumps({"type": "ORDER_STATUS", "attributes": attributes} | others).encode("utf-8", "surrogatepass")
    event = read_webhook(raw)
    if event is not None:
        document = msgspec.json.decode(raw)
        assert recognise(document) == "cdek"
        assert repr([event]) == repr(list(cdek.events(document)))
