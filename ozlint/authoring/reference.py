"""The pages of reference: every key of a configuration and of a rule file, made of the models that read them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ozlint.config.environment import CONFIG, VARIABLES
from ozlint.config.json_schema import config_schema, rule_schema
from ozlint.model.rate import Rate
from ozlint.ozon.charges import charges, rates

CONFIGURATION = "configuration.md"
RULE_FILE = "rule-file.md"
_GENERATED = "Written by `ozlint rules docs` from the models that read the files.\n\n"
_SETTINGS = f"""\
# Configuration

{_GENERATED}\
`ozlint.yaml`, or the table `[tool.ozlint]` of a `pyproject.toml`: the nearest one, looked for from the working folder
upwards as far as the folder that holds `.git`. One folder may not hold both. `--config FILE` or `{CONFIG}` names
another, `--no-config` does without.

What is set in several places is taken from the first of these: the flag, the variable, the file, the default. A list is
taken whole, never joined; in a variable its items stand between commas. An empty variable says nothing.
`ozlint config show` says where each value came from. Names of files and folders are relative to the file they stand in.

How settings of rules combine: `rules` holds for all postings. For each posting the first of `overrides` whose `when`
holds and that names the rule counts, and what it does not set comes from `rules`, then from the rule itself. Where a
`when` cannot be told, a rule that would be off or have other parameters is not evaluated; another severity alone leaves
none open.
"""
_COSTS = """
## Money

A rule may name what Ozon charges for what it finds (its key `cost`). A finding of it then says how much that is and
where the number comes from, or why there is none; `--sort cost` begins with the costliest. A surcharge is what the
posting's own `tariffication` has for the tariff that runs, or for the one that comes next. Any other number is one that
you give under `costs`, or a published rate that you name there: which one is yours is in your contract, and is not
guessed. Roubles are never made of another currency. The sum counts a charge once for a posting, however many findings
lead to it.

```yaml
costs:
  cancellation: {rate: global-blue} # a rate of the table below
  delay: {percent: 1.5, least: 20, most: 700, checked: 2026-11-01, source: my contract}
  surcharge: {roubles: 50} # for tables, which have no tariffication
```

"""
_RATES = """
Published rates, as they were last seen; evidence D: Ozon's documentation says so. Past the shelf life, or half a year
after your own `checked`, reports say that a rate may have changed.

"""
_RULE = f"""\
# The keys of a rule file

{_GENERATED}\
[writing-rules.md](writing-rules.md) leads through them with examples. A key that is not listed here is an error.
"""


def settings_page(flags: Mapping[str, str]) -> str:
    """Return the page of the configuration; `flags` has the flag of each key that has one."""
    schema = config_schema((), (), "en")
    variables = {key: name for name, key in VARIABLES.items()}
    rows = [
        (f"`{key}`", _kind(one), _default(one), _code(variables.get(key)), _code(flags.get(key)), one["description"])
        for key, one in schema["properties"].items()
    ]
    parts = {name: part for name, part in schema["$defs"].items() if name != "Rules"}
    head = ("key", "type", "default", "variable", "flag", "meaning")
    return "".join([_SETTINGS, "\n", *_table(head, rows), *_parts(parts), *_costs()])


def _costs() -> Iterator[str]:
    """Yield the section about money: what is charged for, and the rates that are published."""
    yield _COSTS
    known = charges().values()
    yield from _table(
        ("charge", "what", "told by", "source"),
        [(f"`{one.id}`", one.what.en, "posting" if one.in_posting else "`costs`", one.source) for one in known],
    )
    yield _RATES
    head = ("charge", "rate", "percent", "at most, RUB", "since", "seen", "shelf life", "evidence", "source")
    yield from _table(head, [_rate(charge, one) for charge, named in rates().items() for one in named.values()])


def _rate(charge: str, one: Rate) -> tuple[str, ...]:
    most = "" if one.most is None else f"{one.most:g}"
    shelf = f"{one.shelf_days} days"
    names = (f"`{charge}`", f"`{one.name}`")
    return *names, f"{one.percent:g}", most, one.since or "not said", one.checked, shelf, one.evidence or "", one.source


def rule_page() -> str:
    """Return the page of the keys of a rule file."""
    schema = rule_schema()
    parts = {name: part for name, part in schema["$defs"].items() if name != "Posting"}  # `rules fields` lists those
    return "".join([_RULE, "\n", *_keys(schema), *_parts(parts)])


def _parts(parts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, part in parts.items():
        yield f"\n## {name}\n\n{part['description'].partition(chr(10))[0]}\n\n"
        yield from _keys(part)


def _keys(owner: Mapping[str, Any]) -> Iterator[str]:
    needed = owner.get("required", ())
    rows = [
        (f"`{key}`", _kind(one), "needed" if key in needed else _default(one), one.get("description", ""))
        for key, one in owner.get("properties", {}).items()
    ]
    yield from _table(("key", "type", "default", "meaning"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |\n"


def _kind(one: Mapping[str, Any]) -> str:
    """Return in words what may stand under a key."""
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return "[RuleKeys](#rulekeys) by id of the rule" if name == "Rules" else f"[{name}](#{name.lower()})"
    if "anyOf" in one:
        return " or ".join(dict.fromkeys(_kind(way) for way in one["anyOf"]))
    if one.get("type") == "array":
        return f"list of: {_kind(one.get('items', {}))}"
    if one.get("type") == "object":
        inside = one.get("additionalProperties", True)
        return f"by name: {_kind(inside)}" if isinstance(inside, dict) and "enum" not in inside else "by name"
    return _PLAIN.get(one.get("type", ""), "any value")


_PLAIN = {"boolean": "true, false", "integer": "number", "number": "number", "string": "text"}


def _default(one: Mapping[str, Any]) -> str:
    found = one.get("default")
    return "" if found in (None, {}) else f"`{str(found).lower() if isinstance(found, bool) else found}`"


def _code(text: str | None) -> str:
    return f"`{text}`" if text else ""
