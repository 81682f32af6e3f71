"""Text from data in Markdown: shown as it is."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ozlint.reporters.harmless import harmless
from ozlint.reporters.markdown_text import code, escape

HOSTILE = st.text(st.sampled_from("|`\\*_~[]()<>&#!@$%:/=+-. aя1;\n\x1b\u202e"), max_size=20) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("12345678-0001-1 is 3 d late (CDEK)", "12345678-0001-1 is 3 d late (CDEK)"),
        ("own_delivery_methods", "own_delivery_methods"),
        ("_a_ __b__ c_", r"\_a\_ \_\_b\_\_ c\_"),
        ("**bold** ~~gone~~ `code`", r"\*\*bold\*\* \~\~&#8203;gone\~\~ \`code\`"),
        ("[here](https://evil.test)", r"\[here\](https:&#8203;//evil.test)"),
        ("WWW.evil.test", "WWW&#8203;.evil.test"),
        ("<img src=x> & <!-- ", "&lt;img src=x&gt; &amp; &lt;!--"),
        ("&lt;", "&amp;&#8203;lt;"),
        (
            "@everyone, #12, !34, $5, %6, ~bug",
            r"@&#8203;everyone, #&#8203;12, !&#8203;34, \$&#8203;5, %&#8203;6, \~&#8203;bug",
        ),
        ("a@b.test", "a@&#8203;b.test"),
        ("a | b", "a &#124; b"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        (r"a \| b \n", r"a \\&#124; b \\n"),
        ("line\nbreak\u202e", r"line\\nbreak\\u202e"),
        ("  трек  ", "трек"),
    ],
)
def test_a_text_is_shown_as_it_is(text: str, markdown: str) -> None:
    """Marks, HTML, links, mentions and references are only characters; common text needs no escapes."""
    assert escape(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("12345678-0001-1", "`12345678-0001-1`"),
        ("a_b*c @d #1 <e>", "`a_b*c @d #1 <e>`"),
        ("a`b", r"a\`b"),
        ("a|b", "a&#124;b"),
        (" a", "a"),
        ("", ""),
        ("a\nb", r"`a\nb`"),
    ],
)
def test_a_value_is_code_where_it_can_be(text: str, markdown: str) -> None:
    """A value stands in code, which calls nobody and links to nothing; what would end the code is escaped instead."""
    assert code(text) == markdown


def cells(markdown: str) -> list[ET.Element]:
    """Return the cells of a table with one row, as a renderer of GitHub's dialect sees them."""
    table = f"| a | b |\n|---|---|\n| {markdown} | end |\n"
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(table)
    return list(ET.fromstring(html).iter("td"))  # noqa: S314 - what the renderer made of our own text


@given(HOSTILE)
def test_a_renderer_shows_the_text_and_nothing_else(text: str) -> None:
    """Whatever the text, it stays in its cell, no element comes of it, and its words are what is read."""
    cell, end = cells(escape(text))
    assert (list(cell), end.text) == ([], "end")
    assert (cell.text or "").replace("\u200b", "") == harmless(text).strip()


@given(HOSTILE)
def test_a_renderer_shows_the_value_and_nothing_else(text: str) -> None:
    """A value as code stays in its cell, and is what is read; at most it is one span of code."""
    cell, end = cells(code(text))
    assert end.text == "end"
    assert [element.tag for element in cell] in ([], ["code"])
    assert "".join(cell.itertext()).replace("\u200b", "") == harmless(text).strip()
