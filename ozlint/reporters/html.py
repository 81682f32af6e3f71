"""The report as one page for a browser: the verdict, charts that are filters, a table, and a posting's timeline.

It is self-contained and asks the network for nothing, which its policy (CSP) also forbids. What data say is in it as
text: of the verdict in the markup, of the findings in blocks of JSON that the script reads. The script makes elements
and never parses markup; nothing else may run.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib import resources
from typing import Any

from ozlint.model.finding import SEVERITIES
from ozlint.model.report import Report, RuleSummary
from ozlint.model.text import Text
from ozlint.reporters.harmless import flat, harmless, is_web_address
from ozlint.reporters.html_findings import STATES, finding_blocks, timeline_blocks
from ozlint.reporters.html_sections import sections
from ozlint.reporters.html_text import script_json
from ozlint.reporters.html_verdict import TITLE, verdict
from ozlint.reporters.html_words import LANES, MOMENTS, NOUNS, WORDS, actions_in_words, statuses_in_words
from ozlint.reporters.options import Options
from ozlint.reporters.phrases import SEVERITY_WORD, STATE

SCRIPTS = (
    "element", "report", "calendar", "view", "selection", "charts", "filters", "timeline", "details", "table", "page",
)  # fmt: skip
"""The parts of the script, in the order in which they build on each other."""
_COUNTED = Text("counted", "учтено")
_FINDINGS = Text("Findings", "Находки")
_SKIP = Text("To the findings", "К находкам")
_SEARCH = Text("Search: posting, message, rule, status …", "Поиск: отправление, сообщение, правило, статус…")
_FILTERS = Text("Filters", "Фильтры")
_KEYS = Text(
    "In the list the arrow keys go from finding to finding, Enter opens one, Escape closes it.",
    "В списке стрелки переходят от находки к находке, Enter открывает её, Escape закрывает.",
)
_NO_SCRIPT = Text(
    "The charts and the list of findings need JavaScript, and this browser runs none. The text, CSV and Excel reports "
    "(--format text, csv, xlsx) have the same findings.",
    "Графикам и списку находок нужен JavaScript, а этот браузер его не выполняет. Те же находки есть в отчётах text, "
    "csv и xlsx (--format).",
)
_COLOPHON = Text(
    "This page is complete in itself: it asks no network for anything and holds no personal data of buyers. A link to "
    "the seller's cabinet opens only when it is followed.",
    "Эта страница самодостаточна: она ничего не запрашивает по сети и не содержит персональных данных покупателей. "
    "Ссылка в личный кабинет открывается, только если по ней перейти.",
)


def html_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - the page has one look
    """Write a report as an HTML page in the language of the report, in chunks."""
    lang = report.lang
    style, script = _asset("style.css"), _script()
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f'<link rel="icon" href="data:,">\n<title>{TITLE.say(lang)} · ozlint</title>\n'
    yield f'<style id="style">{style}</style>\n</head>\n<body>\n'
    yield f'<a class="skip" href="#findings">{_SKIP.say(lang)}</a>\n<main>\n'
    yield from verdict(report)
    if report.findings:
        yield from _frame(report)
    yield from sections(report)
    yield f"</main>\n<footer><p>{_COLOPHON.say(lang)}</p></footer>\n"
    yield from _data(report)
    yield f'<script id="script">{script}</script>\n</body>\n</html>\n'


def _frame(report: Report) -> Iterator[str]:
    """Write the elements that the script fills."""
    lang = report.lang
    yield '<div id="charts"></div>\n'
    yield '<section id="findings" aria-labelledby="findings-title" tabindex="-1">\n'
    yield f'<h2 id="findings-title">{_FINDINGS.say(lang)}</h2>\n'
    yield f'<noscript><p class="bad">{_NO_SCRIPT.say(lang)}</p></noscript>\n'
    yield f'<div id="filters" role="search" aria-label="{_FILTERS.say(lang)}">\n'
    yield f'<input id="search" type="search" placeholder="{_SEARCH.say(lang)}" aria-label="{_SEARCH.say(lang)}"'
    yield ' autocomplete="off" spellcheck="false" hidden>\n</div>\n'
    yield f'<p id="found" role="status"></p>\n<p id="keys" class="unseen">{_KEYS.say(lang)}</p>\n'
    yield '<div id="list"></div>\n</section>\n'


def _data(report: Report) -> Iterator[str]:
    """Write what the script reads: words and rules, then the findings and the timelines block by block."""
    found = {finding.rule for finding in report.findings}
    rules = {rule.id: rule for rule in report.rules if rule.id in found}
    yield _block("page", script_json(_page(report, list(rules.values()))))
    numbers = {rule: number for number, rule in enumerate(rules)}
    yield from (_block("findings", script_json(block)) for block in finding_blocks(report, numbers))
    yield from (_block("timelines", script_json(block)) for block in timeline_blocks(report))


def _block(name: str, json: str) -> str:
    return f'<script type="application/json" class="{name}">{json}</script>\n'


def _page(report: Report, rules: list[RuleSummary]) -> dict[str, Any]:
    lang = report.lang
    return {
        "lang": lang,
        "now": report.now,
        "rules": [_rule(rule) for rule in rules],
        "severities": [(severity, SEVERITY_WORD[severity].say(lang)) for severity in SEVERITIES],
        "states": [(state, STATE[state].say(lang) or _COUNTED.say(lang)) for state in STATES],
        "lanes": {lane: text.say(lang) for lane, text in LANES.items()},
        "statuses": statuses_in_words(lang) if report.timelines else {},
        "actions": actions_in_words(lang) if report.timelines else {},
        "moments": {name: text.say(lang) for name, text in MOMENTS.items()},
        "words": {name: text.say(lang) for name, text in WORDS.items()},
        "nouns": {name: noun.en if lang == "en" else noun.ru for name, noun in NOUNS.items()},
    }


def _rule(rule: RuleSummary) -> dict[str, Any]:
    return {
        "id": harmless(rule.id),
        "name": harmless(rule.name),
        "title": harmless(flat(rule.title)),
        "why": harmless(flat(rule.why)),
        "fix": [harmless(line.strip()) for line in rule.fix.splitlines() if line.strip()],
        "help": rule.help_uri if rule.help_uri and is_web_address(rule.help_uri) else None,
    }


def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _asset(name: str) -> str:
    return (resources.files("ozlint.reporters") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the source by which a policy lets one text in."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
