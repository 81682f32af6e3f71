"""The guide to writing rules: whoever follows it, word by word, sees what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from guide import GUIDES, ROOT, Step, blocks, follow

from ozlint.cli.main import build_parser
from ozlint.language.check import check_condition
from ozlint.language.names import Scope

PAGES = {path: path.read_text(encoding="utf-8") for path in GUIDES}


@pytest.fixture(params=list(GUIDES), ids=lambda path: path.name)
def guide(request: pytest.FixtureRequest) -> Path:
    """One of the guides."""
    path: Path = request.param
    return path


@pytest.fixture
def steps(guide: Path, tmp_path: Path) -> list[Step]:
    """The commands of a guide, run one after the other in an empty folder."""
    return list(follow(PAGES[guide], GUIDES[guide], tmp_path))


def test_every_command_prints_what_is_shown(steps: list[Step]) -> None:
    """Each command of the guide prints the block under it, character by character, and exits as its mark says."""
    assert len(steps) >= 9
    for step in steps:
        assert step.shown is not None, step.command.text
        assert step.printed == step.shown.text, step.command.text
        assert step.code == int(step.command.mark.removeprefix("exit: ") or 0), step.command.text


def test_the_guide_ends_with_a_tested_rule(steps: list[Step]) -> None:
    """Along the way an example fails, the rule is mended, its tests pass, and it finds what it was written for."""
    said = {step.command.text.strip(): step for step in steps}
    codes = [step.code for step in steps if step.command.text.startswith("ozlint rules test")]
    assert codes == [0, 1, 0]
    (run,) = [step for command, step in said.items() if command.startswith("ozlint check")]
    assert run.printed.count("ACME001  41867093-") == 2


def test_no_personal_data_is_shown(steps: list[Step], tmp_path: Path) -> None:
    """The buyer in the guide's file is in nothing that a command prints or writes."""
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "my-rules").iterdir()]
    for text in [*(step.printed for step in steps), *written]:
        assert "Petrova" not in text
        assert "79990001122" not in text


def test_every_yaml_sample_loads(guide: Path) -> None:
    """Each YAML block of the guide is YAML; the workflow and the hook run commands that the tool has."""
    flags = build_parser("en").commands["rules"].commands["test"].flags
    for block in blocks(PAGES[guide]):
        if block.kind != "yaml":
            continue
        loaded = yaml.safe_load(block.text)
        assert isinstance(loaded, dict)
        if block.mark == "workflow":
            runs = [step["run"] for step in loaded["jobs"]["rules"]["steps"] if "run" in step]
            assert [command.split()[:2] for command in runs[1:]] == [["ozlint", "rules"], ["ozlint", "check"]]
            assert set(re.findall(r"--[a-z]+", runs[1])) <= set(flags)
        elif block.mark == "pre-commit":
            assert loaded["repos"][0]["hooks"][0]["entry"] == "ozlint rules test my-rules"
        else:
            assert block.mark.startswith("file: ")


def test_the_workflow_runs(guide: Path, tmp_path: Path) -> None:
    """The commands of the workflow, run where the guide ends, exit with 0: the rules pass, warnings fail nothing."""
    list(follow(PAGES[guide], GUIDES[guide], tmp_path))
    (block,) = [block for block in blocks(PAGES[guide]) if block.mark == "workflow"]
    steps = yaml.safe_load(block.text)["jobs"]["rules"]["steps"]
    for step in steps:
        command = step.get("run", "").split()
        if command[:1] == ["ozlint"]:
            done = subprocess.run([sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert (tmp_path / "ozlint-rules.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_every_expression_is_a_condition(guide: Path) -> None:
    """Each line of the language's page is a condition about a posting, its comment left out."""
    (block,) = [block for block in blocks(PAGES[guide]) if block.mark == "expressions"]
    lines = [line.partition("  #")[0].strip() for line in block.text.splitlines()]
    assert len(lines) >= 10
    for line in lines:
        check_condition(line, Scope("posting"))


def test_both_guides_do_the_same() -> None:
    """The English and the Russian guide have the same commands, files and samples in the same order."""
    kinds = ("sh", "json", "yaml", "diff")
    english, russian = (
        [(one.mark, one.kind, one.text) for one in blocks(page) if one.kind in kinds] for page in PAGES.values()
    )
    assert english == russian


def test_the_tables_are_up_to_date() -> None:
    """`rules docs --check` is content with the tables of both guides, and with docs/rules.md."""
    done = subprocess.run(
        [sys.executable, "-m", "ozlint", "rules", "docs", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()
    assert done.stdout.decode().count("writing-rules") == 2
