"""Linting from Python: `from ozlint import lint`, and before a push `from ozlint import lint_updates`.

    from datetime import UTC, datetime
    from ozlint import lint

    report = lint(answer["result"]["postings"], at=datetime.now(UTC))
    for finding in report.findings:
        print(finding.rule, finding.posting_number, finding.message)

`lint_arrow` takes what databases hand on. What judges again and again keeps a `Linter`, or an `UpdateLint`.

Nothing is printed, nothing exits, and nothing is read but rule files and the files you name: the postings are the dicts
you already have, or the rows of your stream.
"""

from ozlint.api.linter import Linter, lint, lint_arrow
from ozlint.api.updates import JudgedUpdates, UpdateLint, lint_updates
from ozlint.errors import OzlintError, RuleError, SourceError, UsageError
from ozlint.model.finding import Finding
from ozlint.model.report import Report

__all__ = [
    "Finding",
    "JudgedUpdates",
    "Linter",
    "OzlintError",
    "Report",
    "RuleError",
    "SourceError",
    "UpdateLint",
    "UsageError",
    "lint",
    "lint_arrow",
    "lint_updates",
]
