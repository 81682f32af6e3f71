"""Writes down anew what the examples print, beside them and in the READMEs, and what `ozlint ozon transitions` prints.

`python tests/cli/regenerate.py`, then read the difference in git.
"""

import subprocess
import sys

from example_case import example_cases
from printed_transitions import printed
from readme_block import READMES, rewrite_blocks


def main() -> None:
    """Rewrite every example, the blocks that show them and the tables, and say which."""
    for case in example_cases():
        case.rewrite()
        print(f"{case.exit_code}  {case.command}")  # noqa: T201 - a script that tells what it did
    for readme in READMES:
        rewrite_blocks(readme)
    for one in printed():
        done = subprocess.run([sys.executable, "-m", "ozlint", *one.arguments], capture_output=True, check=True)
        one.path.write_bytes(done.stdout)


if __name__ == "__main__":
    main()
