"""Carriers' events, earlier snapshots and notifications beside the postings of a run, as people give them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from finished import NOW, Build, Finished, Ozlint, Save

RULE = """\
id: {id}
name: {name}
title: {{en: {title}, ru: {title}}}
severity: error
profile: recommended
tags: [acme]
since: 0.1.0
subject: posting
{condition}
message: {{en: "{{posting_number}} {said}", ru: "{{posting_number}} {said}"}}
why: {{en: Because., ru: Потому.}}
fix: {{en: Look., ru: Смотрите.}}
references:
  - {{source: Our own eyes, checked: 2026-11-02}}
examples:
{examples}
"""


def rule(identity: str, name: str, condition: str, said: str, examples: str) -> str:
    """A rule file."""
    return RULE.format(id=identity, name=name, title=name, condition=condition, said=said, examples=examples)


FINE_AND_OPEN = """\
  good:
    - posting: {posting_number: "1-0001-1", status: delivered, tracking_number: "11"}
      tracking: [{tracking_number: "11", phase: delivered, at: "2026-11-20T10:00:00Z"}]
  not_evaluated:
    - posting: {posting_number: "1-0001-1", status: delivering, tracking_number: "11"}
"""

NOT_PUSHED = rule(
    "ACME001", "not-pushed", 'when: present(reality)\nforbid: reality.reached("delivered") and status == "delivering"',
    "came at {reality.delivered_at}",
    """\
  bad:
    - posting: {posting_number: "1-0001-1", status: delivering, tracking_number: "11"}
      tracking: [{tracking_number: "11", phase: delivered, at: "2026-11-20T10:00:00Z"}]
""" + FINE_AND_OPEN,
)  # fmt: skip


SILENT = rule(
    "ACME002", "silent", "forbid: missing(reality)", "is not known",
    """\
  bad:
    - postings:
        - {posting_number: "1-0001-1", status: delivering, tracking_number: "11", delivery_method: {tpl_provider: CDEK}}
        - {posting_number: "1-0002-1", status: delivering, tracking_number: "12"}
      tracking: [{tracking_number: "12", phase: delivered, carrier: CDEK, at: "2026-11-20T10:00:00Z"}]
""" + FINE_AND_OPEN,
)  # fmt: skip


@pytest.fixture
def check(ozlint: Ozlint, save: Save) -> Callable[..., Finished]:
    """Checks with the rules of these tests alone."""
    save("pack/ACME001-not-pushed.yaml", NOT_PUSHED)

    def run(*arguments: str, **others: Any) -> Finished:  # noqa: ANN401
        return ozlint("check", *arguments, "--rules", "pack", "--no-builtin", **others)

    return run


def cdek(number: str, code: str, at: str) -> dict[str, Any]:
    """A webhook of CDEK."""
    return {
        "type": "ORDER_STATUS", "date_time": at, "uuid": "72753031-0000-4000-8000-000000000001",
        "attributes": {"is_return": False, "cdek_number": number, "code": code, "status_code": "1",
                       "status_date_time": at, "city_name": "Казань"},
    }  # fmt: skip


EVENTS = "tracking_number;carrier;phase;time\n1587700001;CDEK;delivered;2026-11-21 10:00:00\n"


def test_what_a_carrier_says(check: Callable[..., Finished], save: Save, posting: Build) -> None:
    """A webhook and a table say that a parcel was delivered; each is listed with what it held."""
    save("orders.json", [posting(1), posting(2), posting(3)])
    save("cdek.json", cdek("1587700002", "DELIVERED", "2026-11-21T10:00:00+0300"))
    save("events.csv", EVENTS)
    done = check("orders.json", "--tracking", "cdek.json", "--tracking", "events.csv", "--format", "json")
    report = json.loads(done.out)
    assert [(one["rule"], one["posting_number"]) for one in report["findings"]] == [
        ("ACME001", "12345678-0001-1"), ("ACME001", "12345678-0002-1"),
    ]  # fmt: skip
    assert done.code == 1
    [first, second] = report["timelines"]
    assert [event["what"] for event in second["events"] if event["lane"] == "carrier"] == ["Вручен"]
    assert first["posting_number"] == "12345678-0001-1"
    assert [(event["lane"], event["what"]) for event in second["events"]][-2:] == [
        ("ozon", "promised_at"), ("ozon", "delivering"),
    ]  # fmt: skip
    held = [(one["path"], one["role"], one["format"], one["records"]) for one in report["inputs"]]
    assert held == [
        ("orders.json", "postings", "json: list of postings", 0),
        ("cdek.json", "tracking", "json: CDEK webhooks", 1),
        ("events.csv", "tracking", "csv: events", 1),
    ]
    assert report["joined"] == {"events": 2, "parcels": 2, "joined": 2, "unknown": []}


def test_none_joined(check: Callable[..., Finished], save: Save, posting: Build) -> None:
    """Events of other parcels are told, and are a failure where that is asked for."""
    save("orders.json", [posting(7)])
    save("events.csv", EVENTS)
    done = check("orders.json", "--tracking", "events.csv")
    assert done.code == 0
    assert "1 event of 1 parcel, and none is of a posting read here: are they of the same days and account?" in done.out
    assert (done := check("orders.json", "--tracking", "events.csv", "--require-tracking")).code == 3
    assert "none of the 1 parcels of --tracking belongs to a posting of the inputs" in done.out
    assert (done := check("orders.json", "--require-tracking")).code == 3
    assert "no events of carriers were given, and --require-tracking asks for them" in done.out


def test_the_silence_of_a_carrier_that_was_asked_about_others(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """It is no answer, neither for what is found nor for what is counted; one posting that it knows makes it one."""
    delivery = {"delivery_method": {"tpl_provider": "CDEK"}, "tpl_integration_type": "non_integrated"}
    known, overdue, recent = (posting(number, **delivery) for number in (1, 2, 3))
    overdue["delivering_date"], recent["delivering_date"] = "2026-11-10T09:00:00Z", "2026-11-22T08:00:00Z"
    save("pack/ACME002-silent.yaml", SILENT)
    save("orders.json", [known, overdue, recent])
    rules = ("--rules", "pack", "--select", "ACME002,OZ407")
    asked = ("check", "orders.json", "--tracking", "events.csv", *rules, "--at", NOW, "--format", "json")

    def outcomes() -> list[tuple[int, ...]]:
        report = json.loads(ozlint(*asked).out)
        counts = {one["rule"]: one for one in report["per_rule"]}
        named = counts["ACME002"], counts["OZ407"]
        return [(one["broken"], one["holds"], one["not_applicable"], one["not_evaluated"]) for one in named]

    save("events.csv", EVENTS)
    assert outcomes() == [(2, 1, 0, 0), (1, 1, 1, 0)]
    save("events.csv", EVENTS.replace("1587700001", "1587700999"))
    assert outcomes() == [(0, 0, 0, 3), (0, 2, 0, 1)]
    tried = ozlint("rules", "try", "missing(reality)", "orders.json", "--tracking", "events.csv")
    assert "not evaluated  3" in tried.out


def test_an_expression_is_tried_on_what_is_left_of_files_that_are_cut_off(
    ozlint: Ozlint, save: Save, posting: Build
) -> None:
    """It is said of each, and is exit 3, as in a check; how many records of events were lost is told too."""
    line = json.dumps(posting(1)) + "\n"
    event = json.dumps({"tracking_number": "1587700001", "phase": "delivered", "time": "2026-11-21T10:00:00Z"}) + "\n"
    save("orders.ndjson", line + line[:90])
    save("events.ndjson", event + event[:50])
    done = ozlint("rules", "try", "present(reality)", "orders.ndjson", "--tracking", "events.ndjson", "--at", NOW)
    assert done.code == 3
    assert "events.ndjson: records that could not be read: 1" in done.out
    assert done.err == "".join(
        f"not read: {name}: it is cut off: only what is left of it was tried\n"
        for name in ("orders.ndjson", "events.ndjson")
    )


def test_a_file_that_is_none(check: Callable[..., Finished], save: Save, posting: Build) -> None:
    """A wrong file costs that file, is told with its role, and makes the run one over half of the data."""
    save("orders.json", [posting(1)])
    save("events.csv", EVENTS)
    done = check("orders.json", "--tracking", "orders.json", "--tracking", "events.csv", "--tracking", "gone.xml")
    assert done.code == 3
    assert "ACME001" in done.out
    assert "orders.json: these are postings of Ozon: give them as an input; --tracking wants" in done.out
    assert "gone.xml: no such file" in done.out


def test_a_carrier_map(check: Callable[..., Finished], save: Save, posting: Build) -> None:
    """A code that nobody knows is counted, and means what the map says; a wrong map stops the run with its place."""
    save("orders.json", [posting(1)])
    save("events.csv", "tracking_number;carrier;code;time\n1587700001;CDEK;ODD;2026-11-21 10:00:00\n")
    done = check("orders.json", "--tracking", "events.csv")
    assert done.code == 0
    assert "cdek ODD" in done.out
    save("map.yaml", "СДЭК: {ODD: delivered}\n")
    assert check("orders.json", "--tracking", "events.csv", "--carrier-map", "map.yaml").code == 1
    save("map.yaml", "СДЭК: {ODD: deliverd}\n")
    done = check("orders.json", "--tracking", "events.csv", "--carrier-map", "map.yaml")
    assert done.code == 2
    assert "map.yaml:1:13:" in done.err
    assert 'did you mean "delivered"?' in done.err


def test_earlier_files(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A snapshot and a log are told apart by what is in them; both are asked, and a posting that is gone is judged."""
    save("pack/ACME002-went-back.yaml", rule(
        "ACME002", "went-back", "forbid: previous.status == 'delivered' and status == 'delivering'", "went back",
        """\
  bad:
    - posting: {posting_number: "1-0001-1", status: delivering}
      previous: {posting_number: "1-0001-1", status: delivered}
  good:
    - posting: {posting_number: "1-0001-1", status: delivered}
      previous: {posting_number: "1-0001-1", status: delivering}
  not_evaluated:
    - posting: {posting_number: "1-0001-1", status: delivering}
""",
    ))  # fmt: skip
    save("orders.json", [posting(1), posting(2)])
    save("history/first.json", [posting(1, status="delivered"), posting(3)])
    save("history/log.ndjson", json.dumps({
        "message_type": "TYPE_STATE_CHANGED", "posting_number": "12345678-0002-1", "new_state": "posting_delivering",
        "changed_state_date": "2026-11-20T09:00:00Z", "warehouse_id": 1, "seller_id": 15,
    }) + "\n")  # fmt: skip
    done = ozlint("check", "orders.json", "--previous", "history", "--rules", "pack", "--no-builtin")
    assert done.code == 1
    assert "12345678-0001-1 went back" in done.out
    assert "earlier snapshot: 2 postings" in done.out
    assert "json: notifications · 1 notification" in done.out


def test_zones_of_inputs(ozlint: Ozlint, save: Save) -> None:
    """Each input has the zone that its name has in the configuration; a flag holds for all of them."""
    head = "Номер отправления;Статус;Дата отгрузки;tpl_integration_type\n"
    save("moscow/a.csv", head + "1-0001-1;Ожидает отгрузки;2026-11-22 11:30:00;non_integrated\n")
    save("utc.csv", head + "1-0002-1;Ожидает отгрузки;2026-11-22 11:30:00;non_integrated\n")
    save("ozlint.yaml", "select: [OZ301]\ntz: UTC\nzones: {moscow: '+03:00'}\n")
    at = ("--at", "2026-11-22T10:00:00Z")
    done = ozlint("check", "moscow", "utc.csv", "--format", "json", *at)
    assert [one["posting_number"] for one in json.loads(done.out)["findings"]] == ["1-0001-1"]
    done = ozlint("check", "moscow", "utc.csv", "--tz", "+03:00", "--format", "json", *at)
    assert [one["posting_number"] for one in json.loads(done.out)["findings"]] == ["1-0001-1", "1-0002-1"]
    assert NOW.startswith("2026-11-22")


CARRIER_TABLE = (
    "Трек-номер;Номер отправления;Служба доставки;Статус;Дата\n7701;41230851-0064-1;СДЭК;Вручен;05.11.2026 14:05\n"
)
OWN = "Моё;Трек;Курьер;Состояние;Склад;Отгрузить\n41230851-0064-1;7701;СДЭК;delivering;Тверь;2026-11-20 10:00:00\n"


def test_a_table_of_events_is_no_table_of_postings(ozlint: Ozlint, save: Save) -> None:
    """Whatever it was given as, it is told from one by its head and its statuses, and where it belongs is said."""
    save("events.csv", CARRIER_TABLE)
    save("orders.csv", "Номер отправления;Статус;Служба доставки;Дата отгрузки\n41230851-0064-1;Доставляется;СДЭК;\n")
    for given in (["events.csv", "orders.csv"], ["orders.csv", "--previous", "events.csv"]):
        done = ozlint("check", *given, "--format", "json")
        assert done.code == 3
        told = {one["path"]: one["error"] for one in json.loads(done.out)["inputs"]}
        assert told["orders.csv"] is None
        assert "--tracking" in told["events.csv"]


def test_a_table_of_postings_is_no_table_of_events(ozlint: Ozlint, save: Save) -> None:
    """By the names that the seller has for its columns, or by statuses that only Ozon has."""
    columns = "{Моё: posting_number, Состояние: status, Отгрузить: shipment_date, Склад: delivery_method.warehouse}"
    save("ozlint.yaml", f"columns: {columns}\n")
    save("own.csv", OWN)
    save("bare.csv", "Номер отправления;Статус;Дата\n41230851-0064-1;awaiting_packaging;2026-11-20\n")
    done = ozlint("check", "own.csv", "--tracking", "own.csv", "--tracking", "bare.csv")
    assert done.code == 3
    assert done.out.count("these are postings of Ozon") == 2


def test_a_file_of_another_kind_is_told_where_it_belongs(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """What carriers say, and notifications, are named with the flag to give them with, wherever they were given."""
    save("p.json", [posting()])
    save("cdek.ndjson", {"type": "ORDER_STATUS", "date_time": "2026-11-05T14:05:00+0300", "uuid": "1", "attributes": {
        "number": "41230851-0064-1", "cdek_number": "1106153417", "code": "DELIVERED", "status_code": "4",
        "status_date_time": "2026-11-05T14:05:00+0300"}})  # fmt: skip
    save("push.ndjson", {"message_type": "TYPE_PING", "time": "2026-11-24T06:00:00Z"})
    told = {}
    for given in (["cdek.ndjson", "push.ndjson"], ["--previous", "cdek.ndjson", "--tracking", "push.ndjson"]):
        done = ozlint("check", "p.json", *given, "--format", "json")
        told |= {(one["path"], one["role"]): one["error"] for one in json.loads(done.out)["inputs"] if one["error"]}
    flags = {
        key: [flag for flag in ("--tracking", "--previous") if f"a {flag} of" in text] for key, text in told.items()
    }
    assert flags == {
        ("cdek.ndjson", "postings"): ["--tracking"], ("cdek.ndjson", "previous"): ["--tracking"],
        ("push.ndjson", "postings"): ["--previous"], ("push.ndjson", "tracking"): ["--previous"],
    }  # fmt: skip


def test_an_input_is_no_earlier_snapshot_of_itself(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """Named as both, a file would be compared with itself and nothing found: that is told, and nothing is judged."""
    save("orders.json", [posting()])
    done = ozlint("check", "orders.json", "--previous", "orders.json")
    assert (done.code, "orders.json is both an input and --previous" in done.err) == (2, True)


def test_unjudged_notifications_go_by_their_lines(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """Lines count from 1, and the same move of a date twice in a row is one told twice."""
    moved = {
        "message_type": "TYPE_CUTOFF_DATE_CHANGED",
        "posting_number": "1-0001-1",
        "new_cutoff_date": "2026-11-16T09:00:00Z",
        "old_cutoff_date": "2026-11-15T09:00:00Z",
    }
    save("orders.json", [posting()])
    save("log.ndjson", "".join(json.dumps(one) + "\n" for one in ({"message_type": "TYPE_PING"}, moved, moved)))
    done = ozlint("check", "orders.json", "--previous", "log.ndjson", "--select", "OZ508", "-v")
    assert "log.ndjson:1)" in done.out
    assert "log.ndjson:3:1" in done.out
    assert "1-0001-1: TYPE_CUTOFF_DATE_CHANGED arrived again: 2 times so far" in done.out
