"""Annotations for GitHub Actions: commands that its runner reads as they were meant."""

import re
from types import SimpleNamespace
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.model.report import Report, RuleSummary, Summary
from ozlint.reporters.github import github_report
from ozlint.reporters.harmless import harmless
from ozlint.reporters.options import Options
from ozlint.reporters.repository import in_repository


class Command(NamedTuple):
    """A workflow command, as the runner understands a line."""

    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str, marks: dict[str, str]) -> str:
    """Return what the runner makes of an escaped text: the percent sign last."""
    for escaped, mark in {**marks, "%25": "%"}.items():
        text = text.replace(escaped, mark)
    return text


def command_of(line: str) -> Command | None:
    """Return the command of a line, read as the runner does; None for a line of the log."""
    if not line.lstrip().startswith("::"):
        return None
    said, _, message = line.lstrip()[2:].partition("::")
    name, _, written = said.partition(" ")
    in_message = {"%0D": "\r", "%0A": "\n"}
    pairs = (pair.split("=", 1) for pair in written.strip().split(",") if pair)
    properties = {key: unescaped(value, {**in_message, "%3A": ":", "%2C": ","}) for key, value in pairs}
    return Command(name, properties, unescaped(message, in_message))


def write(report: Report) -> list[Command]:
    """Return the commands of a report; whatever else is written is the verdict."""
    text = "".join(github_report(report, Options()))
    assert text.endswith("\n")
    return [command for line in text.split("\n") if (command := command_of(line)) is not None]


def test_a_small_report(two_postings: Report) -> None:
    """The lines as they are printed: the gravest first, what to do in the message, the verdict at the end."""
    assert "".join(github_report(two_postings, Options())) == (
        "::error file=orders.json,line=17,col=5,title=OZ101%3A A shipped posting has no tracking number::"
        "1-0001-1 is delivering without a tracking number%0AWhat to do: Enter the number the carrier gave.\n"
        "::error file=orders.json,line=61,col=5,title=OZ101%3A A shipped posting has no tracking number::"
        "2-0001-1 is delivering without a tracking number%0AWhat to do: Enter the number the carrier gave.\n"
        "::warning file=orders.json,line=17,col=5,title=OZ302%3A The shipping deadline has passed::"
        "1-0001-1 is overdue by 3 d 4 h%0AWhat to do: Hand the parcel over today.\n"
        "Found: 2 errors, 1 warning in 2 of 3 postings; clean: 1; rules: 45\n"
    )


def test_a_note_is_a_notice_and_speaks_russian(make: SimpleNamespace) -> None:
    """Information is a notice; every word is in the language of the report."""
    report = make.report(make.finding("OZ110", "1-0001-1", "необычный", 3), lang="ru")
    assert write(report) == [
        Command(
            "notice",
            {"file": "orders.json", "line": "3", "col": "5", "title": "OZ110: Необычный трек-номер"},
            "необычный\nЧто делать: Сверьте его с этикеткой. Потом исправьте.",
        )
    ]


@pytest.mark.parametrize("path", ["-", "/srv/a.json", "../a.json"])
def test_what_is_in_no_file_of_the_repository_says_where_it_is(path: str, make: SimpleNamespace) -> None:
    """GitHub shows only files of the repository; for others the message has the place."""
    (command,) = write(make.report(make.finding("OZ101", "1", "m", 7, place=Place(path, 7, 2, ""))))
    assert set(command.properties) == {"title"}
    assert command.message.splitlines()[:2] == ["m", f"{path}:7:2"]


def test_a_file_as_a_whole_has_no_line(make: SimpleNamespace) -> None:
    """Line 0 is no line."""
    (command,) = write(make.report(make.finding("OZ101", None, "m", 0, place=Place("a.json", 0, 0, ""))))
    assert set(command.properties) == {"file", "title"}


def test_what_was_set_aside_is_not_shown(make: SimpleNamespace) -> None:
    """A suppressed finding is no annotation; the verdict counts it."""
    report = make.report(make.finding("OZ101", "1", "m", 1, state="suppressed"))
    assert write(report) == []
    assert "Not counted: 1 suppressed\n" in "".join(github_report(report, Options()))


def test_reasons_come_before_findings(two_postings: Report) -> None:
    """Why the job is not done are errors, and the first of them; beside a job that was done a reason is a notice."""
    unfinished = msgspec.structs.replace(two_postings, exit_code=3, reasons=("b.json: it is empty",))
    first, *others = write(unfinished)
    assert first == Command("error", {"title": "The job is not done (exit code 3)"}, "b.json: it is empty")
    assert others == write(two_postings)
    done = msgspec.structs.replace(unfinished, exit_code=1)
    assert write(done)[-1] == Command("notice", {"title": "Please note"}, "b.json: it is empty")


@pytest.mark.parametrize(
    ("errors", "notes", "kept", "said"),
    [
        (10, 10, (10, 10), None),
        (11, 0, (10, 1), "Not shown as annotations: 1 error."),
        (12, 9, (10, 10), "Not shown as annotations: 2 errors."),
        (11, 10, (10, 10), "Not shown as annotations: 1 error, 1 note."),
        (0, 11, (0, 10), "Not shown as annotations: 2 notes."),
        (500, 300, (10, 10), "Not shown as annotations: 490 errors, 291 notes."),
    ],
)
def test_no_more_are_written_than_github_shows(
    errors: int, notes: int, kept: tuple[int, int], said: str | None, make: SimpleNamespace
) -> None:
    """Ten of a kind at most, and where some are left out the last notice counts them, so that it is shown itself."""
    found = [make.finding("OZ110", f"n{i}", "m", i) for i in range(notes)]
    found += [make.finding("OZ101", f"e{i}", "m", i) for i in range(errors)]
    commands = write(make.report(*found))
    names = [command.name for command in commands]
    assert (names.count("error"), names.count("notice")) == kept
    if said is None:
        assert all("Not shown" not in command.message for command in commands)
    else:
        assert commands[-1].message.startswith(said)


HOSTILE = st.text(st.sampled_from("%:,;=]#[\r\n\x1b\u2028\u202e aя") | st.characters(), max_size=20) | st.sampled_from(
    ["::error::x", "\n::set-output name=a::b", "%0A::stop-commands::x", "##[add-mask]x", "a%250Ab", "\r::debug::"]
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_a_value_is_never_a_command(message: str, path: str, title: str) -> None:
    """Whatever stands in a message, a path or a title, the runner reads one command, with the text as people see it."""
    finding = Finding(
        rule="OZ101",
        name="n",
        severity="error",
        posting_number="1",
        account=None,
        subject=Subject("posting", "1"),
        field=None,
        message=message,
        values={},
        facts={},
        place=Place(f"a/{path}", 3, 4, ""),
    )
    rule = RuleSummary(
        id="OZ101", name="n", title=title, help_uri=None, severity="error", profile="safety", params={}, sha256="",
        tags=(), why="", fix="",
    )  # fmt: skip
    summary = Summary(**{**dict.fromkeys(Summary.__struct_fields__, 0), "errors": 1, "shown": 1})
    report = Report(
        schema_version=1, version="", now="", exit_code=1, complete=True, lang="en", inputs=(), rules=(rule,),
        findings=(finding,), per_rule=(), not_evaluated=(), summary=summary,
    )  # fmt: skip
    text = "".join(github_report(report, Options()))
    lines = text.split("\n")
    assert len(lines) == 3
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", "".join(lines))
    (command,) = write(report)
    assert command.name == "error"
    assert command.message.split("\n")[0] == harmless(message)
    assert command.properties["title"] == harmless(f"OZ101: {title}").rstrip()
    if in_repository(finding.place.path):
        assert command.properties["file"] == harmless(finding.place.path)
