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


def test_columns_that_nobody_knows_are_named(ozlint: Ozlint, save: Save) -> None:
    """A table's other columns are listed with the way to give them a meaning, and count once they have one."""
    save("orders.csv", "Отправление;Статус;Полка;Дата отгрузки\n1-0001-1;Доставляется;А3;2026-11-20 10:00:00\n")
    one = survey(ozlint, "orders.csv")
    assert (one["role"], one["zone"], one["aside"]) == ("postings", "unknown", ["Полка"])
    assert (
        "  not read  columns that are not known: Полка (columns:"
        in ozlint("inputs", "orders.csv", "--format", "text").out
    )
    save("ozlint.yaml", "columns: {Полка: delivery_method.warehouse}\n")
    one = survey(ozlint, "orders.csv")
    assert one["aside"] == []
    assert {"path": "delivery_method.warehouse", "filled": 1, "empty": 0} in one["fields"]


def test_a_code_that_is_said_to_tell_nothing_is_no_unknown_one(ozlint: Ozlint, save: Save) -> None:
    """Whoever writes `unknown` into the column of phases has mapped the code; nobody is asked for it again."""
    save("events.csv", "tracking_number;carrier;code;phase;time\n1106153418;CDEK;ODD;unknown;2026-11-20 10:00\n")
    (one,) = json.loads(ozlint("inputs", "events.csv").out)["others"]
    assert (one["kinds"], one["unknown"]) == ({"unknown": 1}, [])


def test_what_else_there_is(ozlint: Ozlint, save: Save) -> None:
    """Carriers' events, logs and snapshots are told apart, and where each is to be given."""
    save("orders.json", [POSTING | {"tracking_number": "1106153417"}])
    head = "tracking_number;carrier;code;time\n"
    save("events.csv", head + "1106153417;CDEK;DELIVERED;2026-11-20 10:00\n")
    save("more.csv", head + "1106153418;CDEK;ODD;2026-11-20 10:00\n1106153418;CDEK;ODD;\n")
    save("log.json", [{"message_type": "TYPE_NEW_POSTING", "posting_number": "1-0001-1", "seller_id": 1,
                       "in_process_at": "2026-11-18T09:00:00Z"}, {"message_type": "TYPE_PING"}])  # fmt: skip
    done = ozlint(
        "inputs", "orders.json", "more.csv", "log.json", "--tracking", "events.csv", "--previous", "orders.json"
    )
    assert (done.code, done.err) == (0, "")
    told = json.loads(done.out)
    assert [(one["path"], one["role"]) for one in told["inputs"]] == [
        ("orders.json", "postings"), ("orders.json", "previous"),
    ]  # fmt: skip
    others = {one["path"]: one for one in told["others"]}
    assert [(one["role"], one["asked"], one["records"]) for one in others.values()] == [
        ("tracking", True, 1), ("tracking", False, 2), ("notifications", False, 2),
    ]  # fmt: skip
    assert others["events.csv"]["kinds"] == {"delivered": 1}
    assert (others["events.csv"]["first"], others["events.csv"]["zoned"]) == ("2026-11-20T10:00:00Z", False)
    assert others["more.csv"]["unknown"] == [{"carrier": "cdek", "code": "ODD", "events": 2}]
    assert others["log.json"]["kinds"] == {"TYPE_NEW_POSTING": 1, "TYPE_PING": 1}
    text = ozlint("inputs", "more.csv", "log.json", "--format", "text", "--lang", "ru").out
    assert (
        "more.csv  csv: события\n  не отправления: укажите его в --tracking\n  внутри    2 события, 1 посылка\n" in text
    )
    assert "  неясно    cdek ODD 2 (что они значат, скажет --carrier-map)\n" in text
    assert "  не отправления: укажите его в --previous\n  внутри    2 уведомления, 1 отправление\n" in text
