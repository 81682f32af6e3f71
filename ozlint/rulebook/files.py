"""Finding the files of rule packs."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

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


class PackFile(NamedTuple):
    """A rule file of a pack."""

    folder: Path
    path: Path
    is_inside: bool
    """Whether it lies in the folder: a link may lead out of it."""


def pack_files(folders: Sequence[Path], cwd: Path) -> Iterator[PackFile]:
    """Yield the rule files of each folder, a file once though several folders may lead to it.

    Raises UsageError for a folder that is not there or holds no rules.
    """
    # In texts: the built-in pack alone has a hundred files, and every run looks for them.
    seen: set[str] = set()
    for folder in folders:
        around = os.path.realpath(cwd / folder)
        parents: dict[str, str] = {}
        for path in _rule_files(folder, cwd):
            parent, name = os.path.split(path)
            if parent not in parents:
                parents[parent] = os.path.realpath(parent)
            is_link = os.path.islink(path)  # noqa: PTH114 - see above
            real = os.path.realpath(path) if is_link else os.path.join(parents[parent], name)  # noqa: PTH118
            if real not in seen:
                seen.add(real)
                yield PackFile(folder, Path(path), _is_inside(real, around))


def rule_files(folder: Path, cwd: Path) -> Iterator[Path]:
    """Yield the rule files below a folder, or the file itself, in the order of their names; raises UsageError."""
    return map(Path, _rule_files(folder, cwd))


def _rule_files(folder: Path, cwd: Path) -> Iterator[str]:
    """Yield the same as texts."""
    place = cwd / folder
    if place.is_file():
        yield str(place)
        return
    name = shown(place, cwd)
    if not place.is_dir():
        near = guess(place.name, _neighbours(place))
        raise UsageError(
            f"{name}: there is no such folder of rules{near.en}", f"{name}: такой папки с правилами нет{near.ru}"
        )
    files = sorted(_below(place), key=lambda path: path.split(os.sep))  # noqa: PTH206 - as above
    if not files:
        raise UsageError(
            f"{name}: no rule files (*.yaml) in this folder; hidden files and {', '.join(OTHERS)} are none",
            f"{name}: в этой папке нет файлов с правилами (*.yaml); скрытые файлы и {', '.join(OTHERS)} — не правила",
        )
    yield from files


def _below(place: Path) -> Iterator[str]:
    """Yield the files below a folder that are to hold a rule each; hidden files and folders are others' own."""
    for folder, inside, names in os.walk(place):
        inside[:] = [name for name in inside if not name.startswith(".")]
        for name in names:
            if name.endswith(SUFFIXES) and name not in OTHERS and not name.startswith("."):
                yield os.path.join(folder, name)  # noqa: PTH118 - as above


def shown(path: Path, cwd: Path) -> str:
    """Return a path as messages show it: relative to the working folder where it lies in it, with forward slashes."""
    text, around = path.as_posix(), cwd.as_posix().rstrip("/") + "/"
    if text.startswith(around):
        return text.removeprefix(around)
    return "." if path == cwd else text


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
    if not _is_inside(os.path.realpath(path), os.path.realpath(cwd / folder)):
        raise leads_out(path, cwd)
    return path


def leads_out(path: Path, cwd: Path) -> RuleProblems:
    """Return the error of a file of a pack that is a link to somewhere else: a pack is what its folder holds."""
    message = Text("this is a link that leads out of the pack", "это ссылка, которая ведёт за пределы набора")
    hint = Text("put the file itself there", "положите сюда сам файл")
    return RuleProblems([Problem(shown(path, cwd), 1, 1, 1, message, hint)])


def _is_inside(real: str, around: str) -> bool:
    return real == around or real.startswith(around.rstrip(os.sep) + os.sep)


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
