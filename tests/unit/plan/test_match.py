"""Which answer is that to which planned update."""

import json

from ozlint.plan.answers import read_answer_file
from ozlint.plan.contents import recoded
from ozlint.plan.match import match_replies
from ozlint.plan.reading import plan_of

DELIVERING = "/v2/fbs/posting/delivering"
LAST_MILE = "/v2/fbs/posting/last-mile"
PLAN = plan_of(
    [
        {"path": DELIVERING, "body": {"posting_number": ["1-1-1", "1-1-2"]}},
        {"path": LAST_MILE, "body": {"posting_number": ["1-1-1"]}},
        {"path": LAST_MILE, "body": {"posting_number": ["1-1-1"]}},
    ]
)


def pair(path: str, numbers: list[str], *, answer: object) -> dict[str, object]:
    """Return a record of a log."""
    return {"path": path, "body": {"posting_number": numbers}, "answer": answer}


def test_the_method_and_the_posting_tell_which_answer_it_is() -> None:
    """Though the batches were cut anew; of two that are alike the first has the first answer."""
    log = [
        pair(LAST_MILE, ["1-1-1"], answer={"result": [{"posting_number": "1-1-1", "result": True}]}),
        pair(DELIVERING, ["1-1-2"], answer=None),
        pair(DELIVERING, ["1-1-2"], answer={"result": [{"posting_number": "1-1-2", "result": False}]}),
        pair(LAST_MILE, ["1-1-1"], answer={"result": [{"posting_number": "1-1-1", "result": False}]}),
    ]
    answers = read_answer_file(recoded("log", json.dumps(log).encode())).answers
    replies = match_replies(PLAN.updates, answers)
    assert [reply and (reply[0].request.index, reply[1].accepted) for reply in replies] == [
        None, (2, False), (0, True), (3, False),
    ]  # fmt: skip


def test_a_request_that_nothing_came_back_to_is_the_reply_where_there_is_no_other() -> None:
    """It was sent, and nobody knows more; an answer to a second try counts before it."""
    silent = pair(DELIVERING, ["1-1-1"], answer=None)
    del silent["answer"]
    log = [silent, pair(LAST_MILE, ["1-1-1"], answer={"result": True}), dict(silent, path=LAST_MILE)]
    answers = read_answer_file(recoded("log", json.dumps(log).encode())).answers
    replies = match_replies(PLAN.updates, answers)
    assert [reply and (reply[0].request.index, reply[0].answered) for reply in replies] == [
        (0, False), None, (1, True), (2, False),
    ]  # fmt: skip


def test_without_answers_there_is_no_reply() -> None:
    """None for each."""
    assert match_replies(PLAN.updates, ()) == [None] * 4
