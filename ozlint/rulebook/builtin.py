"""Where the built-in pack is: inside the installed package, or beside it in a checkout."""

from pathlib import Path

from ozlint.errors import RuleError

PACKAGE = Path(__file__).parent.parent


def builtin_pack() -> Path:
    """Return the folder of the built-in rules; raises RuleError where the installation lacks it."""
    for folder in (PACKAGE / "_rules", PACKAGE.parent / "rules"):
        if folder.is_dir():
            return folder
    message = f"the built-in rules are missing from {PACKAGE}: install ozlint again"
    raise RuleError(message)
