"""What the documents say is so: their commands, their output, their paths."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "cli"))  # for the modules that know the examples

from example_case import ROOT
from readme_block import READMES, readme_blocks

from ozlint.cli.main import build_parser
from ozlint.cli.parser import Parser

PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")})
TOPS = ("ozlint", "rules", "examples", "docs", "tests", "templates", ".ci")

_FENCE = re.compile(r"(?:<!-- (?P<mark>[^>]*?) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)```", re.DOTALL)


def blocks(page: Path, kind: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a kind: the mark above each, and its text."""
    found = _FENCE.finditer(page.read_text(encoding="utf-8"))
    return [(block["mark"] or "", block["text"]) for block in found if block["kind"] == kind]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_readme_shows_what_its_example_prints(readme: Path) -> None:
    """The output on the first screen is what the example prints on a terminal, character by character."""
    (block,) = readme_blocks(readme.read_text(encoding="utf-8"))
    assert block.text == block.case.screen()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_readme_shows_the_words_of_the_expected_output(readme: Path) -> None:
    """The output on the first screen says what stands in the example's folder, folded to the terminal."""
    (block,) = readme_blocks(readme.read_text(encoding="utf-8"))
    command, _, shown = block.text.partition("\n")
    assert command == f"$ {block.case.command}"
    names_of_rules = r"\[[a-z-]+\]"  # shown behind a message only where there is room
    said = re.sub(names_of_rules, "", block.case.expected).split()
    assert re.sub(names_of_rules, "", shown).split() == said


def test_the_readmes_have_the_same_blocks() -> None:
    """Both READMEs have the same commands and rules, in the same order; only comments are in their language."""
    english, russian = READMES
    for kind in ("sh", "yaml"):
        bare = [
            [(mark, re.sub(r" +#.*", "", text)) for mark, text in blocks(readme, kind)] for readme in (english, russian)
        ]
        assert bare[0] == bare[1]
    assert len(blocks(english, "console")) == len(blocks(russian, "console")) == 1


def test_set_up_is_two_commands() -> None:
    """The first screen is followed by exactly two commands of one line: one runs the tool, one runs the tests."""
    first, second, *others = blocks(ROOT / "README.md", "sh")
    assert [block[1].count("\n") for block in (first, second)] == [1, 1]
    assert first[1].startswith("python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/ozlint check examples/")
    tests = ".venv/bin/python -m pytest -n auto --dist worksteal"
    assert second == ("test", f"python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && {tests}\n")
    assert not [text for _, text in others if "pip install" in text]


def test_the_first_command_shows_the_posting_above_it() -> None:
    """The first set-up command checks the very example that the first screen shows, and ends well."""
    for readme in READMES:
        command = blocks(readme, "sh")[0][1].rpartition("&& .venv/bin/")[2].strip()
        (block,) = readme_blocks(readme.read_text(encoding="utf-8"))
        shown = block.case.command.removesuffix(" --lang ru")
        assert command == f"{shown} --fail-on never"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_what_a_readme_shows_of_a_file_is_taken_from_it(readme: Path) -> None:
    """Every line of a rule or configuration that a README shows stands in the file it names, in this order."""
    shown = blocks(readme, "yaml")
    assert len(shown) == 5
    for mark, text in shown:
        lines = iter((ROOT / mark.removeprefix("from: ")).read_text(encoding="utf-8").splitlines())
        for line in text.splitlines():
            assert line in lines, line


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_paths_in_a_page_exist(page: Path) -> None:
    """Every link to a file, and every path of the repository in backquotes, leads to something."""
    text = page.read_text(encoding="utf-8")
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)}
    dead = [link for link in links if link and "://" not in link and not (page.parent / link).exists()]
    quoted = re.findall(rf"`((?:{'|'.join(map(re.escape, TOPS))})/[\w./-]*)`", text)
    dead += [path for path in quoted if path != "ozlint/_rules" and not (ROOT / path).exists()]
    assert not dead


def flags(parser: Parser) -> set[str]:
    """Return every flag of a parser and of the commands below it."""
    return {"--help", *parser.flags}.union(*map(flags, parser.commands.values()))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_flags_in_a_page_exist(page: Path) -> None:
    """Every flag behind `ozlint`, and every flag in backquotes, is one that the tool has."""
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`(--[a-z-]+)\b", text))
    for line in re.findall(
        r"\bozlint (?:check|fetch|watch|doctor|inputs|rules|ozon|config|schema|init|completion) [^\n`]*", text
    ):
        named |= set(re.findall(r"(?<= )--[a-z-]+", line))
    assert named <= flags(build_parser("en"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rules_in_a_page_exist(page: Path) -> None:
    """Every id of a built-in rule that a page names is that of a rule."""
    known = {path.name.partition("-")[0] for path in (ROOT / "rules").rglob("*.yaml")}
    assert set(re.findall(r"\bOZ\d{3}\b", page.read_text(encoding="utf-8"))) <= known


def test_the_page_of_the_rules_is_up_to_date() -> None:
    """docs/rules.md is what `ozlint rules docs` writes."""
    command = [sys.executable, "-m", "ozlint", "rules", "docs", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
