"""What SARIF says of the tool: its rules, and how the run went."""

from collections.abc import Iterator
from typing import Any

from ozlint.model.report import Report, RuleSummary
from ozlint.model.text import Lang, Text
from ozlint.reporters.harmless import flat, is_web_address
from ozlint.reporters.markdown_text import escape
from ozlint.reporters.phrases import FIX, LEFT_OPEN, left_open, numeral
from ozlint.reporters.repository import in_repository
from ozlint.reporters.sarif_text import LEVELS, message, plain, sarif_uri

_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
"""Severity -> what GitHub sorts alerts by that are about no danger to security."""
MOST_TAGS = 20
"""Tags of a rule that code scanning takes."""
_LEFT_OUT = Text(
    "Findings that are not in this file: {number}. Code scanning takes no longer one; --format json has them all",
    "Находок, которых нет в этом файле: {number}. Больше code scanning не принимает; в --format json есть все",
)


def rule_entry(rule: RuleSummary, lang: Lang) -> dict[str, Any]:
    """Return a rule as SARIF describes one, with help in plain text and in Markdown."""
    why, fix, label = flat(rule.why), flat(rule.fix), FIX.say(lang)
    text = filter(None, (plain(why), fix and f"{label} {plain(fix)}"))
    markdown = filter(None, (escape(why), fix and f"**{label}** {escape(fix)}"))
    entry = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": message(rule.title),
        "fullDescription": message(why or rule.title),
        "help": {"text": " ".join(text), "markdown": "\n\n".join(markdown)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": rule.tags[:MOST_TAGS],
            "profile": rule.profile,
            "problem.severity": _PROBLEM[rule.severity],
        },
    }
    return entry | ({"helpUri": rule.help_uri} if rule.help_uri and is_web_address(rule.help_uri) else {})


def invocation(report: Report, left_out: int) -> dict[str, Any]:
    """Return how the run went; `left_out` is how many findings there was no room for."""
    return {
        "executionSuccessful": report.done,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [*_reasons(report), *_left_out(report, left_out), *_not_evaluated(report)],
    }


def _reasons(report: Report) -> Iterator[dict[str, Any]]:
    """What is to be said of the run as a whole, and the inputs that could not be read."""
    unread = {f"{entry.path}: {entry.error}": entry.path for entry in report.inputs if entry.error is not None}
    for text in dict.fromkeys((*report.reasons, *unread)):
        said: dict[str, Any] = {"level": "note" if report.done else "error", "message": message(text)}
        path = unread.get(text, "")
        if in_repository(path):
            said["locations"] = [{"physicalLocation": {"artifactLocation": sarif_uri(path)}}]
        yield said


def _left_out(report: Report, number: int) -> Iterator[dict[str, Any]]:
    if number:
        text = _LEFT_OUT.say(report.lang).format(number=numeral(number, report.lang))
        yield {"level": "warning", "message": message(text)}


def _not_evaluated(report: Report) -> Iterator[dict[str, Any]]:
    for rule, count, reason in left_open(report):
        text = LEFT_OPEN.say(report.lang).format(count=count, reason=reason)
        yield {"level": "note", "message": message(text), "associatedRule": {"id": rule}}
