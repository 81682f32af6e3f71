"""Finding the files of rule packs."""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text
from ozlint.rulebook.problem import Problem, RuleProblems

SUFFIXES = (".yaml", ".yml")
PACK = "pack.yaml"
"""The file that says what a pack is called, at the top of its folder."""
SUPPRESSIONS = "ozlint-suppressions.yaml"
"""The file of findings that do not count for a while, beside a configuration."""
OTHERS = ("ozlint.yaml", PACK, SUPPRESSIONS)
"""Files of YAML that stand beside rules and hold none."""
_LARGEST = 4_000_000
"""Bytes; a file of rules has a few thousand."""


def pack_files(folders: Sequence[Path], cwd: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each folder with each of its rule files, a file once though several folders may lead to it.

    Raises UsageError for a folder that is not there or holds no rules.
    """
    seen: set[Path] = set()
    for folder in folders:
        for path in rule_files(folder, cwd):
            if (real := path.resolve()) not in seen:
                seen.add(real)
                yield folder, path


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
    files = sorted(path for path in place.rglob("*") if _may_be_rule(path.relative_to(place)))
    if not files:
        raise UsageError(
            f"{name}: no rule files (*.yaml) in this folder; hidden files and {', '.join(OTHERS)} are none",
            f"{name}: в этой папке нет файлов с правилами (*.yaml); скрытые файлы и {', '.join(OTHERS)} — не правила",
        )
    yield from files


def _may_be_rule(path: PurePath) -> bool:
    """Return whether a file, by its path below the folder of a pack, is to hold a rule: hidden ones are others' own."""
    return path.suffix in SUFFIXES and path.name not in OTHERS and not any(part.startswith(".") for part in path.parts)


def shown(path: Path, cwd: Path) -> str:
    """Return a path as messages show it: relative to the working folder where it lies in it, with forward slashes."""
    return (path.relative_to(cwd) if path.is_relative_to(cwd) else path).as_posix()


def pack_folder(name: str, cwd: Path) -> Path:
    """Return the folder of a pack: the one of that path or, for a bare name, the installed pack of that name.

    A folder goes before an installed pack. Raises UsageError for an installed pack that there is not.
    """
    path = Path(name)
    if (cwd / path).exists() or len(path.parts) != 1 or name.startswith("."):
        return path
    from ozlint.rulebook.installed import installed_pack  # reads the metadata of all that is installed

    return installed_pack(name, _neighbours(cwd / path))


def pack_file(folder: Path, cwd: Path) -> Path | None:
    """Return the pack.yaml of a folder, None where there is none; raises RuleProblems for a link out of the folder."""
    path = cwd / folder / PACK
    if not path.exists():
        return None
    check_inside(path, folder, cwd)
    return path


def check_inside(path: Path, folder: Path, cwd: Path) -> None:
    """Raise RuleProblems for a file of a pack that is a link to somewhere else: a pack is what its folder holds."""
    real, around = path.resolve(), (cwd / folder).resolve()
    if real != around and not real.is_relative_to(around):
        message = Text("this is a link that leads out of the pack", "это ссылка, которая ведёт за пределы набора")
        hint = Text("put the file itself there", "положите сюда сам файл")
        raise RuleProblems([Problem(shown(path, cwd), 1, 1, 1, message, hint)])


def read_text(path: Path, name: str) -> str:
    """Return what stands in a rule file; raises RuleProblems where it cannot be read."""
    try:
        state = path.stat()
        if stat.S_ISREG(state.st_mode) and state.st_size <= _LARGEST:
            return path.read_text(encoding="utf-8")
        message = (
            Text(f"the file has over {_LARGEST:,} bytes", f"в файле больше {_LARGEST:_} байт")
            if stat.S_ISREG(state.st_mode)
            else Text("this is no regular file", "это не обычный файл")
        )
    except UnicodeDecodeError:
        message = Text(
            "the file is not UTF-8 text: save it as UTF-8", "файл не в кодировке UTF-8: сохраните его в UTF-8"
        )
    except FileNotFoundError:
        message = Text("there is no such file", "такого файла нет")
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
