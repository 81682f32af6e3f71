"""What an answer says about each posting."""

import json
from pathlib import Path
from typing import Any

import pytest

from ozlint.plan.reading import plan_of
from ozlint.plan.results import Verdict, read_results

SAMPLES = Path(__file__).parents[4] / "shared" / "domain" / "samples"
DELIVERING = "/v2/fbs/posting/delivering"
BODY = {"posting_number": ["1-1-1", "1-1-2"]}


def said(
    answer: object, status: int | None = 200, path: str = DELIVERING, body: dict[str, Any] | None = None
) -> tuple[Verdict, list[tuple[str, bool | None, str]]]:
    """Return what an answer says of a request and of its postings."""
    plan = plan_of([{"path": path, "body": body or BODY}])
    whole, results = read_results(plan.requests[0], plan.updates, status, answer)
    return whole, [(result.update.posting_number, result.accepted, result.error) for result in results]


@pytest.mark.parametrize("error", ["", [], None])
def test_no_error_is_written_in_three_ways(error: object) -> None:
    """As an empty text, an empty list, or null."""
    record = {"posting_number": "1-1-1", "result": True, "error": error}
    assert said({"result": [record]})[1][0] == ("1-1-1", True, "")


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({"result": False, "error": "POSTING_NOT_FOUND"}, (False, "POSTING_NOT_FOUND")),
        ({"result": False, "error": ["POSTING_NOT_FOUND"]}, (False, "POSTING_NOT_FOUND")),
        ({"result": True, "error": "POSTING_NOT_FOUND"}, (False, "POSTING_NOT_FOUND")),
        ({"result": False, "error": ""}, (False, "")),
        ({"result": False}, (False, "")),
        ({"result": "yes"}, (None, "")),
        ({}, (None, "")),
    ],
)
def test_what_a_result_says(record: dict[str, Any], verdict: tuple[bool | None, str]) -> None:
    """An error is one, whatever stands beside it; what is not told is not known."""
    assert said({"result": [{"posting_number": "1-1-1", **record}]})[1][0][1:] == verdict


def test_a_posting_the_answer_leaves_out_is_not_told() -> None:
    """It passes for neither; one that only the answer has is there too."""
    _, results = said({"result": [{"posting_number": "9-9-9", "result": True}]})
    assert results == [("1-1-1", None, ""), ("1-1-2", None, ""), ("9-9-9", True, "")]


def test_a_posting_twice_in_a_request_has_its_results_in_order() -> None:
    """The first the first, the second the second."""
    answer = {"result": [{"posting_number": "1-1-1", "result": True}, {"posting_number": "1-1-1", "result": False}]}
    assert said(answer, body={"posting_number": ["1-1-1", "1-1-1"]})[1] == [("1-1-1", True, ""), ("1-1-1", False, "")]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"code": 3, "message": "HAS_INCORRECT_STATUS", "details": []}, "HAS_INCORRECT_STATUS"),
        ({"code": "POSTING_NOT_FOUND", "message": "", "details": []}, "POSTING_NOT_FOUND"),
        ({"error": {"code": "BAD_REQUEST", "message": "nobody knows", "data": []}}, "BAD_REQUEST"),
        (
            {"code": 3, "message": "invalid X: value must contain between 1 and 20 items, inclusive"},
            "value must contain between 1 and 20 items",
        ),
        ({"code": 13, "message": "somebody's words"}, ""),
        ("<html>", ""),
        (None, ""),
    ],
)
def test_an_error_of_the_whole_call_is_one_of_each_posting(answer: object, error: str) -> None:
    """In both shapes, by its code or by words that are known."""
    whole, results = said(answer, 400)
    assert whole == Verdict(accepted=False, error=error)
    assert results == [("1-1-1", False, error), ("1-1-2", False, error)]


@pytest.mark.parametrize("status", [500, 502, 504])
def test_an_error_of_the_server_is_no_refusal(status: int) -> None:
    """What was sent may be done or not; a code that came with it is told."""
    assert said("<html>", status)[1] == [("1-1-1", None, ""), ("1-1-2", None, "")]
    assert said({"code": 3, "message": "BAD_REQUEST"}, status)[0] == Verdict(None, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        ({"result": True}, True),
        ({"result": False}, False),
        ({"valid": False}, False),
        ({"valid": True}, True),
        ({"result": {"result": True}}, True),
        ({"result": "1-1-1"}, True),
        ({"result": ["1-1-1", "1-1-2"]}, True),
        ({"result": []}, None),
        ({"result": ""}, None),
        ({"result": {}}, None),
        ({}, None),
        ([], None),
    ],
)
def test_one_word_for_all(answer: object, accepted: bool | None) -> None:  # noqa: FBT001 - a column of the table
    """As the methods about one posting answer, and those whose list comes back as one word."""
    assert said(answer)[0] == Verdict(accepted)
    assert [result[1] for result in said(answer)[1]] == [accepted, accepted]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not on this machine")
def test_the_documented_answers_are_read() -> None:
    """Each says of its posting that it was accepted."""
    for name in ("010_resp_v2_fbs_posting_tracking-number_set", "012_resp_v2_fbs_posting_delivering"):
        answer = json.loads((SAMPLES / f"{name}__en-2026-06.json").read_bytes())
        assert all(accepted for _, accepted, _ in said(answer)[1][2:]), name
