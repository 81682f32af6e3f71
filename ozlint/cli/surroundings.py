"""What a repository has already: settings, data, rules, a CI."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from ozlint.config.discovery import find_config, seen_from
from ozlint.errors import OzlintError
from ozlint.model.pattern import pattern
from ozlint.sources.arguments import READABLE, files_of
from ozlint.sources.problem import SourceProblem

Ci = Literal["github", "gitlab", "none"]

GITHUB = ".github/workflows/ozlint.yml"
GITLAB = ".gitlab-ci.yml"
INCLUDED = "ozlint.gitlab-ci.yml"
"""What GitLab's own file includes, where that one is there already and does something else."""
_PACKS = ("rules", "ozlint-rules")
"""Where rules of one's own stand: in the second, where the first holds something else."""
_MARKS: tuple[tuple[str, Ci], ...] = ((".github", "github"), (GITLAB, "gitlab"))
_ADDRESS = pattern(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)
_ENOUGH = 20
"""Files of a folder that are looked into: they tell what the others are."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What `ozlint init` finds in a folder."""

    config: str | None
    """The configuration that counts here, be it in a folder above."""
    inputs: tuple[str, ...]
    """Files and folders with nothing but postings."""
    has_inputs: bool
    """Whether a check without arguments has something to read, by the configuration that is there or will be."""
    plans: tuple[str, ...]
    """Files that plan updates."""
    has_tables: bool
    """Whether any of them is a table, whose times have no zone."""
    pack: str | None
    """The folder of rules of one's own; None where what is called so holds something else."""
    has_pack: bool
    """Whether there are rules in it."""
    pack_key: str
    """That folder, as the configuration would name it."""
    ci: Ci | None
    """None where nothing tells."""
    ci_path: str | None
    """Where the file for it belongs; None where there is none, or no CI would see it: below the top of a repository."""
    is_top: bool


def look_around(folder: Path, asked: Ci | None = None) -> Surroundings:
    """Return what is in a folder; a CI that was asked for is not looked for.

    Raises RuleProblems where two configurations contradict each other.
    """
    from ozlint.plan.reading import read_plan
    from ozlint.sources.opening import open_sources
    from ozlint.sources.table_source import TableSource

    config = find_config(folder)
    pack = _pack_of(folder, has_own=config is not None and _sets("packs", config.text))
    inputs: list[str] = []
    plans: list[str] = []
    has_tables = False
    for name in _candidates(folder):
        opened = open_sources(_some_files(name, folder), stdin=BytesIO(), input_format="auto", cwd=folder)
        if opened.sources and not opened.problems:
            inputs.append(name)
            has_tables |= any(isinstance(source, TableSource) for source in opened.sources)
        elif (folder / name).is_file() and read_plan([name], stdin=BytesIO(), cwd=folder).updates:
            plans.append(name)
    is_top = next((place == folder for place in (folder, *folder.parents) if (place / ".git").exists()), True)
    ci = asked or _ci_of(folder)
    return Surroundings(
        config=None if config is None else config.name,
        inputs=tuple(inputs),
        plans=tuple(plans),
        has_inputs=bool(inputs) if config is None else _sets("inputs", config.text),
        has_tables=has_tables,
        pack=pack,
        has_pack=pack is not None and (folder / pack).exists(),
        pack_key="" if config is None or pack is None else seen_from(config.place.parent, folder / pack),
        ci=ci,
        ci_path=_ci_path(ci, folder) if is_top else None,
        is_top=is_top,
    )


def _candidates(folder: Path) -> Iterator[str]:
    """Yield what may be data: visible folders, and files that are called like data."""
    for path in sorted(folder.iterdir()):
        is_data = path.is_dir() or (path.is_file() and path.name.endswith(READABLE))
        if is_data and not path.name.startswith(".") and path.name not in _PACKS:
            yield path.name


def _some_files(name: str, folder: Path) -> list[str]:
    """Return the first files that a check of a name would read."""
    try:
        return [str(path) for path in islice(files_of(name, folder), _ENOUGH)]
    except SourceProblem:
        return []


def _pack_of(folder: Path, *, has_own: bool) -> str | None:
    """Return the folder of rules that is there or may be made; a configuration that names packs needs no new one."""
    for name in _PACKS:
        if _is_pack(folder, name):
            return name
        if not (folder / name).exists():
            return None if has_own else name
    return None


def _is_pack(folder: Path, name: str) -> bool:
    from ozlint.rulebook.load import load_packs

    try:
        return bool(load_packs([Path(name)], cwd=folder))
    except OzlintError:
        return False


def _sets(key: str, config: str) -> bool:
    """Return whether a configuration, in YAML or TOML, sets a key."""
    return re.search(rf"^\s*{key}\s*[:=]", config, re.MULTILINE) is not None


def _ci_of(folder: Path) -> Ci | None:
    """Return the CI that files of a repository belong to; where they leave it open, that of its host."""
    marks = [ci for name, ci in _MARKS if (folder / name).exists()]
    if len(marks) == 1:
        return marks[0]
    # Where git keeps a repository's remotes; read as text, so that git itself need not be there.
    hosts = " ".join(_ADDRESS.findall(_text(folder / ".git" / "config")))
    return next((ci for _, ci in _MARKS if ci in hosts), next(iter(marks), None))


def _ci_path(ci: Ci | None, folder: Path) -> str | None:
    if ci == "gitlab":
        others = _text(folder / GITLAB)
        return INCLUDED if others and "ozlint" not in others else GITLAB
    return GITHUB if ci == "github" else None


def _text(path: Path) -> str:
    """Return the text of a file, or an empty one where there is none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
