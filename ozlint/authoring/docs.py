"""docs/rules.md: every built-in rule, written from its file."""

import json
from collections.abc import Iterator, Sequence

from ozlint.authoring.explain import condition, severity_line
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
    yield f"Severity: {severity_line(rule, 'en')} · profile: {rule.profile} · since {rule.since}"
    yield ""
    yield rule.why.en.strip()
    yield ""
    yield f"**What to do:** {rule.fix.en.strip()}"
    yield ""
    yield "```yaml"
    for key, text in condition(rule):
        yield f"{key}: {text}"
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
    body = example.posting if example.posting is not None else example.input
    shown = body if body is not None else list(example.postings or ())
    yield "```json"
    yield json.dumps(shown, ensure_ascii=False, indent=2)
    yield "```"
