"""Planned updates and Ozon's answers on the command line, as people give them."""

import json
from pathlib import Path
from typing import Any

import pytest
from finished import NOW, Build, Ozlint, Save

WAITING = {
    "status": "awaiting_deliver",
    "substatus": "posting_registered",
    "shipment_date": "2026-11-24T12:00:00Z",
    "shipment_date_without_delay": "2026-11-24T12:00:00Z",
}
DELIVERING, LAST_MILE = "/v2/fbs/posting/delivering", "/v2/fbs/posting/last-mile"


def moving(path: str, *numbers: str) -> dict[str, Any]:
    """A request that moves some postings."""
    return {"path": path, "body": {"posting_number": list(numbers)}}


@pytest.fixture
def postings(save: Save, posting: Build) -> list[dict[str, Any]]:
    """One that waits, one that is on its way, one that is cancelled; saved as `postings.json`."""
    found = [
        posting(1, **WAITING),
        posting(2),
        posting(3, status="cancelled", substatus=""),
    ]
    save("postings.json", {"postings": found, "has_next": False})
    return found


def test_a_plan_is_split(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]], tmp_path: Path) -> None:
    """What has no error goes into one file, the rest with its reasons into the other, and the run fails."""
    numbers = [one["posting_number"] for one in postings]
    save("plan.json", [moving(DELIVERING, numbers[0], numbers[2])])
    done = ozlint(
        "check", "postings.json", "--updates", "plan.json", "--write-passed", "go.json", "--write-held", "no.json"
    )
    assert (done.code, "OZ607" in done.out, "1 of 2 updates are held" in done.out) == (1, True, True)
    assert json.loads((tmp_path / "go.json").read_text()) == [moving(DELIVERING, numbers[0])]
    (held,) = json.loads((tmp_path / "no.json").read_text())
    assert held["body"] == {"posting_number": [numbers[2]]}
    assert held["reasons"][0]["reasons"][0].startswith("OZ607 ")


def test_the_timeline_of_a_posting_has_what_is_planned(
    ozlint: Ozlint, save: Save, postings: list[dict[str, Any]]
) -> None:
    """Beside what Ozon says, at the time of the hand-over where the plan gives it; of postings with findings alone."""
    waits, moves, _ = (one["posting_number"] for one in postings)
    handed = {**moving(DELIVERING, waits), "handed_at": NOW}
    save("plan.json", [handed, moving(DELIVERING, waits), moving(LAST_MILE, moves)])
    done = ozlint("check", "postings.json", "--updates", "plan.json", "--select", "updates", "--format", "json")
    (timeline,) = json.loads(done.out)["timelines"]
    assert timeline["posting_number"] == waits
    planned = [(one["at"], one["what"]) for one in timeline["events"] if one["lane"] == "plan"]
    assert planned == [(NOW, "delivering"), (None, "delivering")]
    assert {"ozon", "plan"} == {one["lane"] for one in timeline["events"]}


def test_a_clean_plan_passes_whole(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]], tmp_path: Path) -> None:
    """Exit 0, nothing held, and the verdict speaks of the plan."""
    save("plan.json", [moving(DELIVERING, postings[0]["posting_number"])])
    done = ozlint("check", "postings.json", "--updates", "plan.json", "--write-held", "no.json")
    assert done.code == 0, done.out
    assert "No findings about the plan" in done.out
    assert json.loads((tmp_path / "no.json").read_text()) == []


def test_a_method_may_be_named_for_all(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]]) -> None:
    """By its path or by what it does; a word that names none is told."""
    save("plan.json", {"posting_number": [postings[1]["posting_number"]]})
    assert ozlint("check", "postings.json", "--updates", "plan.json").code == 1
    assert ozlint("check", "postings.json", "--updates", "plan.json", "--method", "last-mile").code == 0
    wrong = ozlint("check", "postings.json", "--updates", "plan.json", "--method", "teleport")
    assert (wrong.code, '"teleport" names no method' in wrong.err) == (2, True)


def test_a_zone_may_be_that_of_one_file(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]]) -> None:
    """`zones:` in the configuration is about plans as well."""
    number = postings[0]["posting_number"]
    save("plan.json", [{**moving(DELIVERING, number), "handed_at": f"{NOW[:10]} 18:00"}])
    judged = ("check", "postings.json", "--updates", "plan.json", "--select", "OZ624")
    save("ozlint.yaml", {"zones": {"plan.json": "Asia/Kamchatka"}})
    assert ozlint(*judged).code == 0
    save("ozlint.yaml", {"zones": {"plan.json": "-03:00"}})
    assert ozlint(*judged).code == 1


def test_files_that_were_swapped_are_told(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]]) -> None:
    """A plan, a log of answers and postings are known for what they are, wherever they were given."""
    number = postings[0]["posting_number"]
    save("plan.json", [moving(DELIVERING, number)])
    save("log.json", [{**moving(DELIVERING, number), "status": 200, "answer": {"result": []}}])
    wrong = ozlint("check", "plan.json", "log.json")
    assert wrong.code == 3
    assert "give them with --updates" in wrong.out
    assert "give them with --answers" in wrong.out
    swapped = ozlint("check", "postings.json", "--updates", "postings.json")
    assert (swapped.code, "looks like postings of Ozon" in swapped.out) == (1, True)
    assert "give them with --updates" in ozlint("inputs", "plan.json").out


def test_flags_about_a_plan_want_one(ozlint: Ozlint, postings: list[dict[str, Any]]) -> None:
    """Without --updates there is nothing to write."""
    assert postings
    done = ozlint("check", "postings.json", "--write-passed", "go.json")
    assert (done.code, "--updates FILE" in done.err) == (2, True)


def test_a_plan_that_cannot_be_read_is_told_and_nothing_is_written(
    ozlint: Ozlint, save: Save, postings: list[dict[str, Any]], tmp_path: Path
) -> None:
    """The job is not done: what could be read of the plan has not passed."""
    save("plan.json", [moving(DELIVERING, postings[0]["posting_number"])])
    done = ozlint(
        "check", "postings.json", "--updates", "plan.json", "--updates", "gone.json", "--write-passed", "go.json"
    )
    assert (done.code, "gone.json" in done.out, "nothing of the plan was written" in done.out) == (3, True, True)
    assert not (tmp_path / "go.json").exists()


def test_half_of_the_postings_let_nothing_pass(
    ozlint: Ozlint, save: Save, postings: list[dict[str, Any]], tmp_path: Path
) -> None:
    """Of an answer that promises more the plan is not written, though nothing of it is wrong."""
    save("postings.json", {"postings": postings, "has_next": True})
    save("plan.json", [moving(DELIVERING, postings[0]["posting_number"])])
    done = ozlint("check", "postings.json", "--updates", "plan.json", "--write-passed", "go.json")
    assert (done.code, (tmp_path / "go.json").exists()) == (3, False)


def test_a_file_that_is_there_is_not_written_over(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]]) -> None:
    """Before anything is judged."""
    save("plan.json", [moving(DELIVERING, postings[0]["posting_number"])])
    save("go.json", [])
    done = ozlint("check", "postings.json", "--updates", "plan.json", "--write-passed", "go.json")
    assert (done.code, "is there already" in done.err) == (2, True)


@pytest.mark.parametrize(("taken_at", "code"), [("2026-11-22T08:00:00Z", 0), ("2026-11-22T07:59:59Z", 1)])
def test_the_age_of_the_postings_counts(
    ozlint: Ozlint, save: Save, postings: list[dict[str, Any]], taken_at: str, code: int
) -> None:
    """As --taken-at tells it, where no manifest does."""
    save("plan.json", [moving(DELIVERING, postings[0]["posting_number"])])
    assert ozlint("check", "postings.json", "--updates", "plan.json", "--taken-at", taken_at).code == code


def test_other_postings_are_context(ozlint: Ozlint, save: Save, posting: Build, postings: list[dict[str, Any]]) -> None:
    """A fault of a posting that the plan does not name is not told, and one that it names is."""
    number, other = (one["posting_number"] for one in postings[:2])
    save("postings.json", {"postings": [*postings[:1], posting(2, tracking_number="")], "has_next": False})
    save("plan.json", [moving(DELIVERING, number)])
    assert "OZ101" not in ozlint("check", "postings.json", "--updates", "plan.json").out
    save("plan.json", [moving(LAST_MILE, other)])
    assert "OZ101" in ozlint("check", "postings.json", "--updates", "plan.json").out


def test_answers_are_judged(ozlint: Ozlint, save: Save, postings: list[dict[str, Any]]) -> None:
    """A refusal inside of a 200 is found, and an update of the plan that nothing was answered to."""
    one, other = (posting["posting_number"] for posting in postings[:2])
    save("plan.json", [moving(DELIVERING, one), moving(LAST_MILE, other)])
    refused = [{"posting_number": one, "result": False, "error": "TRANSITION_IS_NOT_POSSIBLE"}]
    answers = {**moving(DELIVERING, one), "status": 200, "answer": {"result": refused}, "at": NOW}
    save("answers.ndjson", answers)
    done = ozlint(
        "check", "postings.json", "--updates", "plan.json", "--answers", "answers.ndjson", "--select", "OZ8",
        "--format", "json",
    )  # fmt: skip
    report = json.loads(done.out)
    told = [(found["rule"], found["posting_number"], found["subject"]["kind"]) for found in report["findings"]]
    assert sorted(told) == [("OZ801", one, "answer"), ("OZ802", other, "update")]
    roles = [(entry["role"], entry["records"]) for entry in report["inputs"]]
    assert roles == [("postings", 0), ("updates", 2), ("answers", 1)]


def test_what_is_suggested_passes(ozlint: Ozlint, save: Save, posting: Build, tmp_path: Path) -> None:
    """From what the carrier says to a plan which a check then passes; what is not in it is told with the reason."""
    found = [
        posting(1, **WAITING),
        posting(2, **WAITING, tracking_number=""),
        posting(3),
        posting(4, **{**WAITING, "status": "awaiting_packaging"}),
        posting(5, tpl_integration_type="3pl_tracking"),
    ]
    save("postings.json", {"postings": found, "has_next": False})
    lines = ["posting_number;tracking_number;carrier;status;time"]
    for place, one in enumerate(found, start=1):
        status = "RECEIVED_AT_SHIPMENT_WAREHOUSE" if place in {1, 2, 4} else "DELIVERED"
        lines.append(f"{one['posting_number']};15877{place:05};cdek;{status};2026-11-20T12:00:00Z")
    save("events.csv", "\n".join(lines) + "\n")
    given = ("postings.json", "--tracking", "events.csv", "--at", NOW)
    done = ozlint("suggest", *given, "-o", "plan.json")
    assert done.code == 0, done.err
    one, two, three, four, five = (each["posting_number"] for each in found)
    assert json.loads((tmp_path / "plan.json").read_text()) == [
        {
            "path": "/v2/fbs/posting/tracking-number/set",
            "body": {"tracking_numbers": [{"posting_number": two, "tracking_number": "1587700002"}]},
        },
        moving(DELIVERING, one, two),
        moving("/v2/fbs/posting/delivered", three),
    ]
    assert f"left out: {four}: it has to be packed first" in done.err
    assert f"left out: {five}: its status is moved by Ozon or the carrier" in done.err
    checked = ozlint("check", *given, "--updates", "plan.json", "--select", "OZ6", "--write-held", "held.json")
    assert checked.code == 0, checked.out
    assert json.loads((tmp_path / "held.json").read_text()) == []


def test_a_suggestion_rests_on_carriers(ozlint: Ozlint, postings: list[dict[str, Any]]) -> None:
    """Without --tracking there is nothing to suggest from."""
    assert postings
    done = ozlint("suggest", "postings.json")
    assert (done.code, "--tracking" in done.err) == (2, True)
