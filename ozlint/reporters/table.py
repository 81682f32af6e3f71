"""The table of report formats: a new format is one module and one line here."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

import msgspec

from ozlint.model.report import Report
from ozlint.reporters.options import Options


class TextFormat(msgspec.Struct, frozen=True):
    """A format that is text."""

    writer: str
    """The module here and the function in it that write it, loaded for reports that are asked for alone."""

    def write(self, report: Report, options: Options) -> Iterator[str]:
        """Turn a report into chunks; the last one ends with a newline."""
        return cast(Iterator[str], _writer(self.writer)(report, options))


class BinaryFormat(msgspec.Struct, frozen=True):
    """A format that is no text: it needs a file, and a package that comes with the extra of its name."""

    writer: str
    package: str

    def write(self, report: Report, options: Options) -> Iterator[bytes]:
        """Turn a report into chunks."""
        return cast(Iterator[bytes], _writer(self.writer)(report, options))


def _writer(name: str) -> Callable[[Report, Options], object]:
    module, _, function = name.partition(".")
    return cast(Callable[[Report, Options], object], getattr(import_module(f"{__package__}.{module}"), function))


FORMATS: Mapping[str, TextFormat | BinaryFormat] = MappingProxyType(
    {
        "text": TextFormat("text.text_report"),
        "json": TextFormat("json.json_report"),
        "ndjson": TextFormat("ndjson.ndjson_report"),
        "sarif": TextFormat("sarif.sarif_report"),
        "junit": TextFormat("junit.junit_report"),
        "github": TextFormat("github.github_report"),
        "github-summary": TextFormat("github.github_summary"),
        "gitlab": TextFormat("gitlab.gitlab_report"),
        "markdown": TextFormat("markdown.markdown_report"),
        "html": TextFormat("html.html_report"),
        "csv": TextFormat("csv.csv_report"),
        "xlsx": BinaryFormat("xlsx.xlsx_report", "xlsxwriter"),
    }
)
"""Every format by the name it has in `--format`; the first is the default."""
