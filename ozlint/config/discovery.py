"""Finding the configuration file: the one that is named, else the nearest on the way up from the working folder."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from ozlint.errors import OzlintError, UsageError
from ozlint.language.nearest import guess
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.files import SUPPRESSIONS, read_text
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.source_text import SourceText

NAME = "ozlint.yaml"
PROJECT = "pyproject.toml"
_MENTION = pattern(r"""tool\s*\.\s*["']?ozlint|\[\s*["']?tool["']?\s*\]|^\s*tool\s*=""", re.MULTILINE)
"""Without any of these a project has no table of ozlint's, and need not be parsed."""
_TABLE = "tool.ozlint"


class Found(NamedTuple):
    """A configuration file: where it is, how it is named to people, and what stands in it."""

    place: Path
    name: str
    text: str


def find_config(folder: Path) -> Found | None:
    """Return the nearest configuration from a folder upwards; None where there is none.

    The way ends at the folder that holds a .git, or at the root. A pyproject.toml counts if it has a table
    [tool.ozlint]; beside an ozlint.yaml, that is an error: one of the two would be ignored.
    """
    for place in (folder, *folder.parents):
        own = _existing(place / NAME)
        project = _project(place / PROJECT, folder)
        if own is not None:
            if project is not None:
                raise RuleProblems([_twofold(project, seen_from(folder, own))])
            name = seen_from(folder, own)
            return Found(own, name, read_text(own, name))
        if project is not None:
            return project
        if _exists(place / ".git"):
            return None
    return None


def named_config(named: str, asked_by: str, folder: Path) -> Found:
    """Return the configuration that a flag or variable names; raises UsageError where there is no such file."""
    place = folder / named
    if not _exists(place):
        near = guess(place.name, _files_beside(place))
        raise UsageError(
            f"{asked_by} {named}: there is no such file{near.en}", f"{asked_by} {named}: такого файла нет{near.ru}"
        )
    return Found(place, named.replace("\\", "/") if os.sep == "\\" else named, read_text(place, named))


def seen_from(folder: Path, place: Path) -> str:
    """Return a path as it reads from a folder, with forward slashes: `../ozlint.yaml`."""
    try:
        return Path(os.path.relpath(place, folder)).as_posix()
    except ValueError:  # another drive
        return place.as_posix()


def find_suppressions(config_file: str | None, folder: Path) -> str | None:
    """Return the file of suppressions as it reads from the working folder; None where there is none."""
    place = suppressions_place(config_file, folder)
    return seen_from(folder, place) if _exists(place) else None


def suppressions_place(config_file: str | None, folder: Path) -> Path:
    """Return where the file of suppressions is, or would be: beside the configuration, else in the working folder.

    Raises UsageError where both have one: one of the two would be ignored.
    """
    own = folder / SUPPRESSIONS
    if config_file is None:
        return own
    beside = (folder / config_file).parent / SUPPRESSIONS
    if not _exists(own) or own.resolve() == beside.resolve():
        return beside
    if _exists(beside):
        one, other = seen_from(folder, beside), seen_from(folder, own)
        raise UsageError(
            f"{one} and {other}: only one of the two files of suppressions would be read; move everything into one",
            f"{one} и {other}: прочитан будет только один из двух файлов подавлений; перенесите всё в один",
        )
    return own


def _project(place: Path, folder: Path) -> Found | None:
    """Return a pyproject.toml that has something to say to ozlint."""
    if _existing(place) is None:
        return None
    name = seen_from(folder, place)
    try:
        text = read_text(place, name)
    except OzlintError:
        return None  # that is for those to tell whose file it is
    if "tool" not in text or not _MENTION.search(text):
        return None
    from ozlint.config.toml_document import read_toml

    try:
        return None if read_toml(text, name) is None else Found(place, name, text)
    except RuleProblems:
        if _TABLE in text:
            raise
        return None


def _twofold(project: Found, own: str) -> Problem:
    """Return the problem of two configurations in one folder."""
    source = SourceText.of(project.text, project.name)
    start = max(0, source.text.find(_TABLE))
    return source.problem(
        start,
        start + len(_TABLE),
        Text(
            f"this stands beside {own}, and only one of the two would be read",
            f"рядом лежит {own}, а прочитан будет только один из двух файлов",
        ),
        Text("move everything into one of them", "перенесите всё в один из них"),
    )


def _existing(place: Path) -> Path | None:
    try:
        return place if place.is_file() else None
    except OSError:  # a folder above that we may not look into
        return None


def _exists(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:
        return False


def _files_beside(place: Path) -> list[str]:
    try:
        return sorted(path.name for path in place.parent.iterdir() if path.is_file())
    except OSError:
        return []
