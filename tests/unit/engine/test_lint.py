"""The pass over the inputs: dispatch, counts, zones, whole answers."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ozlint import lint
from ozlint.engine.flat import excuse_followed
from ozlint.engine.result import InputCount
from ozlint.model.report import Report
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules

AT = "2026-11-22T09:00:00Z"


def overdue(number: int, deadline: str = "2026-11-20T09:00:00Z", status: str = "awaiting_packaging") -> dict[str, Any]:
    """Return a posting whose deadline passed two days ago."""
    return {
        "posting_number": f"{number:08}-0001-1",
        "status": status,
        "tpl_integration_type": "ozon",
        "shipment_date": deadline,
        "shipment_date_without_delay": deadline,
        "substatus": "posting_created",
        "available_actions": [],
    }


def counts(report: Report) -> dict[str, tuple[int, int, int, int]]:
    """Return the outcomes of every rule."""
    return {one.rule: (one.broken, one.holds, one.not_applicable, one.not_evaluated) for one in report.per_rule}


OF_OTHERS = {rule.id for rule in load_rules([builtin_pack()], cwd=Path()) if rule.subject not in ("posting", "record")}
"""Rules that judge an input, an earlier posting, a notification, an update, an answer, or the run as a whole."""


def test_a_common_status_is_judged_as_a_rare_one() -> None:
    """Past the point where a status gets a function of its own, every outcome stays what it was."""
    rare = lint([overdue(1)], at=AT, profile="pedantic")
    common = lint([overdue(number) for number in range(1000)], at=AT, profile="pedantic")

    times = {rule: tuple(1000 * n for n in outcome) for rule, outcome in counts(rare).items() if rule not in OF_OTHERS}

    assert times == {rule: outcome for rule, outcome in counts(common).items() if rule not in OF_OTHERS}
    fired = Counter(finding.rule for finding in common.findings if finding.rule not in OF_OTHERS)
    assert fired == {finding.rule: 1000 for finding in rare.findings}


def test_any_number_of_statuses_is_judged() -> None:
    """Thousands of statuses that Ozon does not have are judged like one of them."""
    report = lint([overdue(number, status=f"status {number}") for number in range(3000)], at=AT, select=["OZ002"])

    assert counts(report)["OZ002"] == (3000, 0, 0, 0)


def test_counts_add_up_to_the_postings() -> None:
    """Whatever a posting lacks, every rule has one outcome for it."""
    postings = [
        {"posting_number": f"{number:08}-0001-1", "status": status}
        for number, status in enumerate(["delivering", "", "delivered", "nonsense", "cancelled", None])
    ]
    report = lint([*postings, {"posting_number": "9-0001-1", "order_id": 1}], at=AT, profile="pedantic")

    assert {sum(outcome) for rule, outcome in counts(report).items() if rule not in OF_OTHERS} == {7}


@pytest.mark.parametrize(
    ("deadline", "outcome"),
    [
        ("2026-11-22T05:00:00", "broken"),
        ("2026-11-22T08:00:00", "not evaluated"),
        ("2026-11-22T10:00:00", "not evaluated"),
        ("2026-11-22 05:00:00", "broken"),
    ],
)
def test_times_without_a_zone_are_believed_to_three_hours(deadline: str, outcome: str) -> None:
    """A deadline that may or may not have passed, depending on the zone, is neither a finding nor a pass."""
    report = lint([overdue(1, deadline)], at=AT, select=["OZ301"])

    assert counts(report)["OZ301"] == {"broken": (1, 0, 0, 0), "not evaluated": (0, 0, 0, 1)}[outcome]
    if outcome == "not evaluated":
        assert [one.code for one in report.not_evaluated if one.rule == "OZ301"] == ["zone_unknown"]


def test_a_time_that_is_none_leaves_the_rule_open() -> None:
    """A text that is no date is no reason to find anything, nor to pass."""
    report = lint([overdue(1, "soon")], at=AT, select=["OZ301"])

    assert counts(report)["OZ301"] == (0, 0, 0, 1)


def an_input(path: str, *, more: bool | None, family: str = "fbs", method: str = "v4") -> InputCount:
    """Return an input whose last page says whether there are more."""
    return InputCount(path=path, format=method, postings=1, undecodable=0, pages=1, family=family, more_expected=more)


def test_pages_in_several_files_excuse_each_other() -> None:
    """Only the last file of a folder and kind must be the last page."""
    inputs = [
        an_input("a/1.json", more=True),
        an_input("a/2.json", more=None),
        an_input("b/1.json", more=True),
        an_input("a/3.json", more=True, family="fbo"),
        an_input("a/4.json", more=False),
    ]

    assert [one.more_expected for one in excuse_followed(inputs)] == [False, None, True, True, False]


@pytest.mark.parametrize(
    ("empty", "excused"),
    [
        (an_input("a/2.json", more=False, family=""), True),
        (an_input("a/2.json", more=False, family="", method="v3"), False),
        (an_input("b/2.json", more=False, family=""), False),
    ],
    ids=["same method", "another method", "another folder"],
)
def test_an_empty_page_ends_only_its_own_list(empty: InputCount, *, excused: bool) -> None:
    """An empty page is the end of the list it belongs to, and hides nothing that is missing of another."""
    first = an_input("a/1.json", more=True)

    assert excuse_followed([first, empty])[0].more_expected is not excused
    assert excuse_followed([first, an_input("a/1b.json", more=False, family="fbo"), empty])[0].more_expected is True


def test_a_missing_zone_is_the_reason_before_any_field_that_is_missing() -> None:
    """What a zone alone would settle is left open for the zone: a field that makes no difference is no reason."""
    posting = {name: value for name, value in overdue(1, "2026-11-22T08:00:00").items() if name != "substatus"}
    report = lint([posting], at=AT, select=["OZ301"])

    [left] = [one for one in report.not_evaluated if one.rule == "OZ301"]
    assert (left.code, "--tz" in left.text) == ("zone_unknown", True)


def test_a_field_that_is_missing_stays_the_reason_where_no_zone_would_help() -> None:
    """Without a deadline there is nothing to compare, in any zone."""
    posting = overdue(1, "2026-11-22T08:00:00") | {"in_process_at": "2026-11-22T08:00:00"}
    del posting["shipment_date"], posting["shipment_date_without_delay"]
    report = lint([posting], at=AT, select=["OZ301"])

    assert [one.code for one in report.not_evaluated if one.rule == "OZ301"] == ["field_absent"]


def test_a_time_without_a_zone_is_shown_without_one() -> None:
    """Nobody said that it is UTC: neither the message says so, nor the facts, nor the values."""
    [vague] = lint([overdue(1, "2026-11-20T09:00:00")], at=AT, select=["OZ301"]).findings
    [known] = lint([overdue(1)], at=AT, select=["OZ301"]).findings

    assert "2026-11-20 09:00," in vague.message
    assert "UTC" not in vague.message
    assert "2026-11-20 09:00 UTC" in known.message
    assert (vague.facts["deadline"], known.facts["deadline"]) == ("2026-11-20T09:00:00", "2026-11-20T09:00:00Z")
    assert vague.values["deadline"] == "2026-11-20T09:00:00"
