"""What the executors of Spark need: a Python that has ozlint."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ozlint.errors import UsageError

_NOT_THERE = "No module named 'ozlint'"
_OTHER_PYTHON = "PYTHON_VERSION_MISMATCH"


def prefer_this_python(session: Any) -> None:  # noqa: ANN401 - a session of Spark
    """Let workers on this machine be of this Python, where nobody says which: in a venv another has no ozlint."""
    context = getattr(session, "_sc", None)
    if context is None or not context.master.startswith("local"):
        return
    is_said = "PYSPARK_PYTHON" in os.environ or context.getConf().contains("spark.pyspark.python")  # noqa: TID251 - as PySpark itself asks
    if not is_said:
        context.pythonExec = sys.executable


@contextmanager
def on_executors() -> Iterator[None]:
    """Raise UsageError, with what to do, where the Python of the executors cannot judge."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JJavaError, PySparkException) as error:
        if _NOT_THERE in str(error):
            raise UsageError(
                "the executors of Spark have no ozlint: install it where they run, and name that Python in "
                "PYSPARK_PYTHON",
                "на исполнителях Spark нет ozlint: установите его там и укажите в PYSPARK_PYTHON, какой это Python",
            ) from None
        if _OTHER_PYTHON in str(error):
            raise UsageError(
                "the executors of Spark have another version of Python than this process: name one that both have in "
                "PYSPARK_PYTHON",
                "на исполнителях Spark другая версия Python, чем здесь: укажите в PYSPARK_PYTHON ту, что есть и там и "
                "здесь",
            ) from None
        raise
