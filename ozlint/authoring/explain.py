"""Explaining a rule: what it means, when it fires, why it matters, what to do."""

from collections.abc import Iterator
from typing import Any

from ozlint.model.text import Lang
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.rule import Rule

WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "severity": "severity", "profile": "profile", "subject": "about", "tags": "tags", "since": "since",
        "why": "Why it matters", "fix": "What to do", "condition": "When it fires", "params": "Parameters",
        "references": "References", "default": "default", "bad": "Fires on", "good": "Does not fire on",
        "when": "applies where", "require": "requires", "forbid": "forbids", "if": "if",
    },
    "ru": {
        "severity": "серьёзность", "profile": "профиль", "subject": "о чём", "tags": "теги", "since": "с версии",
        "why": "Почему это важно", "fix": "Что делать", "condition": "Когда срабатывает", "params": "Параметры",
        "references": "Источники", "default": "по умолчанию", "bad": "Срабатывает на", "good": "Не срабатывает на",
        "when": "применяется, где", "require": "требует", "forbid": "запрещает", "if": "если",
    },
}  # fmt: skip


def explain_text(one: Loaded, lang: Lang) -> Iterator[str]:
    """Yield the lines that explain a rule to a person."""
    words, rule = WORDS[lang], one.rule
    yield f"{rule.id} {rule.name}"
    yield rule.title.say(lang)
    yield ""
    yield f"{words['severity']}: {severity_line(rule, lang)}"
    yield f"{words['profile']}: {rule.profile}   {words['subject']}: {rule.subject}   {words['since']}: {rule.since}"
    if rule.tags:
        yield f"{words['tags']}: {', '.join(rule.tags)}"
    for heading, text in ((words["why"], rule.why.say(lang)), (words["fix"], rule.fix.say(lang))):
        yield ""
        yield heading
        yield f"  {text.strip()}"
    yield ""
    yield words["condition"]
    for name, text in condition(rule):
        yield f"  {words[name]}: {text}"
    if one.file.params:
        yield ""
        yield words["params"]
        for name, param in one.file.params.items():
            yield f"  {name} = {rule.params[name]}  ({param.text.say(lang)})"
    if rule.references:
        yield ""
        yield words["references"]
        yield from (f"  {reference}" for reference in rule.references)


def explain_data(one: Loaded, lang: Lang) -> dict[str, Any]:
    """Return what explains a rule to a program."""
    rule = one.rule
    return {
        "id": rule.id, "name": rule.name, "title": rule.title.say(lang), "severity": rule.severity,
        "severity_when": [
            {"when": case.when, "severity": case.severity} for case in one.file.severity_when
        ],
        "profile": rule.profile, "subject": rule.subject, "tags": list(rule.tags), "since": rule.since,
        "why": rule.why.say(lang), "fix": rule.fix.say(lang), "condition": dict(condition(rule)),
        "params": {
            name: {"value": rule.params[name], "default": param.default, "text": param.text.say(lang)}
            for name, param in one.file.params.items()
        },
        "references": list(rule.references), "sha256": rule.sha256,
    }  # fmt: skip


def condition(rule: Rule) -> list[tuple[str, str]]:
    """Return the parts of a rule's condition: their keys and their text on one line."""
    parts = [("when", rule.when_text)] if rule.when_text else []
    parts.append(("forbid" if rule.forbid else "require", rule.test_text))
    return [(key, " ".join(text.split())) for key, text in parts]


def severity_line(rule: Rule, lang: Lang) -> str:
    """Return a rule's severity and how it varies."""
    others = sorted({severity for _, severity in rule.severity_when} - {rule.severity})
    also = {"en": "or", "ru": "или"}[lang]
    return f" {also} ".join([rule.severity, *others])
