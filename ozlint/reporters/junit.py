"""The report as JUnit XML, which every CI knows how to show.

A rule is a suite. A case is
- a finding: a failure if it is an error or a warning, passed with its text as output if it is only information, and
  skipped if it was set aside;
- a reason for which the rule was not evaluated somewhere: skipped, since that is neither passed nor failed;
- the rule as a whole, where it has no findings: passed if it could judge anything, else skipped.

One more suite has the run itself as its only case, an error where the job could not be done whole. Only what the schema
of Jenkins knows is written, which other readers know as well; there are no times, so equal reports are equal files.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from ozlint.model.finding import Finding
from ozlint.model.report import Report, RuleSummary
from ozlint.model.text import Lang, Text
from ozlint.reporters.cost_text import cost_line
from ozlint.reporters.harmless import flat, harmless
from ozlint.reporters.options import Options
from ozlint.reporters.phrases import FIX, JOB_NOT_DONE, STATE, left_open
from ozlint.reporters.text_value import show_place, show_subject
from ozlint.reporters.xml import xml_attribute, xml_text

_RUN = Text("the whole job could be done", "всё удалось проверить")
_OPEN = Text("not evaluated: {reason}", "не проверено: {reason}")
_NOTHING = Text("there was nothing to judge", "проверять было нечего")

Outcome = Literal["passed", "failure", "error", "skipped"]


class _Case(msgspec.Struct, frozen=True):
    """One case; `kind` and `message` say what a failure is, `text` tells it at length."""

    name: str
    outcome: Outcome = "passed"
    kind: str = ""
    message: str = ""
    text: str = ""


class _Suite(msgspec.Struct, frozen=True):
    """The cases of one rule, or of the run."""

    name: str
    of: str
    cases: tuple[_Case, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many cases ended so."""
        return sum(case.outcome == outcome for case in self.cases)


def junit_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - the document has one look
    """Write a report as one JUnit document."""
    suites = [_of_run(report), *_of_rules(report)]
    tests = sum(len(suite.cases) for suite in suites)
    failures, errors = (sum(suite.count(outcome) for suite in suites) for outcome in ("failure", "error"))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="ozlint" tests="{tests}" failures="{failures}" errors="{errors}" time="0">\n'
    for suite in suites:
        yield (
            f'  <testsuite name={xml_attribute(suite.name)} tests="{len(suite.cases)}" '
            f'failures="{suite.count("failure")}" errors="{suite.count("error")}" skipped="{suite.count("skipped")}" '
            'time="0">\n'
        )
        for case in suite.cases:
            yield _written(case, suite)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _written(case: _Case, suite: _Suite) -> str:
    opening = f'    <testcase classname={xml_attribute(suite.of)} name={xml_attribute(case.name)} time="0"'
    text = xml_text(case.text)
    match case.outcome:
        case "passed" if not text:
            return f"{opening}/>\n"
        case "passed":
            inner = f"<system-out>{text}</system-out>"
        case "skipped":
            inner = f"<skipped message={xml_attribute(case.message)}/>"
        case outcome:
            said = f"type={xml_attribute(case.kind)} message={xml_attribute(case.message)}"
            inner = f"<{outcome} {said}>{text}</{outcome}>"
    return f"{opening}>\n      {inner}\n    </testcase>\n"


def _of_run(report: Report) -> _Suite:
    name, reasons = _RUN.say(report.lang), "\n".join(map(harmless, report.reasons))
    if report.done:
        return _Suite("ozlint", "ozlint", (_Case(name, text=reasons),))
    message = JOB_NOT_DONE.say(report.lang)
    return _Suite("ozlint", "ozlint", (_Case(name, "error", "not-done", message, reasons),))


def _of_rules(report: Report) -> Iterator[_Suite]:
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.rule, []).append(finding)
    open_cases: dict[str, list[_Case]] = {}
    for rule_id, count, reason in left_open(report):
        case = _Case(_OPEN.say(report.lang).format(reason=harmless(reason)), "skipped", message=count)
        open_cases.setdefault(rule_id, []).append(case)
    judged = {count.rule: count.holds + count.not_applicable for count in report.per_rule}
    for rule in report.rules:
        cases = [_of_finding(finding, rule, report.lang) for finding in findings.get(rule.id, ())]
        if not cases and judged.get(rule.id):
            cases.append(_Case(harmless(rule.name)))
        cases += open_cases.get(rule.id, ())
        if not cases:
            cases.append(_Case(harmless(rule.name), "skipped", message=_NOTHING.say(report.lang)))
        yield _Suite(harmless(f"{rule.id} {rule.name}"), harmless(rule.id), tuple(cases))


def _of_finding(finding: Finding, rule: RuleSummary, lang: Lang) -> _Case:
    account = [harmless(finding.account)] if finding.account else []
    name = "/".join((*account, show_subject(finding, lang)))
    message = harmless(finding.message)
    if finding.state != "shown":
        return _Case(name, "skipped", message=f"{message} ({STATE[finding.state].say(lang)})")
    cost = f"\n{cost_line(finding, lang)}" if finding.cost is not None else ""
    text = f"{message}\n{show_place(finding.place)}{cost}"
    if finding.severity == "info":
        return _Case(name, text=text)
    fix = f"\n{FIX.say(lang)} {harmless(flat(rule.fix))}" if rule.fix else ""
    return _Case(name, "failure", finding.severity, message, text + fix)
