"""Composing the report: one finding for each identity, counts that add up, reasons in words."""

from pathlib import Path

import msgspec
import pytest

from ozlint.engine.result import InputCount, Result, Tally, Unjudged
from ozlint.language.operands import Reason
from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.rule import Rulebook
from ozlint.triage.compose import compose_report
from ozlint.triage.unreadable import Unreadable

FINDING = Finding(
    rule="OZ101",
    name="missing-tracking-number",
    severity="error",
    posting_number="1-0001-1",
    account=None,
    subject=Subject("posting", "1-0001-1"),
    field="tracking_number",
    message="no number",
    values={},
    facts={},
    place=Place("a.json", 1, 1, ""),
)
CUT = msgspec.structs.replace(
    FINDING, rule="OZ007", posting_number=None, subject=Subject("input", "a.json"), field=None
)
COUNT = InputCount(path="a.json", postings=3, undecodable=0, pages=1, family="fbs", more_expected=False)


def report_on(
    *findings: Finding, count: InputCount = COUNT, unjudged: tuple[Unjudged, ...] = (), **options: object
) -> Report:
    """The report on some findings in one input."""
    result = Result(findings=findings, inputs=(count,), tallies={}, unjudged=unjudged, superseded=1)
    asked = {"now": 0.0, "lang": "en", "fail_on": "error", "formats": {"a.json": "json: one posting"}, **options}
    return compose_report(result, Rulebook(()), **asked)  # type: ignore[arg-type]


def test_the_summary_counts_what_is_shown() -> None:
    """Severities are counted among the shown findings only; nothing that was set aside vanishes."""
    aside = msgspec.structs.replace(FINDING, rule="OZ102", state="baselined")
    summary = report_on(FINDING, aside).summary
    assert (summary.errors, summary.warnings, summary.infos) == (1, 0, 0)
    assert (summary.shown, summary.suppressed, summary.baselined) == (1, 0, 1)


def test_a_record_that_was_replaced_is_no_posting() -> None:
    """Postings are counted without the records that a later one of the same number replaced."""
    summary = report_on().summary
    assert (summary.postings, summary.superseded) == (2, 1)


def test_an_unreadable_input_is_an_input_with_an_error() -> None:
    """What could not be read is listed beside what could, makes the report incomplete and the code 3."""
    report = report_on(unreadable=[Unreadable("b.json", Text("not JSON", "не JSON"))], lang="ru")
    assert [(one.path, one.error, one.complete) for one in report.inputs] == [
        ("a.json", None, True),
        ("b.json", "не JSON", False),
    ]
    assert not report.complete
    assert report.exit_code == 3
    assert report.reasons == ("b.json: не JSON",)


def test_what_is_expected_of_unreadable_inputs_is_told_once() -> None:
    """Each input has its text, and so have the reasons, which programs read; what is wanted instead is said once."""
    hint = Text("Expected are postings.", "Нужны отправления.")
    problems = [
        Unreadable(
            "b.json", Text("this is a table (CSV): save it as JSON", "это таблица (CSV): сохраните в JSON"), hint
        ),
        Unreadable("c.json", Text("no such file; did you mean b.json?", "такого файла нет; может быть, b.json?")),
        Unreadable("d.json", Text("this is a list of 9, the first one is a return", "здесь список"), hint),
    ]
    report = report_on(unreadable=problems)
    assert [one.error for one in report.inputs[1:]] == [one.text.en for one in problems]
    assert report.reasons == (
        "b.json: this is a table (CSV): save it as JSON",
        "c.json: no such file; did you mean b.json?",
        "d.json: this is a list of 9, the first one is a return",
        "Expected are postings.",
    )


def test_a_cut_off_input_is_incomplete() -> None:
    """An input that ends before its end makes the report incomplete and the code 3, unless that is allowed."""
    cut = msgspec.structs.replace(COUNT, undecodable=1, cut_off=True)
    report = report_on(FINDING, count=cut)
    assert (report.exit_code, report.complete, report.inputs[0].complete) == (3, False, False)
    allowed = report_on(FINDING, count=cut, allow_incomplete=True)
    assert (allowed.exit_code, allowed.complete, allowed.reasons) == (1, False, ())


def test_an_input_that_broke_off_is_one_input() -> None:
    """An input that was read in part keeps its counts, and says beside them why there is not more."""
    (read,) = report_on(unreadable=[Unreadable("a.json", Text("gone", "пропал"))]).inputs
    assert (read.path, read.postings, read.error, read.complete) == ("a.json", 3, "gone", False)


def test_an_unreadable_record_makes_the_report_incomplete() -> None:
    """A record that could not be read was not judged, so the report is not about all of the data."""
    assert not report_on(count=msgspec.structs.replace(COUNT, undecodable=1)).complete


def test_allowed_incompleteness_is_told_and_does_not_fail() -> None:
    """--allow-incomplete turns OZ007 into information: still there, the data still called incomplete."""
    cut = msgspec.structs.replace(COUNT, more_expected=True)
    assert report_on(CUT, count=cut).exit_code == 3
    eased = report_on(CUT, count=cut, allow_incomplete=True)
    assert eased.exit_code == 0
    assert [finding.severity for finding in eased.findings] == ["info"]
    assert not eased.complete


def test_reasons_for_open_rules_are_in_words() -> None:
    """A rule that was not evaluated is there with count, code, field, words and a few examples, in the order of ids."""
    numbers = ("1-0001-1", "1-0002-1", "1-0003-1", "1-0004-1")
    absent = Reason("field_absent", "tracking_number", "tracking_number")
    later = Unjudged("OZ303", "posting", "a.json", absent, 9, ())
    first = Unjudged("OZ101", "posting", "a.json", absent, 4, numbers)
    report = report_on(unjudged=(later, first))
    assert [one.rule for one in report.not_evaluated] == ["OZ101", "OZ303"]
    one = report.not_evaluated[0]
    assert (one.count, one.code, one.field) == (4, "field_absent", "tracking_number")
    assert one.text == "tracking_number is not in this input"
    assert one.examples == numbers[:3]


def test_the_tallies_of_the_rules_are_in_the_report() -> None:
    """Only rules that were judged have counts."""
    result = Result(findings=(), inputs=(COUNT,), tallies={"OZ999": Tally(holds=3)}, unjudged=(), superseded=0)
    report = compose_report(result, Rulebook(()), now=0.0, lang="en", fail_on="error", formats={})
    assert report.per_rule == ()
    assert report.summary.rules_not_evaluated == 0


@pytest.mark.parametrize(
    ("tally", "dead"),
    [
        (Tally(not_applicable=3), True),
        (Tally(not_applicable=2, holds=1), False),
        (Tally(not_applicable=2, broken=1), False),
        (Tally(not_applicable=2, not_evaluated=1), False),
        (Tally(), False),
    ],
)
def test_a_rule_that_applied_to_nothing_is_listed(tally: Tally, dead: bool) -> None:  # noqa: FBT001
    """A rule is dead in a run where its condition held for none of the subjects, and was known for all of them."""
    (rule,) = [rule for rule in load_rules([builtin_pack()], cwd=Path()) if rule.id == "OZ101"]
    result = Result(findings=(), inputs=(COUNT,), tallies={"OZ101": tally}, unjudged=(), superseded=0)
    report = compose_report(result, Rulebook((rule,)), now=0.0, lang="en", fail_on="error", formats={})
    assert report.never_applied == (("OZ101",) if dead else ())
