"""Text as part of an XML document: marks escaped, and what no document may hold replaced."""

from ozlint.model.pattern import pattern

_NO_XML = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document may hold, not even as references."""
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def xml_text(text: str) -> str:
    """Return a text as the content of an element."""
    return _possible(text).translate(_IN_TEXT)


def xml_attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return f'"{_possible(text).translate(_IN_ATTRIBUTE)}"'


def _possible(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
