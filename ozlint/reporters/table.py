"""The table of report formats: a new format is one module and one line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ozlint.model.report import Report
from ozlint.reporters.github import github_report, github_summary
from ozlint.reporters.gitlab import gitlab_report
from ozlint.reporters.json import json_report
from ozlint.reporters.junit import junit_report
from ozlint.reporters.markdown import markdown_report
from ozlint.reporters.ndjson import ndjson_report
from ozlint.reporters.options import Options
from ozlint.reporters.sarif import sarif_report
from ozlint.reporters.text import text_report

Reporter = Callable[[Report, Options], Iterator[str]]
"""Turns a report into chunks of text; the last one ends with a newline."""

FORMATS: Mapping[str, Reporter] = MappingProxyType(
    {
        "text": text_report,
        "json": json_report,
        "ndjson": ndjson_report,
        "sarif": sarif_report,
        "junit": junit_report,
        "github": github_report,
        "github-summary": github_summary,
        "gitlab": gitlab_report,
        "markdown": markdown_report,
    }
)
"""Every format by the name it has in `--format`; the first is the default."""
