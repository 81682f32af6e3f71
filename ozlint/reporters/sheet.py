"""The findings as rows of a table, for spreadsheets: a row a finding, the gravest first.

Words and heads are in the language of the report, since people read them; programs are better off with NDJSON.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import isnan
from typing import Any, Literal

import msgspec

from ozlint.model.finding import Finding
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text
from ozlint.model.times import EPOCH, read_time
from ozlint.reporters.cost_text import cost_basis
from ozlint.reporters.gravity import in_order
from ozlint.reporters.harmless import flat, harmless
from ozlint.reporters.phrases import LEFT_OPEN, SEVERITY_WORD, STATE, left_open
from ozlint.reporters.text_value import NOTHING, show_value

Cell = str | int | float | datetime
"""A value in a row: harmless text, a number, or a moment in UTC without its zone, as spreadsheets have it."""


class Column(msgspec.Struct, frozen=True):
    """A column of the table."""

    head: Text
    width: int
    """Characters that are shown of it."""
    kind: Literal["value", "prose", "severity"] = "value"
    """Prose is folded, severities have colours."""


COLUMNS = (
    Column(Text("posting_number", "отправление"), 20),
    Column(Text("account", "кабинет"), 14),
    Column(Text("severity", "серьёзность"), 16, "severity"),
    Column(Text("rule", "правило"), 9),
    Column(Text("title", "что не так"), 32, "prose"),
    Column(Text("message", "подробно"), 56, "prose"),
    Column(Text("what to do", "что делать"), 56, "prose"),
    Column(Text("status", "статус"), 20),
    Column(Text("carrier", "перевозчик"), 16),
    Column(Text("warehouse", "склад"), 20),
    Column(Text("deadline (UTC)", "срок (UTC)"), 17),
    Column(Text("cost, RUB", "стоит, ₽"), 11),
    Column(Text("cost: why", "почему столько"), 36, "prose"),
    Column(Text("file", "файл"), 28),
    Column(Text("line", "строка"), 8),
    Column(Text("fingerprint", "отпечаток"), 34),
    Column(Text("state", "учёт"), 24),
)
_COUNTED = Text("counted", "учтено")
STATE_OF_NOTE = Text("not evaluated", "не проверено")
FORMULA = "=+-@＝＋－＠"
"""What formulas begin with; spreadsheets of some countries take the wide marks for the others."""
_FIRST_YEAR = 1900
"""Spreadsheets know no earlier dates."""


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """Return the row of each finding, those set aside among them, cell by cell as `COLUMNS` has them."""
    rules = {
        rule.id: (harmless(rule.id), harmless(flat(rule.title)), harmless(flat(rule.fix))) for rule in report.rules
    }
    for finding in in_order(report, report.findings):
        identifier, title, fix = rules[finding.rule]
        yield (
            harmless(finding.posting_number or ""),
            harmless(finding.account or ""),
            SEVERITY_WORD[finding.severity].say(report.lang),
            identifier,
            title,
            harmless(finding.message),
            fix,
            _fact(finding, "status", report.lang),
            _fact(finding, "carrier", report.lang),
            _fact(finding, "warehouse", report.lang),
            moment_of(finding.facts.get("deadline")) or _fact(finding, "deadline", report.lang),
            _roubles(finding),
            cost_basis(finding, report.lang),
            harmless(finding.place.path),
            finding.place.line or "",
            finding.fingerprint,
            STATE[finding.state].say(report.lang) or _COUNTED.say(report.lang),
        )


def notes(report: Report) -> Iterator[tuple[Cell, ...]]:
    """Return a row for each reason for which a rule was left open, with the words `not evaluated` as its state."""
    titles = {rule.id: harmless(flat(rule.title)) for rule in report.rules}
    state = STATE_OF_NOTE.say(report.lang)
    for rule, count, reason in left_open(report, inputs=False):
        said = harmless(LEFT_OPEN.say(report.lang).format(count=count, reason=reason))
        cells = {"rule": harmless(rule), "title": titles.get(rule, ""), "message": said, "state": state}
        yield tuple(cells.get(column.head.en, "") for column in COLUMNS)


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula, and run what somebody else has written."""
    return text.lstrip().startswith(tuple(FORMULA))


def moment_of(value: Any) -> datetime | None:  # noqa: ANN401 - facts are of any type
    """Return a moment as spreadsheets have it, in UTC; None where the value is none, or before their calendar."""
    if not isinstance(value, str) or isnan(moment := read_time(value)[0]):
        return None
    date = (EPOCH + timedelta(seconds=moment)).replace(tzinfo=None)
    return date if date.year >= _FIRST_YEAR else None


def _roubles(finding: Finding) -> Cell:
    """Return what a finding costs, as a number; nothing where none is known, which the next cell explains."""
    roubles = finding.roubles
    return "" if roubles is None else int(roubles) if roubles.is_integer() else roubles


def _fact(finding: Finding, name: str, lang: Lang) -> str:
    text = show_value(finding.facts.get(name), lang)
    return "" if text == NOTHING else text
