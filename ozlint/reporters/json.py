"""The report for programs: one JSON document, written finding by finding, so that memory stays flat."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ozlint.model.report import Report
from ozlint.reporters.document import Document, Entry, entry_of, finding_entry
from ozlint.reporters.harmless import harmless_json
from ozlint.reporters.options import Options

INDENT = 2


def json_report(report: Report, options: Options) -> Iterator[str]:  # noqa: ARG001 - the document has one look
    """Write a report as one JSON document, in chunks; the document is valid once all of them are there."""
    opening = "{\n"
    for name in Document.__struct_fields__:
        if name == "findings":
            yield f'{opening}  "findings": '
            yield from _array(map(finding_entry, report.findings))
        else:
            value = getattr(report, name)
            yield f'{opening}  "{name}": {_encode(entry_of(value), INDENT)}'
        opening = ",\n"
    yield "\n}\n"


def _array(entries: Iterator[Entry]) -> Iterator[str]:
    opening = "["
    for entry in entries:
        yield f"{opening}\n{' ' * 2 * INDENT}{_encode(entry, 2 * INDENT)}"
        opening = ","
    yield "[]" if opening == "[" else f"\n{' ' * INDENT}]"


def _encode(value: Any, depth: int) -> str:  # noqa: ANN401 - any part of the document
    try:
        encoded = msgspec.json.encode(value)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_encodable(msgspec.to_builtins(value)))
    lines = msgspec.json.format(encoded, indent=INDENT).decode()
    # No text holds a raw line break in JSON, so every one of them is layout.
    return harmless_json(lines).replace("\n", "\n" + " " * depth)


def _encodable(value: Any) -> Any:  # noqa: ANN401 - any part of the document
    """Copy a value with lone surrogates (file names that are no UTF-8 have them) written out."""
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list() | tuple():
            return [_encodable(item) for item in value]
        case _:
            return value
