"""What a file of lines is, told by its beginning as one machine tells it."""

import json

import pytest

from ozlint.carriers.corrections import NO_CORRECTIONS
from ozlint.sources.tracking.event_terms import EventTerms
from ozlint.spark.heads import see_earlier, see_events, see_postings

POSTING = {"posting_number": "11111111-0001-1", "status": "delivering"}
EVENT = {"tracking_number": "1106153417", "carrier": "CDEK", "phase": "accepted", "time": "2026-11-10T10:00:00Z"}
NOTICE = {
    "message_type": "TYPE_STATE_CHANGED",
    "posting_number": "11111111-0001-1",
    "new_state": "posting_driver_pick_up",
    "changed_state_date": "2026-11-10T10:00:00Z",
    "seller_id": 7,
}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"{json.dumps(POSTING)}\n{json.dumps(POSTING)}\n", "ndjson: postings"),
        (json.dumps(POSTING), "json: one posting"),
        (f"a line of a log\n{json.dumps(POSTING)}\n", "ndjson: postings"),
    ],
)
def test_postings_a_line_are_taken(text: str, form: str) -> None:
    """One document that is one line is a line."""
    seen = see_postings("a", text.encode(), {})
    assert (seen.form, seen.fault) == (form, None)


@pytest.mark.parametrize(
    ("text", "said", "is_sure"),
    [
        ('{"code": 7, "message": "Api-key is deactivated"}\n', "an error that Ozon answered with", False),
        (json.dumps(POSTING, indent=1), "a JSON document over several lines", True),
        (f"[\n{json.dumps(POSTING)},\n{json.dumps(POSTING)}\n]", "a JSON document over several lines", True),
        ("<html></html>", "a web page", False),
        ("Номер отправления;Статус\n1;Доставлен\n", "Spark reads Parquet, and NDJSON", False),
        ("", "the file is empty", False),
    ],
)
def test_what_is_none_is_told(text: str, said: str, *, is_sure: bool) -> None:
    """In the words of one machine; where a line of a document reads like a posting, it is a document all the same."""
    fault = see_postings("a", text.encode(), {}).fault
    assert fault is not None
    assert said in fault.text.en
    assert fault.is_sure is is_sure


def test_another_encoding_is_told() -> None:
    """Spark parts lines of UTF-8."""
    fault = see_postings("a", json.dumps(POSTING).encode("utf-16"), {}).fault
    assert fault is not None
    assert "UTF-16" in fault.text.en


def test_a_log_is_no_snapshot_on_spark() -> None:
    """It is told by its name, and not as records that cannot be read."""
    log = f"{json.dumps(NOTICE)}\n{json.dumps(NOTICE)}\n".encode()
    fault = see_earlier("a", log, {}).fault
    assert fault is not None
    assert "a log of notifications" in fault.text.en
    assert see_earlier("a", f"{json.dumps(POSTING)}\n".encode(), {}).fault is None


def test_events_are_told_from_the_rest() -> None:
    """An answer that holds none, and a table as text, which only one machine reads."""
    terms = EventTerms(NO_CORRECTIONS, None)
    events = f"{json.dumps(EVENT)}\n{json.dumps(EVENT)}\n".encode()
    assert see_events("a", events, terms, {}).fault is None
    assert see_events("a", b'{"code": 7, "message": "no"}\n', terms, {}).fault is not None
    table = b"tracking_number;carrier;phase;time\n1106153417;CDEK;accepted;2026-11-10T10:00:00Z\n"
    fault = see_events("a", table, terms, {}).fault
    assert fault is not None
    assert "Spark reads" in fault.text.en
