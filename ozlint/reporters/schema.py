"""The JSON Schema of the JSON report: derived from the document's shape, shipped as `report.schema.json`."""

import msgspec

from ozlint.model.report import SCHEMA_VERSION
from ozlint.reporters.document import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> str:
    """Return the schema of the JSON report, as the text of a file."""
    schema = {
        "$schema": DIALECT,
        "$id": f"urn:ozlint:report:{SCHEMA_VERSION}",
        "title": "The JSON report of ozlint",
        **msgspec.json.schema(Document),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
