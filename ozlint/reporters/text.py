"""The report for people: findings by posting or by rule, what to do, and what the run read, judged and left open."""

from collections.abc import Iterator

from ozlint.model.report import Report
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.text_ending import ending
from ozlint.reporters.text_findings import findings_by_posting, findings_by_rule


def text_report(report: Report, options: Options) -> Iterator[str]:
    """Write a report for people, in chunks of whole lines."""
    pen = Pen(options)
    findings = findings_by_rule if options.group == "rule" else findings_by_posting
    yield from findings(report, pen)
    yield from ending(report, pen)
