"""Writes down anew what the examples print, beside them and in the READMEs.

`python tests/cli/regenerate.py`, then read the difference in git.
"""

from example_case import example_cases
from readme_block import READMES, rewrite_blocks


def main() -> None:
    """Rewrite every example and the blocks that show them, and say which."""
    for case in example_cases():
        case.rewrite()
        print(f"{case.exit_code}  {case.command}")  # noqa: T201 - a script that tells what it did
    for readme in READMES:
        rewrite_blocks(readme)


if __name__ == "__main__":
    main()
