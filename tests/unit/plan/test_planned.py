"""Judging a plan: each update on its posting as those before it leave it, by the rules of the built-in pack."""

from typing import Any

import pytest

from ozlint.api import JudgedUpdates, UpdateLint

AT = "2026-11-22T09:00:00Z"
DELIVERING, LAST_MILE, DELIVERED = (f"/v2/fbs/posting/{step}" for step in ("delivering", "last-mile", "delivered"))
SET_NUMBER = "/v2/fbs/posting/tracking-number/set"
CANCEL = "/v2/posting/fbs/cancel"


def posting(number: str, status: str = "awaiting_deliver", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a posting that the seller moves."""
    return {
        "posting_number": number, "status": status, "tpl_integration_type": "non_integrated", "is_express": False,
        "tracking_number": "1106153417", "delivery_method": {"id": 1, "tpl_provider": "CDEK"}, **more,
    }  # fmt: skip


def moving(path: str, *numbers: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a request that moves some postings."""
    return {"path": path, "body": {"posting_number": list(numbers)}, **more}


def numbered(number: str, tracking: str) -> dict[str, Any]:
    """Return a request that sets a tracking number."""
    return {"path": SET_NUMBER, "body": {"tracking_numbers": [{"posting_number": number, "tracking_number": tracking}]}}


POSTINGS = [
    posting("1-0001-1"),
    posting("1-0002-1", tracking_number=""),
    posting("1-0003-1", "cancelled"),
    posting("1-0004-1", "delivering", substatus="posting_on_way_to_city"),
    posting("1-0005-1", "awaiting_packaging"),
]


@pytest.fixture(scope="module")
def linter() -> UpdateLint:
    """The built-in rules about updates, beside these postings."""
    return UpdateLint(POSTINGS, select=["OZ6"])


def fired(judged: JudgedUpdates) -> list[tuple[str, str | None]]:
    """Return the rule and the posting of each finding."""
    return [(one.rule, one.posting_number) for one in judged.report.findings]


def test_a_plan_is_applied_in_its_order(linter: UpdateLint) -> None:
    """The number is set, then the posting is shipped, then it goes on its last mile: nothing is wrong with that."""
    plan = [numbered("1-0002-1", "1106153418"), moving(DELIVERING, "1-0002-1"), moving(LAST_MILE, "1-0002-1")]
    judged = linter.lint(plan, at=AT)
    assert fired(judged) == []
    assert [request["path"] for request in judged.passed] == [SET_NUMBER, DELIVERING, LAST_MILE]
    assert (judged.held, judged.report.exit_code) == ((), 0)


def test_the_other_way_round_it_is_wrong(linter: UpdateLint) -> None:
    """Shipped before the number is set, it is shipped without one."""
    judged = linter.lint([moving(DELIVERING, "1-0002-1"), numbered("1-0002-1", "1106153418")], at=AT)
    assert fired(judged) == [("OZ608", "1-0002-1")]


def test_what_is_held_changes_nothing(linter: UpdateLint) -> None:
    """An update after one that is held is judged as if that one was not there."""
    judged = linter.lint([moving(DELIVERING, "1-0002-1"), moving(LAST_MILE, "1-0002-1")], at=AT)
    assert fired(judged) == [("OZ608", "1-0002-1"), ("OZ601", "1-0002-1")]
    assert judged.passed == ()


def test_one_update_of_a_request_is_held_alone(linter: UpdateLint) -> None:
    """The others of the request pass, and what is held says why."""
    judged = linter.lint([moving(DELIVERING, "1-0001-1", "1-0003-1", "1-0009-1")], at=AT)
    assert fired(judged) == [("OZ607", "1-0003-1"), ("OZ606", "1-0009-1")]
    assert judged.passed == (moving(DELIVERING, "1-0001-1"),)
    (held,) = judged.held
    assert held["body"] == {"posting_number": ["1-0003-1", "1-0009-1"]}
    assert [[one.partition(" ")[0] for one in entry["reasons"]] for entry in held["reasons"]] == [["OZ607"], ["OZ606"]]
    assert judged.report.exit_code == 1


def test_a_finding_about_a_request_holds_all_of_it(linter: UpdateLint) -> None:
    """Postings that were fetched long ago hold every update of the request, with one finding about the request."""
    judged = linter.lint([moving(DELIVERING, "1-0001-1", "1-0005-1")], at=AT, taken_at="2026-11-22T07:00:00Z")
    (stale,) = [one for one in judged.report.findings if one.rule == "OZ611"]
    assert (stale.subject.kind, stale.posting_number) == ("request", None)
    assert judged.passed == ()
    assert [len(entry["reasons"]) for entry in judged.held[0]["reasons"]] == [1, 2]


def test_a_batch_that_is_too_large_is_cut_and_not_held() -> None:
    """Its size is a finding; the updates pass, in batches that Ozon takes."""
    numbers = [f"1-{place:04}-1" for place in range(45)]
    linter = UpdateLint([posting(number, tracking_number=f"11061{number[2:6]}1") for number in numbers], select=["OZ6"])
    judged = linter.lint([moving(DELIVERING, *numbers)], at=AT)
    assert [(one.rule, one.severity) for one in judged.report.findings] == [("OZ604", "warning")]
    assert [len(request["body"]["posting_number"]) for request in judged.passed] == [20, 20, 5]
    assert judged.held == ()


def test_both_of_two_that_exclude_each_other_are_held(linter: UpdateLint) -> None:
    """Nobody knows which of them is meant, and each names the other."""
    cancel = {"path": CANCEL, "body": {"posting_number": "1-0001-1", "cancel_reason_id": 352}}
    judged = linter.lint([cancel, moving(DELIVERING, "1-0001-1")], at=AT)
    assert [(one.rule, one.values["update.conflicts_with"]) for one in judged.report.findings] == [
        ("OZ614", 2),
        ("OZ614", 1),
    ]
    assert judged.passed == ()


def test_what_cannot_be_read_is_held_and_told(linter: UpdateLint) -> None:
    """A request without a body is a finding with its place, and stands among what is held."""
    judged = linter.lint([moving(DELIVERING, "1-0001-1"), {"path": DELIVERED}], at=AT)
    (finding,) = judged.report.findings
    assert (finding.rule, finding.place.path, finding.place.line) == ("OZ001", "updates", 2)
    assert len(judged.passed) == len(judged.held) == 1


def test_an_unknown_method_is_not_passed(linter: UpdateLint) -> None:
    """What nobody has checked has not passed, though it names no posting."""
    judged = linter.lint([{"path": "/v9/posting/whatever", "body": {}}], at=AT)
    assert [one.rule for one in judged.report.findings] == ["OZ618"]
    assert (judged.passed, len(judged.held)) == ((), 1)


def test_an_unknown_method_is_held_whatever_rules_run() -> None:
    """Without the rule that says so as well, and the run fails all the same."""
    linter = UpdateLint(POSTINGS, select=["OZ607"])
    judged = linter.lint([{"path": "/v9/posting/whatever", "body": {}}], at=AT)
    assert (judged.passed, len(judged.held), judged.report.exit_code) == ((), 1, 1)


def test_a_number_with_blanks_around_it_is_another_one(linter: UpdateLint) -> None:
    """Ozon is sent what the plan says: a posting is not found by nearly its number."""
    judged = linter.lint([moving(DELIVERING, " 1-0001-1")], at=AT)
    assert fired(judged) == [("OZ606", " 1-0001-1")]
    assert judged.passed == ()


def test_a_number_that_another_posting_has_already(linter: UpdateLint) -> None:
    """Also where that posting is not in the plan; a cancelled one needs its number no longer."""
    judged = linter.lint([numbered("1-0002-1", "1106 153417")], at=AT)
    assert ("OZ622", "1-0002-1") in fired(judged)
    own = UpdateLint([posting("1-0001-1", "cancelled"), posting("1-0002-1", tracking_number="")], select=["OZ622"])
    assert fired(own.lint([numbered("1-0002-1", "1106153417")], at=AT)) == []


def test_two_postings_may_change_their_numbers() -> None:
    """What the plan gives a new number has its old one no longer."""
    own = UpdateLint([posting("1-0001-1", tracking_number="A1"), posting("1-0002-1", tracking_number="B2")])
    judged = own.lint([numbered("1-0001-1", "B2"), numbered("1-0002-1", "A1")], at=AT)
    assert "OZ622" not in {rule for rule, _ in fired(judged)}


def test_findings_about_other_postings_are_context() -> None:
    """Of the postings only those are told of that the plan names."""
    own = UpdateLint([posting("1-0001-1", "delivering", tracking_number=""), *POSTINGS[1:4]])
    assert {number for _, number in fired(own.lint([moving(LAST_MILE, "1-0004-1")], at=AT))} <= {"1-0004-1"}
    assert ("OZ101", "1-0001-1") in fired(own.lint([moving(LAST_MILE, "1-0001-1")], at=AT))


def test_a_later_record_of_a_posting_counts() -> None:
    """Of two records of one posting the second is what the update meets."""
    linter = UpdateLint([posting("1-0001-1", "cancelled"), posting("1-0001-1")], select=["OZ6"])
    assert fired(linter.lint([moving(DELIVERING, "1-0001-1")], at=AT)) == []


def test_the_same_linter_judges_plan_after_plan(linter: UpdateLint) -> None:
    """Nothing of one plan is left in the next."""
    held = linter.lint([moving(LAST_MILE, "1-0001-1")], at=AT)
    passed = linter.lint([moving(DELIVERING, "1-0001-1")], at=AT)
    assert (fired(held), fired(passed)) == ([("OZ601", "1-0001-1")], [])
    assert fired(linter.lint([moving(LAST_MILE, "1-0001-1")], at=AT)) == fired(held)


def test_an_update_keeps_its_identity_where_others_come_before_it(linter: UpdateLint) -> None:
    """A finding is known again though its request has another place in the plan by now."""
    wrong = moving(LAST_MILE, "1-0001-1")
    alone, later = linter.lint([wrong], at=AT), linter.lint([moving(LAST_MILE, "1-0004-1"), wrong], at=AT)
    assert alone.report.findings[0].fingerprint == later.report.findings[0].fingerprint


def test_what_repeats_something_that_is_held_is_judged_by_itself(linter: UpdateLint) -> None:
    """The first of two alike is wrong, and so is the second: neither passes as a mere repetition."""
    judged = linter.lint([moving(DELIVERING, "1-0003-1", "1-0003-1")], at=AT)
    assert (fired(judged), judged.passed) == ([("OZ607", "1-0003-1")] * 2, ())


def test_what_repeats_something_that_passes_is_told_and_passes(linter: UpdateLint) -> None:
    """With the number of the request that has said it before."""
    judged = linter.lint([moving(DELIVERING, "1-0001-1"), moving(DELIVERING, "1-0001-1")], at=AT)
    assert [(one.rule, one.severity, one.values["update.repeats"]) for one in judged.report.findings] == [
        ("OZ609", "warning", 1)
    ]
