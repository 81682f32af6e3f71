"""What postings of one run say about each other."""

from typing import Any

import pytest

from ozlint import lint
from ozlint.model.report import Report

AT = "2026-11-22T09:00:00Z"
TRACK = "10944022440321"


def check(*postings: dict[str, Any], select: str) -> Report:
    """Return the report of one rule over some postings."""
    return lint(postings, at=AT, select=[select], profile="pedantic")


def parcel(number: str, **fields: str) -> dict[str, Any]:
    """Return a posting on its way, sent by the seller with a number of its own."""
    base = {"posting_number": number, "status": "delivering", "tpl_integration_type": "non_integrated"}
    return {**base, "tracking_number": TRACK, **fields}


def found(report: Report) -> list[str | None]:
    """Return the postings of the findings, in order."""
    return [finding.posting_number for finding in report.findings]


def outcomes(report: Report, rule: str) -> tuple[int, int, int, int]:
    """Return how often a rule was broken, held, did not apply, could not be judged."""
    [count] = [count for count in report.per_rule if count.rule == rule]
    return count.broken, count.holds, count.not_applicable, count.not_evaluated


def test_two_postings_that_share_a_number_are_both_found() -> None:
    """One number on two postings is a fault of both, and each tells of two."""
    report = check(parcel("1-0001-1"), parcel("2-0001-1"), parcel("3-0001-1", tracking_number="XY9"), select="OZ102")

    assert found(report) == ["1-0001-1", "2-0001-1"]
    assert report.findings[0].values["sharing(tracking_number)"] == 2
    assert outcomes(report, "OZ102") == (2, 1, 0, 0)


def test_numbers_are_compared_tidied() -> None:
    """A space, a small letter and a Cyrillic double do not hide that it is one number."""
    report = check(
        parcel("1-0001-1", tracking_number="AB 1"), parcel("2-0001-1", tracking_number="ав1".upper()), select="OZ102"
    )

    assert found(report) == ["1-0001-1", "2-0001-1"]


def test_a_cancelled_posting_shares_with_nobody() -> None:
    """A number set free by a cancellation may be used again."""
    report = check(parcel("1-0001-1"), parcel("2-0001-1", status="cancelled"), select="OZ102")

    assert not report.findings
    assert outcomes(report, "OZ102") == (0, 1, 1, 0)


def test_one_posting_read_twice_shares_nothing_with_itself() -> None:
    """The same posting in two lines is one posting."""
    assert not check(parcel("1-0001-1"), parcel("1-0001-1"), select="OZ102").findings


@pytest.mark.parametrize("copies", [2, 3, 5])
def test_the_later_record_of_a_posting_counts(copies: int) -> None:
    """Earlier records of a posting are replaced: neither found nor counted, but named."""
    earlier = [{"posting_number": "1-0001-1", "status": ""} for _ in range(copies - 1)]
    report = check(*earlier, {"posting_number": "1-0001-1", "status": "delivered"}, select="OZ703")

    assert not report.findings
    assert report.summary.postings == 1
    assert report.summary.superseded == copies - 1
    assert outcomes(report, "OZ703") == (0, 1, 0, 0)


def test_a_finding_names_the_records_it_replaces() -> None:
    """Where the fault was there before, its earlier places are told."""
    report = check(*[{"posting_number": "1-0001-1", "status": ""}] * 3, select="OZ703")

    [finding] = report.findings
    assert finding.place.line == 3
    assert [place.line for place in finding.also_at] == [1, 2]


def test_accounts_do_not_mix() -> None:
    """One number in two accounts is two postings."""
    report = check(
        {"posting_number": "1-0001-1", "status": "", "account": "a"},
        {"posting_number": "1-0001-1", "status": "", "account": "b"},
        select="OZ703",
    )

    assert [finding.account for finding in report.findings] == ["a", "b"]
    assert len({finding.fingerprint for finding in report.findings}) == 2


def test_two_statuses_within_one_answer_conflict() -> None:
    """One answer that says two things of a posting contradicts itself; two answers are news."""
    one = {"posting_number": "1-0001-1", "status": "delivering"}
    other = {**one, "status": "delivered"}

    within = lint([{"result": {"postings": [one, other], "has_next": False}}], at=AT, select=["OZ006"])
    across = lint(
        [{"result": {"postings": [page], "has_next": False}} for page in (one, other)], at=AT, select=["OZ006"]
    )

    assert found(within) == ["1-0001-1"]
    assert not across.findings


def split(number: str, *relatives: str, parent: str = "") -> dict[str, Any]:
    """Return a posting of a split, as the detail method gives it."""
    return {
        "posting_number": number,
        "status": "awaiting_packaging",
        "parent_posting_number": parent,
        "related_postings": {"related_posting_numbers": list(relatives)},
    }


@pytest.mark.parametrize(
    ("postings", "outcome"),
    [
        ([split("1-0001-1", "1-0001-2"), split("1-0001-2", "1-0001-1")], (0, 2, 0, 0)),
        ([split("1-0001-1", "1-0001-2"), split("1-0001-2")], (1, 0, 1, 0)),
        ([split("1-0001-1"), split("1-0001-2", parent="1-0001-1")], (1, 0, 1, 0)),
        ([split("1-0001-1", "9-0009-9")], (0, 1, 0, 0)),
        (
            [
                {"posting_number": "1-0001-1", "status": "delivered", "parent_posting_number": ""},
                split("1-0001-2", parent="1-0001-1"),
            ],
            (0, 0, 1, 1),
        ),
    ],
    ids=["mutual", "relative does not", "parent does not", "not in this run", "parent does not tell"],
)
def test_links_of_a_split_are_mutual(postings: list[dict[str, Any]], outcome: tuple[int, int, int, int]) -> None:
    """A named posting of the run must name this one; one that is not there, or does not tell, is no fault."""
    assert outcomes(check(*postings, select="OZ010"), "OZ010") == outcome
