"""The guide to writing rules, as something that can be followed: files to save, commands to run, output to compare.

`python tests/cli/guide.py` writes down anew what the commands print; then read the difference in git.
"""

import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from finished import environment

ROOT = Path(__file__).parents[2]
GUIDES = {ROOT / "docs" / "writing-rules.md": "en", ROOT / "docs" / "writing-rules.ru.md": "ru"}
_LOCALES = {"en": "C.UTF-8", "ru": "ru_RU.UTF-8"}
_BLOCK = re.compile(r"(?:^<!-- (?P<mark>[^>]*?) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """One fenced block: the mark above it, its kind, its text, and where that text stands in the page."""

    mark: str
    kind: str
    text: str
    start: int
    end: int


class Step(NamedTuple):
    """One command of the guide, what it printed, and the block that shows what it is to print."""

    command: Block
    code: int
    printed: str
    shown: Block | None


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page in their order."""
    return [
        Block(found["mark"] or "", found["kind"], found["text"], *found.span("text")) for found in _BLOCK.finditer(page)
    ]


def follow(page: str, lang: str, folder: Path) -> Iterator[Step]:
    """Do in a folder what a page says, block by block, and yield every command with what it printed."""
    found = blocks(page)
    for place, block in enumerate(found):
        action, _, path = block.mark.partition(": ")
        if action == "file":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(block.text, encoding="utf-8")
        elif action == "change":
            _change(folder / path, block.text)
        elif action == "written":
            assert (folder / path).read_text(encoding="utf-8") == block.text, path
        if block.kind == "sh":
            after = found[place + 1] if place + 1 < len(found) else None
            yield Step(block, *_run(block.text, lang, folder), after if after and after.kind == "text" else None)


def _change(path: Path, text: str) -> None:
    """Put the lines with + in place of the lines with -, which must stand in the file once."""
    old = "".join(line[1:] for line in text.splitlines(keepends=True) if line.startswith("-"))
    new = "".join(line[1:] for line in text.splitlines(keepends=True) if line.startswith("+"))
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, old
    path.write_text(content.replace(old, new), encoding="utf-8")


def _run(command: str, lang: str, folder: Path) -> tuple[int, str]:
    own = environment(os.environ) | {"LANG": _LOCALES[lang]}
    del own["LC_ALL"]  # bash complains of a locale that this machine does not have if it is set this way
    own["PATH"] = f"{sysconfig.get_path('scripts')}{os.pathsep}{own.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode, done.stdout.decode()


def rewritten(page: str, lang: str) -> str:
    """Return a page with what its commands print now."""
    with TemporaryDirectory() as folder:
        steps = list(follow(page, lang, Path(folder)))
    for step in reversed(steps):
        if step.shown is not None:
            page = page[: step.shown.start] + step.printed + page[step.shown.end :]
    return page


def main() -> None:
    """Rewrite what the guides show."""
    for path, lang in GUIDES.items():
        path.write_text(rewritten(path.read_text(encoding="utf-8"), lang), encoding="utf-8")


if __name__ == "__main__":
    main()
