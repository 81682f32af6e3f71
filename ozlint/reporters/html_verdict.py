"""The top of the page: what was checked as of when, the verdict in words with its reasons, and the numbers."""

from collections.abc import Iterator

from ozlint.model.finding import SEVERITIES
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.reporters.html_text import html_moment, html_text
from ozlint.reporters.options import Options
from ozlint.reporters.pen import Pen
from ozlint.reporters.phrases import (
    ALSO_TO_SAY,
    INPUT,
    JOB_NOT_DONE,
    NOT_EVALUATED,
    RULE,
    RULE_OF,
    SEVERITY_NOUN,
    UNREADABLE,
    WITHOUT_INPUT,
    Noun,
    is_of_plan,
    numeral,
    subject_noun,
)
from ozlint.reporters.text_ending import NOT_GIVEN, found

TITLE = Text("Check of postings", "Проверка отправлений")
_AT = Text("As of {now} UTC", "По состоянию на {now} UTC")
_PASSED = Text("The check is passed (exit code 0)", "Проверка пройдена (код выхода 0)")
_PASSED_IN_PART = Text(
    "The check is passed as far as the data were read (exit code 0)",
    "Проверка пройдена в той части, которую удалось прочитать (код выхода 0)",
)
_FAILED = Text(
    "The check is not passed: there are findings that count (exit code 1)",
    "Проверка не пройдена: есть находки, которые считаются (код выхода 1)",
)
_NOT_WHOLE = Text(
    "Not everything was read: {what}. What is missing was not checked.",
    "Прочитано не всё: {what}. Чего нет в данных, то не проверено.",
)
_NOT_WHOLE_INPUT = Noun(
    ("input is not whole", "inputs are not whole"), ("файл неполный", "файла неполные", "файлов неполные")
)
_CHECKED = Noun(("posting checked", "postings checked"), ("отправление", "отправления", "отправлений"))
_WITH = Noun(("with findings", "with findings"), ("с находками", "с находками", "с находками"))
_CLEAN = Noun(("without findings", "without findings"), ("без находок", "без находок", "без находок"))
_ASIDE = Noun(
    ("finding not counted", "findings not counted"), ("находка не учтена", "находки не учтены", "находок не учтено")
)
_UNREAD = Noun(("input not read", "inputs not read"), ("файл не прочитан", "файла не прочитаны", "файлов не прочитано"))
_OPEN = Noun(
    ("rule not judged everywhere", "rules not judged everywhere"),
    ("правило проверено не везде", "правила проверены не везде", "правил проверено не везде"),
)


def verdict(report: Report) -> Iterator[str]:
    """Write the top of the page."""
    lang = report.lang
    yield f"<header>\n<h1>{TITLE.say(lang)}</h1>\n"
    yield f"<p>{_AT.say(lang).format(now=html_moment(report.now))} · ozlint {html_text(report.version)}</p>\n"
    yield "</header>\n"
    yield f'<section class="verdict {_colour(report)}" aria-labelledby="verdict">\n'
    yield f'<h2 id="verdict">{_words(report)}</h2>\n'
    yield from (f"<p>{line}</p>\n" for line in _said(report))
    yield from _reasons(report)
    yield '</section>\n<dl class="numbers">\n'
    for name, number, noun in _numbers(report):
        yield f'<div class="{name}"><dt>{noun.after(number, lang)}</dt><dd>{numeral(number, lang)}</dd></div>\n'
    yield "</dl>\n"


def _colour(report: Report) -> str:
    if report.exit_code:
        return "error"
    return "good" if report.complete else "warning"


def _words(report: Report) -> str:
    if not report.done:
        return JOB_NOT_DONE.say(report.lang)
    if report.exit_code:
        return _FAILED.say(report.lang)
    return (_PASSED if report.complete else _PASSED_IN_PART).say(report.lang)


def _said(report: Report) -> Iterator[str]:
    """Return the sentences below the verdict, as HTML: what is missing comes before what was found."""
    lang, summary = report.lang, report.summary
    if not report.complete:
        not_whole = sum(entry.error is not None or not entry.complete for entry in report.inputs)
        counts = ((not_whole, _NOT_WHOLE_INPUT), (summary.undecodable, UNREADABLE))
        what = ", ".join(noun.count(number, lang) for number, noun in counts if number)
        yield f'<a href="#read">{_NOT_WHOLE.say(lang).format(what=what)}</a>'
    yield from (html_text(line) for line in found(report, Pen(Options(lang=lang))))
    if left_open := _left_open(report):
        count, rules = numeral(len(left_open), lang), RULE_OF.count(summary.rules, lang)
        yield f'<a href="#open">{NOT_EVALUATED.say(lang).format(count=count, rules=rules)}</a>'
    if waiting := {entry.rule for entry in report.not_evaluated if entry.code == NOT_GIVEN}:
        what = RULE.count(len(waiting), lang)
        yield f'<a href="#open">{WITHOUT_INPUT.say(lang).format(what=what)}</a>'


def _left_open(report: Report) -> set[str]:
    """Return the rules that could not be judged on something read, though all they wait for was given."""
    return {
        entry.rule for entry in report.not_evaluated if entry.code != NOT_GIVEN and subject_noun(entry) is not INPUT
    }


def _reasons(report: Report) -> Iterator[str]:
    if not report.reasons:
        return
    if report.done:
        yield f"<p>{ALSO_TO_SAY.say(report.lang)}:</p>\n"
    yield "<ul>\n"
    yield from (f"<li>{html_text(reason)}</li>\n" for reason in report.reasons)
    yield "</ul>\n"


def _numbers(report: Report) -> Iterator[tuple[str, int, Noun]]:
    """Return the numbers of the run: how each is coloured, the number, and what is counted."""
    summary = report.summary
    shown = [finding for finding in report.findings if finding.state == "shown"]
    touched = {(finding.account, finding.posting_number) for finding in shown if finding.subject.kind == "posting"}
    for severity, number in zip(SEVERITIES, (summary.errors, summary.warnings, summary.infos), strict=True):
        yield severity if number else "plain", number, SEVERITY_NOUN[severity]
    yield "plain", summary.postings, _CHECKED
    yield "plain", len(touched), _WITH
    if not is_of_plan(report):
        yield "plain", max(summary.postings - len(touched), 0), _CLEAN
    further = (
        ("plain", summary.suppressed + summary.baselined, _ASIDE),
        ("error", summary.unreadable_inputs, _UNREAD),
        ("error", summary.undecodable, UNREADABLE),
        ("warning", len(_left_open(report)), _OPEN),
    )
    yield from (one for one in further if one[1])
