"""Finding the files of rule packs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text
from ozlint.rulebook.problem import Problem, RuleProblems

SUFFIXES = (".yaml", ".yml")


def pack_files(folders: Sequence[Path], cwd: Path) -> Iterator[Path]:
    """Yield the rule files of some folders, each once though several folders may lead to it; raises UsageError."""
    seen: set[Path] = set()
    for folder in folders:
        for path in rule_files(folder, cwd):
            if (real := path.resolve()) not in seen:
                seen.add(real)
                yield path


def rule_files(folder: Path, cwd: Path) -> Iterator[Path]:
    """Yield the rule files below a folder, or the file itself, in the order of their names; raises UsageError."""
    place = cwd / folder
    if place.is_file():
        yield place
        return
    name = shown(place, cwd)
    if not place.is_dir():
        near = guess(place.name, _neighbours(place))
        raise UsageError(
            f"{name}: there is no such folder of rules{near.en}", f"{name}: такой папки с правилами нет{near.ru}"
        )
    files = sorted(path for path in place.rglob("*") if path.suffix in SUFFIXES and path.name != "pack.yaml")
    if not files:
        raise UsageError(
            f"{name}: no rule files (*.yaml) in this folder", f"{name}: в этой папке нет файлов с правилами (*.yaml)"
        )
    yield from files


def shown(path: Path, cwd: Path) -> str:
    """Return a path as messages show it: relative to the working folder where it lies in it, with forward slashes."""
    return (path.relative_to(cwd) if path.is_relative_to(cwd) else path).as_posix()


def read_text(path: Path, name: str) -> str:
    """Return what stands in a rule file; raises RuleProblems where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        message = Text("the file is not UTF-8 text", "файл не в кодировке UTF-8")
    except OSError as error:
        why = error.strerror or str(error)
        message = Text(f"the file cannot be read: {why}", f"файл не читается: {why}")
    raise RuleProblems([Problem(name, 1, 1, 1, message)])


def _neighbours(folder: Path) -> list[str]:
    """Return the names of the folders that stand where a folder was looked for."""
    try:
        return sorted(path.name for path in folder.parent.iterdir() if path.is_dir())
    except OSError:
        return []
