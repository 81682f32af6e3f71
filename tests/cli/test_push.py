"""The recipes of examples/push: they check, push what passes, and check the answers, against a fake Ozon."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from finished import environment

from fake_ozon.ozon import API_KEY, CLIENT_ID, FakeOzon
from fake_ozon.server import Server
from fake_ozon.shipment import shipment

RECIPES = Path(__file__).parents[2] / "examples/push"
NUMBER, UNPACKED, FOREIGN = "61208844-0012-1", "61208845-0003-1", "61208846-0009-1"
SET_NUMBER, DELIVERING = "/v2/fbs/posting/tracking-number/set", "/v2/fbs/posting/delivering"
needs_tools = pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("jq") is None, reason="the script is made of curl and jq"
)


def run(folder: Path, server: Server, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with a key for the fake Ozon and the tool on the path."""
    own = {
        "OZON_API_URL": server.url,
        "OZON_CLIENT_ID": CLIENT_ID,
        "OZON_API_KEY": API_KEY,
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment(os.environ) | own, capture_output=True, text=True, check=False, timeout=120
    )
    assert API_KEY not in done.stdout + done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A seller's folder with the recipes and what they take."""
    for name in ("postings.json", "plan.json", "push.sh", "push.py"):
        shutil.copy(RECIPES / name, tmp_path)
    return tmp_path


def answers(folder: Path) -> list[dict[str, Any]]:
    """What the script wrote down."""
    return [json.loads(line) for line in (folder / "plan.json.answers.ndjson").read_text().splitlines()]


@needs_tools
def test_the_script_pushes_what_passes(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """The number and the hand-over of one posting are sent; two others are held, so the script ends with 1."""
    done = run(folder, server, "./push.sh", "postings.json", "plan.json")
    assert (done.returncode, ozon.pushed) == (1, [(SET_NUMBER, NUMBER), (DELIVERING, NUMBER)]), done.stderr
    (held,) = json.loads((folder / "plan.json.held").read_text())
    assert held["body"]["posting_number"] == [UNPACKED, FOREIGN]
    assert [entry["status"] for entry in answers(folder)] == [200, 200]
    assert API_KEY not in (folder / "plan.json.answers.ndjson").read_text()


@needs_tools
def test_the_script_sends_a_plan_once(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """The files of the first time are there: nothing is sent, and the exit code is that of wrong usage."""
    run(folder, server, "./push.sh", "postings.json", "plan.json")
    sent = list(ozon.pushed)
    again = run(folder, server, "./push.sh", "postings.json", "plan.json")
    assert (again.returncode, ozon.pushed) == (2, sent)


@needs_tools
def test_the_script_finds_a_refusal_inside_of_a_200(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """All of the plan passes, Ozon refuses one posting, and the script says so and ends with 1."""
    plan = json.loads((folder / "plan.json").read_text())
    plan[1]["body"]["posting_number"] = [NUMBER]
    (folder / "plan.json").write_text(json.dumps(plan))
    ozon.refuses_posting[NUMBER] = "TRANSITION_IS_NOT_POSSIBLE"
    done = run(folder, server, "./push.sh", "postings.json", "plan.json")
    assert (done.returncode, "OZ801" in done.stdout, "TRANSITION_IS_NOT_POSSIBLE" in done.stdout) == (1, True, True)


@needs_tools
def test_the_script_ends_clean(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """All is sent and accepted: 0."""
    plan = json.loads((folder / "plan.json").read_text())
    plan[1]["body"]["posting_number"] = [NUMBER]
    (folder / "plan.json").write_text(json.dumps(plan))
    done = run(folder, server, "./push.sh", "postings.json", "plan.json")
    assert done.returncode == 0, done.stdout
    assert len(ozon.pushed) == 2


@needs_tools
def test_the_script_writes_down_a_call_without_an_answer(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """The connection breaks: what was sent stands in the log, and the check of the answers tells of it."""
    ozon.befalls = lambda path: "cut" if path == DELIVERING else ""
    done = run(folder, server, "./push.sh", "postings.json", "plan.json")
    assert (done.returncode, "OZ802" in done.stdout) == (1, True)
    assert [entry.get("status") for entry in answers(folder)] == [200, None]


def test_the_python_recipe_pushes_what_passes(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """The same plan, from code."""
    done = run(folder, server, sys.executable, "push.py")
    assert (done.returncode, ozon.pushed) == (1, [(SET_NUMBER, NUMBER), (DELIVERING, NUMBER)]), done.stderr
    assert all(rule in done.stdout for rule in ("OZ601", "OZ602"))


def test_the_python_recipe_finds_a_refusal(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """Inside of a 200."""
    ozon.refuses_posting[NUMBER] = "TRANSITION_IS_NOT_POSSIBLE"
    done = run(folder, server, sys.executable, "push.py")
    assert (done.returncode, f"refused {NUMBER} TRANSITION_IS_NOT_POSSIBLE" in done.stdout) == (1, True)


@needs_tools
def test_the_workflow_runs(folder: Path, server: Server, ozon: FakeOzon) -> None:
    """Its steps, one after the other as GitHub runs them: fetched, checked, pushed, and the answers checked."""
    (folder / "postings.json").unlink()
    ozon.is_strict = False
    ozon.add([shipment(NUMBER, time.time() - 86400, status="awaiting_deliver", tpl_integration_type="non_integrated")])
    plan = [{"path": DELIVERING, "body": {"posting_number": [NUMBER, UNPACKED]}}]
    (folder / "plan.json").write_text(json.dumps(plan))
    workflow = yaml.safe_load((RECIPES / "workflow.yml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["push"]["steps"] if "run" in step]
    codes = [run(folder, server, "bash", "-eo", "pipefail", "-c", step) for step in steps if "pip" not in step]
    assert [done.returncode for done in codes] == [0, 1], codes[-1].stderr
    assert ozon.pushed == [(DELIVERING, NUMBER)]
    kept = workflow["jobs"]["push"]["steps"][-1]["with"]["path"].split()
    assert all((folder / name).exists() for name in kept)
