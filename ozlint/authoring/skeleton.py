"""The file of a new rule: valid from the first moment, its examples run, every part explained in a comment."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

import msgspec

from ozlint.authoring.draft import Draft, Plain, default_drafts, drafts
from ozlint.authoring.example import Expected, Stage, examples_of, is_special, judge_example
from ozlint.authoring.yaml_text import block, scalar
from ozlint.model.text import Lang
from ozlint.model.times import iso_time
from ozlint.rulebook.load import Loaded, load_rule
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_file import Example

SCHEMA = "ozlint-rule.schema.json"
"""What `ozlint schema rule` is written to, beside the rules: editors complete and check keys by it."""
_WIDEST = 100

_SAID: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "head": "A rule of your own. It works as it stands: change it part by part, and run `ozlint rules test` after.",
        "help": "What can be asked: `ozlint rules fields`, `ozlint rules functions`. On your data: `ozlint rules try`.",
        "id": "never given to another rule, even when this one is gone",
        "name": "what the rule is called; with the id it is the name of this file",
        "title": "what is wrong where the rule fires, in one line",
        "severity": "error, warning or info: how bad a finding is",
        "profile": "safety (costs money or rating), recommended, or pedantic",
        "tags": "words for --select and --ignore",
        "subject": "what is judged: every posting by itself",
        "when": "where the rule applies; without it, to every posting",
        "forbid": "what must not be; write `require:` instead for what must hold",
        "field": "the field to look at",
        "message": "what a finding says; expressions stand in braces",
        "why": "why it matters: what it costs when nobody notices",
        "fix": "what to do about it, step by step",
        "params": "values to tune without touching the condition: `rules: {ACME001: {params: …}}` in ozlint.yaml",
        "references": "where the fact is written, and when it was last seen there",
        "examples": "the tests of this rule: `ozlint rules test` runs them among all built-in rules",
        "bad": "the rule fires, and no other rule does",
        "good": "nothing fires",
        "open": "a value is missing, so the rule cannot be judged: never a pass, never a finding",
        "cut": "cut from a real posting: numbers are made up, free texts and the buyer are left out",
        "left": "left out as well, because other rules have something to say about it: {fields}",
        "why_text": "Say here what it costs when nobody notices.",
        "fix_text": "Say here what to do about it, step by step.",
    },
    "ru": {
        "head": "Ваше правило. Оно уже работает: меняйте по частям и после каждой запускайте `ozlint rules test`.",
        "help": "О чём можно спросить: `ozlint rules fields`, `ozlint rules functions`. На данных: `ozlint rules try`.",
        "id": "другому правилу этот номер не достанется, даже если этого не станет",
        "name": "как правило называется; вместе с номером это имя файла",
        "title": "что не так там, где правило срабатывает, одной строкой",
        "severity": "error, warning или info: насколько это плохо",
        "profile": "safety (стоит денег или рейтинга), recommended или pedantic",
        "tags": "слова для --select и --ignore",
        "subject": "о чём правило: о каждом отправлении по отдельности",
        "when": "где правило применяется; без этой строки — везде",
        "forbid": "чего быть не должно; если удобнее сказать, что должно выполняться, пишите `require:`",
        "field": "на какое поле смотреть",
        "message": "что скажет находка; выражения пишут в фигурных скобках",
        "why": "почему это важно: во что обойдётся, если не заметить",
        "fix": "что делать, по шагам",
        "params": "что можно настроить, не трогая условие: `rules: {ACME001: {params: …}}` в ozlint.yaml",
        "references": "где об этом написано и когда это там видели",
        "examples": "тесты правила: `ozlint rules test` прогоняет их среди всех встроенных правил",
        "bad": "правило срабатывает, и больше ничего",
        "good": "ничего не срабатывает",
        "open": "не хватает данных, проверить нельзя: это и не успех, и не находка",
        "cut": "вырезано из настоящего отправления: номера выдуманы, свободных текстов и покупателя здесь нет",
        "left": "не взято, потому что об этом есть что сказать другим правилам: {fields}",
        "why_text": "Напишите, во что обойдётся, если этого не заметить.",
        "fix_text": "Напишите, что делать, по шагам.",
    },
}


class Skeleton(msgspec.Struct, frozen=True):
    """The text of a new rule's file."""

    text: str
    used: bool
    """Whether the example is cut from the posting that was given."""


class Bodies(msgspec.Struct, frozen=True):
    """The examples of a skeleton."""

    bad: Plain
    good: Plain
    open: Plain
    at: str = ""
    left: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where a new rule is to stand: its id and name, the rules around it, the moment, the language of its comments."""

    identity: str
    name: str
    pack: Sequence[Rule]
    """The built-in rules."""
    neighbours: Sequence[Loaded]
    """The rules of the folder."""
    now: float
    lang: Lang

    def load(self, text: str) -> Rule:
        """Return the rule that a text holds."""
        return load_rule(text, f"{self.identity}-{self.name}.yaml").rule

    def stage(self, rule: Rule) -> Stage:
        """Return all the rules there will be."""
        around = {one.id: one for one in (*self.pack, *(one.rule for one in self.neighbours))}
        return Stage({**around, rule.id: rule}.values())


def skeleton(place: Place, posting: Plain | None) -> Skeleton:
    """Return a new rule about a posting, or about a made-up one: it loads, and all examples of the folder come out.

    Where nothing of the kind fits between the rules that are there, it still loads, and its own examples say why.
    """
    for draft in drafts(posting) if posting is not None else ():
        fitted = _fitted(draft, posting or {}, place)
        if fitted is not None:
            return Skeleton(fitted, used=True)
    made_up = list(default_drafts())
    for draft in made_up:
        text = _write(draft, Bodies(draft.bad, draft.good, draft.open), place, is_cut=False)
        if _is_quiet(place, place.stage(place.load(text)), Bodies(draft.bad, draft.good, draft.open)):
            return Skeleton(text, used=False)
    first = made_up[0]
    return Skeleton(_write(first, Bodies(first.bad, first.good, first.open), place, is_cut=False), used=False)


def _fitted(draft: Draft, posting: Plain, place: Place) -> str | None:
    """Return the file of a draft with as much of a posting as no other rule speaks of; None where it does not work."""
    at = iso_time(place.now) or ""
    bare = Bodies(draft.bad, draft.good, draft.open)
    rule = place.load(_write(draft, bare, place, is_cut=True))
    stage = place.stage(rule)
    filled = _without_noise(draft, rule, posting, stage, at)
    if filled is None:
        return None
    bodies = msgspec.structs.replace(bare, bad=filled[0], left=filled[1], at=at)
    return _write(draft, bodies, place, is_cut=True) if _is_quiet(place, stage, bodies) else None


def _is_quiet(place: Place, stage: Stage, bodies: Bodies) -> bool:
    """Return whether the examples of a new rule come out, and it fires on no example of the rules beside it."""
    expectations: tuple[tuple[Expected, Plain], ...] = (
        ("bad", bodies.bad), ("good", bodies.good), ("not_evaluated", bodies.open),
    )  # fmt: skip
    for expected, body in expectations:
        case = _case(body, bodies.at)
        if not judge_example(place.identity, expected, 0, case, stage).passed:
            return False
    theirs = [
        case for one in place.neighbours for _, cases in examples_of(one) for case in cases if not is_special(case)
    ]
    return not any(finding.rule == place.identity for case in theirs for finding in stage.run(case).findings)


def _case(body: Plain, at: str) -> Example:
    return Example(posting=body, at=at) if at else Example(posting=body)


def _without_noise(
    draft: Draft, rule: Rule, posting: Plain, stage: Stage, at: str
) -> tuple[Plain, tuple[str, ...]] | None:
    """Return the posting without what makes other rules fire, and the names of what was left out.

    Field by field is put to what the draft needs, as long as no other rule fires; None where one fires on that alone.
    """
    whole: Plain = {**posting, "posting_number": draft.bad["posting_number"]}
    optional = [path for path in _paths(whole) if path not in draft.needs]

    def is_quiet(left: frozenset[str]) -> bool:
        body = _pruned(whole, "", left)
        return {finding.rule for finding in stage.run(_case(body, at)).findings} <= {rule.id}

    left = frozenset[str]() if is_quiet(frozenset()) else frozenset(optional)
    if left and not is_quiet(left):
        return None
    for path in optional if left else ():
        if is_quiet(left - {path}):
            left -= {path}
    return _pruned(whole, "", left), tuple(path for path in optional if path in left)


def _paths(body: Mapping[str, Any], prefix: str = "") -> list[str]:
    """Return the dotted paths of all values in a posting, those of products once."""
    found: dict[str, None] = {}
    for name, value in body.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict) and path != "requirements":
            found.update(dict.fromkeys(_paths(value, f"{path}.")))
        elif name == "products" and isinstance(value, list):
            found.update(dict.fromkeys(inner for item in value for inner in _paths(item, f"{path}.")))
        else:
            found[path] = None
    return list(found)


def _pruned(value: Any, path: str, loud: frozenset[str]) -> Any:  # noqa: ANN401 - a plain value
    """Return a value without some paths, and without the groups that are empty then."""
    if isinstance(value, dict) and path != "requirements":
        inner = {name: (f"{path}.{name}" if path else name) for name in value}
        kept = {name: _pruned(value[name], where, loud) for name, where in inner.items() if where not in loud}
        return {name: one for name, one in kept.items() if one != {} or value[name] == {}}
    if isinstance(value, list) and path == "products":
        return [_pruned(item, path, loud) for item in value]
    return value


def _write(draft: Draft, bodies: Bodies, place: Place, *, is_cut: bool) -> str:
    return "\n".join(_lines(draft, bodies, place, is_cut=is_cut)) + "\n"


def _lines(draft: Draft, bodies: Bodies, place: Place, *, is_cut: bool) -> Iterator[str]:
    said = _SAID[place.lang]
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield f"# {said['head']}"
    yield f"# {said['help']}"
    yield ""
    values = {
        "id": place.identity, "name": place.name, "severity": "warning", "profile": "recommended",
        "tags": f"[{place.identity.rstrip('0123456789').lower()}]", "subject": "posting", "when": draft.when,
        "forbid": draft.forbid, "field": scalar(draft.field),
    }  # fmt: skip
    yield from _keys(("id", "name"), values, said)
    yield from _pair("title", draft.title.en, draft.title.ru, said)
    yield from _keys(("severity", "profile", "tags", "subject", "when", "forbid", "field"), values, said)
    yield from _pair("message", draft.message.en, draft.message.ru, said)
    for key in ("why", "fix"):
        yield from _pair(key, _SAID["en"][f"{key}_text"], _SAID["ru"][f"{key}_text"], said)
    if draft.pieces:
        yield f"# {said['params'].replace('ACME001', place.identity)}"
        yield "params:"
        yield "  pieces:"
        yield f"    default: {draft.pieces}"
        yield "    min: 1"
        yield '    en: "The most pieces of one product that one packer may take"'
        yield '    ru: "Сколько штук одного товара можно собирать одному"'
    yield f"# {said['references']}"
    yield "# references:"
    yield '#   - {source: "…", checked: 2026-11-22}'
    yield f"# {said['examples']}"
    yield "examples:"
    yield f"  bad: # {said['bad']}"
    if is_cut:
        yield f"    # {said['cut']}"
        if bodies.left:
            left = said["left"].format(fields=", ".join(bodies.left))
            yield from (f"    # {line}" for line in wrap(left, _WIDEST, break_long_words=False))
    for key, body, note in (
        ("", bodies.bad, ""),
        ("good", bodies.good, "good"),
        ("not_evaluated", bodies.open, "open"),
    ):
        if key:
            yield f"  {key}: # {said[note]}"
        yield "    - posting:"
        yield from block(body, 8)
        if bodies.at:
            yield f"      at: {bodies.at}"


def _keys(keys: Sequence[str], values: Mapping[str, str], said: Mapping[str, str]) -> Iterator[str]:
    for key in keys:
        if values[key]:
            yield f"# {said[key]}"
            yield f"{key}: {values[key]}"


def _pair(key: str, en: str, ru: str, said: Mapping[str, str]) -> Iterator[str]:
    yield f"# {said[key]}"
    yield f"{key}:"
    yield f'  en: "{en}"'
    yield f'  ru: "{ru}"'
