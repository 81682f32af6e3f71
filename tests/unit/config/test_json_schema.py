"""The JSON Schemas of what people write: they take what ozlint takes, and refuse what an editor can tell is wrong."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ozlint.config.config_file import ConfigFile
from ozlint.config.json_schema import config_schema, rule_schema
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.document import read_document
from ozlint.rulebook.load import load_packs
from ozlint.rulebook.rule_file import RuleFile

RULES = sorted(builtin_pack().rglob("OZ*.yaml"))
FULL = """\
inputs: [answers, "-"]
packs: [own]
builtin: false
profile: pedantic
select: [OZ1]
ignore: []
fail_on: never
lang: ru
tz: Europe/Moscow
zones: {"exports/*.csv": "+03:00"}
schemes: {"exports/*.csv": rfbs}
output: [text, "json:out.json"]
group: rule
must_evaluate: [OZ101]
allow_empty: true
allow_incomplete: false
rules:
  OZ301: {off: true}
  OZ302: {severity: info, params: {hours: 6}}
  OZ702: {params: {own_delivery_methods: [1020]}}
  ACME001: {params: {anything: [1]}}
overrides:
  - when: present(warehouse)
    rules: {OZ301: {off: false}}
known_values: {status: [teleported], substatus: []}
contacts: {СДЭК: {phone: "+7", email: a@b.ru, hours: day}}
columns: {Моё отправление: posting_number, Артикул поставщика: "products[].offer_id"}
accounts: [main, Ромашка]
api_url: https://api-seller.ozon.ru
"""


def validator(schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    """What validates against a schema, after checking that it is one."""
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def of_rules() -> jsonschema.Draft202012Validator:
    """What validates rule files."""
    return validator(rule_schema())


@pytest.fixture(scope="module")
def of_configs() -> jsonschema.Draft202012Validator:
    """What validates configurations."""
    return validator(config_schema(("text", "json"), load_packs([builtin_pack()], cwd=Path()), "en"))


def value_of(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """A YAML text as plain values."""
    return read_document(text, "x.yaml").value


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_built_in_rule_fits(of_rules: jsonschema.Draft202012Validator, path: Path) -> None:
    """The pack is the first thing that the schema must take."""
    assert [error.message for error in of_rules.iter_errors(value_of(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: OZ101", "id: oz101"),
        ("id: OZ101", "id: 101"),
        ("severity: error", "severity: fatal"),
        ("severity: error", "severity:"),
        ("profile: safety", "profil: safety"),
        ("title:", "titel:"),
        ("name: missing", "name: Missing"),
        ("require:", "requires:"),
        ("require:", "forbid: present(status)\nrequire:"),
        ("examples:\n", "examples:\n  ugly: []\n"),
        ("since: 0.1.0", "since: soon"),
        ("id: OZ101", "id: OZ999"),
        ("posting_number:", "posting_nmber:"),
        ("delivery_method: {", "delivery_method: {nmae: x, "),
        ("  bad:\n", "  bad:\n    - {at: yesterday, posting: {}}\n"),
        ("subject: posting", "subject: posting\ngroup_by: [warehouse]"),
        ("params:\n", "params:\n  some: {default: text, min: 3, en: S, ru: С}\n"),
    ],
)
def test_a_wrong_rule_does_not_fit(of_rules: jsonschema.Draft202012Validator, old: str, new: str) -> None:
    """Unknown keys, missing keys, and values that cannot be are told by the schema as well."""
    text = next(path for path in RULES if path.stem.startswith("OZ101")).read_text(encoding="utf-8")
    assert old in text
    assert not of_rules.is_valid(value_of(text.replace(old, new, 1)))


@pytest.mark.parametrize("text", [FULL, "{}", "inputs: []\n", "rules: {}\n"])
def test_a_good_configuration_fits(of_configs: jsonschema.Draft202012Validator, text: str) -> None:
    """Every key is taken, and all of them may be left out."""
    assert [error.message for error in of_configs.iter_errors(value_of(text))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("inputs: [answers", "input: [answers"),
        ('inputs: [answers, "-"]', "inputs: answers"),
        ("profile: pedantic", "profile: pedant"),
        ("profile: pedantic", "profile:"),
        ("fail_on: never", "fail_on: fatal"),
        ("lang: ru", "lang: de"),
        ("builtin: false", 'builtin: "false"'),
        ("output: [text", "output: [txt"),
        ("OZ301: {off: true}", "OZ301: {of: true}"),
        ("OZ301: {off: true}", "OZ301:"),
        ("OZ301: {off: true}", "oz301: {off: true}"),
        ("OZ301: {off: true}", "OZ3010: {off: true}"),
        ("severity: info", "severity: fatal"),
        ("{hours: 6}", "{hour: 6}"),
        ("{hours: 6}", "{hours: -6}"),
        ("{hours: 6}", '{hours: "6"}'),
        ("when: present", "wen: present"),
        ("rules: {OZ301: {off: false}}", "rules: {}"),
        ("{status: [", "{staus: ["),
        ("phone:", "fone:"),
        ("отправление: posting_number", "отправление: posting_nmber"),
    ],
)
def test_a_wrong_configuration_does_not_fit(of_configs: jsonschema.Draft202012Validator, old: str, new: str) -> None:
    """A slip is told by an editor that knows the schema."""
    assert old in FULL
    assert not of_configs.is_valid(value_of(FULL.replace(old, new, 1)))


@pytest.mark.parametrize(("schema", "model"), [(rule_schema(), RuleFile), (config_schema((), (), "en"), ConfigFile)])
def test_every_key_is_described(schema: dict[str, Any], model: type[Any]) -> None:
    """Whoever hovers over a key reads what it is for."""
    assert set(schema["properties"]) == set(model.model_fields)
    parts = [schema, *(part for name, part in schema["$defs"].items() if name != "Rules")]
    for part in parts:
        assert part["description"].strip()
        for name, key in part["properties"].items():
            assert key.get("description", "").strip(), name


def test_rules_are_described_in_the_language_asked_for() -> None:
    """Built-in rules are offered with their titles and parameters."""
    rules = config_schema((), load_packs([builtin_pack()], cwd=Path()), "ru")["$defs"]["Rules"]["properties"]
    assert rules["OZ302"]["description"].startswith("shipment-due-soon: ")
    hours = rules["OZ302"]["properties"]["params"]["properties"]["hours"]
    assert (hours["type"], hours["minimum"], hours["default"]) == ("number", 0, 12)
    assert "срок" in hours["description"]
