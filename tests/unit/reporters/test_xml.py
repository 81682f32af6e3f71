"""Text inside of XML: any text makes a document that can be read, and is what is read."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.reporters.xml import xml_attribute, xml_text

TEXT = st.text(st.sampled_from("<>&\"'\n\r\t]\x00\x1b\ufffe\ud800 aя") | st.characters(), max_size=30)


def read(text: str) -> ET.Element:
    """Return an element with a text in it and in an attribute."""
    document = f"<a b={xml_attribute(text)}>{xml_text(text)}</a>"
    return ET.fromstring(document.encode())  # noqa: S314 - our own document


@given(TEXT)
def test_any_text_is_read_back(text: str) -> None:
    """Nothing ends the element or the attribute; what XML cannot hold is replaced, and nothing else."""
    element = read(text)
    possible = "".join(c if ord(c) >= 32 or c in "\t\n\r" else "\ufffd" for c in text)
    possible = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" else c for c in possible)
    assert element.get("b") == possible
    # Of line ends in a text a reader of XML makes line feeds.
    assert (element.text or "") == possible.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "inside", "attribute"),
    [("a<b>&'\"\n", "a&lt;b&gt;&amp;'\"\n", '"a&lt;b&gt;&amp;\'&quot;&#10;"'), ("]]>", "]]&gt;", '"]]&gt;"')],
)
def test_marks_are_escaped(text: str, inside: str, attribute: str) -> None:
    """What is escaped, and how."""
    assert (xml_text(text), xml_attribute(text)) == (inside, attribute)
