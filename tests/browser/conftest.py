"""A real browser that is shown reports."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

sys.path.insert(0, str(Path(__file__).parent))  # for the modules that tests and scripts of this folder share

from chromium import NAMES, Visit, chromium, executable

from ozlint.model.report import Report
from ozlint.reporters.html import html_report
from ozlint.reporters.options import Options


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; where there is none they are skipped."""
    path = executable()
    if path is None:
        pytest.skip(f"needs a browser: none of {', '.join(NAMES)} is on the PATH")
    with chromium(path) as one:
        yield one


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Shows a report as a file on disk; nothing may be asked of a network, and nothing may go wrong unseen."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def asked(address: str) -> None:
        if not address.startswith(("file:", "data:")):
            wrong.append(f"asked: {address}")

    def show(report: Report, view: str = "", **options: Any) -> Page:  # noqa: ANN401 - as Playwright's new_context
        path = tmp_path / f"report-{len(contexts)}.html"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(html_report(report, Options(lang=report.lang)))
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.on("request", lambda request: asked(request.url))
        context.on("console", lambda message: wrong.append(f"console: {message.text}"))
        context.on("weberror", lambda error: wrong.append(f"error: {error.error}"))
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri() + view)
        return page

    yield show
    for context in contexts:
        context.close()
    assert wrong == []
