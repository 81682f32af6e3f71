"""A run of the tool that is over, and the world it ran in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

NOW = "2026-11-22T09:00:00Z"
"""The moment at which tests judge."""


class Finished(NamedTuple):
    """What a process left behind."""

    code: int
    out: str
    err: str


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return an environment that says nothing of language, colours or this interpreter."""
    taken = ("PYTHON", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "OZLINT", "OZON_", "COLUMNS", "TERM", "GITHUB_")
    return {name: value for name, value in own.items() if not name.startswith(taken)} | {"LC_ALL": "C.UTF-8"}


Ozlint = Callable[..., Finished]
"""Runs the tool with some arguments."""
Save = Callable[[str, object], Path]
"""Writes a file into the test's folder."""
Build = Callable[..., dict[str, Any]]
"""Makes a posting."""
