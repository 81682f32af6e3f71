"""Judging postings where they are too many for one machine: the same engine in every task, and shuffles between.

`check` is loaded when it is first asked for.
"""

from importlib import import_module
from typing import Any

__all__ = [
    "Checked",  # noqa: F822, RUF100
    "check",  # noqa: F822, RUF100
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function and a class
    if name in __all__:
        return getattr(import_module("ozlint.spark.checked"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
