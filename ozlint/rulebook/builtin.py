"""Where the built-in pack is: inside the installed package, or beside it in a checkout."""

from functools import cache
from pathlib import Path

from ozlint.errors import UsageError
from ozlint.model.pattern import pattern
from ozlint.rulebook.files import rule_files
from ozlint.rulebook.select import DIAGNOSTICS

PACKAGE = Path(__file__).parent.parent
_LETTERS = "OZ"
RESERVED = pattern(rf"{_LETTERS}[0-9]+")
"""Ids of built-in rules, those of days to come among them."""


def builtin_pack() -> Path:
    """Return the folder of the built-in rules; raises UsageError where the installation lacks it."""
    for folder in (PACKAGE / "_rules", PACKAGE.parent / "rules"):
        if folder.is_dir():
            return folder
    raise UsageError(
        f"the built-in rules are missing from {PACKAGE.as_posix()}: install ozlint again",
        f"в {PACKAGE.as_posix()} нет встроенных правил: переустановите ozlint",
    )


def diagnostic_files() -> list[Path]:
    """Return the files of the rules that run in any case."""
    return sorted(path for identity in DIAGNOSTICS for path in builtin_pack().rglob(f"{identity}-*.yaml"))


def is_reserved(identity: str) -> bool:
    """Return whether an id is kept for rules that ozlint may get: OZ and a number that no built-in rule has yet."""
    return RESERVED.fullmatch(identity) is not None and identity not in builtin_ids()


@cache
def builtin_ids() -> frozenset[str]:
    """Return the ids of the built-in rules."""
    names = (path.name for path in rule_files(builtin_pack(), Path()))
    return frozenset(name.partition("-")[0] for name in names if name.startswith(_LETTERS))
