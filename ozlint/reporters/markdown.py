"""The report as Markdown: the verdict, what to do by rule, and the findings, in a size that a comment can have."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ozlint.model.finding import Finding
from ozlint.model.report import Report, RuleSummary
from ozlint.model.text import Lang, Text
from ozlint.reporters.cost_text import short_cost
from ozlint.reporters.gravity import by_rule, in_order
from ozlint.reporters.harmless import flat
from ozlint.reporters.markdown_text import code, escape
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import FINDING, REASON, RULE, SEVERITY_WORD, STATE, Noun, numeral, severity_counts
from ozlint.reporters.text_ending import found, not_evaluated, reasons, without_input
from ozlint.reporters.text_value import show_place, show_subject

COMMENT = 64_000
"""Bytes of a comment: GitHub takes 65 536 characters; the rest is for the heads of lists that have no room left."""
IN_COMMENT = 50
"""Findings in a comment, unless all are asked for: who reads the other comments scrolls past this one."""
_ENDING = 300
"""Bytes kept for the line that says how much of a list is left out."""

_RULES = Text("| Rule | Found | What is wrong | What to do |", "| Правило | Найдено | Что не так | Что делать |")
_FINDINGS = Text(
    "| Severity | Rule | About | Message | Place |", "| Серьёзность | Правило | О чём | Сообщение | Место |"
)
_COSTED = Text(
    "| Severity | Rule | About | Message | Cost | Place |",
    "| Серьёзность | Правило | О чём | Сообщение | Стоит | Место |",
)
_MORE = Text(
    "… and {number} more {noun}: `--format json:FILE` has them all",
    "… и ещё {number} {noun}: всё есть в `--format json:ФАЙЛ`",
)


def markdown_report(report: Report, options: Options) -> Iterator[str]:
    """Write a report for a comment on a pull request, or for a chat.

    Findings that count are listed up to a number; where all is asked for, all that fit, also those set aside. What is
    left out is counted.
    """
    return markdown(report, options, most=IN_COMMENT, room=COMMENT)


def markdown(report: Report, options: Options, *, most: int, room: int) -> Iterator[str]:
    """Write a report with at most so many findings, in at most so many bytes of UTF-8."""
    pen = Pen(Options(lang=report.lang, verbose=options.verbose))
    listed = (finding for finding in report.findings if options.verbose or finding.state == "shown")
    findings = in_order(report, listed)
    has_costs = any(finding.roubles is not None for finding in findings)
    page = _Page(room, report.lang)
    yield from page.text("### ozlint")
    for line in found(report, pen):
        yield from page.text("", f"**{escape(line)}**")
    yield from page.bullets(reasons(report, pen))
    if findings:
        rules = [_rule_row(rule, group, report.lang) for rule, group in by_rule(report, findings)]
        yield from page.text("", *_head(_RULES, report.lang))
        yield from page.rows(rules, len(rules), RULE)
        rows = (_finding_row(finding, report.lang, has_costs=has_costs) for finding in findings)
        yield from page.text("", *_head(_COSTED if has_costs else _FINDINGS, report.lang))
        yield from page.rows(islice(rows, None if options.verbose else most), len(findings), FINDING)
    yield from page.bullets(not_evaluated(report, pen))
    yield from page.bullets(without_input(report, pen))


class _Page:
    """A page of a limited size: a list that does not fit ends with how much of it is left out."""

    def __init__(self, room: int, lang: Lang) -> None:
        self._room = room
        self._lang = lang

    def text(self, *lines: str) -> Iterator[str]:
        """Write lines whatever their size: they are few."""
        self._room -= sum(map(_size, lines))
        yield from (f"{line}\n" for line in lines)

    def bullets(self, lines: Iterator[str]) -> Iterator[str]:
        """Write a head and the lines below it as a list; nothing where there is none."""
        head, *rest = [escape(line) for line in lines] or [""]
        if head:
            yield from self.text("", f"**{head}**", "")
            yield from self.rows((f"- {line}" for line in rest), len(rest), REASON)

    def rows(self, rows: Iterable[str], number: int, noun: Noun) -> Iterator[str]:
        """Write rows as long as there is room, and how many of their number are left out."""
        for row in rows:
            if _size(row) + _ENDING > self._room:
                break
            yield from self.text(row)
            number -= 1
        if number:
            more = _MORE.say(self._lang).format(number=numeral(number, self._lang), noun=noun.after(number, self._lang))
            yield from self.text("", more)


def _size(line: str) -> int:
    return len(line.encode()) + 1


def _head(words: Text, lang: Lang) -> tuple[str, str]:
    line = words.say(lang)
    return line, "|" + "---|" * (line.count("|") - 1)


def _rule_row(rule: RuleSummary, group: list[Finding], lang: Lang) -> str:
    counts = ", ".join(severity_counts(group, lang).values())
    return f"| {code(rule.id)} | {counts} | {escape(rule.title)} | {escape(flat(rule.fix))} |"


def _finding_row(finding: Finding, lang: Lang, *, has_costs: bool) -> str:
    state = STATE[finding.state].say(lang)
    message = escape(finding.message) + (f" ({state})" if state else "")
    severity = SEVERITY_WORD[finding.severity].say(lang)
    about, place = code(show_subject(finding, lang)), code(show_place(finding.place))
    cost = f" {escape(short_cost(finding, lang))} |" if has_costs else ""
    return f"| {severity} | {code(finding.rule)} | {about} | {message} |{cost} {place} |"
