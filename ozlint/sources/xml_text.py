"""Reading the simple XML of workbooks: attributes of a tag, the text of a cell. No entity is ever resolved."""

import re
from html import unescape

_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>/]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel writes characters that XML cannot hold."""


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Return the attributes that stand in a tag."""
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def plain_text(raw: bytes) -> str:
    """Return a text without the ways to write characters that XML cannot hold as they are."""
    text = raw.decode("utf-8", "replace")
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return text


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return "\ufffd" if "\ud800" <= character <= "\udfff" else character


def joined_text(raw: bytes) -> str:
    """Return the text of a cell or a shared item: parts in several fonts joined, readings of Asian texts left out."""
    if b"<rPh" in raw or b":rPh" in raw:
        raw = _PHONETIC.sub(b"", raw)
    return plain_text(b"".join(_TEXT.findall(raw)))
