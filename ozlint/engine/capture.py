"""What a finding needs besides its rule: the values of the operands, the facts, the words of the message."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import msgspec

from ozlint.engine.index import cross_calls
from ozlint.language.emit import Emitter, build
from ozlint.language.interpret import cross_key
from ozlint.language.joined import PREVIOUS, RECORDS, is_moment
from ozlint.language.operands import fields_of, operands
from ozlint.language.scratch import Compile, compile_source
from ozlint.language.template import show
from ozlint.language.tree import Call, Const, Loop, Node, Unknown, Word, children
from ozlint.language.values import Value
from ozlint.model.finding import Severity
from ozlint.model.text import Lang
from ozlint.model.times import HOUR, Times, Vague, iso_time
from ozlint.rulebook.rule import Facts, Rule

_MOST_ITEMS = 20
_POSTINGS = (*RECORDS, PREVIOUS)
"""Subjects that have the facts of a posting."""
_PARTS = ("lists", "record")
"""Kinds of values that are shown by their parts, or not at all."""
_WITH_VALUES = (*_POSTINGS, "notification")
"""Subjects whose findings show the values of the condition."""


class Captured(msgspec.Struct, frozen=True, gc=False):
    """What one broken rule says about one subject."""

    severity: Severity
    message: str
    values: dict[str, Any]
    facts: dict[str, Any]


_SHARED = (str, float)
_FEW = 64
"""Different values of a name that are kept as one object each."""

Capture = Callable[[Any, float, Mapping[str, Value]], Captured]
"""(subject, now, answers of cross-record functions) -> what the finding says."""


def compile_capture(rule: Rule, lang: Lang, times: Times, compiled: Compile = compile_source) -> Capture:
    """Return what reads from a subject what a finding of one rule says, in a language."""
    emitter = Emitter(times, compiled)
    severity = repr(rule.severity)
    for when, other in reversed(rule.severity_when):
        severity = f"({other!r} if {emitter.truth(when)[0]} else {severity})"
    message = _message(rule, lang, emitter)
    lines = _fill("values", _operands(rule), emitter)
    captured = emitter.constant(Captured)
    facts = f"{emitter.constant(_compile_facts(rule.facts, times))}(p)" if rule.subject in _POSTINGS else "{}"
    last = f"return {captured}({severity}, {message}, values, {facts})"
    capture: Capture = build(emitter, "def judge(p, now, cross):", [*emitter.ensure(), *lines, last])
    return capture


@cache
def _compile_facts(nodes: Facts, times: Times) -> Callable[[Any], dict[str, Any]]:
    """Return what reads the facts of a posting, the same for every rule."""
    emitter = Emitter(times)
    lines = _fill("facts", dict(nodes), emitter)
    read: Callable[[Any], dict[str, Any]] = build(emitter, "def judge(p):", [*emitter.ensure(), *lines, "return facts"])
    last: tuple[Any, dict[str, Any]] = (None, {})

    def facts(posting: Any) -> dict[str, Any]:  # noqa: ANN401 - a decoded posting
        nonlocal last
        known, found = last
        if known is not posting:  # the findings of a posting come one after the other
            found = read(posting)
            last = posting, found
        return found

    return facts


def _operands(rule: Rule) -> dict[str, Node]:
    """Return the operands a finding shows, by the names they have in the rule."""
    found: dict[str, Node] = {}
    if rule.subject in _WITH_VALUES:
        for node, text in ((rule.when, rule.when_text), (rule.test, rule.test_text)):
            for operand in operands(node, text) if node is not None else ():
                name, shown = operand.name, operand.node
                if isinstance(shown, Const | Unknown | Loop) or shown.type.kind in _PARTS:
                    continue
                # An operand inside a word of a condition goes by the word's name and value.
                found.setdefault(name, _word(rule, name) or shown)
        found |= {cross_key(call): call for call in cross_calls([rule])}
    return found


def _word(rule: Rule, name: str) -> Word | None:
    """Return the derived word of a name that stands in a rule's condition."""
    left = [node for node in (rule.when, rule.test) if node is not None]
    while left:
        node = left.pop()
        if isinstance(node, Word):
            if node.name == name:
                return node
            left.append(node.body)
        left += children(node)
    return None


def _message(rule: Rule, lang: Lang, emitter: Emitter) -> str:
    """Return the source of the message: its texts and its values, as people read them."""
    template = rule.message[lang]
    parts = [repr(template.texts[0])]
    for node, text in zip(template.nodes, template.texts[1:], strict=True):
        shown = emitter.constant(partial(show, kind=node.type, lang=lang))
        parts += [f"{shown}({_shown(node, emitter)})", repr(text)]
    return f"''.join(({', '.join(parts)},))"


def _fill(name: str, nodes: Mapping[str, Node], emitter: Emitter) -> list[str]:
    """Return the lines that collect values: nothing for what is unknown."""
    lines = [f"{name} = {{}}"]
    for key, node in nodes.items():
        value = _shown(node, emitter)
        shared = _sharing(_PLAIN.get(node.type.kind, _plain))
        plain = "x" if node.type.kind == "bool" else f"{emitter.constant(shared)}(x)"
        lines += [f"if (x := {value}) is not UNSET: {name}[{key!r}] = {plain}"]
    return lines


def _shown(node: Node, emitter: Emitter) -> str:
    """Return the source of a value that is to be shown: the posting's own moments are vague without a zone."""
    if not emitter.times.margin or node.type.kind != "time":
        return emitter.value(node)
    if isinstance(node, Word):
        return _shown(node.body, emitter)
    if isinstance(node, Call) and node.function.name == "first":
        return f"FIRST({', '.join(_shown(arg, emitter) for arg in node.args)})"
    value = emitter.value(node)
    is_own = any(field.type.kind == "time" and not is_moment(field.path) for field in fields_of(node))
    return f"{emitter.constant(_vague)}({value})" if is_own else value


def _vague(value: Value) -> Value:
    return Vague(value) if value.__class__ is float else value


def _sharing(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what gives a value as `plain` does, and equal ones as one object where a name has few.

    Findings are held by the hundred thousand, and most of what they say of their postings is one of a few statuses,
    warehouses or carriers.
    """
    known: dict[Any, Any] = {}

    def shared(value: Any) -> Any:  # noqa: ANN401 - a value of the language
        # Of other classes some are equal and not shown alike: a vague moment and a sure one, a day and its hours.
        if value.__class__ not in _SHARED:
            return plain(value)
        shown = known.get(value, known)
        if shown is known:
            shown = plain(value)
            if len(known) < _FEW:
                known[value] = shown
        return shown

    return shared


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of the language
    return int(value) if value.__class__ is float and value.is_integer() else value


def _plain_time(value: Any) -> Any:  # noqa: ANN401
    return value if value is None else iso_time(value)


def _plain_duration(value: Any) -> Any:  # noqa: ANN401
    return value if value is None else round(value / HOUR, 3)


def _plain_list(value: Any) -> Any:  # noqa: ANN401
    return list(value)[:_MOST_ITEMS]


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "time": _plain_time,
    "duration": _plain_duration,
    "list": _plain_list,
}
"""How values of a kind stand in the report: moments in ISO 8601, durations in hours."""
