"""`ozlint check --engine spark`: what it needs of this machine, and what it cannot do."""

import argparse
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.errors import UsageError
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem

_PACKAGES = ("pyspark", "pyarrow", "pandas")
_NOT_THERE = "No module named 'ozlint'"


def check_on_spark(config: Config, options: argparse.Namespace, terminal: Terminal) -> Report:
    """Return the report about inputs that Spark reads; raises UsageError for what it needs or cannot do."""
    _refuse(config, options)
    _look_for(terminal)
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    from ozlint.spark.report import check_paths

    with _session(terminal) as session:
        try:
            return check_paths(config, session, terminal.folder)
        except (Py4JJavaError, PySparkException) as error:
            if _NOT_THERE in str(error):
                raise UsageError(
                    "the executors of Spark have no ozlint: install it where they run, and name that Python in "
                    "PYSPARK_PYTHON",
                    "на исполнителях Spark нет ozlint: установите его там и укажите в PYSPARK_PYTHON, какой это Python",
                ) from None
            if isinstance(error, Py4JJavaError):
                why = str(error.java_exception).partition("\n")[0]
                text = Text(f"gave the run up: {why}", f"не довёл запуск до конца: {why}")
                raise SourceProblem("Spark", text) from error
            raise


def _refuse(config: Config, options: argparse.Namespace) -> None:
    """Raise UsageError for what only one machine does."""
    asked = {
        "--fetch": options.fetch,
        "--updates": config.updates,
        "--answers": config.answers,
        "--carrier-map": config.carrier_map,
        "--input-format": config.input_format != "auto",
        "zones:": config.zones,
        "schemes:": config.schemes,
    }
    flag = next((name for name, value in asked.items() if value), None)
    if flag is not None:
        raise UsageError(
            f"{flag} is not for --engine spark: leave one of them out",
            f"{flag} не сочетается с --engine spark: уберите что-то одно",
        )


def _look_for(terminal: Terminal) -> None:
    """Raise UsageError where PySpark or Java is missing."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"--engine spark needs {', '.join(missing)}: pip install 'ozlint[spark]'",
            f"для --engine spark нужно: {', '.join(missing)}; pip install 'ozlint[spark]'",
        )
    home = terminal.environ.get("JAVA_HOME")
    if (
        not (home and (Path(home) / "bin" / "java").exists())
        and which("java", path=terminal.environ.get("PATH")) is None
    ):
        raise UsageError(
            "--engine spark needs Java 17 or newer: on Debian, apt-get install openjdk-17-jre-headless; or set "
            "JAVA_HOME",
            "для --engine spark нужна Java 17 или новее: в Debian apt-get install openjdk-17-jre-headless, или задайте "
            "JAVA_HOME",
        )


@contextmanager
def _session(terminal: Terminal) -> Iterator[Any]:
    """Give a session as spark-defaults.conf and PYSPARK_SUBMIT_ARGS say; on this machine, where they say nothing."""
    # Where nothing else is said the Python of the executors is this one, which has ozlint.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)  # of a pandas that is newer than it knows
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("ozlint").config("spark.log.level", "ERROR")
    session = builder.config("spark.ui.showConsoleProgress", str(terminal.stderr.isatty()).lower()).getOrCreate()
    try:
        yield session
    finally:
        session.stop()
