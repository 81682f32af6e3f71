"""`--jobs`: several processes, and the same report."""

import json

import pytest
from finished import Build, Ozlint, Save

LARGE = "x" * 400_000
"""So long a note makes a file worth dividing of few postings; nobody reads it."""


@pytest.fixture
def large(save: Save, posting: Build) -> None:
    """A file that is divided: with findings, a number twice, and lines that cannot be read."""
    postings = [
        posting(number, tracking_number="" if number % 7 == 0 else f"15877{number:05d}") for number in range(90)
    ]
    lines = [json.dumps({**one, "note": LARGE}) for one in [*postings, postings[3]]]
    save("large.ndjson", "\n".join([*lines[:50], "no JSON", *lines[50:], lines[0][:200]]))


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("form", ["json", "text", "sarif"])
def test_the_report_is_that_of_one(ozlint: Ozlint, form: str) -> None:
    """To the last byte, and so is the exit code; a setting of the environment does what the flag does."""
    alone = ozlint("check", "large.ndjson", "--format", form)
    assert alone.code == 3  # the last line is cut off
    assert ozlint("check", "large.ndjson", "--format", form, "--jobs", "2") == alone
    assert ozlint("check", "large.ndjson", "--format", form, extra={"OZLINT_JOBS": "3"}) == alone


@pytest.mark.usefixtures("large")
def test_beside_other_inputs_one_process_judges(ozlint: Ozlint, save: Save) -> None:
    """And the report is the same."""
    save("events.csv", "posting_number;carrier;phase;time\n12345678-0001-1;CDEK;accepted;2026-11-20T10:00:00Z\n")
    beside = ("check", "large.ndjson", "--tracking", "events.csv", "--format", "json")
    assert ozlint(*beside, "--jobs", "2") == ozlint(*beside)


@pytest.mark.parametrize("number", ["0", "61", "-1", "two", "1.5", ""])
def test_a_number_of_processes_is_wanted(ozlint: Ozlint, number: str) -> None:
    """Anything else is exit 2, with what would be right."""
    done = ozlint("check", "a.json", f"--jobs={number}")
    assert (done.code, done.out) == (2, "")
    assert f'--jobs: "{number}" is no number of processes; write one from 1 to 60' in done.err


def test_a_file_may_say_it(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """As `jobs:` in the configuration; what is no number of processes is told with its place."""
    save("a.json", [posting()])
    save("ozlint.yaml", "jobs: 2\n")
    assert ozlint("check", "a.json").code == 0
    assert "jobs: 2" in ozlint("config", "show").out
    save("ozlint.yaml", "jobs: many\n")
    done = ozlint("check", "a.json")
    assert done.code == 2
    assert "ozlint.yaml:1:7: a number of processes is from 1 to 60" in done.err
