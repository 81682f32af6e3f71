"""Text from data as part of an HTML page: shown as it is, and never markup, code or an address."""

from html import escape
from typing import Any

from ozlint.reporters.harmless import harmless
from ozlint.reporters.json_text import json_line


def html_text(text: str) -> str:
    """Return a text in one line as the content of an element, or of an attribute in double quotes."""
    return escape(harmless(text))


def script_json(value: Any) -> str:  # noqa: ANN401 - anything that has a form in JSON
    """Return a value as JSON that may stand in a script element, which a raw `</script` or `<!--` would end.

    These characters stand in texts only, where an escape says the same.
    """
    return json_line(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
