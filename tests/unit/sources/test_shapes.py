"""Every shape that postings come in, and what is said of the shapes that hold none."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

FBS = {"posting_number": "1-1-1", "status": "delivering", "shipment_date": "2026-05-18T12:00:00Z"}
FBS_2 = {**FBS, "posting_number": "1-1-2"}
FBO = {"posting_number": "2-1-1", "status": "delivered", "analytics_data": {"warehouse_name": "OMSK"}}
FBP = {"posting_number": "3-1-1", "status": "delivered", "order_date": "2026-05-18T12:00:00Z"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"result": {"postings": [FBS, FBS_2], "has_next": False}},
            ("/v3/posting/fbs/list", "fbs", False, "/result/postings/0"),
        ),
        (
            {"result": {"postings": [FBS], "has_next": True, "cursor": "x"}},
            ("/v4/posting/fbs/list", "fbs", True, "/result/postings/0"),
        ),
        (
            {"postings": [FBS], "has_next": True, "cursor": "x", "count": 7},
            ("/v4/posting/fbs/unfulfilled/list", "fbs", True, "/postings/0"),
        ),
        (
            {"result": {"postings": [FBS], "has_next": True, "cursor": "x", "count": 7}},
            ("/v4/posting/fbs/unfulfilled/list", "fbs", True, "/result/postings/0"),
        ),
        (
            {"result": {"postings": [FBS], "count": 7}},
            ("/v3/posting/fbs/unfulfilled/list", "fbs", None, "/result/postings/0"),
        ),
        ({"postings": [FBS], "has_next": True, "cursor": "x"}, ("/v4/posting/fbs/list", "fbs", True, "/postings/0")),
        ({"has_next": False, "cursor": "x", "postings": [FBO]}, ("/v3/posting/fbo/list", "fbo", False, "/postings/0")),
        ({"cursor": "", "postings": [FBP]}, ("/v1/posting/fbp/list", "fbp", None, "/postings/0")),
        ({"result": [FBO]}, ("/v2/posting/fbo/list", "fbo", None, "/result/0")),
        ({"result": FBS}, ("/v3/posting/fbs/get", "fbs", None, "/result")),
        ({"result": FBO}, ("/v2/posting/fbo/get", "fbo", None, "/result")),
        ({"posting": FBP}, ("/v1/posting/fbp/get", "fbp", None, "/posting")),
        ([FBS, FBO], ("list of postings", "fbs", None, "/0")),
    ],
)
@pytest.mark.parametrize("layout", [{"separators": (",", ":")}, {"indent": 2}])
def test_a_document(read: Read, value: object, expected: tuple[object, ...], layout: dict[str, Any]) -> None:
    """Every envelope of the API, and a bare list, in any layout: format, postings, one page, pointers."""
    seen = read(json.dumps(value, **layout))
    assert seen.numbers
    assert not seen.spoiled
    page = seen.pages[0]
    assert (seen.format.removeprefix("json: "), page.family, page.has_next, seen.places[0].pointer) == expected
    assert (len(seen.pages), page.postings, seen.places[-1].pointer) == (1, len(seen.numbers), "")


def test_one_posting_is_no_answer(read: Read) -> None:
    """A lone posting is read, and no page is closed after it."""
    seen = read(json.dumps(FBS))
    assert (seen.format, seen.numbers, seen.pages) == ("json: one posting", ["1-1-1"], [])


def test_a_list_of_pages(read: Read) -> None:
    """A list of answers gives the postings of each, with one page each and pointers through the list."""
    pages = [{"result": {"postings": [FBS, FBS_2], "has_next": True}}, {"result": [FBO]}, [FBP], {"result": FBS}]
    seen = read(json.dumps(pages))
    assert seen.format == "json: list of answers"
    assert seen.numbers == ["1-1-1", "1-1-2", "2-1-1", "3-1-1", "1-1-1"]
    assert [(page.family, page.postings, page.has_next) for page in seen.pages] == [
        ("fbs", 2, True),
        ("fbo", 1, None),
        ("fbp", 1, None),
        ("fbs", 1, None),
    ]
    assert [place.pointer for place in seen.places] == [
        "/0/result/postings/0", "/0/result/postings/1", "/0", "/1/result/0", "/1", "/2/0", "/2", "/3/result", "/3",
    ]  # fmt: skip


def test_ndjson_of_postings_and_of_answers_mixed(read: Read) -> None:
    """Each line stands for itself: a posting, a page, one answer with one posting, an empty line."""
    lines = [FBS, {"postings": [FBS_2, FBO], "has_next": True}, {"result": FBO}, FBP]
    seen = read("\n\n".join(json.dumps(line) for line in lines) + "\n")
    assert seen.format == "ndjson: postings"
    assert seen.numbers == ["1-1-1", "1-1-2", "2-1-1", "2-1-1", "3-1-1"]
    assert [(page.postings, page.has_next) for page in seen.pages] == [(2, True), (1, None)]
    assert [(place.line, place.pointer) for place in seen.places] == [
        (1, ""), (3, "/postings/0"), (3, "/postings/1"), (3, ""), (5, "/result"), (5, ""), (7, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value", [[], {"result": []}, {"postings": None, "has_next": True}, {"result": {"postings": []}}]
)
def test_an_answer_without_postings_is_still_an_answer(read: Read, value: object) -> None:
    """An empty page is read as a page of no postings."""
    seen = read(json.dumps(value))
    assert [(page.family, page.postings) for page in seen.pages] == [("", 0)]
    assert seen.problem is None


def test_unknown_keys_and_odd_flags_do_no_harm(read: Read) -> None:
    """Keys that are not known, null results beside the postings and a has_next that is no flag are tolerated."""
    seen = read(json.dumps({"x": {"postings": [1]}, "result": None, "postings": [FBS], "has_next": "yes"}))
    assert (seen.numbers, seen.pages[0].has_next) == (["1-1-1"], None)


def test_the_last_of_two_equal_envelopes_counts(read: Read) -> None:
    """Duplicate keys in an envelope: the last wins, and the places are those of the last."""
    seen = read(f'{{"postings":[{json.dumps(FBO)}],\n"postings":[{json.dumps(FBS)}]}}')
    assert seen.numbers == ["1-1-1"]
    assert seen.places[0].line == 2


@pytest.mark.parametrize(
    ("value", "en", "ru"),
    [
        (
            [{"status": "delivered", "substatus": "posting_received", "count": 4}],
            "a list of 1, the first one is an object with the keys status, substatus, count",
            "список (всего 1)",
        ),
        ({"pairs": []}, "an object with the keys pairs", "объект с ключами pairs"),
        ({str(key): 1 for key in range(9)}, "the keys 0, 1, 2, 3, 4, 5, 6, 7, …", "ключами 0, 1, 2, 3, 4, 5, 6, 7, …"),
        (
            {"message_type": "TYPE_STATE_CHANGED", **FBS},
            "a push notification TYPE_STATE_CHANGED",
            "уведомление (push) TYPE_STATE_CHANGED",
        ),
        ({"result": [{"cancellation_id": 7, **FBS}]}, "a cancellation request", "заявка на отмену"),
        ({"returns": [{"return_id": 7, **FBS}], "has_next": False}, "an answer about returns", "ответ о возвратах"),
        ([{"return_id": 7, **FBS}], "a return", "возврат"),
        (
            {"result": [{"posting_number": "1", "result": True, "error": ""}]},
            "an answer to a status update",
            "ответ на смену статуса",
        ),
        ({"posting_number": ["1-1-1"]}, "a request about postings", "запрос по отправлениям"),
        ({"posting_number": "1", "packages": []}, "a request to pack a posting", "запрос на сборку"),
        ({"filter": {}, "limit": 5}, "a request to Ozon", "запрос к Ozon"),
        ({"parent_posting": {}, "postings": [FBS]}, "the answer to splitting a posting", "разделение отправления"),
        (
            {"code": 7, "message": "Invalid Api-Key", "details": []},
            "an error that Ozon answered with, code 7: Invalid Api-Key",
            "ошибка, которой ответил Ozon, код 7: Invalid Api-Key",
        ),
        (
            {"error": {"code": "NOT_FOUND_ERROR", "message": "POSTING_NOT_FOUND", "data": []}},
            "NOT_FOUND_ERROR: POSTING_NOT_FOUND",
            "NOT_FOUND_ERROR",
        ),
        ({"result": True}, "an object with the keys result", "объект с ключами result"),
        ({"result": {"postings": 7}}, "an object whose result is an object", "объект с ключом result"),
        ({}, "an empty object", "пустой объект"),
        ([1], "a list of 1, the first one is a number", "первым идёт число"),
    ],
)
def test_a_document_without_postings_is_named(read: Read, value: object, en: str, ru: str) -> None:
    """What holds no postings is refused, with what was seen and what is expected, in both languages."""
    problem = read(json.dumps(value)).problem
    assert en in problem.text.en
    assert ru in problem.text.ru
    assert problem.hint.en.startswith("Expected are postings")
    assert problem.hint.ru.startswith("Нужны отправления")
    assert problem.path == "input"


def test_strangers_among_postings_are_reported_one_by_one(read: Read) -> None:
    """A notification in a list of postings costs nothing but itself."""
    notification = {"message_type": "TYPE_STATE_CHANGED", "posting_number": "9-9-9"}
    for data in (json.dumps([notification, FBS, 7]), "\n".join(json.dumps(line) for line in (notification, FBS, 7))):
        seen = read(data)
        assert seen.numbers == ["1-1-1"]
        assert [spoiled.posting_number for spoiled in seen.spoiled] == ["9-9-9", None]
        assert "push notification" in seen.spoiled[0].reason.en


def test_lines_without_any_posting_are_refused(read: Read) -> None:
    """NDJSON of notifications is refused as a whole."""
    line = json.dumps({"message_type": "TYPE_STATE_CHANGED", "posting_number": "9-9-9"})
    assert "push notification" in read(f"{line}\n{line}\n").problem.text.en


def test_a_posting_without_a_number_is_undecodable(read: Read) -> None:
    """What has a posting's fields and no number is a posting that cannot be told."""
    seen = read(json.dumps([FBS, {"status": "delivering", "shipment_date": "", "order_id": 7}]))
    assert seen.numbers == ["1-1-1"]
    assert [(spoiled.field, spoiled.reason.en[:23]) for spoiled in seen.spoiled] == [
        ("posting_number", "has no posting_number, ")
    ]


def test_a_posting_needs_no_status(read: Read) -> None:
    """A posting is told by any of its fields."""
    seen = read(json.dumps([{"posting_number": "1-1-1", "tracking_number": "x"}]))
    assert seen.numbers == ["1-1-1"]


def test_documents_one_after_the_other(read: Read) -> None:
    """Pretty-printed answers written one after the other are all read."""
    seen = read(json.dumps({"result": [FBO]}, indent=1) + "\n" + json.dumps({"result": FBS}, indent=1))
    assert seen.numbers == ["2-1-1", "1-1-1"]
    assert not seen.spoiled
    assert len(seen.pages) == 2


@pytest.mark.parametrize(("input_format", "numbers"), [("json", ["1-1-1", "2-1-1"]), ("ndjson", ["1-1-1", "2-1-1"])])
def test_the_format_can_be_given(read: Read, input_format: str, numbers: list[str]) -> None:
    """What is told counts, not what it looks like."""
    seen = read(f"{json.dumps(FBS)}\n{json.dumps(FBO)}\n", input_format=input_format)
    assert seen.format.startswith(f"{input_format}:")
    assert seen.numbers == numbers


def test_a_pretty_document_read_as_lines_is_refused(read: Read) -> None:
    """A wrong --input-format is noticed."""
    assert "no postings could be made out" in read(json.dumps([FBS], indent=1), input_format="ndjson").problem.text.en
