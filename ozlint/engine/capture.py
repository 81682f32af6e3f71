"""What a finding needs besides its rule: the values of the operands, the facts, the words of the message."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.language.check import word_body
from ozlint.language.emit import Emitter, build
from ozlint.language.operands import operands
from ozlint.language.tree import Const, Loop, Node, Unknown, Word
from ozlint.language.type import Type
from ozlint.language.values import Value
from ozlint.language.vocabulary import vocabulary
from ozlint.model.finding import Severity
from ozlint.model.text import Lang
from ozlint.model.times import HOUR, iso_time
from ozlint.rulebook.rule import Rule, fact_nodes

_MOST_ITEMS = 20


class Captured(msgspec.Struct, frozen=True):
    """What one broken rule says about one subject."""

    severity: Severity
    message: str
    values: dict[str, Any]
    facts: dict[str, Any]


class Capture(msgspec.Struct, frozen=True):
    """Reads from a posting what a finding of one rule carries."""

    rule: Rule
    lang: Lang
    read: Callable[[Any, float, Mapping[str, Value]], tuple[list[Any], list[Any], list[Any], list[Any]]]
    operands: tuple[tuple[str, Type], ...]
    facts: tuple[tuple[str, Type], ...]

    def __call__(self, posting: object, now: float, cross: Mapping[str, Value]) -> Captured:
        """Return what the finding says."""
        severities, values, words, facts = self.read(posting, now, cross)
        severity = self.rule.severity
        for holds, (_, other) in zip(severities, self.rule.severity_when, strict=True):
            if holds:
                severity = other
                break
        return Captured(
            severity,
            self.rule.message[self.lang].fill(words, self.lang),
            _plain(self.operands, values),
            _plain(self.facts, facts),
        )


def compile_capture(rule: Rule, lang: Lang, *, zoneless: bool) -> Capture:
    """Return the capture of a rule's findings in a language."""
    emitter = Emitter(margin=zoneless)
    found: dict[str, Node] = {}
    if rule.subject == "posting":
        for node, text in ((rule.when, rule.when_text), (rule.test, rule.test_text)):
            for operand in operands(node, text) if node is not None else ():
                if not isinstance(operand.node, Const | Unknown | Loop) and operand.node.type.kind != "lists":
                    found.setdefault(operand.name, _named(operand.node, operand.name))
        facts = fact_nodes()
    else:
        facts = {}
    parts = (
        [emitter.truth(when)[0] for when, _ in rule.severity_when],
        [emitter.value(node) for node in found.values()],
        [emitter.value(node) for node in rule.message[lang].nodes],
        [emitter.value(node) for node in facts.values()],
    )
    source = ", ".join("[" + ", ".join(part) + "]" for part in parts)
    return Capture(
        rule,
        lang,
        build(emitter, "def judge(p, now, cross):", [f"return {source}"]),
        tuple((name, node.type) for name, node in found.items()),
        tuple((name, node.type) for name, node in facts.items()),
    )


def _named(node: Node, name: str) -> Node:
    """Return the word an operand inside a condition-word belongs to, so that its value goes by the word's name."""
    words = vocabulary("posting").words
    return Word(type=words[name].type, name=name, body=word_body("posting", name)) if name in words else node


def _plain(names: tuple[tuple[str, Type], ...], values: list[Any]) -> dict[str, Any]:
    """Return values as the report holds them: moments in ISO 8601, durations in hours, nothing for what is unknown."""
    plain: dict[str, Any] = {}
    for (name, kind), value in zip(names, values, strict=True):
        if value is UNSET or value != value:  # noqa: PLR0124 - NaN
            continue
        if kind.kind == "time" and isinstance(value, float):
            plain[name] = iso_time(value)
        elif kind.kind == "duration" and isinstance(value, float):
            plain[name] = round(value / HOUR, 3)
        elif isinstance(value, (list, tuple)):
            plain[name] = list(value)[:_MOST_ITEMS]
        elif isinstance(value, float) and value.is_integer():
            plain[name] = int(value)
        else:
            plain[name] = value
    return plain
