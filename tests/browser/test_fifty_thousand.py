"""A report of fifty thousand findings stays usable: measured, and held to bounds that a slow machine keeps too."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from chromium import Visit
from playwright.sync_api import Page
from samples import many

from ozlint.model.report import Report
from ozlint.reporters.html import html_report
from ozlint.reporters.options import Options

NUMBER = 50_000
LONGEST_OPENING, LONGEST_WAIT = 10.0, 3.0
"""Seconds from the address to the first hundred findings, and from an act to what it shows."""
MEGABYTES = 20
FILTER = '#charts [data-key="carrier:DPD"]'
ACTS: dict[str, Callable[[Page], object]] = {
    "filter": lambda page: page.evaluate(f"document.querySelector('{FILTER}').click()"),
    "search": lambda page: page.evaluate(
        "const search = document.getElementById('search'); search.value = 'склад 7';"
        "search.dispatchEvent(new Event('input'))"
    ),
    "second search": lambda page: page.evaluate(
        "const search = document.getElementById('search'); search.value = 'oz301 01';"
        "search.dispatchEvent(new Event('input'))"
    ),
    "sort by text": lambda page: page.evaluate("document.querySelector('th.warehouse button').click()"),
    "reset": lambda page: page.evaluate("document.getElementById('reset').click()"),
    "last page": lambda page: page.evaluate("document.querySelector('#pages [data-key=last]').click()"),
    "open": lambda page: page.evaluate("document.querySelector('button.open').click()"),
}


@pytest.fixture(scope="module")
def large() -> Report:
    """The report, built once."""
    return many(NUMBER)


def test_fifty_thousand_findings_are_worked_with(
    visit: Visit, large: Report, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """The list comes up, and each act shows what it does, while one waits; the times go into the JUnit report."""
    page = visit(large)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
    listed = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000")
    seconds = {"first paint": paint, "list": listed}
    assert page.inner_text("#found") == "50,000 findings"
    assert page.locator("table.list > tbody > tr").count() == 100
    for name, act in ACTS.items():
        began = perf_counter()
        act(page)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        seconds[name] = perf_counter() - began
    assert page.locator("tr.details").count() == 1
    for name, time in seconds.items():
        record_testsuite_property(f"{NUMBER} findings, {name}, seconds", round(time, 2))
        assert time < (LONGEST_OPENING if name in {"first paint", "list"} else LONGEST_WAIT), seconds
    print({name: round(time, 2) for name, time in seconds.items()})  # noqa: T201 - read with `pytest -s`


def test_the_file_is_one_that_can_be_sent(large: Report, tmp_path: Path) -> None:
    """Fifty thousand findings fit into an e-mail: repeated texts are written once in a thousand findings."""
    path = tmp_path / "report.html"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(html_report(large, Options()))
    assert path.stat().st_size < MEGABYTES * 10**6
