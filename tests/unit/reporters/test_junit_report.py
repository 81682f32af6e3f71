"""The report as JUnit XML: valid, read back by a parser of CI reports, and counting right."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from xmlschema import XMLSchema

from ozlint.model.finding import Subject
from ozlint.model.record import Place
from ozlint.model.report import Report, RuleCount
from ozlint.reporters.junit import junit_report
from ozlint.reporters.options import Options

SCHEMA = XMLSchema(Path(__file__).parent / "schemas" / "junit.xsd")


def write(report: Report) -> str:
    """Return the document of a report, once it is valid."""
    text = "".join(junit_report(report, Options()))
    SCHEMA.validate(text)
    return text


def cases(report: Report) -> dict[str, list[tuple[Any, ...]]]:
    """Return the cases by suite, as the parser reads them: name, outcome, its message."""
    return {
        suite.name: [(case.name, *((type(one), one.message) for one in case.result)) for case in suite]
        for suite in JUnitXml.fromstring(write(report).encode())
    }


def test_a_small_report(make: SimpleNamespace) -> None:
    """The whole document of one finding, with its place and what to do."""
    report = make.report(
        make.finding("OZ101", "1-0001-1", 'status "delivering" & no <number>', 17), rules=(make.rule("OZ101"),)
    )
    assert (
        write(report)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ozlint" tests="2" failures="1" errors="0" time="0">
  <testsuite name="ozlint" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="ozlint" name="the whole job could be done" time="0"/>
  </testsuite>
  <testsuite name="OZ101 missing-tracking-number" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="OZ101" name="1-0001-1" time="0">
      <failure type="error" message="status &quot;delivering&quot; &amp; no &lt;number&gt;">\
status "delivering" &amp; no &lt;number&gt;
orders.json:17:5
What to do: Enter the number the carrier gave.</failure>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_a_finding_is_a_case_of_its_rule(make: SimpleNamespace) -> None:
    """Errors and warnings fail; information passes with its text; what was set aside is skipped and says why."""
    report = make.report(
        make.finding("OZ101", "1-0001-1", "no number", 1, account="shop"),
        make.finding("OZ302", "1-0001-1", "overdue", 1),
        make.finding("OZ110", "1-0001-1", "odd", 1),
        make.finding("OZ110", "2-0001-1", "odd", 2, state="baselined"),
    )
    assert cases(report) == {
        "ozlint": [("the whole job could be done",)],
        "OZ101 missing-tracking-number": [("shop/1-0001-1", (Failure, "no number"))],
        "OZ302 overdue-shipment": [("1-0001-1", (Failure, "overdue"))],
        "OZ110 unusual-tracking-number": [
            ("1-0001-1",),
            ("2-0001-1", (Skipped, "odd (known from the baseline)")),
        ],
    }
    assert "<system-out>odd\norders.json:1:5</system-out>" in write(report)


def test_a_rule_without_findings_passes_only_where_it_could_judge(make: SimpleNamespace) -> None:
    """A rule that held passes, one that was left open is skipped with the reason, and so is one without postings."""
    report = make.report(
        per_rule=(
            RuleCount(rule="OZ101", broken=0, holds=0, not_applicable=4, not_evaluated=5),
            RuleCount(rule="OZ302", broken=0, holds=0, not_applicable=0, not_evaluated=9),
        ),
        not_evaluated=(
            make.open_rule("OZ101", 2, "carrier is empty"),
            make.open_rule("OZ101", 3, "carrier is empty", input="b.json"),
            make.open_rule("OZ302", 9, "deadline is not in this input"),
        ),
    )
    assert cases(report) == {
        "ozlint": [("the whole job could be done",)],
        "OZ101 missing-tracking-number": [
            ("missing-tracking-number",),
            ("not evaluated: carrier is empty", (Skipped, "5 postings")),
        ],
        "OZ302 overdue-shipment": [("not evaluated: deadline is not in this input", (Skipped, "9 postings"))],
        "OZ110 unusual-tracking-number": [("unusual-tracking-number", (Skipped, "there was nothing to judge"))],
    }


def test_a_job_that_was_not_done_is_an_error(make: SimpleNamespace) -> None:
    """Exit code 3 is one error with all the reasons, which no reader takes for a failed check of a posting."""
    report = make.report(exit_code=3, reasons=("b.json: it is empty", "c.json: it is empty"))
    (case,) = cases(report)["ozlint"]
    assert case == ("the whole job could be done", (Error, "The job is not done (exit code 3)"))
    assert ">b.json: it is empty\nc.json: it is empty</error>" in write(report)


def test_what_else_is_to_be_said_is_output(make: SimpleNamespace) -> None:
    """A reason beside a job that was done fails nothing."""
    report = make.report(reasons=("by the way",))
    assert cases(report)["ozlint"] == [("the whole job could be done",)]
    assert "<system-out>by the way</system-out>" in write(report)


def test_the_counts_add_up(make: SimpleNamespace) -> None:
    """Tests, failures, errors and skipped cases are counted for each suite, and over all of them."""
    report = make.report(
        *(make.finding(rule, str(line), "m", line) for line, rule in enumerate(("OZ101", "OZ101", "OZ302", "OZ110"))),
        make.finding("OZ302", "9", "m", 9, state="suppressed"),
        exit_code=3,
        reasons=("why",),
    )
    document = JUnitXml.fromstring(write(report).encode())
    counted = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in document]
    assert counted == [(1, 0, 1, 0), (2, 2, 0, 0), (2, 1, 0, 1), (1, 0, 0, 0)]
    assert (document.tests, document.failures, document.errors) == (6, 3, 1)
    read = JUnitXml.fromstring(write(report).encode())
    read.update_statistics()
    assert [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in read] == counted


def test_a_report_speaks_russian(make: SimpleNamespace) -> None:
    """Every word that is not from the data has its Russian."""
    report = make.report(
        make.finding("OZ101", None, "нет номера", 0, subject=Subject("record", "00ff"), place=Place("-", 0, 0, "")),
        make.finding("OZ302", "2", "опоздание", 0, state="suppressed"),
        lang="ru",
        exit_code=3,
        reasons=("почему",),
        not_evaluated=(make.open_rule("OZ110", 5, "перевозчик не указан"),),
    )
    text = write(report)
    for said in (
        "всё удалось проверить",
        "Проверка не закончена (код выхода 3)",
        'name="запись -:0"',
        "опоздание (подавлено)",
        "не проверено: перевозчик не указан",
        "5 отправлений",
        "Что делать: Впишите номер",
    ):
        assert said in text


def test_nothing_hostile_gets_through(make: SimpleNamespace) -> None:
    """Marks of XML are escaped, characters that no XML may hold are written out, and nothing ends an element early."""
    hostile = "]]></failure><x a='\"'/>\x00\x0b\x1b\ufffe\ud800\u202e"
    report = make.report(
        make.finding("OZ101", hostile, hostile, 1, account=hostile, place=Place(hostile, 1, 1, hostile)),
        make.finding("OZ110", hostile, hostile, 1),
        rules=tuple(msgspec.structs.replace(make.rule(rule), fix=hostile) for rule in ("OZ101", "OZ110")),
        reasons=(hostile,),
    )
    text = write(report)
    assert "<x" not in text
    assert all(character == "\n" or character.isprintable() for character in text)


@pytest.mark.parametrize("inputs", [(), None])
def test_a_report_about_nothing_is_valid(inputs: tuple[()] | None, make: SimpleNamespace) -> None:
    """Without rules and without findings there is still the case of the run, so that no reader finds an empty file."""
    changes = {} if inputs is None else {"inputs": inputs}
    assert cases(make.report(rules=(), **changes)) == {"ozlint": [("the whole job could be done",)]}
