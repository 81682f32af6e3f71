"""Logs of what Ozon answered."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from ozlint.model.update import Answer
from ozlint.plan.answers import AnswerFile, read_answer_file, read_answers
from ozlint.plan.contents import recoded
from ozlint.sources.problem import SourceProblem

PATH = "/v2/fbs/posting/delivering"
BODY = {"posting_number": ["1-1-1", "1-1-2"]}
REFUSED = {"posting_number": "1-1-2", "result": False, "error": "TRANSITION_IS_NOT_POSSIBLE"}
ANSWER = {"result": [{"posting_number": "1-1-1", "result": True, "error": ""}, REFUSED]}
PAIR = {"path": PATH, "body": BODY, "status": 200, "answer": ANSWER, "at": "2026-11-22T09:00:00Z"}


def read(text: str) -> AnswerFile:
    """Return what a log holds."""
    return read_answer_file(recoded("log.ndjson", text.encode()))


def answer_of(record: dict[str, Any]) -> Answer:
    """Return the answer in a record."""
    file = read(json.dumps(record))
    assert not file.undecodable
    (answer,) = file.answers
    return answer


def told(answer: Answer) -> list[tuple[str, bool | None, str]]:
    """Return what an answer says of each posting."""
    return [(result.update.posting_number, result.accepted, result.error) for result in answer.results]


def test_a_refusal_inside_a_200_is_found() -> None:
    """With Ozon's code, the time, and the place of the posting in the request."""
    answer = answer_of(PAIR)
    assert (answer.status, answer.at, answer.answered, answer.error) == (200, 1795338000.0, True, "")
    assert told(answer) == [("1-1-1", True, ""), ("1-1-2", False, "TRANSITION_IS_NOT_POSSIBLE")]
    (refused,) = answer.refused
    assert refused.update.spot.place.pointer == "/body/posting_number/1"


@pytest.mark.parametrize(
    "record",
    [
        {"url": f"https://api-seller.ozon.ru{PATH}", "request": BODY, "statusCode": 200, "response": ANSWER},
        {"request": {"url": PATH, "body": BODY}, "response": {"status": 200, "body": json.dumps(ANSWER)}},
        {"endpoint": PATH, "payload": json.dumps(BODY), "http_code": "200", "response_body": ANSWER, "ts": 1795338000},
        {"log": {"entries": [
            {"request": {"method": "POST", "url": f"https://api-seller.ozon.ru{PATH}",
                         "postData": {"text": json.dumps(BODY)}},
             "response": {"status": 200, "content": {"text": json.dumps(ANSWER)}},
             "startedDateTime": "2026-11-22T09:00:00Z"}]}},
    ],
)  # fmt: skip
def test_logs_are_written_in_many_ways(record: dict[str, Any]) -> None:
    """They say the same."""
    answer = answer_of(record)
    assert (answer.request.path, answer.status) == (PATH, 200)
    assert told(answer) == told(answer_of(PAIR))


def test_a_request_with_nothing_that_came_back() -> None:
    """Whether it was carried out nobody knows."""
    for around in ({}, {"status": None}, {"answer": None}, {"status": 0, "answer": None}, {"status": "timeout"}):
        answer = answer_of({"path": PATH, "body": BODY, **around})
        assert not answer.answered
        assert told(answer) == [("1-1-1", None, ""), ("1-1-2", None, "")]


def test_a_log_that_leaves_out_the_request_still_tells_of_its_postings() -> None:
    """They are told by the answer; the place is that of the record."""
    answer = answer_of({"path": PATH, "status": 200, "answer": ANSWER})
    assert told(answer) == told(answer_of(PAIR))
    assert answer.refused[0].update.spot.place.pointer == ""
    for record in ({"status": 200, "response": ANSWER}, {"method": "POST", "status": 200, "response": ANSWER}):
        nowhere = answer_of(record)
        assert nowhere.request.path == ""
        assert told(nowhere) == told(answer)


def test_what_is_no_answer_costs_itself() -> None:
    """With its place and the reason; the pairs around it are read."""
    file = read(f'{json.dumps(PAIR)}\n7\n{{"x": 1}}\n{{"path": "nonsense", "status": 200, "answer": {{}}}}\n{{"a"\n')
    assert len(file.answers) == 1
    assert [record.field for record in file.undecodable] == ["", "path", "path", ""]
    places = file.places([record.address for record in file.undecodable])
    assert [place.line for place in places.values()] == [2, 3, 4, 5]
    assert file.format == "ndjson: answers with their requests"


def test_words_of_an_answer_are_not_kept() -> None:
    """They may be about a buyer."""
    answer = answer_of({**PAIR, "status": 400, "answer": {"code": 3, "message": "Пётр Буйнов, +7 900", "details": []}})
    assert answer.error == ""
    assert "Пётр" not in repr(answer)
    assert told(answer) == [("1-1-1", False, ""), ("1-1-2", False, "")]


def test_several_logs_are_read_in_order(tmp_path: Path) -> None:
    """A log that cannot be read costs itself; a table is none."""
    (tmp_path / "a.json").write_text(json.dumps([PAIR, PAIR]))
    (tmp_path / "b.csv").write_text("posting_number;action\n")
    answers = read_answers(["a.json", "b.csv", "-"], stdin=io.BytesIO(json.dumps(PAIR).encode()), cwd=tmp_path)
    assert [answer.request.index for answer in answers.answers] == [0, 1, 2]
    assert [problem.path for problem in answers.problems] == ["b.csv"]
    with pytest.raises(SourceProblem) as raised:
        read("hello")
    assert raised.value.hint is not None
