"""`ozlint init` in folders of many kinds: what it writes works as it stands, and what is there stays."""

import json
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from finished import Build, Ozlint, Save

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
CONFIG = "ozlint.yaml"
WORKFLOW = ".github/workflows/ozlint.yml"
RULE = "rules/SHOP001-first-rule.yaml"

Files = dict[str, bytes]
Read = Callable[[], Files]


@pytest.fixture
def files(tmp_path: Path) -> Read:
    """Reads all files of the test's folder."""

    def read() -> Files:
        paths = (path for path in tmp_path.rglob("*") if path.is_file())
        return {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in paths}

    return read


def loaded(path: Path) -> Any:  # noqa: ANN401 - whatever YAML holds
    """What a YAML file holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def commands_of(path: Path) -> list[list[str]]:
    """The commands of ozlint's that a CI file runs, as words behind `ozlint`."""
    content = loaded(path)
    steps = content["jobs"]["ozlint"]["steps"] if "jobs" in content else content["ozlint"]["script"]
    lines = [step if isinstance(step, str) else step.get("run", "") for step in steps]
    return [line.split()[1:] for line in lines if line.startswith("ozlint ")]


def assert_valid(path: Path, schema: str) -> None:
    """A file is what the vendor's own schema says it must be."""
    command = [SCRIPTS / "check-jsonschema", "--builtin-schema", schema, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_empty_folder_gets_settings_and_a_rule(ozlint: Ozlint, tmp_path: Path, files: Read, lang: str) -> None:
    """The settings load, the examples of the rule pass, comments are in the language, and no CI is made up."""
    done = ozlint("init", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert set(files()) == {CONFIG, "rules/pack.yaml", RULE}
    assert loaded(tmp_path / CONFIG) == {
        "packs": ["rules"],
        "profile": "recommended",
        "fail_on": "error",
        "lang": lang,
    }
    assert ("ozlint check ФАЙЛ" if lang == "ru" else "ozlint check FILE") in done.out
    assert "ozlint init --ci github" in done.out
    assert ozlint("config", "show").code == 0
    assert ozlint("rules", "test").code == 0
    for path in (CONFIG, RULE):
        comments = [line for line in files()[path].decode().splitlines() if line.startswith("# ") and "…" not in line]
        russian = [line for line in comments if set("абвгдежзийклмн") & set(line)]
        assert bool(russian) is (lang == "ru")


def test_what_is_commented_out_is_valid_too(ozlint: Ozlint, tmp_path: Path) -> None:
    """Every setting in the comments can be uncommented as it is."""
    ozlint("init")
    lines = (tmp_path / CONFIG).read_text(encoding="utf-8").splitlines()
    is_setting = ("# inputs:", "# tz:", "# rules:", "#   ", "# overrides:", "# costs:")
    text = "\n".join(line.removeprefix("# ") if line.startswith(is_setting) else line for line in lines)
    (tmp_path / CONFIG).write_text(text, encoding="utf-8")
    shown = ozlint("config", "show", "--format", "json")
    assert shown.code == 0, shown.err
    assert set(loaded(tmp_path / CONFIG)) >= {"inputs", "tz", "rules", "overrides", "costs"}


def test_data_in_the_folder_becomes_the_inputs(ozlint: Ozlint, save: Save, tmp_path: Path, posting: Build) -> None:
    """Files and folders of postings are found by what they hold, also under Cyrillic names with spaces and commas."""
    save("ответы, ноябрь/стр 1.json", [posting(1)])
    save("postings: all.ndjson", json.dumps(posting(2)) + "\n")
    save("orders.csv", (ROOT / "examples" / "orders-csv" / "orders.csv").read_bytes())
    save("package.json", {"name": "shop"})
    save("node_modules/left-pad/package.json", {"name": "left-pad"})
    save("mixed/postings.json", [posting(3)])
    save("mixed/other.json", {"a": 1})
    save("empty/readme.txt", "nothing\n")
    save(".hidden/postings.json", [posting(4)])
    done = ozlint("init", "--ci", "none")
    assert loaded(tmp_path / CONFIG)["inputs"] == ["orders.csv", "postings: all.ndjson", "ответы, ноябрь"]
    assert "tz: Europe/Moscow" in done.out
    checked = ozlint("check", "--format", "json", "--fail-on", "never")
    assert len(json.loads(checked.out)["inputs"]) == 3
    assert "tz: Europe/Moscow" not in ozlint("init").out


def test_a_plan_in_the_folder_is_named(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """What is planned beside the postings can be checked before it is pushed; it is no input itself."""
    save("postings.json", [posting(1)])
    save("the plan.json", [{"path": "/v2/fbs/posting/delivering", "body": {"posting_number": ["12345678-0001-1"]}}])
    save("package.json", {"name": "shop"})
    done = ozlint("init", "--ci", "none")
    assert "ozlint check --updates 'the plan.json'" in done.out
    assert done.out.count("--updates") == 1


def test_nothing_is_overwritten(ozlint: Ozlint, save: Save, files: Read) -> None:
    """Files that are there stay byte by byte; each is named, and a second run changes nothing at all."""
    save(CONFIG, "# mine\nfail_on: warning\n")
    save("rules/pack.yaml", "name: mugs\nversion: 1.0.0\n")
    save("rules/MUG001-first.yaml", b"not: a rule\n")
    save(WORKFLOW, "# mine\n")
    before = files()
    done = ozlint("init")
    assert done.code == 0
    after = files()
    assert before.items() <= after.items()
    assert f"{CONFIG} is there already: left as it is" in done.out
    assert f"{WORKFLOW} is there already: left as it is" in done.out
    assert set(after) - set(before) == {"ozlint-rules/pack.yaml", "ozlint-rules/SHOP001-first-rule.yaml"}
    assert "packs: [ozlint-rules]           add to ozlint.yaml" in done.out
    ozlint("init")
    assert files() == after


def test_settings_in_pyproject_are_settings(ozlint: Ozlint, save: Save, files: Read) -> None:
    """A pyproject.toml with a table of ozlint's is left alone and gets no ozlint.yaml beside it; another one does."""
    save("pyproject.toml", '[tool.ozlint]\npacks = ["mine"]\n')
    done = ozlint("init")
    assert "pyproject.toml is there already" in done.out
    assert set(files()) == {"pyproject.toml"}
    save("pyproject.toml", '[project]\nname = "shop"\n')
    ozlint("init")
    assert CONFIG in files()


@pytest.mark.parametrize(
    ("there", "remote", "path", "schema"),
    [
        ({".github/dependabot.yml": "version: 2\n"}, "", WORKFLOW, "vendor.github-workflows"),
        ({}, "git@github.com:acme/shop.git", WORKFLOW, "vendor.github-workflows"),
        ({}, "https://gitlab.acme.ru/acme/shop.git", ".gitlab-ci.yml", "vendor.gitlab-ci"),
        ({".gitlab-ci.yml": "test: {script: [make]}\n"}, "", "ozlint.gitlab-ci.yml", "vendor.gitlab-ci"),
        (
            {".gitlab-ci.yml": "test: {script: [make]}\n", ".github/a.md": ""},
            "https://gitlab.com/acme/shop",
            "ozlint.gitlab-ci.yml",
            "vendor.gitlab-ci",
        ),
    ],
)
def test_the_ci_is_that_of_the_repository(  # noqa: PLR0913, PLR0917 - parameters of a case
    ozlint: Ozlint,
    save: Save,
    tmp_path: Path,
    posting: Build,
    there: dict[str, str],
    remote: str,
    path: str,
    schema: str,
) -> None:
    """Told by its files, else by its remote; what is written fits the vendor's schema, and its commands end well."""
    save(".git/config", f'[remote "origin"]\n\turl = {remote}\n' if remote else "[core]\n")
    save("answers/page-1.json", [posting()])
    for name, text in there.items():
        save(name, text)
    done = ozlint("init")
    assert f"{path} written" in done.out
    assert ("include: ozlint.gitlab-ci.yml" in done.out) is (path == "ozlint.gitlab-ci.yml")
    assert_valid(tmp_path / path, schema)
    commands = commands_of(tmp_path / path)
    assert [command[0] for command in commands] == ["rules", "check"]
    assert "--at" in commands[1]
    for command in commands:
        ran = ozlint(*command, "--fail-on", "never") if command[0] == "check" else ozlint(*command)
        assert ran.code == 0, ran.err
    again = ozlint("init")
    assert f"{path} is there already" in again.out


def test_a_remote_with_a_password_is_not_shown(ozlint: Ozlint, save: Save) -> None:
    """The address of a remote may hold a secret: it is only looked at."""
    save(".git/config", '[remote "origin"]\n\turl = https://me:hunter2@github.com/acme/shop.git\n')
    done = ozlint("init")
    assert WORKFLOW in done.out
    assert "hunter2" not in done.out + done.err


def test_a_folder_below_the_top_gets_no_ci_file(save: Save, tmp_path: Path, files: Read) -> None:
    """A CI would not see it there, and that is said; a configuration above counts, with the pack named from there."""
    save(".git/config", '[remote "origin"]\n\turl = git@github.com:acme/shop.git\n')
    save(CONFIG, "fail_on: warning\n")
    (tmp_path / "deep").mkdir()
    done = subprocess.run([SCRIPTS / "ozlint", "init"], cwd=tmp_path / "deep", capture_output=True, check=True)
    said = done.stdout.decode()
    assert "top of the repository" in said
    assert "packs: [deep/rules]" in said
    assert f"deep/{RULE}" in files()
    assert WORKFLOW not in files()


@pytest.mark.parametrize(("settings", "runs"), [("inputs: [deep/data]\n", True), ("fail_on: error\n", False)])
def test_the_settings_that_are_there_decide_what_a_ci_checks(  # noqa: PLR0913 - parameters of a case
    ozlint: Ozlint, save: Save, tmp_path: Path, posting: Build, settings: str, *, runs: bool
) -> None:
    """A check without arguments reads what they name; where they name nothing, the step waits in a comment."""
    save(CONFIG, settings)
    save("answers/page-1.json", [posting()])
    done = ozlint("init", "--ci", "github")
    assert ("check" in [command[0] for command in commands_of(tmp_path / WORKFLOW)]) is runs
    assert "ozlint check --at" in (tmp_path / WORKFLOW).read_text(encoding="utf-8")
    assert ("ozlint check FILE" in done.out) is not runs


def test_a_file_where_a_folder_should_be_is_told(ozlint: Ozlint, save: Save) -> None:
    """It is not taken for the file that was to be written."""
    save(".github/workflows", "a file")
    done = ozlint("init", "--ci", "github")
    assert done.code == 2
    assert f"{WORKFLOW}: cannot be written" in done.err


def test_a_folder_that_cannot_be_written_is_wrong_usage(ozlint: Ozlint, save: Save, tmp_path: Path) -> None:
    """What stands in the way is named with the reason; no traceback."""
    save("ozlint-rules", "a file, not a folder")
    save("rules", "a file, not a folder")
    save(".github", "a file, not a folder")
    done = ozlint("init", "--ci", "github")
    assert done.code == 2
    assert WORKFLOW in done.err
    assert (tmp_path / CONFIG).exists()


def test_a_workflow_is_safe(ozlint: Ozlint, save: Save, tmp_path: Path, posting: Build) -> None:
    """Zizmor finds nothing to say of the workflow that `init` writes."""
    save("answers/page-1.json", [posting()])
    ozlint("init", "--ci", "github")
    command = [SCRIPTS / "zizmor", "--offline", "--no-config", tmp_path / WORKFLOW]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
