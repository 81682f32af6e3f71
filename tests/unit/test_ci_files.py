"""Files for a CI: our own, those that are given away, and the blocks of docs/ci.md, read by who has a say in them."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
PAGE = ROOT / "docs" / "ci.md"
_BLOCK = re.compile(r"^<!-- (?P<mark>[\w-]+) -->\n```yaml\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)

FILES = {
    ".github/workflows/ci.yml": "github-workflows",
    "action.yml": "github-actions",
    "templates/ozlint.gitlab-ci.yml": "gitlab-ci",
    "examples/seller-pack/workflow.yml": "github-workflows",
}


def output_of(*command: str | Path) -> str:
    """What a command that must find nothing wrong prints."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def tool(name: str) -> Path:
    """A tool of the development extra; the test is skipped where its package has no build for this machine."""
    found = shutil.which(name, path=str(SCRIPTS))
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return Path(found)


@pytest.mark.parametrize(("path", "schema"), list(FILES.items()))
def test_a_file_fits_the_schema_of_its_vendor(path: str, schema: str) -> None:
    """GitHub and GitLab would take it: their schemas, as check-jsonschema carries them, do."""
    output_of(SCRIPTS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", path)


def test_nothing_in_workflow_and_action_is_unsafe() -> None:
    """Zizmor finds nothing: pinned to commits, no rights beyond reading, no input put into a script."""
    output_of(tool("zizmor"), "--offline", "--no-config", ".github/workflows/ci.yml", "action.yml")


def test_hadolint_has_nothing_to_say_of_the_dockerfile() -> None:
    """The image itself is built elsewhere."""
    assert output_of(tool("hadolint"), "Dockerfile") == ""


def test_the_image_is_built_from_what_a_package_needs() -> None:
    """What the Dockerfile copies is let through by .dockerignore, and is all that a wheel is built from."""
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    let_through = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert names == {line.removeprefix("!") for line in let_through if line.startswith("!")}
    assert names == {"pyproject.toml", "README.md", "LICENSE", "ozlint", "rules"}


def test_hooks_are_what_pre_commit_wants() -> None:
    """pre-commit's own check of the manifest."""
    output_of(SCRIPTS / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")


def step_of_the_action(name: str) -> str:
    """The script of one step of the action."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    (script,) = [step["run"] for step in steps if step["name"] == name]
    return str(script)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("examples/shipped-without-number --at 2026-11-22T09:00:00Z", 1),
        ("examples/shipped-without-number --fail-on 'never'", 0),
        ('"no such file.json"', 3),
        ("--no-such-flag", 2),
        ("", 2),
        ("examples/shipped-without-number $(touch hacked) ; touch hacked --fail-on never", 3),
    ],
)
def test_the_check_of_the_action(tmp_path: Path, arguments: str, code: int) -> None:
    """Its script, run as GitHub runs it: words in quotes stay one, none is executed, and the exit code is ozlint's."""
    written = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "output"), "PYTHON": sys.executable}
    own = {**os.environ, **written, "ARGS": arguments, "SARIF": "true"}
    own.pop("GITHUB_STEP_SUMMARY", None)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step_of_the_action("Check")]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"exit-code={code}\n"
    assert (tmp_path / "ozlint.sarif").exists() is (code != 2)
    assert ("::error" in done.stdout) is (code != 2)
    assert not (ROOT / "hacked").exists()


def page_blocks() -> list[tuple[str, str]]:
    """The blocks of docs/ci.md that a reader copies: what each is, and its text."""
    return [(found["mark"], found["text"]) for found in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def test_blocks_of_the_page_can_be_copied(tmp_path: Path) -> None:
    """Each fits the schema of what it is for; hooks and inputs that they name are there."""
    blocks = page_blocks()
    assert {mark for mark, _ in blocks} == {"github-workflows", "gitlab-ci", "pre-commit"}
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    for number, (mark, text) in enumerate(blocks):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        if mark == "pre-commit":
            output_of(SCRIPTS / "pre-commit", "validate-config", path)
            assert {hook["id"] for hook in yaml.safe_load(text)["repos"][0]["hooks"]} <= hooks
            continue
        output_of(SCRIPTS / "check-jsonschema", "--builtin-schema", f"vendor.{mark}", path)
        for job in yaml.safe_load(text).get("jobs", {}).values():
            for step in job["steps"]:
                if "/ozlint@" in step.get("uses", ""):
                    assert set(step.get("with", {})) <= set(inputs)
