"""What is installed is the whole program, from a wheel and from a working copy alike."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
RULE_FILES = sorted(path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.yaml"))


def output_of(command: list[str], folder: Path) -> str:
    """What a command that must succeed prints."""
    # The running interpreter's own settings must not leak into a fresh environment.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    finished = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def build(target: str, into: Path, source: Path = ROOT) -> Path:
    """Build one kind of distribution; needs no network, unlike an isolated build."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(into)]
    output_of(command, source)
    (built,) = into.iterdir()
    return built


def installed(wheel: Path, home: Path) -> Path:
    """The interpreter of a fresh environment that holds this wheel and sees the dependencies of the running one."""
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    # A plain path line: the packages there are found, their own path files (an editable ozlint!) are not followed.
    (purelib,) = home.glob("lib/python*/site-packages")
    (purelib / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    output_of(command, home)
    return python


def listed_rules(python: Path, away: Path) -> set[str]:
    """The ids that `ozlint rules list` names, run by the installed command in a folder far from the repository."""
    command = [str(python.with_name("ozlint")), "rules", "list"]
    return set(re.findall(r"\bOZ\d{3}\b", output_of(command, away)))


def home_of(python: Path, away: Path) -> Path:
    """The folder that the installed `ozlint` package is imported from."""
    command = [str(python), "-c", "import ozlint; print(ozlint.__file__)"]
    return Path(output_of(command, away).strip()).parent


def built_in_ids() -> set[str]:
    """The ids of the rules in the repository."""
    return {Path(name).name.partition("-")[0] for name in RULE_FILES}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a release builds it: from the unpacked source distribution."""
    folder = tmp_path_factory.mktemp("build")
    sdist = build("sdist", folder / "sdist")
    with tarfile.open(sdist) as archive:
        # Filters came with 3.11.4; where they are missing there is nothing to choose, and the archive is our own.
        trusted = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(folder / "source", **trusted)  # noqa: S202 - see above
    (source,) = (folder / "source").iterdir()
    return build("wheel", folder / "wheel", source)


def test_the_built_in_rules_are_found_from_a_wheel(wheel: Path, tmp_path: Path) -> None:
    """A program installed from the wheel lists every built-in rule, with the repository out of reach."""
    python = installed(wheel, tmp_path / "env")
    assert home_of(python, tmp_path).is_relative_to(tmp_path / "env")
    rules = listed_rules(python, tmp_path)
    assert "OZ101" in rules
    assert rules == built_in_ids()


def test_the_built_in_rules_are_found_from_an_editable_install(tmp_path: Path) -> None:
    """An editable install runs the working copy and lists every built-in rule from its `rules` folder."""
    python = installed(build("wheel:editable", tmp_path / "wheel"), tmp_path / "env")
    assert home_of(python, tmp_path) == ROOT / "ozlint"
    rules = listed_rules(python, tmp_path)
    assert "OZ101" in rules
    assert rules == built_in_ids()


def test_the_wheel_holds_the_package_and_the_rules_and_nothing_else(wheel: Path) -> None:
    """Every rule, module and data file is in the wheel; tests, examples and documents are not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in sorted(names) if name.startswith("ozlint/_rules/")] == [
        f"ozlint/_rules/{name}" for name in RULE_FILES
    ]
    files = (path for path in (ROOT / "ozlint").rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    assert {path.relative_to(ROOT).as_posix() for path in files} <= set(names)
    assert {name.partition("/")[0] for name in names} == {"ozlint", f"ozlint-{version()}.dist-info"}


def test_the_source_distribution_holds_everything(tmp_path: Path) -> None:
    """The source distribution can be tested and built from: code, rules, tests, examples and documents are in it."""
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"rules/{name}" for name in RULE_FILES} <= names
    assert {"pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", "ozlint/py.typed", "tests/conftest.py"} <= names
    assert not [name for name in names if name.startswith("tests/bench/.data")]


def version() -> str:
    """The version as the module says it."""
    return re.findall(r'__version__ = "(.+)"', (ROOT / "ozlint" / "version.py").read_text(encoding="utf-8"))[0]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("postings.json", True),
        ("tests/fixtures/postings.ndjson", True),
        ("tests/fixtures/posting-0001.json", True),
        ("recorded/fbs_postings.jsonl", True),
        ("recorded/fbs.posting.list.json", True),
        ("recorded/my postings.json", True),
        ("ответы/отправления 1.json", True),
        ("package.json", False),
        ("tests/fixtures/products.json", False),
        ("postings.schema.yaml", False),
        ("imposting.json", False),
        ("postings/README.md", False),
    ],
)
def test_the_hook_takes_files_that_call_themselves_postings(path: str, taken: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """The pre-commit hook runs on files of postings and leaves every other JSON file alone."""
    assert (re.search(hook()["files"], path) is not None) is taken


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("rules/SHOP001-first-rule.yaml", True),
        ("my-rules/deep/MUG0023-heavy.yml", True),
        ("rules/pack.yaml", True),
        ("ozlint.yaml", True),
        ("docker-compose.yaml", False),
        ("rules/notes.yaml", False),
        ("rules/SHOP001-first-rule.json", False),
    ],
)
def test_the_hook_takes_rules_packs_and_settings(path: str, taken: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """The hook for rules runs once a rule, a pack's statement or the settings changed, and for no other YAML."""
    assert (re.search(hook("ozlint-rules")["files"], path) is not None) is taken


def test_the_hooks_run_the_installed_command() -> None:
    """Each hook's entry is the command this package installs, with commands it has."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, commands in (("ozlint-check", ["check"]), ("ozlint-rules", ["rules", "test"])):
        command, *below = hook(name)["entry"].split()
        assert command in project["scripts"]
        assert below == commands


def hook(name: str = "ozlint-check") -> dict[str, str]:
    """A hook as pre-commit reads it."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (only,) = [hook for hook in hooks if hook["id"] == name]
    return {key: value for key, value in only.items() if isinstance(value, str)}
