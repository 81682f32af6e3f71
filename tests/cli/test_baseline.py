"""A baseline as people use it: what was there does not fail, what is new does, what is gone is taken out."""

import json
from pathlib import Path
from typing import Any

import pytest
from finished import NOW, Build, Ozlint, Save

LATE: dict[str, Any] = {
    "status": "awaiting_deliver", "substatus": None, "tracking_number": "", "shipment_date": "2026-11-21T12:00:00Z",
    "shipment_date_without_delay": "2026-11-21T12:00:00Z", "delivering_date": None,
    "tpl_integration_type": "ozon",
}  # fmt: skip
ONLY = ("--select", "OZ301")
FILE = "ozlint-baseline.json"
ONE = (
    '{"rule":"OZ301","account":null,"subject":{"kind":"posting","key":"12345678-0001-1"},"field":"shipment_date",'
    '"fingerprint":"'
)


@pytest.fixture
def made(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A baseline of two overdue postings."""
    save("postings.json", [posting(1, **LATE), posting(2, **LATE)])
    done = ozlint("baseline", "create", "postings.json", *ONLY, "--at", NOW)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "ozlint-baseline.json: 2 findings (2 new, 0 gone)\n"
        "Name it in ozlint.yaml (baseline: ozlint-baseline.json) or with --baseline ozlint-baseline.json, and only new "
        "findings fail.\n"
    )


def numbers(folder: Path) -> list[str]:
    """The postings that the baseline knows."""
    return [one["subject"]["key"] for one in json.loads((folder / FILE).read_text())["findings"]]


def test_only_new_findings_fail(ozlint: Ozlint, save: Save, posting: Build, made: None) -> None:
    """Old ones are counted, wherever they stand now; a new one is exit 1; the configuration may name the file."""
    save("postings.json", [posting(3), posting(2, **LATE), posting(1, **LATE)])
    known = ozlint("check", "postings.json", *ONLY, "--baseline", FILE)
    assert known.code == 0
    assert known.out.endswith("No findings: 3 postings, 3 rules\nNot counted: 2 known from the baseline\n")
    save("ozlint.yaml", f"baseline: {FILE}\n")
    assert ozlint("check", "postings.json", *ONLY).code == 0
    save("postings.json", [posting(1, **LATE), posting(3, **LATE)])
    new = json.loads(ozlint("check", "postings.json", *ONLY, "--format", "json").out)
    assert new["exit_code"] == 1
    assert [(one["posting_number"], one["state"]) for one in new["findings"]] == [
        ("12345678-0001-1", "baselined"), ("12345678-0003-1", "shown"),
    ]  # fmt: skip


def test_the_file_is_one_finding_a_line(tmp_path: Path, made: None) -> None:
    """Sorted, so that two branches that take in different findings merge."""
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"identity": "ozlint/v1", "findings": ['
    assert lines[-1] == "]}"
    assert len(lines) == 4
    assert lines[1].partition("fingerprint")[0] == ONE.partition("fingerprint")[0]


def test_what_is_gone_is_told_and_pruned(
    ozlint: Ozlint, save: Save, posting: Build, made: None, tmp_path: Path
) -> None:
    """Only what the run could have found again is gone; pruning takes that out, and nothing new in."""
    check = ("check", "postings.json", *ONLY, "--baseline", FILE)
    prune = ("baseline", "prune", "postings.json", *ONLY, "--at", NOW)
    untold = {"posting_number": "12345678-0002-1", "status": "awaiting_deliver"}
    for there in (
        [posting(1, **LATE)],  # the other is not in this input
        [posting(1, **LATE), untold],  # its deadline is not known
        {"result": {"postings": [posting(1, **LATE), posting(2)], "has_next": True}},  # there is more
    ):
        save("postings.json", there)
        assert "gone since" not in ozlint(*check).out
        kept = ozlint(*prune)
        assert "not known whether still there, and kept: 1\n" in kept.out
        assert numbers(tmp_path) == ["12345678-0001-1", "12345678-0002-1"]
    save("postings.json", [posting(1, **LATE), posting(2), posting(3, **LATE)])
    told = ozlint(*check)
    assert told.out.endswith(
        "Please note:\n"
        "  in ozlint-baseline.json and gone since: 1 (OZ301 12345678-0002-1); `ozlint baseline prune` takes them out\n"
    )
    (gone,) = json.loads(ozlint(*check, "--format", "json").out)["gone"]
    assert (gone["rule"], gone["subject"]) == ("OZ301", {"kind": "posting", "key": "12345678-0002-1"})
    assert ozlint(*prune, "--select", "OZ302", "--ignore", "OZ301").out.startswith(
        f"{FILE}: 2 findings (0 new, 0 gone)"
    )
    assert ozlint(*prune).out == f"{FILE}: 1 finding (0 new, 1 gone)\n"
    assert numbers(tmp_path) == ["12345678-0001-1"]


def test_an_update_takes_new_ones_in(ozlint: Ozlint, save: Save, posting: Build, made: None, tmp_path: Path) -> None:
    """And those that are gone out; what is suppressed stays out of it."""
    save("postings.json", [posting(1, **LATE), posting(2), posting(3, **LATE), posting(4, **LATE)])
    entry = '{rule: OZ301, posting: "12345678-0004-1", reason: x, expires: 2026-11-25}'
    save("ozlint-suppressions.yaml", f"suppressions:\n  - {entry}\n")
    done = ozlint("baseline", "update", "postings.json", *ONLY, "--at", NOW)
    assert (done.code, done.out) == (0, f"{FILE}: 2 findings (1 new, 1 gone)\n")
    assert numbers(tmp_path) == ["12345678-0001-1", "12345678-0003-1"]
    over = ("--at", "2026-11-26T00:00:00Z", "--baseline", FILE)
    assert ozlint("check", "postings.json", *ONLY, *over).code == 1


def test_an_earlier_report_is_a_baseline(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """It holds as a file of its own would, and no command changes it."""
    save("postings.json", [posting(1, **LATE)])
    ozlint("check", "postings.json", *ONLY, "--format", "json:report.json")
    assert ozlint("check", "postings.json", *ONLY, "--baseline", "report.json").code == 0
    refused = ozlint("baseline", "update", "postings.json", "--baseline", "report.json")
    assert refused.code == 2
    assert "report.json is the report of a run" in refused.err


def test_nothing_is_overwritten_or_made_up(ozlint: Ozlint, save: Save, made: None) -> None:
    """Create leaves a file alone, update and prune want one, check does too, and all of them want inputs."""
    assert "is there already" in ozlint("baseline", "create", "postings.json").err
    assert "there is no such baseline" in ozlint("baseline", "prune", "postings.json", "--baseline", "b.json").err
    missing = ozlint("check", "postings.json", "--baseline", "b.json")
    assert (missing.code, missing.out) == (2, "")
    save("b.json", "{}")
    broken = ozlint("check", "postings.json", "--baseline", "b.json", "--lang", "ru")
    assert (broken.code, "не baseline и не JSON-отчёт" in broken.err) == (2, True)
    assert "nothing to check" in ozlint("baseline", "update").err


def test_missing_data_is_in_no_baseline(ozlint: Ozlint, save: Save, posting: Build, tmp_path: Path) -> None:
    """What could be found is written down, the exit code says that it is not all, and it stays so."""
    save("postings.json", {"result": {"postings": [posting(1, **LATE)], "has_next": True}})
    done = ozlint("baseline", "create", "postings.json", "--at", NOW)
    assert done.code == 3
    assert "postings.json is incomplete" in done.err
    assert "12345678-0001-1" in numbers(tmp_path)
    assert "OZ007" not in (tmp_path / FILE).read_text(encoding="utf-8")
    again = ozlint("check", "postings.json", "--baseline", FILE, "--format", "json")
    assert again.code == 3
    assert [one["rule"] for one in json.loads(again.out)["findings"] if one["state"] == "shown"] == ["OZ007"]
