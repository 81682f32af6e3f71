"""The entry point, and the only place that exits."""

import gc
import sys

_SELDOM = 50_000
"""Objects that are made before Python looks for dead ones among them: it finds none while modules are loaded."""


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions and what that loads, a twentieth of a short check.

    It takes these where they are installed, for older Pythons; the `typing` of this one has all that it looks for.
    """
    name = "typing_extensions"
    if name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment] # as Python itself marks what is not to be imported
        import msgspec  # noqa: F401

        del sys.modules[name]


def main() -> None:
    """Run the command line and exit with its code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from ozlint.version import __version__  # nothing else is loaded to print it

        sys.stdout.write(f"ozlint {__version__}\n")
        sys.exit(0)
    gc.set_threshold(_SELDOM)
    _load_msgspec()
    try:
        from ozlint.cli.main import run_process

        code = run_process(arguments)
    except KeyboardInterrupt:  # before the command line could answer it: most of a tenth of a second is loading
        code = 130
    gc.freeze()  # or Python would look through all that is left for what is dead, a tenth of a short check
    sys.exit(code)


if __name__ == "__main__":
    main()
