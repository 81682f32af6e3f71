"""The end of the page: what was read, what was not judged and why, and how each rule was judged."""

from collections.abc import Iterable, Iterator, Sequence

from ozlint.model.other import Joined, Role
from ozlint.model.report import InputSummary, Report, RuleCount, RuleSummary
from ozlint.model.text import Lang, Text
from ozlint.reporters.format_names import format_name
from ozlint.reporters.harmless import flat, is_web_address
from ozlint.reporters.html_text import html_moment, html_text
from ozlint.reporters.phrases import (
    ANSWER,
    EVENT,
    INCOMPLETE,
    JOINED,
    NEVER_APPLIED,
    NOT_READ,
    NOTHING_JOINED,
    NOTIFICATION,
    PAGE,
    PARCEL_OF,
    POSTING,
    RECORD,
    REQUEST,
    RULE,
    RULE_OF,
    SUPERSEDED,
    UNKNOWN_CODES,
    UNREADABLE,
    left_open,
    numeral,
    wanted,
)
from ozlint.reporters.text_ending import NOT_GIVEN

_READ = Text("What was read", "Что прочитано")
_READ_HEADS = Text("Input|Format|Held|State", "Файл|Формат|Внутри|Состояние")
_TO_THE_END = Text("read to its end", "прочитан до конца")
_TAKEN = Text("fetched {moment} UTC", "получен {moment} UTC")
_NO_INPUT = Text("No input was read.", "Не прочитано ничего.")
_ROLES: dict[Role, Text] = {
    "postings": Text(),
    "tracking": Text("carriers' events", "события служб доставки"),
    "previous": Text("earlier snapshot", "прошлый снимок"),
    "notifications": Text("notifications", "уведомления"),
    "updates": Text("planned updates", "плановые обновления"),
    "answers": Text("answers to updates", "ответы на обновления"),
}
_OPEN = Text("What was not judged", "Что не проверено")
_OPEN_HEADS = Text("Rule|On how many|Why", "Правило|На скольких|Почему")
_OPEN_LEAD = Text(
    "A rule that lacks data is neither passed nor failed. Where data were missing:",
    "Правило, которому не хватило данных, не считается ни выполненным, ни нарушенным. Чего не хватило:",
)
_ALL_JUDGED = Text("Every rule could be judged on everything.", "Все правила проверены на всех данных.")
_NOT_RUN = Text("not run", "не запускалось")
_RULES = Text("The rules of this run", "Правила этого запуска")
_RULES_HEADS = Text(
    "Rule|What it finds|Broken|Holds|Not about it|Not judged",
    "Правило|Что находит|Нарушено|Выполнено|Не о том|Не проверено",
)


def sections(report: Report) -> Iterator[str]:
    """Write what stands below the findings."""
    parts = (("read", _READ, _inputs), ("open", _OPEN, _left_open), ("rules", _RULES, _rules))
    for name, title, write in parts:
        yield f'<section class="run" id="{name}" aria-labelledby="{name}-title" tabindex="-1">\n'
        yield f'<h2 id="{name}-title">{title.say(report.lang)}</h2>\n'
        yield from write(report)
        yield "</section>\n"


def _inputs(report: Report) -> Iterator[str]:
    lang = report.lang
    if not report.inputs:
        yield f"<p>{_NO_INPUT.say(lang)}</p>\n"
    else:
        yield from _table(_READ.say(lang), _READ_HEADS.say(lang), (_input(entry, lang) for entry in report.inputs))
    if report.joined is not None:
        yield from (f"<p>{html_text(line)}</p>\n" for line in _joined(report.joined, lang))
    if report.summary.superseded:
        records = RECORD.count(report.summary.superseded, lang)
        yield f"<p>{SUPERSEDED.say(lang).format(records=records)}</p>\n"


def _input(entry: InputSummary, lang: Lang) -> tuple[str, ...]:
    name = ", ".join(filter(None, (_ROLES[entry.role].say(lang), format_name(entry.format, lang))))
    if entry.error is not None:
        return html_text(entry.path), html_text(name), "", _bad(NOT_READ.say(lang).format(error=entry.error))
    held = [_held(entry, lang)]
    if entry.pages > 1:
        held.append(PAGE.count(entry.pages, lang))
    faults = [UNREADABLE.count(entry.undecodable, lang)] if entry.undecodable else []
    if not entry.complete:
        faults.append(INCOMPLETE.say(lang))
    state = _bad(", ".join(faults)) if faults else _TO_THE_END.say(lang)
    if entry.taken_at is not None:
        state += f", {_TAKEN.say(lang).format(moment=html_moment(entry.taken_at))}"
    return html_text(entry.path), html_text(name), ", ".join(held), state


def _held(entry: InputSummary, lang: Lang) -> str:
    match entry.role:
        case "tracking":
            return EVENT.count(entry.records, lang)
        case "previous":
            return POSTING.count(entry.records, lang)
        case "notifications":
            return NOTIFICATION.count(entry.records, lang)
        case "updates":
            return REQUEST.count(entry.records, lang)
        case "answers":
            return ANSWER.count(entry.records, lang)
        case "postings":
            return POSTING.count(entry.postings, lang)


def _joined(joined: Joined, lang: Lang) -> Iterator[str]:
    events, parcels = EVENT.count(joined.events, lang), PARCEL_OF.count(joined.parcels, lang)
    said = JOINED if joined.joined or not joined.parcels else NOTHING_JOINED
    yield said.say(lang).format(events=events, parcels=parcels, joined=numeral(joined.joined, lang))
    if joined.unknown:
        codes = ", ".join(f"{one.carrier} {one.code} × {numeral(one.events, lang)}" for one in joined.unknown)
        yield UNKNOWN_CODES.say(lang).format(codes=codes)


def _left_open(report: Report) -> Iterator[str]:
    lang = report.lang
    if not report.not_evaluated:
        yield f"<p>{_ALL_JUDGED.say(lang)}</p>\n"
        return
    titles = {rule.id: rule.title for rule in report.rules}
    how = {
        entry.text: wanted(entry.field, entry.needs, lang) for entry in report.not_evaluated if entry.code == NOT_GIVEN
    }
    yield f"<p>{_OPEN_LEAD.say(lang)}</p>\n"
    yield from _table(
        _OPEN.say(lang),
        _OPEN_HEADS.say(lang),
        (
            (
                f"<b>{html_text(rule)}</b> {html_text(flat(titles.get(rule, '')))}",
                _NOT_RUN.say(lang) if reason in how else count,
                html_text(": ".join(filter(None, (reason, how.get(reason, ""))))),
            )
            for rule, count, reason in left_open(report)
        ),
    )


def _rules(report: Report) -> Iterator[str]:
    lang = report.lang
    if report.never_applied:
        count, rules = numeral(len(report.never_applied), lang), RULE_OF.count(report.summary.rules, lang)
        said = NEVER_APPLIED.say(lang).format(count=count, rules=rules)
        yield f"<p>{html_text(said)}: {html_text(', '.join(report.never_applied))}</p>\n"
    counts = {count.rule: count for count in report.per_rule}
    yield f"<details>\n<summary>{RULE.count(len(report.rules), lang)}</summary>\n"
    yield from _table(
        _RULES.say(lang), _RULES_HEADS.say(lang), (_rule(rule, counts.get(rule.id), lang) for rule in report.rules)
    )
    yield "</details>\n"


def _rule(rule: RuleSummary, count: RuleCount | None, lang: Lang) -> tuple[str, ...]:
    name = html_text(rule.id)
    if rule.help_uri and is_web_address(rule.help_uri):
        name = f'<a href="{html_text(rule.help_uri)}" target="_blank" rel="noopener noreferrer">{name}</a>'
    numbers = () if count is None else (count.broken, count.holds, count.not_applicable, count.not_evaluated)
    return name, html_text(flat(rule.title)), *(numeral(number, lang) for number in numbers)


def _bad(text: str) -> str:
    return f'<span class="bad">{html_text(text)}</span>'


def _table(name: str, heads: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table that can be scrolled; `heads` are separated by bars, and cells are HTML already."""
    yield f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">\n<table>\n<thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in heads.split("|"))
    yield "</tr></thead>\n<tbody>\n"
    yield from ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    yield "</tbody>\n</table>\n</div>\n"
