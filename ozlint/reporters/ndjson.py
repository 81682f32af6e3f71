"""The findings for programs that read line by line."""

from collections.abc import Iterator

from ozlint.model.report import Report
from ozlint.reporters.entries import finding_entry
from ozlint.reporters.json_text import json_line
from ozlint.reporters.options import Options


def ndjson_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - a line has one look
    """Write each finding as a line: the object that stands in `findings` of the JSON document, with the same keys.

    Every line has the one shape, so there is no line for the summary, and a run without findings writes nothing. What
    was read and what could not be judged stands in the JSON document; that a run was not whole shows in its exit code.
    """
    for finding in report.findings:
        yield json_line(finding_entry(finding)) + "\n"
