"""The pages that are written by `ozlint rules docs`: docs/rules.md, and the tables inside the guide."""

import json
import re
from collections.abc import Iterator, Sequence

from ozlint.authoring.dictionary import Entry, Name, entries, names
from ozlint.authoring.explain import cell, condition_yaml, severity_line
from ozlint.model.pattern import pattern
from ozlint.model.text import Lang
from ozlint.ozon.charges import charges
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.rule_file import Example

HEAD = """# The built-in rules

Written by `ozlint rules docs` from the files in `rules/`; do not edit. Each rule is one YAML file, and its examples
are its tests. `ozlint rules explain ID --lang ru` says the same in Russian.

Profiles: `safety` (costs money or rating), `recommended` (the default; holds safety), `pedantic` (holds both).
"""


def rules_page(loaded: Sequence[Loaded]) -> str:
    """Return the page about some rules, in Markdown."""
    return "\n".join((HEAD, *_table(loaded), "", *(line for one in loaded for line in _section(one)))).rstrip() + "\n"


def _table(loaded: Sequence[Loaded]) -> Iterator[str]:
    yield "| id | name | severity | profile | what it says |"
    yield "|---|---|---|---|---|"
    for one in loaded:
        rule = one.rule
        yield (
            f"| [{rule.id}](#{rule.id.lower()}-{rule.name}) | {rule.name} | {severity_line(rule, 'en')} "
            f"| {rule.profile} | {rule.title.en} |"
        )


def _section(one: Loaded) -> Iterator[str]:
    rule = one.rule
    yield f"## {rule.id} {rule.name}"
    yield ""
    yield f"**{rule.title.en}.** {rule.title.ru}."
    yield ""
    cost = f" · cost: {rule.cost}, {charges()[rule.cost].what.en}" if rule.cost else ""
    yield f"Severity: {severity_line(rule, 'en')} · profile: {rule.profile} · since {rule.since}{cost}"
    yield ""
    yield rule.why.en.strip()
    yield ""
    yield f"**What to do:** {rule.fix.en.strip()}"
    yield ""
    yield "```yaml"
    yield from condition_yaml(rule)
    for case in one.file.severity_when:
        yield f"# {case.severity} where: {' '.join(case.when.split())}"
    yield "```"
    if one.file.params:
        yield ""
        yield "| param | default | |"
        yield "|---|---|---|"
        for name, param in one.file.params.items():
            shown = json.dumps(param.default, ensure_ascii=False)
            yield f"| {name} | {shown} | {param.text.en} |"
    yield ""
    yield "Fires on:"
    yield ""
    yield from _example(one.file.examples.bad[0])
    yield ""
    yield "Does not fire on:"
    yield ""
    yield from _example(one.file.examples.good[0])
    if rule.references:
        yield ""
        yield "References: " + "; ".join(rule.references)
    yield ""


def _example(example: Example) -> Iterator[str]:
    yield "```json"
    yield json.dumps(example.shown, ensure_ascii=False, indent=2)
    yield "```"


GUIDES: dict[str, Lang] = {"writing-rules.md": "en", "writing-rules.ru.md": "ru"}
"""The guides whose tables are written, by their names beside docs/rules.md, and their languages."""
_MARKED = pattern(r"(<!-- generated: (fields|functions) -->\n).*?(<!-- /generated -->)", re.DOTALL)
_HEADS: dict[Lang, dict[str, str]] = {
    "en": {
        "names": "| name | type | in | example | meaning |", "functions": "| function | gives | meaning | example |",
        "words": "Derived words", "field": "Fields of a posting", "product field": "Fields of a product, inside a loop",
        "from another input": "From other inputs: the carrier, earlier snapshots, notifications",
        "record": "Of a record (`subject: record`)", "input": "Of an input (`subject: input`)", "any": "In every rule",
        "previous": "Of a posting that only an earlier snapshot has (`subject: previous`), besides those of a posting",
        "notification": "Of a notification (`subject: notification`)",
        "suppression": "Of a suppression (`subject: suppression`)",
        "finding": "Of a finding, in the `when` of a suppression",
        "update": "Of a planned update (`subject: update`), besides those of its posting",
        "answer": "Of an answer to an update (`subject: answer`), besides those of its posting",
        "empty": "sees empty values", "unknown": "may not know", "batch": "`subject: batch`",
    },
    "ru": {
        "names": "| имя | тип | где есть | пример | что это |", "functions": "| функция | даёт | что это | пример |",
        "words": "Производные слова", "field": "Поля отправления", "product field": "Поля товара, внутри цикла",
        "from another input": "Из других данных: служба доставки, прошлые снимки, уведомления",
        "record": "О записи (`subject: record`)", "input": "О входных данных (`subject: input`)",
        "previous": "Об отправлении, которое есть только в прошлом снимке (`subject: previous`), к именам отправления",
        "notification": "Об уведомлении (`subject: notification`)",
        "suppression": "О записи в файле подавлений (`subject: suppression`)",
        "finding": "О находке, в `when` подавления",
        "update": "О плановом обновлении (`subject: update`), к именам его отправления",
        "answer": "Об ответе на обновление (`subject: answer`), к именам его отправления",
        "any": "В любом правиле", "empty": "видит пустые значения", "unknown": "может не знать ответа",
        "batch": "`subject: batch`",
    },
}  # fmt: skip


def with_tables(page: str, lang: Lang) -> str:
    """Return a page with the tables of fields and functions between its markers written anew."""
    tables = {"fields": _name_tables, "functions": _function_table}
    return _MARKED.sub(lambda found: f"{found[1]}{_joined(tables[found[2]](lang))}{found[3]}", page)


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _name_tables(lang: Lang) -> Iterator[str]:
    said = _HEADS[lang]
    groups: dict[str, list[Name]] = {}
    for name in names():
        groups.setdefault(_group(name), []).append(name)
    for group, members in groups.items():
        yield from ("", f"**{said[group]}**", "", said["names"], "|---|---|---|---|---|")
        for name in members:
            meaning = f"{name.meaning.say(lang)} = `{name.expression}`" if name.expression else name.meaning.say(lang)
            yield f"| `{name.name}` | {name.type} | {name.inputs} | {cell(name.example)} | {cell(meaning)} |"
    yield ""


def _group(name: Name) -> str:
    if name.subject != "posting":
        return name.subject
    return "words" if name.kind == "word" else name.kind


def _function_table(lang: Lang) -> Iterator[str]:
    said = _HEADS[lang]
    yield from ("", said["functions"], "|---|---|---|---|")
    for entry in entries():
        yield f"| `{entry.signature}` | {entry.result} | {cell(_meaning(entry, lang))} | `{cell(entry.example)}` |"
    yield ""


def _meaning(entry: Entry, lang: Lang) -> str:
    said = _HEADS[lang]
    notes = [said["empty"]] * entry.sees_empty + [said["unknown"]] * entry.may_not_know
    notes += [said["batch"]] * (entry.subject == "batch")
    return entry.meaning.say(lang) + (f" ({'; '.join(notes)})" if notes else "")
