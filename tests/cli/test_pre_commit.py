"""The hooks, run by pre-commit itself in a scratch repository, with an environment it builds without network."""

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from finished import NOW, environment
from own_rule import OWN_RULE

ROOT = Path(__file__).parents[2]
SHIPPED = ("ozlint", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
BAD = {
    "posting_number": "12345678-0001-1",
    "status": "delivering",
    "tpl_integration_type": "non_integrated",
    "tracking_number": "",
    "delivery_method": {"tpl_provider": "CDEK"},
}
Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit needs git")


def surroundings(home: Path) -> dict[str, str]:
    """An environment in which pip builds from what this interpreter has, and asks no index."""
    return environment(os.environ) | {
        "PRE_COMMIT_HOME": str(home),
        "PYTHONPATH": sysconfig.get_path("purelib"),  # dependencies and hatchling; ozlint's own path file is not read
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say: build without isolation
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
    }


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, which it may not know whose it is."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository with what ozlint's own has, and its commit."""
    folder = tmp_path_factory.mktemp("published")
    for name in SHIPPED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "All of it")
    return folder, git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps environments: one for all tests here, as on a person's machine."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def run(tmp_path: Path, published: tuple[Path, str], home: Path) -> Run:
    """Runs a hook over files that are added to a scratch repository first."""
    repository, commit = published
    git(tmp_path, "init", "-q")
    hooks = [
        {"id": "ozlint-check", "args": ["--at", NOW]},
        {"id": "ozlint-rules", "args": ["my-rules"]},
        {"id": "ozlint-updates", "args": ["recorded.json", "--updates", "plan.json", "--at", NOW]},
    ]
    config = {"repos": [{"repo": str(repository), "rev": commit, "hooks": hooks}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")

    def started(hook: str, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        command = ["pre-commit", "run", hook, "--color", "never"]
        return subprocess.run(
            command, cwd=tmp_path, env=surroundings(home), capture_output=True, text=True, check=False, timeout=300
        )

    return started


def test_a_bad_posting_stops_the_commit(run: Run) -> None:
    """The hook names the file, the line and the rule; files that hold no postings are not looked at."""
    files = {"recorded/my postings.json": json.dumps([BAD]), "package.json": "{}"}
    done = run("ozlint-check", files)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "OZ101" in done.stdout
    assert "recorded/my postings.json:1:2" in done.stdout
    assert "package.json" not in done.stdout
    mended = json.dumps([{**BAD, "status": "cancelled"}])
    passed = run("ozlint-check", {"recorded/my postings.json": mended})
    assert (passed.returncode, "Passed" in passed.stdout) == (0, True), passed.stdout


def test_a_rule_that_breaks_its_promise_stops_the_commit(run: Run) -> None:
    """The hook runs the examples inside the rules of the folder that its args name."""
    passed = run("ozlint-rules", {"my-rules/ACME001-no-blue-boxes.yaml": OWN_RULE})
    assert (passed.returncode, "Passed" in passed.stdout) == (0, True), passed.stdout + passed.stderr
    broken = OWN_RULE.replace("good:", "good_before:").replace("bad:", "good:").replace("good_before:", "bad:")
    failed = run("ozlint-rules", {"my-rules/ACME001-no-blue-boxes.yaml": broken})
    assert failed.returncode == 1
    assert "ACME001" in failed.stdout


def test_a_plan_that_ozon_would_refuse_stops_the_commit(run: Run) -> None:
    """The hook reads the postings and the plans that its args name, once a plan is part of the commit."""
    plan = [{"path": "/v2/fbs/posting/last-mile", "body": {"posting_number": [BAD["posting_number"]]}}]
    files = {"recorded.json": json.dumps([{**BAD, "status": "cancelled"}]), "plan.json": json.dumps(plan)}
    done = run("ozlint-updates", files)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "OZ607" in done.stdout
    passed = run("ozlint-updates", {"recorded.json": json.dumps([BAD])})
    assert (passed.returncode, "Passed" in passed.stdout) == (0, True), passed.stdout


def test_nothing_to_look_at_is_no_failure(run: Run) -> None:
    """A commit without postings, rules and plans passes all hooks unseen."""
    for hook in ("ozlint-check", "ozlint-rules", "ozlint-updates"):
        done = run(hook, {"README.md": "Mugs\n"})
        assert (done.returncode, "Skipped" in done.stdout) == (0, True), done.stdout
