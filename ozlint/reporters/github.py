"""The report inside of GitHub Actions: annotations, and the summary of the job.

How commands are written and escaped is what the runner reads (actions/runner, ActionCommand.cs): a command fills one
line, its message has %, CR and LF escaped, its properties also the colon and the comma.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from ozlint.model.finding import Finding, Severity
from ozlint.model.report import Report, RuleSummary
from ozlint.model.text import Lang, Text
from ozlint.reporters.cost_text import cost_line
from ozlint.reporters.gravity import gravest_first
from ozlint.reporters.harmless import flat, harmless
from ozlint.reporters.markdown import markdown
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import ALSO_TO_SAY, FIX, JOB_NOT_DONE, SEVERITY_NOUN
from ozlint.reporters.repository import in_repository
from ozlint.reporters.text_ending import found, not_evaluated, without_input
from ozlint.reporters.text_value import show_place

SHOWN = 10
"""Annotations of one kind that GitHub shows for a step."""
SUMMARY = 900_000
"""Bytes of a summary: GitHub takes 1 MiB for a step, and other commands of the step may have written some of it."""
IN_SUMMARY = 500
"""Findings in a summary, unless all are asked for."""

Level = Literal["error", "warning", "notice"]
_LEVELS: dict[Severity, Level] = {"error": "error", "warning": "warning", "info": "notice"}
_REST = Text(
    "Not shown as annotations: {counts}. GitHub shows {shown} of a kind for a step; --format json:FILE has them all",
    "Не показано аннотаций: {counts}. GitHub показывает по {shown} каждого вида на шаг; всё есть в --format json:ФАЙЛ",
)


class _Annotation(msgspec.Struct, frozen=True):
    """One annotation, its parts already escaped."""

    severity: Severity
    message: str
    properties: tuple[str, ...]

    @property
    def command(self) -> str:
        """The line that makes the runner show it."""
        return f"::{_LEVELS[self.severity]} {','.join(self.properties)}::{self.message}\n"


def github_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - the runner decides on the look
    """Write what counts as annotations, and what was not judged and the verdict as lines of the log.

    As many are written as GitHub shows, the gravest first; one more says what is left out. Reasons for which the job
    was not done come before all findings.
    """
    annotations: dict[Severity, list[_Annotation]] = {severity: [] for severity in _LEVELS}
    for annotation in _annotations(report):
        annotations[annotation.severity].append(annotation)
    kept = dict.fromkeys(annotations, SHOWN)
    if any(len(group) > SHOWN for group in annotations.values()):
        kept["info"] -= 1  # the last notice tells of the rest
    for severity, group in annotations.items():
        yield from (annotation.command for annotation in group[: kept[severity]])
    rest = {severity: len(group) - kept[severity] for severity, group in annotations.items()}
    counts = [SEVERITY_NOUN[severity].count(left, report.lang) for severity, left in rest.items() if left > 0]
    if counts:
        text = _REST.say(report.lang).format(counts=", ".join(counts), shown=SHOWN)
        yield _Annotation("info", _data(text), ("title=ozlint",)).command
    pen = Pen(Options(lang=report.lang))
    yield from (f"{line}\n" for part in (not_evaluated, without_input, found) for line in part(report, pen))


def github_summary(report: Report, options: Options) -> Iterator[str]:
    """Write the summary of a job as Markdown, with more findings than a comment has."""
    return markdown(report, options, most=IN_SUMMARY, room=SUMMARY)


def _annotations(report: Report) -> Iterator[_Annotation]:
    head = (ALSO_TO_SAY if report.done else JOB_NOT_DONE).say(report.lang)
    for reason in report.reasons:
        title = f"title={_property(head)}"
        yield _Annotation("info" if report.done else "error", _data(harmless(reason)), (title,))
    rules = {rule.id: rule for rule in report.rules}
    for finding in gravest_first(finding for finding in report.findings if finding.state == "shown"):
        yield _of_finding(finding, rules[finding.rule], report.lang)


def _of_finding(finding: Finding, rule: RuleSummary, lang: Lang) -> _Annotation:
    place = finding.place
    properties = {}
    lines = [harmless(finding.message)]
    if in_repository(place.path):
        properties = {"file": harmless(place.path), "line": place.line, "col": place.column}
    else:
        lines.append(show_place(place))
    if finding.cost is not None:
        lines.append(cost_line(finding, lang))
    if rule.fix:
        lines.append(f"{FIX.say(lang)} {harmless(flat(rule.fix))}")
    properties["title"] = harmless(f"{rule.id}: {rule.title}")
    written = tuple(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return _Annotation(finding.severity, "%0A".join(map(_data, lines)), written)


def _data(text: str) -> str:
    # Line breaks are written out by now, and only what cuts a message into lines is added escaped.
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
