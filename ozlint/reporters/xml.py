"""Text as part of an XML document: marks escaped, and what no document may hold replaced."""

import re
from html import escape

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even as references."""


def xml_text(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), quote=False)


def xml_attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    escaped = escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), quote=True)
    return '"' + escaped.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;") + '"'
