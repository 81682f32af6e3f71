"""The exit code: 3 where the job was not done whole, then 1 for findings, then 0."""

from typing import Any

import msgspec
import pytest

from ozlint.engine.result import InputCount, Result, Tally, Unjudged
from ozlint.language.operands import Reason
from ozlint.model.finding import FailOn, Finding, Severity, Subject
from ozlint.model.record import Place
from ozlint.model.text import Text
from ozlint.triage.verdict import exit_code, unfinished

COUNT = InputCount(path="a.json", postings=2, undecodable=0, pages=1, family="fbs", more_expected=False)


def finding(severity: Severity, **changes: Any) -> Finding:  # noqa: ANN401 - any field of a finding
    """A finding of a severity."""
    plain = Finding(
        rule="OZ101",
        name="missing-tracking-number",
        severity=severity,
        posting_number="1-0001-1",
        account=None,
        subject=Subject("posting", "1-0001-1"),
        field=None,
        message="",
        values={},
        facts={},
        place=Place("a.json", 1, 1, ""),
    )
    return msgspec.structs.replace(plain, **changes)


def result_of(*counts: InputCount, **tallies: Tally) -> Result:
    """What judging some inputs gave."""
    return Result(findings=(), inputs=counts, tallies=tallies, unjudged=(), superseded=0)


def reasons(result: Result, *problems: Text, must: tuple[str, ...] = (), **allowed: bool) -> list[Text]:
    """Why a run is unfinished."""
    allow = {"allow_empty": False, "allow_incomplete": False, **allowed}
    return unfinished(result, problems, must, **allow)


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
        ("error", "info", 1),
        ("error", "never", 0),
    ],
)
def test_a_finding_fails_from_its_severity_on(severity: Severity, fail_on: FailOn, code: int) -> None:
    """Findings at or over --fail-on give 1, others 0."""
    assert exit_code([finding(severity)], fail_on, []) == code


@pytest.mark.parametrize("state", ["suppressed", "baselined"])
def test_what_was_set_aside_fails_nothing(state: str) -> None:
    """A suppressed or baselined finding does not count."""
    assert exit_code([finding("error", state=state)], "error", []) == 0


def test_an_unfinished_job_comes_before_findings() -> None:
    """With data missing the code is 3, whether or not something was found, and even where findings never fail."""
    why = [Text("half of it is missing", "половины нет")]
    assert exit_code([finding("error")], "error", why) == 3
    assert exit_code([], "never", why) == 3


def test_a_whole_run_has_no_reasons() -> None:
    """Postings that were read to the end leave nothing to say."""
    assert reasons(result_of(COUNT)) == []


def test_no_postings_are_a_failure_unless_allowed() -> None:
    """A run over nothing is unfinished, --allow-empty accepts it; an unreadable input is reason enough by itself."""
    nothing = result_of(msgspec.structs.replace(COUNT, postings=0))
    assert "no postings" in reasons(nothing)[0].en
    assert reasons(nothing, allow_empty=True) == []
    broken = Text("a.json: not JSON", "a.json: не JSON")
    assert reasons(nothing, broken) == [broken]


def test_unreadable_records_alone_are_no_postings() -> None:
    """Where not one record could be read nothing was checked, unless --allow-empty accepts that."""
    unreadable = result_of(msgspec.structs.replace(COUNT, postings=0, undecodable=3))
    assert "no postings" in reasons(unreadable)[0].en
    assert reasons(unreadable, allow_empty=True) == []


def test_a_cut_off_input_is_a_failure_unless_allowed() -> None:
    """An input that ends before its end is told by its file; --allow-incomplete accepts it."""
    cut = result_of(COUNT, msgspec.structs.replace(COUNT, path="b.json", undecodable=1, cut_off=True))
    (reason,) = reasons(cut)
    assert reason.en == "b.json is cut off: what came after that is not known (--allow-incomplete accepts that)"
    assert reason.ru.startswith("b.json обрывается")
    assert reasons(cut, allow_incomplete=True) == []


def test_an_incomplete_answer_is_a_failure_unless_allowed() -> None:
    """An answer that promises more is told by its file, in both languages; --allow-incomplete accepts it."""
    cut = result_of(COUNT, msgspec.structs.replace(COUNT, path="b.json", more_expected=True))
    (reason,) = reasons(cut)
    assert reason.en.startswith("b.json is incomplete")
    assert reason.ru.startswith("b.json: данные неполные")
    assert reasons(cut, allow_incomplete=True) == []


@pytest.mark.parametrize(
    ("tally", "is_enough"),
    [
        (Tally(not_evaluated=5), False),
        (Tally(), False),
        (Tally(holds=1, not_evaluated=4), True),
        (Tally(broken=1), True),
        (Tally(not_applicable=5), True),
    ],
)
def test_a_rule_that_must_be_evaluated(tally: Tally, is_enough: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """--must-evaluate asks for one posting of which the rule could say something; not applying is saying something."""
    found = reasons(result_of(COUNT, OZ101=tally), must=("OZ101",))
    assert (found == []) is is_enough
    assert all("OZ101" in reason.en and "OZ101" in reason.ru for reason in found)


@pytest.mark.parametrize(("code", "is_enough"), [("input_not_given", False), ("field_empty", True)])
def test_a_rule_that_waits_for_an_input_is_not_evaluated(code: str, is_enough: bool) -> None:  # noqa: FBT001 - as above
    """A rule that some postings leave open for want of an input fails --must-evaluate, though others settle it."""
    waits = Unjudged("OZ101", "posting", "a.json", Reason(code, "reality", "reality"), 3, ())
    result = msgspec.structs.replace(
        result_of(COUNT, OZ101=Tally(not_applicable=2, not_evaluated=3)), unjudged=(waits,)
    )
    found = reasons(result, must=("OZ101",))
    assert (found == []) is is_enough
    assert all("--tracking was not given" in reason.en for reason in found)
