"""Suppressions as people use them: written by a command, counted in every report, and over on their day."""

import json
from typing import Any

import pytest
from finished import Build, Ozlint, Save

LATE: dict[str, Any] = {
    "status": "awaiting_deliver", "substatus": None, "tracking_number": "", "shipment_date": "2026-11-21T12:00:00Z",
    "shipment_date_without_delay": "2026-11-21T12:00:00Z", "delivering_date": None,
    "tpl_integration_type": "ozon",
}  # fmt: skip
ONLY = ("--select", "OZ011,OZ301")
NUMBER = "12345678-0001-1"
ENTRY = """\
# what we live with
suppressions:
  - rule: OZ301  # the strike
    posting: "12345678-0001-1"
    reason: the carrier is on strike
    owner: anna
    expires: 2026-11-25
"""


@pytest.fixture
def late(save: Save, posting: Build) -> None:
    """Two postings that are overdue."""
    save("postings.json", [posting(1, **LATE), posting(2, **LATE)])


def states(ozlint: Ozlint, *more: str) -> list[tuple[str, str | None, str]]:
    """Rule, posting and state of each finding."""
    done = ozlint("check", "postings.json", *ONLY, "--format", "json", *more)
    return [(one["rule"], one["posting_number"], one["state"]) for one in json.loads(done.out)["findings"]]


def test_what_is_suppressed_is_counted_and_does_not_fail(ozlint: Ozlint, save: Save, late: None) -> None:
    """The report says how many were set aside; with --no-suppressions they count; on the day after they fail again."""
    save("ozlint-suppressions.yaml", ENTRY.replace('"12345678-0001-1"', '"12345678-*"'))
    done = ozlint("check", "postings.json", *ONLY)
    assert done.code == 0
    assert done.out == (
        "Read\n"
        "  postings.json  json: list of postings · 2 postings\n"
        "No findings: 2 postings, 4 rules\n"
        "Not counted: 2 suppressed\n"
    )
    assert ozlint("check", "postings.json", *ONLY, "--no-suppressions").code == 1
    assert ozlint("check", "postings.json", *ONLY, "--at", "2026-11-25T23:59:59Z").code == 0
    over = ozlint("check", "postings.json", *ONLY, "--at", "2026-11-26T00:00:00Z")
    assert over.code == 1
    assert over.out.endswith(
        "Please note:\n"
        "  suppressions that have expired and no longer count: 1 (OZ301 ozlint-suppressions.yaml:3); `ozlint "
        "suppressions audit` lists them\n"
    )


def test_what_expired_fails_in_every_report(ozlint: Ozlint, save: Save, late: None) -> None:
    """Each format shows the finding again; SARIF has the reason while the suppression holds."""
    save("ozlint-suppressions.yaml", ENTRY)
    assert states(ozlint) == [("OZ301", NUMBER, "suppressed"), ("OZ301", "12345678-0002-1", "shown")]
    assert states(ozlint, "--at", "2026-11-26T00:00:00Z")[0] == ("OZ301", NUMBER, "shown")
    sarif = json.loads(ozlint("check", "postings.json", *ONLY, "--format", "sarif").out)
    held = [result["suppressions"] for result in sarif["runs"][0]["results"]]
    assert sorted(map(len, held)) == [0, 1]
    assert "the carrier is on strike" in json.dumps(held)
    junit = ozlint("check", "postings.json", *ONLY, "--format", "junit").out
    assert junit.count("(suppressed)") == junit.count("<failure") == 1
    over = ozlint("check", "postings.json", *ONLY, "--format", "junit", "--at", "2026-11-26T00:00:00Z").out
    assert (over.count("(suppressed)"), over.count("<failure")) == (0, 2)


def test_one_that_is_about_nothing_is_told(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """OZ011 names it in its line, but only where the posting was read, judged, and nothing was missing."""
    save("ozlint-suppressions.yaml", ENTRY)
    stale = [("OZ011", None, "shown")]
    save("postings.json", [posting(1), posting(2, **LATE)])
    assert states(ozlint) == [("OZ301", "12345678-0002-1", "shown"), *stale]
    done = ozlint("check", "postings.json", "--select", "OZ011,OZ301", "--format", "json")
    (finding,) = [one for one in json.loads(done.out)["findings"] if one["rule"] == "OZ011"]
    assert (finding["path"], finding["line"]) == ("ozlint-suppressions.yaml", 3)
    assert finding["message"] == "OZ301 is suppressed for 12345678-0001-1, and there is nothing to suppress"
    save("postings.json", [posting(2)])
    assert states(ozlint) == []  # the posting is not here
    save("postings.json", [{"posting_number": NUMBER, "status": "awaiting_deliver"}])
    assert states(ozlint) == []  # its deadline is not known
    save("postings.json", {"result": {"postings": [posting(1)], "has_next": True}})
    assert states(ozlint) == [("OZ007", None, "shown")]  # there is more
    save("postings.json", [posting(1)])
    assert states(ozlint, "--ignore", "OZ301", "--select", "OZ302") == []  # the rule did not run


def test_missing_data_cannot_be_suppressed(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """OZ007 is refused in the file, and a job that is not done stays exit 3."""
    save("postings.json", {"result": {"postings": [posting(1)], "has_next": True}})
    save("ozlint-suppressions.yaml", ENTRY.replace("OZ301", "OZ007").replace('"12345678-0001-1"', '"*"'))
    done = ozlint("check", "postings.json")
    assert done.code == 2
    assert done.err == (
        "ozlint-suppressions.yaml:3:11: OZ007 cannot be suppressed: it says that data is missing\n"
        "      - rule: OZ007  # the strike\n"
        "              ^^^^^\n"
    )
    save("ozlint-suppressions.yaml", ENTRY.replace('"12345678-0001-1"', '"*"'))
    assert ozlint("check", "postings.json").code == 3


def test_how_long_is_for_the_configuration_to_say(ozlint: Ozlint, save: Save, late: None) -> None:
    """suppression_days shortens or lengthens the ninety days, allow_never_expiring lifts them."""
    save("ozlint-suppressions.yaml", ENTRY)
    save("ozlint.yaml", "suppression_days: 2\n")
    refused = ozlint("check", "postings.json")
    assert refused.code == 2
    assert "a suppression lasts 2 days at the most" in refused.err
    assert ozlint("check", "postings.json", extra={"OZLINT_SUPPRESSION_DAYS": "3"}).code == 1
    save("ozlint-suppressions.yaml", ENTRY.replace("2026-11-25", "never"))
    assert "allow_never_expiring: true" in ozlint("check", "postings.json").err
    save("ozlint.yaml", "allow_never_expiring: true\n")
    assert states(ozlint)[0] == ("OZ301", NUMBER, "suppressed")
    save("ozlint.yaml", "suppression_days: 0\n")
    assert "a number of days is wanted" in ozlint("check", "postings.json").err


def test_one_is_added_and_comments_stay(ozlint: Ozlint, save: Save, late: None) -> None:
    """`suppressions add` writes the entry below the last one; so long from now becomes a day."""
    path = save("ozlint-suppressions.yaml", ENTRY)
    at = ("--at", "2026-11-22T09:00:00Z")
    arguments = ("suppressions", "add", "OZ301", "12345678-0002-1", "--reason", 'a "flood"', "--expires", "7d", *at)
    done = ozlint(*arguments)
    assert (done.code, done.out) == (
        0, "ozlint-suppressions.yaml:8: OZ301 is suppressed for 12345678-0002-1 up to 2026-11-29\n"
    )  # fmt: skip
    assert path.read_text(encoding="utf-8") == ENTRY + (
        '  - rule: OZ301\n    posting: "12345678-0002-1"\n    reason: "a \\"flood\\""\n    expires: 2026-11-29\n'
    )
    assert ozlint("check", "postings.json", *ONLY).code == 0
    again = ozlint(*arguments)
    assert again.code == 2
    assert "ozlint-suppressions.yaml:8: OZ301 is suppressed for 12345678-0002-1 there already" in again.err


def test_a_wrong_one_is_not_added(ozlint: Ozlint, save: Save, late: None) -> None:
    """What check would refuse is refused before anything is written."""
    path = save("ozlint-suppressions.yaml", ENTRY)
    for arguments in (
        ("OZ3O1", "1", "--expires", "7d"),
        ("OZ301", "--expires", "7d"),
        ("OZ301", "1", "--expires", "91d"),
        ("OZ301", "1", "--expires", "soon"),
        ("OZ301", "1", "--expires", "2026-11-01", "--at", "2026-11-22T09:00:00Z"),
        ("OZ301", "--when", "status == 'x'", "--expires", "7d"),
        ("OZ301", "1"),
    ):
        assert ozlint("suppressions", "add", *arguments, "--reason", "x").code == 2
    assert path.read_text(encoding="utf-8") == ENTRY


def test_the_first_one_makes_the_file(ozlint: Ozlint, save: Save, late: None) -> None:
    """It stands beside the configuration, with a condition in place of numbers."""
    save("shop/ozlint.yaml", "profile: safety\n")
    done = ozlint(
        "suppressions", "add", "OZ301", "--when", 'status == "awaiting_deliver"', "--reason", "x", "--owner", "anna",
        "--expires", "2026-11-30", "--at", "2026-11-22T09:00:00Z", "--config", "shop/ozlint.yaml",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("shop/ozlint-suppressions.yaml:2: ")
    assert [state for *_, state in states(ozlint, "--config", "shop/ozlint.yaml")] == ["suppressed", "suppressed"]


def test_an_audit_lists_all(ozlint: Ozlint, save: Save) -> None:
    """What ends first at the beginning; exit 1 once one has expired; JSON for programs."""
    more = "  - {rule: OZ302, when: 'warehouse == \"Юг\"', reason: потоп, expires: 2027-01-15}\n"
    save("ozlint-suppressions.yaml", ENTRY + more)
    held = ozlint("suppressions", "audit", "--at", "2026-11-22T09:00:00Z")
    assert held.code == 0
    assert held.out == (
        "2 suppressions in ozlint-suppressions.yaml: expires soon 1, valid 1\n"
        "  expires soon  2026-11-25  OZ301  12345678-0001-1\n"
        "                the carrier is on strike (anna)  ozlint-suppressions.yaml:3\n"
        '  valid         2027-01-15  OZ302  warehouse == "Юг"\n'
        "                потоп  ozlint-suppressions.yaml:8\n"
    )
    over = ozlint("suppressions", "audit", "--at", "2026-11-26T00:00:00Z", "--format", "json")
    assert over.code == 1
    assert [one["state"] for one in json.loads(over.out)["suppressions"]] == ["expired", "valid"]
    assert ozlint(
        "suppressions", "audit", "--no-config", "--lang", "ru", "--at", "2026-11-26T00:00:00Z"
    ).out.startswith("2 подавления в ozlint-suppressions.yaml: истекло 1, действует 1\n")


def test_an_audit_of_nothing(ozlint: Ozlint) -> None:
    """Without a file there is nothing to look over."""
    done = ozlint("suppressions", "audit")
    assert (done.code, done.out) == (0, "No suppressions.\n")
