"""Answers are read in every envelope that Ozon has for them; what is none says why."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fake_ozon.schema import SCHEMA
from ozlint.seller_api.answers import (
    AnswerFault,
    Role,
    Roles,
    read_details,
    read_page,
    read_refusal,
    read_report_code,
    read_report_state,
    read_roles,
)

POSTING = {"posting_number": "12345678-0001-1", "status": "delivering"}
READERS = (read_page, read_details, read_roles, read_report_code, read_report_state)
SAMPLES = SCHEMA.parent / "samples"


def written(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    """Return a value as Ozon sends it."""
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("answer", "cursor", "has_next"),
    [
        ({"postings": [POSTING], "has_next": True, "cursor": "abc"}, "abc", True),
        ({"result": {"postings": [POSTING], "has_next": True, "cursor": "abc", "count": 1}}, "abc", True),
        ({"result": {"postings": [POSTING], "has_next": False}}, "", False),
        ({"result": [POSTING]}, "", None),
        ({"postings": [POSTING], "has_next": None, "cursor": None}, "", None),
    ],
)
def test_a_page_is_read_in_any_envelope(answer: object, cursor: str, has_next: bool | None) -> None:  # noqa: FBT001 - a parameter of a case
    """Version 4 at the top and under `result`, version 3, and version 2, which does not say whether more follows."""
    page = read_page(written(answer))
    assert [json.loads(bytes(raw)) for raw in page.postings] == [POSTING]
    assert (page.cursor, page.has_next) == (cursor, has_next)


@pytest.mark.parametrize(
    "answer",
    [
        {"postings": [], "has_next": True, "cursor": "x"},
        {"postings": None, "has_next": False},
        {"result": {"postings": None, "has_next": False}},
        {"result": []},
        {"result": None},
        {"has_next": False, "cursor": ""},
    ],
)
def test_an_empty_page_is_a_page(answer: object) -> None:
    """An empty list may be null, or left out beside what else a page has."""
    assert read_page(written(answer)).postings == []


@pytest.mark.parametrize(
    "answer",
    [{}, {"result": {}}, {"result": {"posting_number": "1"}}, {"code": 5, "message": "no"}, [], "", 1, None,
     {"result": "ok"}, {"postings": {}}, {"postings": [], "has_next": "true"}],
)  # fmt: skip
def test_what_is_no_page_is_not_taken_for_an_empty_one(answer: object) -> None:
    """A run over nothing would be green; so an answer that has nothing of a page is refused, with a reason."""
    with pytest.raises(AnswerFault) as fault:
        read_page(written(answer))
    assert fault.value.text.en
    assert fault.value.text.ru


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"  ", "empty"),
        (b"<html><title>502 Bad Gateway</title>", "web page"),
        (b'{"postings": [{"posting_number": "1', "breaks off"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"404 page not found\n", "another shape"),
        (b'{"postings": [' + b"[" * 100_000, "breaks off"),
    ],
)
def test_what_is_no_json_says_what_it_is(body: bytes, said: str) -> None:
    """A web page, a text, half an answer: each is named."""
    with pytest.raises(AnswerFault) as fault:
        read_page(body)
    assert said in fault.value.text.en


def test_half_an_emoji_does_not_spoil_a_page() -> None:
    """A text that Ozon cut in the middle of one is valid JSON that most readers take."""
    page = read_page(b'{"postings":[{"posting_number":"1","products":[{"name":"\\ud83d"}]}],"has_next":false}')
    assert len(page.postings) == 1


def test_details_are_one_posting() -> None:
    """Only an answer with a posting that has a number is one."""
    assert json.loads(bytes(read_details(written({"result": POSTING})))) == POSTING
    for answer in ({"result": None}, {"result": {"status": "delivering"}}, {"result": [POSTING]}, POSTING):
        with pytest.raises(AnswerFault):
            read_details(written(answer))


def test_roles_are_read_with_and_without_an_end() -> None:
    """The moment a key expires may be missing, or be no moment."""
    roles = read_roles(
        written({"expires_at": "1970-01-02T00:00:00Z", "roles": [{"name": "Admin", "methods": ["/v1/actions"]}]})
    )
    assert roles == Roles((Role("Admin", ("/v1/actions",)),), 86400.0)
    for expires in ("", "soon", None):
        assert read_roles(written({"expires_at": expires, "roles": None})) == Roles((), None)
    with pytest.raises(AnswerFault):
        read_roles(b"{}")


def test_a_report_is_read_from_its_code_to_its_file() -> None:
    """The code first, then the state, with the file once there is one."""
    assert read_report_code(written({"result": {"code": "REPORT_1"}})) == "REPORT_1"
    state = read_report_state(written({"result": {"status": "success", "file": "https://x/1.csv", "error": ""}}))
    assert (state.status, state.file) == ("success", "https://x/1.csv")
    assert read_report_state(written({"result": {"status": "processing", "error": None}})).file == ""


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (written({"code": 7, "message": "Invalid Api-Key, please contact support", "details": []}), "Invalid Api-Key"),
        (written({"error": {"code": "NOT_FOUND_ERROR", "message": "POSTING_NOT_FOUND", "data": []}}), "POSTING_NOT"),
        (written({"code": "x", "message": ""}), ""),
    ],
)
def test_an_error_is_read_in_both_shapes(body: bytes, message: str) -> None:
    """The present one and the one before."""
    said = read_refusal(body)
    assert said is not None
    assert said.startswith(message)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"error":"x"}', b'{"message":1}', b"\xff", b"{"])
def test_what_is_no_error_is_none(body: bytes) -> None:
    """Whatever stands in an answer, asking for its error raises nothing."""
    assert read_refusal(body) is None


@given(st.binary(max_size=80) | st.from_regex(rb'\{"(result|postings)": ?[\[{"n0-9].{0,30}'))
def test_no_reader_raises_anything_else(body: bytes) -> None:
    """Any bytes are an answer or a fault of one."""
    read_refusal(body)
    for read in READERS:
        try:
            read(body)
        except AnswerFault:
            continue


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected answers are not at hand")
def test_collected_answers_of_the_lists_are_pages() -> None:
    """Official examples and live answers of every list method are read, with their postings."""
    names = [path for path in sorted(SAMPLES.glob("*_resp_*_list__*.json")) if "_posting_fb" in path.name]
    names = [path for path in names if "cancel-reason" not in path.name]
    assert len(names) > 10
    for path in [*names, *SAMPLES.glob("*_envelope_*.json")]:
        text = Path(path).read_bytes()
        page = read_page(text)
        assert page.postings or b'"postings": []' in text, path.name
