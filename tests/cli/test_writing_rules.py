"""The guide to writing rules: whoever follows it, word by word, sees what it says."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from guide import GUIDES, ROOT, Step, blocks, follow

from ozlint.cli.main import build_parser
from ozlint.language.check import check_condition
from ozlint.language.names import Scope

PAGES = {path: path.read_text(encoding="utf-8") for path in GUIDES}


@pytest.fixture(params=list(GUIDES), ids=lambda path: path.name, scope="module")
def guide(request: pytest.FixtureRequest) -> Path:
    """One of the guides."""
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def home(guide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where a guide is followed."""
    return tmp_path_factory.mktemp(guide.stem)


@pytest.fixture(scope="module")
def steps(guide: Path, home: Path) -> list[Step]:
    """The commands of a guide, run one after the other in that folder, which was empty."""
    return list(follow(PAGES[guide], GUIDES[guide], home))


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
    assert codes == [0, 1, 0, 0]
    one, both = [step for command, step in said.items() if command.startswith("ozlint check")]
    assert one.printed.count("ACME001  41867093-") == 2
    assert both.printed.count("ACME002  Kazan: ") == 1


def test_no_personal_data_is_shown(steps: list[Step], home: Path) -> None:
    """The buyer in the guide's file is in nothing that a command prints or writes."""
    written = [path.read_text(encoding="utf-8") for path in (home / "my-rules").iterdir()]
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


@pytest.mark.usefixtures("steps")
def test_the_workflow_runs(guide: Path, home: Path) -> None:
    """The commands of the workflow, run where the guide ends, exit with 0: the rules pass, warnings fail nothing."""
    (block,) = [block for block in blocks(PAGES[guide]) if block.mark == "workflow"]
    steps = yaml.safe_load(block.text)["jobs"]["rules"]["steps"]
    for step in steps:
        command = step.get("run", "").split()
        if command[:1] == ["ozlint"]:
            done = subprocess.run([sys.executable, "-m", *command], cwd=home, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert (home / "ozlint-rules.xml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("mark", "subject", "least"), [("expressions", "posting", 10), ("batch expressions", "batch", 6)]
)
def test_every_expression_is_a_condition(guide: Path, mark: str, subject: str, least: int) -> None:
    """Each line of the language's page is a condition about its subject, its comment left out."""
    (block,) = [block for block in blocks(PAGES[guide]) if block.mark == mark]
    lines = [line.partition("  #")[0].strip() for line in block.text.splitlines()]
    assert len(lines) >= least
    for line in lines:
        check_condition(line, Scope(subject))


@pytest.mark.usefixtures("steps")
def test_the_pack_can_be_installed(home: Path, tmp_path: Path) -> None:
    """The package of the guide's last step, built and installed, is found by its name and holds both rules."""
    site = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", site], cwd=home, check=True)
    (wheel,) = site.iterdir()
    zipfile.ZipFile(wheel).extractall(site)
    own = os.environ | {"PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "ozlint", "rules", "test", "acme"]
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"7 " in done.stdout


def test_both_guides_do_the_same() -> None:
    """The English and the Russian guide have the same commands, files and samples in the same order."""
    kinds = ("sh", "json", "yaml", "diff", "toml")
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
