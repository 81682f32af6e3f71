"""The linter of Ozon postings, which asks whether what Ozon says of a shipment is true, complete and on time.

`lint`, `lint_arrow`, `lint_updates`, what keeps their rules, the errors and the types of a report are loaded when they
are first asked for: `import ozlint` stays light.
Type checkers read `__init__.pyi`.
"""

from importlib import import_module
from typing import Any

from ozlint.version import __version__

__all__ = [
    "Finding",  # noqa: F822, RUF100
    "JudgedUpdates",  # noqa: F822, RUF100
    "Linter",  # noqa: F822, RUF100
    "OzlintError",  # noqa: F822, RUF100
    "Report",  # noqa: F822, RUF100
    "RuleError",  # noqa: F822, RUF100
    "SourceError",  # noqa: F822, RUF100
    "UpdateLint",  # noqa: F822, RUF100
    "UsageError",  # noqa: F822, RUF100
    "__version__",
    "lint",  # noqa: F822, RUF100
    "lint_arrow",  # noqa: F822, RUF100
    "lint_updates",  # noqa: F822, RUF100
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - functions and classes alike
    if name in __all__:
        return getattr(import_module("ozlint.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
