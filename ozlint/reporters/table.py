"""The table of report formats: a new format is one module and one line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from ozlint.model.report import Report
from ozlint.reporters.csv import csv_report
from ozlint.reporters.github import github_report, github_summary
from ozlint.reporters.gitlab import gitlab_report
from ozlint.reporters.html import html_report
from ozlint.reporters.json import json_report
from ozlint.reporters.junit import junit_report
from ozlint.reporters.markdown import markdown_report
from ozlint.reporters.ndjson import ndjson_report
from ozlint.reporters.options import Options
from ozlint.reporters.sarif import sarif_report
from ozlint.reporters.text import text_report
from ozlint.reporters.xlsx import xlsx_report


class TextFormat(msgspec.Struct, frozen=True):
    """A format that is text."""

    write: Callable[[Report, Options], Iterator[str]]
    """Turns a report into chunks; the last one ends with a newline."""


class BinaryFormat(msgspec.Struct, frozen=True):
    """A format that is no text: it needs a file, and a package that comes with the extra of its name."""

    write: Callable[[Report, Options], Iterator[bytes]]
    package: str


FORMATS: Mapping[str, TextFormat | BinaryFormat] = MappingProxyType(
    {
        "text": TextFormat(text_report),
        "json": TextFormat(json_report),
        "ndjson": TextFormat(ndjson_report),
        "sarif": TextFormat(sarif_report),
        "junit": TextFormat(junit_report),
        "github": TextFormat(github_report),
        "github-summary": TextFormat(github_summary),
        "gitlab": TextFormat(gitlab_report),
        "markdown": TextFormat(markdown_report),
        "html": TextFormat(html_report),
        "csv": TextFormat(csv_report),
        "xlsx": BinaryFormat(xlsx_report, "xlsxwriter"),
    }
)
"""Every format by the name it has in `--format`; the first is the default."""
