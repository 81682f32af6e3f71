"""The browser of the tests and of the picture: Chromium as this machine has it, driven by Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
Visit = Callable[..., Page]
"""Shows a report, in a window of its own."""


def executable() -> str | None:
    """Return the Chromium on the PATH; Playwright's own download is not asked for."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Run a browser without a window."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has no sandbox to run in
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()
