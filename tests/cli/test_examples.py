"""Every example under examples/ prints and exits as written down beside it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from example_case import FOLDER, ExampleCase, example_cases

CASES = example_cases()

FOUND = {
    "a-morning": {"OZ102", "OZ105", "OZ107", "OZ301", "OZ302", "OZ307", "OZ311", "OZ312"},
    "broken-file": {"OZ001", "OZ101"},
    "carriers-say": {"OZ201", "OZ401", "OZ402", "OZ403"},
    "fbo": set(),
    "incomplete": {"OZ007"},
    "json-report": {"OZ102", "OZ105"},
    "orders-csv": {"OZ001", "OZ202", "OZ301"},
    "money": {"OZ301", "OZ302", "OZ409"},
    "own-rules": {"ACME001", "ACME002"},
    "push": {"OZ601", "OZ602"},
    "russian": {"OZ101"},
    "seller-pack": {"MUG001", "MUG002", "MUG003", "OZ301"},
    "settings": {"ACME001", "OZ301", "OZ302"},
    "shipped-without-number": {"OZ101"},
    "split-pages": {"OZ301"},
    "two-snapshots": {"OZ301", "OZ502", "OZ503", "OZ505"},
}
"""What each example is there to show: regenerating the texts must not lose it unnoticed."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_example_prints_what_is_written_beside_it(case: ExampleCase) -> None:
    """The command of an example gives exactly the output and the exit code in its folder."""
    done = case.run()
    assert done.err == ""
    if case.report is None:
        assert done.out == case.expected
    else:
        assert json.loads(done.out) == case.report
    assert done.code == case.exit_code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_example_shows_what_it_is_there_for(case: ExampleCase) -> None:
    """The written output of an example has findings of the rules it is about, and of no others."""
    if case.report is None:
        severities = "error|warning|info|ошибка|предупреждение|замечание"
        found = set(re.findall(rf"^ +(?:{severities}) +([A-Z]+\d+) ", case.expected, re.MULTILINE))
    else:
        found = {finding["rule"] for finding in case.report["findings"]}
    assert found == FOUND[case.name]


def test_every_folder_is_an_example() -> None:
    """No folder under examples/ is without a command, and none is forgotten here."""
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == {case.name for case in CASES} == set(FOUND)


def test_the_workflow_of_the_pack_runs(tmp_path: Path) -> None:
    """The steps of the seller's workflow, run where it runs them: the rules pass, the error is red."""
    folder = shutil.copytree(FOLDER / "seller-pack", tmp_path / "pack")
    steps = yaml.safe_load((folder / "workflow.yml").read_text(encoding="utf-8"))["jobs"]["ozlint"]["steps"]
    commands = [step["run"].split() for step in steps if step.get("run", "").startswith("ozlint")]
    codes = [
        subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, check=False).returncode
        for command in commands
    ]
    assert codes == [0, 1]
    assert (folder / "rules.xml").read_text(encoding="utf-8").count("<testcase") == 9
    assert json.loads((folder / "ozlint-report.json").read_text(encoding="utf-8"))["findings"]


def test_the_examples_show_clean_found_and_unfinished_runs() -> None:
    """Among the examples are runs that exit 0, 1 and 3."""
    assert {case.exit_code for case in CASES} == {0, 1, 3}


def test_no_example_holds_buyers() -> None:
    """In no example is there anything about a buyer: the records for it are null, as Ozon sends them by default."""
    for path in FOLDER.rglob("*.*json"):
        texts = re.findall(r'"(?:customer|addressee|phone|customer_email|address_tail)": *([^,\n]+)', path.read_text())
        assert set(texts) <= {"null"}, path
