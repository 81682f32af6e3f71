"""A report under attack in a real browser: what data say is shown, and nothing of it runs, loads or leads anywhere."""

from pathlib import Path

import pytest
from chromium import Visit
from playwright.sync_api import Browser
from samples import hostile, morning

from ozlint.reporters.harmless import harmless
from ozlint.reporters.html import html_report
from ozlint.reporters.options import Options

VALUES = {
    "end of the script": "</script><script>window.ran = 1</script>",
    "comment": "<!--<script>--><![CDATA[",
    "image": "<img src=x onerror='window.ran = 1'><svg onload=window.ran=1>",
    "attribute": "\"'><b onmouseover=window.ran=1 autofocus onfocus=window.ran=1 tabindex=1>",
    "address": "javascript:window.ran=1//https://a",
    "remote": '<link rel=stylesheet href="https://evil.test/a.css"><iframe src="//evil.test">',
    "style": "</style><style>@import 'https://evil.test';",
    "template": "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} {posting_number} {x}",
    "prototype": "__proto__",
    "property": "constructor",
    "lines": "a\u2028b\u2029c\x85d\r\ne",
    "bidi": "\u202egnp.exe\u2066",
    "no text": "\x00\x01\ufffe\ud800",
    "entities": "&lt;img&gt; &#60; \\u003c \\x3c",
    "long": "x" * 5000,
    "right to left": "שלום עולם",
}  # fmt: skip


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_hostile_value_is_shown_and_not_obeyed(visit: Visit, value: str) -> None:
    """In every place that data reach it is a text as people see it; no script, no request, no address comes of it."""
    page = visit(hostile(value))
    for opener in range(2):
        page.locator("button.open").nth(opener).click()
        page.locator("tr.details >> nth=0").hover()
    page.click("#rules summary")
    page.click("th.carrier button")
    page.click("[data-facet=warehouse] summary")
    assert page.evaluate("'ran' in window") is False
    assert " ".join(harmless(value).split()) in page.locator("td.message").all_inner_texts()
    addresses = page.locator("a").evaluate_all("all => all.map((one) => one.href)")
    assert {address.partition(":")[0] for address in addresses} <= {"https", "file"}
    assert page.locator("img, iframe, object, embed, base, form").count() == 0
    assert page.locator("link").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_the_policy_stops_what_got_in(browser: Browser, tmp_path: Path) -> None:
    """Were there a hole, nothing would come of it: no markup is parsed, no script or handler of others runs."""
    path = tmp_path / "report.html"
    path.write_text("".join(html_report(morning(), Options())), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    stopped = page.evaluate(
        """() => {
          const attempts = [
            () => { document.body.innerHTML = '<b>'; },
            () => { document.createElement('script').textContent = 'window.ran = 1'; },
            () => { document.body.setAttribute('onclick', 'window.ran = 1'); },
            () => setTimeout('window.ran = 1'),
          ];
          return attempts.filter((attempt) => { try { attempt(); return false; } catch { return true; } }).length;
        }"""
    )
    assert stopped == 4
    assert page.evaluate("'ran' in window") is False
    page.close()
