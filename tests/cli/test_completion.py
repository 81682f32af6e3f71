"""What `ozlint completion` prints, in the shells themselves."""

import shutil
import subprocess
from pathlib import Path

import pytest
from finished import Ozlint

COMMANDS = {"check", "rules", "fetch", "init", "completion"}


def script(ozlint: Ozlint, shell: str, folder: Path) -> Path:
    """The script for a shell, in a file."""
    done = ozlint("completion", shell)
    assert (done.code, done.err) == (0, "")
    path = folder / f"completion.{shell}"
    path.write_text(done.out, encoding="utf-8")
    return path


def offered_by_bash(path: Path, *words: str) -> set[str]:
    """What bash offers for the last of some words, in the folder of the script."""
    typed = " ".join(f"'{word}'" for word in words)
    ask = f"source {path.name}; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _shtab_ozlint; printf '%s\\n' "
    command = ["bash", "-c", ask + '"${COMPREPLY[@]}"']
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")) - {""}


def test_bash_offers_commands_flags_and_files(ozlint: Ozlint, tmp_path: Path) -> None:
    """Commands at the beginning, flags behind a hyphen, files for an input, folders for packs."""
    path = script(ozlint, "bash", tmp_path)
    (tmp_path / "answers").mkdir()
    (tmp_path / "april.json").touch()
    assert offered_by_bash(path, "ozlint", "") >= COMMANDS
    assert offered_by_bash(path, "ozlint", "che") == {"check"}
    assert offered_by_bash(path, "ozlint", "rules", "te") == {"test"}
    assert offered_by_bash(path, "ozlint", "check", "--fail") == {"--fail-on"}
    assert offered_by_bash(path, "ozlint", "check", "--sort", "") == {"severity", "cost"}
    assert offered_by_bash(path, "ozlint", "check", "--fail-on", "n") == {"never"}
    assert {one.rstrip("/") for one in offered_by_bash(path, "ozlint", "check", "a")} == {"answers", "april.json"}
    assert {one.rstrip("/") for one in offered_by_bash(path, "ozlint", "check", "--rules", "a")} == {"answers"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_its_script(ozlint: Ozlint, tmp_path: Path, shell: str) -> None:
    """The shell finds no fault in the script, also with Russian descriptions in it."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    path = script(ozlint, shell, tmp_path)
    russian = ozlint("completion", shell, "--lang", "ru")
    path.with_suffix(".ru").write_text(russian.out, encoding="utf-8")
    for one in (path, path.with_suffix(".ru")):
        done = subprocess.run([shell, "-n", one], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_fish_offers_commands_and_flags(ozlint: Ozlint, tmp_path: Path) -> None:
    """Fish, asked what it would complete, names the commands, and the flags of one of them."""
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed here")
    path = script(ozlint, "fish", tmp_path)

    def offered(line: str) -> set[str]:
        command = ["fish", "--no-config", "-c", f"source {path}; complete -C '{line}'"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return {one.partition("\t")[0] for one in done.stdout.splitlines()}

    assert offered("ozlint ") >= COMMANDS
    assert "--fail-on" in offered("ozlint check --fail")


def test_a_shell_that_is_not_known_is_refused(ozlint: Ozlint) -> None:
    """With the shells that are, in both languages."""
    english, russian = (ozlint("completion", "tcsh", "--lang", lang) for lang in ("en", "ru"))
    assert english.code == russian.code == 2
    assert "bash, zsh, fish" in english.err
    assert "бывает bash, zsh, fish" in russian.err
