"""The documented schema of the Seller API, where it is at hand: what a request may look like."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

PLACES = [folder / "shared" / "domain" / "openapi-postings.json" for folder in Path(__file__).parents]
SCHEMA = next((place for place in PLACES if place.is_file()), PLACES[3])
"""Not part of the project."""


def faults_of(path: str, body: bytes) -> list[str]:
    """Return what the documented schema has against a request; names that it does not have are among it."""
    return [error.message for error in _validator(path).iter_errors(json.loads(body))]


@cache
def _document() -> dict[str, Any]:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@cache
def _validator(path: str) -> Draft202012Validator:
    schema = _document()["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    return Draft202012Validator(_closed(schema))


def _closed(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema that takes no names but its own; its patterns are words for people, not expressions."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _closed(_document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    closed = {
        name: {key: _closed(value) for key, value in part.items()} if name == "properties" else _closed(part)
        for name, part in schema.items()
        if name not in {"pattern", "description", "title", "default"}
    }
    return closed | ({"additionalProperties": False} if "properties" in closed else {})
