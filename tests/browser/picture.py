"""Makes the pictures of the HTML report that the READMEs show, from the example `a-morning` by the tool itself.

`python tests/browser/picture.py`, then look at them. The moment of the check is that of the example, so that only a
changed report, example, browser or font changes a picture.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chromium import chromium, executable
from playwright.sync_api import Browser

from ozlint.model.text import Lang

ROOT = Path(__file__).parents[2]
PICTURES: dict[Lang, Path] = {"en": ROOT / "docs" / "report.png", "ru": ROOT / "docs" / "report.ru.png"}
OPEN = "59114027-0031-1"
"""The posting whose finding is open in the picture."""
SIZE = {"width": 1200, "height": 1060}


def main() -> None:
    """Make a picture in each language."""
    path = executable()
    if path is None:
        raise SystemExit("no Chromium on the PATH")
    with chromium(path) as browser, TemporaryDirectory() as folder:
        for lang, picture in PICTURES.items():
            take(browser, report(lang, Path(folder)), picture)


def report(lang: Lang, folder: Path) -> Path:
    """Check the example as its command does, and return the report as a page."""
    page = folder / f"{lang}.html"
    _, *arguments = shlex.split((ROOT / "examples" / "a-morning" / "command").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "ozlint", *arguments, "--lang", lang, "--no-cache", "--format", f"html:{page}"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("OZLINT")}
    done = subprocess.run(command, cwd=ROOT, env=own, check=False)
    if done.returncode != 1:
        raise SystemExit(f"the example is to have findings, and ozlint exited with {done.returncode}")
    return page


def take(browser: Browser, address: Path, picture: Path) -> None:
    """Photograph the top of the page, with one finding open."""
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    page.goto(address.as_uri())
    page.click(f"button.open:has-text('{OPEN}')")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main()
