"""The JSON Schema of the files that people write, made of the models that read them."""

import ast
import inspect
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ozlint.config.config_file import ConfigFile, OverrideKeys, RuleKeys
from ozlint.config.cost_keys import CostKeys
from ozlint.model.fields import posting_fields
from ozlint.model.text import Lang
from ozlint.ozon.charges import charges
from ozlint.ozon.values import enum_sets, enum_values
from ozlint.rulebook import contact_keys, rule_checks, rule_file
from ozlint.rulebook.builtin import RESERVED, builtin_ids
from ozlint.rulebook.example_checks import REQUIREMENTS, names_by_record
from ozlint.rulebook.load import Loaded
from ozlint.rulebook.rule_file import Param, RuleFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BODIES = ("posting", "postings", "input", "suppression")
_ALONE = ("previous", "notifications", "updates", "answers")
"""What an example may be about without any postings."""

_DAY = "^[0-9]{4}-?[0-9W]"
_TIMES = {
    "Example": ("at", "tracking_at", "previous_at"),
    "EventKeys": ("at",),
    "NotificationKeys": ("changed_at", "promised_before", "promised_after"),
    "Reference": ("checked",),
}
"""Keys that name a day or a moment, by the part of a rule file that they stand in."""
_IS_POSTING = {"$ref": "#/$defs/Posting"}
_OF_POSTINGS = {"properties": {"posting": _IS_POSTING, "postings": {"items": _IS_POSTING}}}


class _Generator(GenerateJsonSchema):
    """Writes what ozlint takes: a key that may be left out may not be empty, and a text says something."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value alone."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema with its default, where that says anything."""
        written = super().default_schema(schema)
        if written.get("default") in (None, "", []):
            written.pop("default", None)
        return written

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return the schema of a text that is not blank."""
        return {"pattern": r"\S", **super().str_schema(schema)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return the schema of a mapping whose keys people choose."""
        values = self.generate_inner(schema["values_schema"]) if "values_schema" in schema else {}
        limits = {"minProperties": schema["min_length"]} if "min_length" in schema else {}
        return {"type": "object", "additionalProperties": values or True, **limits}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - as pydantic has it
        """Return that keys have no titles: they would only repeat the key."""
        return False


def rule_schema() -> dict[str, Any]:
    """Return the schema of a rule file."""
    schema = _schema(RuleFile)
    parts, top = schema["$defs"], schema["properties"]
    top["id"]["pattern"] = _whole(rule_checks.ID)
    top["name"]["pattern"] = top["tags"]["items"]["pattern"] = _whole(rule_checks.NAME)
    top["cost"]["enum"] = list(charges())
    top["since"]["pattern"] = _whole(rule_checks.VERSION)
    top["params"]["propertyNames"] = {"pattern": _whole(rule_checks.PARAM_NAME)}
    schema["oneOf"] = [{"required": ["require"]}, {"required": ["forbid"]}]
    bodies = [{"required": [body]} for body in _BODIES]
    alone = {"anyOf": [{"required": [other]} for other in _ALONE], "not": {"anyOf": bodies}}
    parts["Example"]["oneOf"] = [*bodies, alone]
    parts["Reference"]["anyOf"] = [{"required": ["url"]}, {"required": ["source"]}]
    parts["Reference"]["properties"]["url"]["pattern"] = _whole(rule_checks.LINK)
    numeric = {"properties": {"default": {"type": "number"}}}
    parts["Param"]["dependentSchemas"] = {"min": numeric, "max": numeric}
    schema["dependentSchemas"] = {"group_by": {"properties": {"subject": {"const": "batch"}}}}
    own_or_built_in = [{"not": {"pattern": f"^{RESERVED.pattern}$"}}, {"enum": sorted(builtin_ids())}]
    schema["allOf"] = [{"properties": {"id": {"anyOf": own_or_built_in}}}]
    for owner, names in _TIMES.items():
        for name in names:
            parts[owner]["properties"][name]["pattern"] = _DAY
    parts["Posting"] = _posting()
    schema["if"] = {"properties": {"subject": {"const": "record"}}}
    schema["else"] = {"properties": {"examples": {"additionalProperties": {"items": _OF_POSTINGS}}}}
    return schema


def _posting() -> dict[str, Any]:
    """Return the schema of the postings of examples: the names that rules can read, and no others."""
    groups = names_by_record()
    return {
        "description": "A posting, with the fields that matter only.",
        "properties": {name: _part(name, groups) for name in sorted(groups[""])},
        "additionalProperties": False,
    }


def _part(name: str, groups: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the schema of one field of a posting; of a record or a list of records, with the names in it."""
    fields = posting_fields()
    if (known := groups.get(name)) is not None:
        return {"description": "Fields: " + ", ".join(sorted(known)), **_names_of(name, known)}
    if (known := groups.get(f"{name}[]")) is not None:
        return {"description": "Fields: " + ", ".join(sorted(known)), "items": _names_of(name, known)}
    return {"description": f"A field of type {fields[name].type}."}


def _names_of(name: str, known: Collection[str]) -> dict[str, Any]:
    """Return what refuses other names; of requirements, Ozon may yet have further ones."""
    return {} if name == REQUIREMENTS else {"propertyNames": {"enum": sorted(known)}}


def config_schema(formats: Sequence[str], loaded: Sequence[Loaded], lang: Lang) -> dict[str, Any]:
    """Return the schema of a configuration file; `loaded` are the rules that it knows with their parameters."""
    schema = _schema(ConfigFile)
    top = schema["properties"]
    top["output"]["items"]["pattern"] = f"^({'|'.join(formats)})(:.+)?$"
    top["known_values"]["propertyNames"] = {"enum": list(enum_sets())}
    top["known_values"]["properties"] = {
        name: {"description": ", ".join(known.value for known in enum_values(name))} for name in enum_sets()
    }
    top["columns"]["additionalProperties"] = {"enum": list(posting_fields())}
    top["costs"]["propertyNames"] = {"enum": list(charges())}
    parts = schema["$defs"]
    for name in ("since", "checked"):
        parts["CostKeys"]["properties"][name]["pattern"] = _DAY
    schema["$defs"]["Rules"] = _rules(loaded, lang)
    for owner in (schema, schema["$defs"]["OverrideKeys"]):
        rules = owner["properties"]["rules"]
        owner["properties"]["rules"] = {
            "description": rules["description"],
            "$ref": "#/$defs/Rules",
            **({"minProperties": rules["minProperties"]} if "minProperties" in rules else {}),
        }
    return schema


def _rules(loaded: Sequence[Loaded], lang: Lang) -> dict[str, Any]:
    """Return the schema of settings by id: each built-in rule with its own parameters, and any other id."""
    any_rule = {"$ref": "#/$defs/RuleKeys"}
    known = {
        one.rule.id: {
            "description": f"{one.rule.name}: {one.rule.title.say(lang)}",
            "properties": {
                "params": {
                    "properties": {name: _param(param, lang) for name, param in one.file.params.items()},
                    "additionalProperties": False,
                }
            },
            **any_rule,
        }
        for one in loaded
    }
    own = {"pattern": _whole(rule_checks.ID), "not": {"pattern": f"^{RESERVED.pattern}$"}}
    return {
        "type": "object",
        "properties": known,
        "additionalProperties": any_rule,
        "propertyNames": {"anyOf": [own, {"enum": list(known)}]},
    }


def _param(param: Param, lang: Lang) -> dict[str, Any]:
    value = list(param.default) if isinstance(param.default, tuple) else param.default
    kinds = {bool: "boolean", int: "number", float: "number", str: "string"}
    limits = {"minimum": param.min, "maximum": param.max}
    return {
        "description": param.text.say(lang),
        "type": kinds.get(type(value), "array"),
        "default": value,
        **{name: limit for name, limit in limits.items() if limit is not None},
    }


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a model with the descriptions that stand under its fields."""
    schema = model.model_json_schema(schema_generator=_Generator)
    parts: Mapping[str, dict[str, Any]] = {model.__name__: schema, **schema.get("$defs", {})}
    for owner in _models():
        if owner.__name__ in parts:
            part = parts[owner.__name__]
            part.pop("title", None)
            for name, words in _descriptions(owner):
                part["properties"][name]["description"] = words
    return {"$schema": DIALECT, **schema}


def _models() -> Iterator[type[BaseModel]]:
    yield from (ConfigFile, OverrideKeys, RuleKeys, CostKeys)
    for found in (*vars(rule_file).values(), *vars(contact_keys).values()):
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield found


def _descriptions(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a model with the text under each.

    pydantic can do so itself (use_attribute_docstrings), but only when the class is made, which every run would wait
    for.
    """
    body = next(iter(ast.parse(inspect.getsource(model)).body))
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for field, text in pairwise(statements):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            words = ast.literal_eval(text.value)
            yield field.target.id, inspect.cleandoc(words)


def _whole(shape: re.Pattern[str]) -> str:
    return f"^(?:{shape.pattern})$"
