"""The report for programs: one JSON document, written finding by finding, so that memory stays flat."""

from collections.abc import Iterator
from itertools import starmap
from typing import Any

from ozlint.model.report import Report
from ozlint.reporters.document import Document
from ozlint.reporters.entries import entry_of, finding_entry, timeline_entry
from ozlint.reporters.json_text import json_object
from ozlint.reporters.options import Options


def json_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - the document has one look
    """Write a report as one JSON document, in chunks; the document is valid once all of them are there."""
    yield from json_object((name, _member(report, name)) for name in Document.__struct_fields__)
    yield "\n"


def _member(report: Report, name: str) -> Any:  # noqa: ANN401 - any part of the document
    match name:
        case "findings":
            return map(finding_entry, report.findings)
        case "timelines":
            return starmap(timeline_entry, report.timelines.items())
        case _:
            return entry_of(getattr(report, name))
