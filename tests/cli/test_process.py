"""The tool as a process: help, version, pipes, and what it loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from finished import NOW, Build, Ozlint, Save, environment

from ozlint.version import __version__

HEAVY = ("httpx", "rich", "ssl", "python_calamine")
"""What neither `--version` nor a plain check may load: they cost more time than the check itself."""


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_is_printed(ozlint: Ozlint, flag: str) -> None:
    """--version prints name and version and nothing else."""
    assert ozlint(flag) == (0, f"ozlint {__version__}\n", "")


@pytest.mark.parametrize(
    "command", [[], ["check"], ["rules"], ["rules", "list"], ["rules", "explain"], ["rules", "test"], ["rules", "docs"]]
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_command_has_help_in_both_languages(ozlint: Ozlint, command: list[str], lang: str) -> None:
    """--help exits 0 and speaks the language of the locale."""
    locale = {"LC_ALL": "ru_RU.UTF-8" if lang == "ru" else "en_US.UTF-8"}
    done = ozlint(*command, "--help", extra=locale)
    assert (done.code, done.err) == (0, "")
    assert " ".join(("usage: ozlint" if lang == "en" else "запуск: ozlint", *command)) in done.out
    assert any("а" <= letter <= "я" for letter in done.out) is (lang == "ru")


def test_the_help_tells_the_exit_codes(ozlint: Ozlint) -> None:
    """`ozlint --help` says what each exit code means."""
    assert "exit codes: 0 clean, 1 findings, 2 wrong usage or rule, 3 " in ozlint("--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", "orders.json"], '"check"'),
        (["rules", "lst"], '"list"'),
        (["check", "orders.json", "--sellect", "OZ1"], '"--select"'),
        (["check", "orders.json", "--lang", "de"], "en"),
        (["check", "orders.json", "--group", "rul"], '"rule"'),
        (["check"], "INPUT"),
    ],
    ids=" ".join,
)
def test_wrong_usage_says_what_would_be_right(ozlint: Ozlint, arguments: list[str], said: str) -> None:
    """A command, flag or value that does not exist is exit 2 with the nearest one that does, and no report."""
    done = ozlint(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_command_is_needed(ozlint: Ozlint) -> None:
    """`ozlint rules` alone is exit 2 and shows the commands below it."""
    done = ozlint("rules")
    assert done.code == 2
    assert "explain" in done.out + done.err


def test_a_reader_that_goes_away_is_no_error(save: Save, posting: Build, tmp_path: Path) -> None:
    """With `| head -1` the tool says no word of it, and its exit code still tells that errors were found."""
    save("many.json", [posting(number, tracking_number="") for number in range(1, 3000)])
    command = [sys.executable, "-m", "ozlint", "check", "many.json", "--at", NOW]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(timeout=60)
    assert first.startswith(b"12345678-0001-1")
    assert said == b""
    assert process.returncode == 1


CRASH = """
import sys
from ozlint.cli import main
def run(arguments, terminal):
    terminal.say("half of a report")
    raise {error}
main.run = run
sys.exit(main.run_process([]))
"""


@pytest.mark.parametrize("error", ["ValueError('a bug')", "OSError(5, 'a bug')", "RecursionError('a bug')"])
def test_a_crash_is_not_taken_for_findings(error: str) -> None:
    """What nobody foresaw shows its traceback and is exit 70, not the 1 of findings."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH.format(error=error)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (70, "half of a report\n")
    assert done.stderr.startswith("Traceback")
    assert "a bug" in done.stderr


INTERRUPTED = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "ozlint.cli.main":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from ozlint.__main__ import main
main()
"""
"""Ctrl-C while the modules of a run are loaded."""


def test_ctrl_c_is_answered_from_the_beginning() -> None:
    """A run that is stopped while it loads ends as one that is stopped later: with 130 and no traceback."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_clean_run_stays_clean_without_a_reader(save: Save, posting: Build, tmp_path: Path) -> None:
    """A report that nobody reads keeps the exit code 0 where nothing was found."""
    save("orders.json", [posting()])
    command = f'"{sys.executable}" -m ozlint check orders.json --at {NOW} 2>&1; echo $? >code'
    subprocess.run(
        ["sh", "-c", f"({command}) | true"], cwd=tmp_path, env=environment(os.environ), capture_output=True, check=True
    )
    assert (tmp_path / "code").read_text() == "0\n"


def loaded(arguments: list[str], folder: Path) -> set[str]:
    """Return the packages that a run loads."""
    return {module.partition(".")[0] for module in loaded_modules(arguments, folder)}


def loaded_modules(arguments: list[str], folder: Path) -> set[str]:
    """Return the modules that a run loads, from the interpreter's own record of its imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ozlint", *arguments],
        cwd=folder,
        env=environment(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}


def test_the_version_loads_nothing_heavy(tmp_path: Path) -> None:
    """--version loads neither what a check needs nor what later commands will need."""
    modules = loaded(["--version"], tmp_path)
    assert "ozlint" in modules
    assert not modules & {*HEAVY, "msgspec", "pydantic", "yaml", "argparse"}


def test_a_check_in_a_pipe_loads_nothing_heavy(tmp_path: Path, save: Save, posting: Build) -> None:
    """A plain check of a file loads no HTTP, no TLS, no terminal library and no spreadsheet reader."""
    save("orders.json", [posting()])
    modules = loaded(["check", "orders.json", "--at", NOW], tmp_path)
    assert {"ozlint", "msgspec"} <= modules
    assert not modules & set(HEAVY)


def test_a_check_loads_the_rooms_it_goes_through_alone(tmp_path: Path, save: Save, posting: Build) -> None:
    """Once the rules are kept, no YAML and no parser; of plans and carriers' events nothing; one reporter of ten."""
    save("orders.json", [posting()])
    arguments = ["check", "orders.json", "--at", NOW]
    loaded(arguments, tmp_path)
    modules = loaded_modules(arguments, tmp_path)
    assert not {module.partition(".")[0] for module in modules} & {
        "yaml",
        "pydantic",
        "xml",
        "tempfile",
        "shutil",
        "zipfile",
    }
    assert not modules & {"ast", "inspect", "ozlint.language.parse", "ozlint.language.check"}
    rooms = ("plan", "join", "survey", "authoring", "sources.tracking.file", "cli.fetch")
    assert not {module for module in modules if module.startswith(tuple(f"ozlint.{room}" for room in rooms))} - {
        "ozlint.cli.fetch_flags",
        "ozlint.cli.fetch_help",
    }
    assert {f"ozlint.reporters.{name}" for name in ("json", "html", "sarif", "xlsx")}.isdisjoint(modules)


def test_help_loads_nothing_of_what_single_commands_need(tmp_path: Path) -> None:
    """All commands are known to the help, and neither shtab nor the readers of rules are loaded to say so."""
    modules = loaded(["--help"], tmp_path)
    assert "argparse" in modules
    assert not modules & {*HEAVY, "shtab", "ctypes", "pydantic", "yaml"}


def test_the_working_folder_is_left_as_it_was(ozlint: Ozlint, save: Save, posting: Build, tmp_path: Path) -> None:
    """A check writes nothing but what it prints."""
    save("orders.json", [posting(tracking_number="")])
    ozlint("check", "orders.json")
    assert [path.name for path in tmp_path.iterdir()] == ["orders.json"]
    assert json.loads((tmp_path / "orders.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error(save: Save, posting: Build, tmp_path: Path, closed: str) -> None:
    """Started with closed streams, as schedulers do, the tool runs and its exit code tells what it found."""
    save("orders.json", [posting(tracking_number="")])
    command = f'"{sys.executable}" -m ozlint check orders.json --at {NOW} {closed}'
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment(os.environ), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_a_full_disk_is_told(save: Save, posting: Build, tmp_path: Path) -> None:
    """Output that cannot be written is exit 3 with the reason in one line."""
    save("orders.json", [posting(tracking_number="")])
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ozlint", "check", "orders.json", "--at", NOW],
            cwd=tmp_path,
            env=environment(os.environ),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == b"ozlint: the output cannot be written: No space left on device\n"
