"""The blocks of a README that show what an example prints."""

import re
from pathlib import Path
from typing import NamedTuple

from example_case import FOLDER, ROOT, ExampleCase

READMES = (ROOT / "README.md", ROOT / "README.ru.md")

_BLOCK = re.compile(r"(<!-- example: (?P<name>[a-z-]+) -->\n```console\n)(?P<text>.*?)(?=```)", re.DOTALL)


class ReadmeBlock(NamedTuple):
    """One block, and the example it shows."""

    case: ExampleCase
    text: str


def readme_blocks(page: str) -> list[ReadmeBlock]:
    """Return the blocks of a page that show an example."""
    return [ReadmeBlock(ExampleCase(FOLDER / found["name"]), found["text"]) for found in _BLOCK.finditer(page)]


def rewrite_blocks(readme: Path) -> None:
    """Put into a README what its examples print now."""
    page = readme.read_text(encoding="utf-8")
    page = _BLOCK.sub(lambda found: found[1] + ExampleCase(FOLDER / found["name"]).screen(), page)
    readme.write_text(page, encoding="utf-8")
