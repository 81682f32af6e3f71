"""The entry point, and the only place that exits."""

import gc
import sys

_SELDOM = 50_000
"""Objects that are made before Python looks for dead ones among them: it finds none while modules are loaded."""


def main() -> None:
    """Run the command line and exit with its code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from ozlint.version import __version__  # nothing else is loaded to print it

        sys.stdout.write(f"ozlint {__version__}\n")
        sys.exit(0)
    gc.set_threshold(_SELDOM)
    try:
        from ozlint.cli.main import run_process

        code = run_process(arguments)
    except KeyboardInterrupt:  # before the command line could answer it: most of a tenth of a second is loading
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
