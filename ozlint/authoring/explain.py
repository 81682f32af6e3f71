"""Explaining a rule: what it means, when it fires, why it matters, what to do."""

import json
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from ozlint.authoring.effect import NO_EFFECT, Effect
from ozlint.authoring.example import examples_of
from ozlint.model.text import Lang
from ozlint.ozon.charges import charges
from ozlint.reporters.harmless import flat
from ozlint.reporters.phrases import SEVERITY_WORD
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_file import Param

WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "severity": "severity", "profile": "profile", "subject": "about", "tags": "tags", "since": "since",
        "pack": "pack", "message": "What it says", "field": "field",
        "why": "Why it matters", "fix": "What to do", "condition": "When it fires", "params": "Parameters",
        "references": "References", "default": "default", "examples": "Examples", "bad": "Fires on",
        "good": "Does not fire on", "not_evaluated": "Is not evaluated on", "at": "judged at {at}",
        "with": "with {params}", "group_by": "grouped by",
        "when": "applies where", "require": "requires", "forbid": "forbids", "if": "if",
        "min": "at least",
        "max": "at most", "set": "set by the configuration; default {default}", "checked": "seen {checked}",
        "cost": "cost",
        "config": "Set in {file}", "off": "off", "value": "value", "meaning": "meaning",
    },
    "ru": {
        "severity": "серьёзность", "profile": "профиль", "subject": "о чём", "tags": "теги", "since": "с версии",
        "pack": "набор", "message": "Что сообщает", "field": "поле",
        "why": "Почему это важно", "fix": "Что делать", "condition": "Когда срабатывает", "params": "Параметры",
        "references": "Источники", "default": "по умолчанию", "examples": "Примеры", "bad": "Срабатывает на",
        "good": "Не срабатывает на", "not_evaluated": "Нельзя проверить на", "at": "на момент {at}",
        "with": "с {params}", "group_by": "по группам",
        "when": "применяется, где", "require": "требует", "forbid": "запрещает", "if": "если",
        "min": "не меньше",
        "max": "не больше", "set": "задано в настройках; по умолчанию {default}", "checked": "проверено {checked}",
        "cost": "сколько стоит",
        "config": "Задано в {file}", "off": "отключено", "value": "значение", "meaning": "что это",
    },
}  # fmt: skip

_WIDTH = 110
"""Characters to a line of an example."""


def explain_text(one: Loaded, lang: Lang, effect: Effect = NO_EFFECT) -> Iterator[str]:
    """Yield the lines that explain a rule to a person."""
    words, rule = WORDS[lang], one.rule
    yield f"{rule.id} {rule.name}"
    yield rule.title.say(lang)
    yield ""
    yield f"{words['severity']}: {severity_line(rule, lang)}"
    yield from (f"  {line}" for line in _severities(one, words))
    since = f"   {words['since']}: {rule.since}" if rule.since else ""
    yield f"{words['profile']}: {rule.profile}   {words['subject']}: {rule.subject}{since}"
    if rule.tags:
        yield f"{words['tags']}: {', '.join(rule.tags)}"
    more = (("pack", rule.pack), ("cost", _cost(rule, lang)))
    yield from (f"{words[name]}: {text}" for name, text in more if text)
    for heading, text in ((words["why"], rule.why.say(lang)), (words["fix"], rule.fix.say(lang))):
        yield ""
        yield heading
        yield f"  {text.strip()}"
    yield ""
    yield words["condition"]
    for name, text in condition(rule):
        yield f"  {words.get(name, name)}: {text}"
    yield from ("", words["message"], f"  {flat(one.file.message.say(lang))}")
    yield from (f"  {words['field']}: {field}" for field in filter(None, [rule.field]))
    if one.file.params:
        yield ""
        yield words["params"]
        for name, param in one.file.params.items():
            note = _note(rule.params[name], param, words)
            yield f"  {name} = {_json(rule.params[name])}  ({param.text.say(lang)}{note})"
    for place, line in enumerate(_effects(effect, words)):
        yield from ("", words["config"].format(file=effect.file)) if not place else ()
        yield f"  {line}"
    yield ""
    yield words["examples"]
    for heading, shown in _examples(one, words):
        yield f"  {heading}"
        yield from wrap(
            shown,
            _WIDTH,
            initial_indent="    ",
            subsequent_indent="    ",
            break_on_hyphens=False,
            break_long_words=False,
        )
    if rule.references:
        yield ""
        yield words["references"]
        yield from (f"  {reference}" for reference in _references(one, words))


def explain_markdown(one: Loaded, lang: Lang, effect: Effect = NO_EFFECT) -> Iterator[str]:
    """Yield the lines that explain a rule on a page."""
    words, rule = WORDS[lang], one.rule
    yield f"# {rule.id} {rule.name}"
    yield ""
    yield f"**{rule.title.say(lang)}**"
    yield ""
    since = f" · {words['since']}: {rule.since}" if rule.since else ""
    yield f"{words['severity']}: {severity_line(rule, lang)} · {words['profile']}: {rule.profile}{since}"
    more = {
        "tags": ", ".join(rule.tags),
        "pack": rule.pack,
        "field": f"`{rule.field}`" if rule.field else "",
        "cost": _cost(rule, lang),
    }
    if any(more.values()):
        yield from ("", " · ".join(f"{words[name]}: {text}" for name, text in more.items() if text))
    for heading, text in ((words["why"], rule.why.say(lang)), (words["fix"], rule.fix.say(lang))):
        yield from ("", f"## {heading}", "", text.strip())
    yield from ("", f"## {words['condition']}", "", "```yaml")
    yield from condition_yaml(rule)
    yield from (f"# {line}" for line in _severities(one, words))
    yield "```"
    yield from ("", f"## {words['message']}", "", f"    {flat(one.file.message.say(lang))}")
    if one.file.params:
        yield from ("", f"## {words['params']}", "")
        yield f"| | {words['value']} | {words['default']} | {words['meaning']} |"
        yield "|---|---|---|---|"
        for name, param in one.file.params.items():
            meaning = param.text.say(lang) + _bounds(param, words)
            row = (f"`{name}`", _json(rule.params[name]), _json(param.default), meaning)
            yield f"| {' | '.join(map(cell, row))} |"
    for place, line in enumerate(_effects(effect, words)):
        yield from ("", f"## {words['config'].format(file=effect.file)}", "") if not place else ()
        yield f"- {line}"
    yield from ("", f"## {words['examples']}")
    for heading, shown in _examples(one, words, indent=2):
        yield from ("", f"{heading}:", "", "```json", shown, "```")
    if rule.references:
        yield from ("", f"## {words['references']}", "")
        yield from (f"- {reference}" for reference in _references(one, words))


def explain_data(one: Loaded, lang: Lang, effect: Effect = NO_EFFECT) -> dict[str, Any]:
    """Return what explains a rule to a program."""
    rule = one.rule
    return {
        "id": rule.id, "name": rule.name, "title": rule.title.say(lang), "severity": rule.severity,
        "severity_when": [
            {"when": case.when, "severity": case.severity}
            for case in (one.file.severity_when if rule.severity_when else ())
        ],
        "profile": rule.profile, "subject": rule.subject, "tags": list(rule.tags), "since": rule.since,
        "why": rule.why.say(lang), "fix": rule.fix.say(lang),
        "condition": {key: text if key != "group_by" else list(rule.groups) for key, text in condition(rule)},
        "message": one.file.message.say(lang), "field": rule.field, "cost": rule.cost or None,
        "params": {
            name: {
                "value": rule.params[name], "default": param.default, "min": param.min, "max": param.max,
                "text": param.text.say(lang),
            }
            for name, param in one.file.params.items()
        },
        "off": effect.off,
        "overrides": [
            {"when": one.when, "off": one.off, "severity": one.severity or None, "params": dict(one.params)}
            for one in effect.special
        ],
        "references": list(rule.references),
        "examples": {
            kind: [case.model_dump(exclude_defaults=True, mode="json") for case in cases]
            for kind, cases in examples_of(one)
        },
        "path": rule.path, "pack": rule.pack or None, "sha256": rule.sha256,
    }  # fmt: skip


def condition(rule: Rule) -> list[tuple[str, str]]:
    """Return the parts of a rule's condition: their keys and their text on one line."""
    parts = [("group_by", ", ".join(rule.groups))] if rule.groups else []
    parts += [(f"let {name}", text) for name, text in rule.let.items()]
    parts += [("when", rule.when_text)] if rule.when_text else []
    parts.append(("forbid" if rule.forbid else "require", rule.test_text))
    return [(key, " ".join(text.split())) for key, text in parts]


def condition_yaml(rule: Rule) -> Iterator[str]:
    """Yield a rule's condition as its file could have it."""
    is_open = False
    for key, text in condition(rule):
        word = key.removeprefix("let ")
        if word != key:
            if not is_open:
                yield "let:"
            is_open = True
            yield f"  {word}: {text}"
        else:
            yield f"{key}: [{text}]" if key == "group_by" else f"{key}: {text}"


def severity_line(rule: Rule, lang: Lang) -> str:
    """Return a rule's severity and how it varies."""
    others = sorted({severity for _, severity in rule.severity_when} - {rule.severity})
    also = {"en": "or", "ru": "или"}[lang]
    return f" {also} ".join(SEVERITY_WORD[one].say(lang) for one in (rule.severity, *others))


def _cost(rule: Rule, lang: Lang) -> str:
    return f"{rule.cost}, {charges()[rule.cost].what.say(lang)}" if rule.cost else ""


def cell(text: str) -> str:
    """Return a text that can stand in a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def _effects(effect: Effect, words: Mapping[str, str]) -> Iterator[str]:
    """Yield what a configuration says of a rule besides the values that are in force everywhere."""
    if effect.off:
        yield words["off"]
    for one in effect.special:
        said = [
            *([words["off"]] if one.off else []),
            *([f"{words['severity']}: {one.severity}"] if one.severity else []),
            *(f"{name} = {_json(value)}" for name, value in one.params.items()),
        ]
        yield f"{words['if']} {one.when}: {', '.join(said)}"


def _severities(one: Loaded, words: Mapping[str, str]) -> Iterator[str]:
    for case in one.file.severity_when if one.rule.severity_when else ():
        yield f"{case.severity} {words['if']} {' '.join(case.when.split())}"


def _note(value: Any, param: Param, words: Mapping[str, str]) -> str:  # noqa: ANN401 - a parameter's value
    default = f"; {words['set'].format(default=_json(param.default))}" if _json(value) != _json(param.default) else ""
    return _bounds(param, words) + default


def _bounds(param: Param, words: Mapping[str, str]) -> str:
    bounds = (("min", param.min), ("max", param.max))
    return "".join(f"; {words[name]} {bound}" for name, bound in bounds if bound is not None)


def _examples(one: Loaded, words: Mapping[str, str], indent: int | None = None) -> Iterator[tuple[str, str]]:
    """Yield the examples of a rule: what is expected of each, and its body as JSON."""
    for kind, cases in examples_of(one):
        for case in cases:
            notes = [
                *([case.title] if case.title else []),
                *([words["at"].format(at=case.at)] if case.at else []),
                *([words["with"].format(params=_json(case.params))] if case.params else []),
            ]
            heading = f"{words[kind]} ({'; '.join(notes)})" if notes else words[kind]
            yield heading, _json(case.shown, indent)


def _references(one: Loaded, words: Mapping[str, str]) -> Iterator[str]:
    for reference in one.file.references:
        checked = f" ({words['checked'].format(checked=reference.checked)})" if reference.checked else ""
        yield f"{reference.url or reference.source}{checked}"


def _json(value: Any, indent: int | None = None) -> str:  # noqa: ANN401 - a plain value
    return json.dumps(value, ensure_ascii=False, indent=indent)
