"""Where the built-in pack is: inside the installed package, or beside it in a checkout."""

from pathlib import Path

from ozlint.errors import UsageError

PACKAGE = Path(__file__).parent.parent


def builtin_pack() -> Path:
    """Return the folder of the built-in rules; raises UsageError where the installation lacks it."""
    for folder in (PACKAGE / "_rules", PACKAGE.parent / "rules"):
        if folder.is_dir():
            return folder
    raise UsageError(
        f"the built-in rules are missing from {PACKAGE.as_posix()}: install ozlint again",
        f"в {PACKAGE.as_posix()} нет встроенных правил: переустановите ozlint",
    )
