"""`ozlint inputs`: what files are, and which rules can be judged on them."""

import json
from typing import Any

from finished import Ozlint, Save

POSTING = {
    "posting_number": "12345678-0001-1", "status": "delivering", "substatus": "posting_in_carriage",
    "tracking_number": "", "tpl_integration_type": "ozon", "in_process_at": "2026-11-18T09:00:00Z",
    "shipment_date": "1970-01-01T00:00:00Z", "cancellation": {"cancel_reason_id": 0},
    "products": [{"sku": 1, "quantity": 2}, {"sku": 2}],
}  # fmt: skip
LATER = {**POSTING, "posting_number": "12345678-0002-1", "status": "delivered", "in_process_at": "2026-11-20T09:00:00Z"}


def survey(ozlint: Ozlint, *arguments: str) -> Any:  # noqa: ANN401 - a document
    """What is told of one input, for programs."""
    done = ozlint("inputs", *arguments)
    assert (done.code, done.err) == (0, "")
    [one] = json.loads(done.out)["inputs"]
    return one


def test_an_input_is_described(ozlint: Ozlint, save: Save) -> None:
    """What it was taken for, how much is in it, of which time, with which statuses and fields: JSON in a pipe."""
    save("answer.json", {"postings": [POSTING, LATER], "has_next": False})
    one = survey(ozlint, "answer.json")
    assert (one["path"], one["format"]) == ("answer.json", "json: /v4/posting/fbs/list")
    assert (one["postings"], one["undecodable"], one["complete"], one["error"]) == (2, 0, True, None)
    assert one["zone"] == "utc"
    assert one["window"] == {
        "field": "in_process_at",
        "first": "2026-11-18T09:00:00Z",
        "last": "2026-11-20T09:00:00Z",
    }
    assert one["statuses"] == {"delivering": 1, "delivered": 1}
    fields = {field["path"]: (field["filled"], field["empty"]) for field in one["fields"]}
    assert fields["status"] == (2, 0)
    assert fields["tracking_number"] == (0, 2)
    assert fields["shipment_date"] == (0, 2)
    assert fields["cancellation.cancel_reason_id"] == (0, 2)
    assert fields["products[].quantity"] == (2, 0)
    assert "delivering_date" not in fields


def test_rules_that_cannot_be_judged_say_why(ozlint: Ozlint, save: Save) -> None:
    """A rule is counted as judged where it does not apply too; what it lacks is named where it cannot."""
    save("answer.json", [POSTING, {**LATER, "tracking_number": None}])
    rules = {rule["rule"]: rule for rule in survey(ozlint, "answer.json", "--select", "OZ101,OZ202,OZ901")["rules"]}
    assert (rules["OZ101"]["judged"], rules["OZ101"]["left_open"], rules["OZ101"]["why"]) == (2, 0, "")
    assert (rules["OZ202"]["judged"], rules["OZ202"]["left_open"]) == (0, 2)
    assert rules["OZ202"]["why"] == "delivering_date is not in this input"
    assert rules["OZ901"]["judged"] == 0
    assert "covers" in rules["OZ901"]["why"]


def test_it_is_told_to_people_too(ozlint: Ozlint, save: Save) -> None:
    """The text has the same, in either language; an input without a zone says what that means."""
    bare = {key: str(value).removesuffix("Z") if key.endswith("_at") else value for key, value in POSTING.items()}
    save("answer.json", [bare])
    english = ozlint("inputs", "answer.json", "--format", "text").out
    assert english.startswith(
        "answer.json  json: list of postings\n  holds     1 posting\n  times     no zone is written:"
    )
    assert "  statuses  delivering 1\n" in english
    assert "always empty: " in english
    russian = ozlint("inputs", "answer.json", "--format", "text", "--lang", "ru", "--tz", "Europe/Moscow").out
    assert "  внутри    1 отправление\n  даты      без часового пояса, читаются в Europe/Moscow\n" in russian


def test_what_cannot_be_read_is_exit_3(ozlint: Ozlint, save: Save) -> None:
    """The others are described all the same."""
    save("answer.json", [POSTING])
    save("page.html", "<html></html>")
    done = ozlint("inputs", "answer.json", "page.html", "nowhere.json")
    assert done.code == 3
    found = {one["path"]: one for one in json.loads(done.out)["inputs"]}
    assert found["answer.json"]["postings"] == 1
    assert found["page.html"]["error"]
    assert found["nowhere.json"]["error"].startswith("no such file")
    told = ozlint("inputs", "zzz", "--format", "text")
    assert (told.code, told.out) == (3, "zzz\n  not read: no such file\n")
