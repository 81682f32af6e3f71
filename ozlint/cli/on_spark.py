"""`ozlint check --engine spark`: what it needs of this machine, and what it cannot do."""

import argparse
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryFile
from typing import Any, TextIO

from ozlint.cli.terminal import Terminal
from ozlint.config.config import Config
from ozlint.errors import OzlintError, UsageError
from ozlint.model.report import Report
from ozlint.model.text import Text
from ozlint.sources.problem import SourceProblem

_PACKAGES = ("pyspark", "pyarrow", "pandas")
_SETTINGS = (
    "PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR", "SPARK_HOME", "HADOOP_CONF_DIR", "HADOOP_HOME", "YARN_CONF_DIR",
)  # fmt: skip
"""Variables that may say what Spark is to run on, and what a path without a scheme means."""
_LAST_WORDS = 2
"""Lines of what Java said that are shown where it does not start."""
_LAST_LINES = 100
"""Those that are shown where a run comes to an end that nobody foresaw."""


def check_on_spark(config: Config, options: argparse.Namespace, terminal: Terminal) -> Report:
    """Return the report about inputs that Spark reads; raises UsageError for what it needs or cannot do."""
    _refuse(config, options)
    _look_for(terminal)
    from py4j.protocol import Py4JJavaError

    from ozlint.spark.executors import on_executors
    from ozlint.spark.paths import missing
    from ozlint.spark.report import check_paths, report_of_none

    if not _is_configured(terminal):
        nowhere = list(missing(config.inputs, terminal.folder))
        if len(nowhere) == len(config.inputs):
            return report_of_none(config, nowhere, terminal.folder)
    with _session(terminal) as session, on_executors():
        try:
            return check_paths(config, session, terminal.folder)
        except Py4JJavaError as error:
            why = str(error.java_exception).partition("\n")[0]
            text = Text(f"gave the run up: {why}", f"не довёл запуск до конца: {why}")
            raise SourceProblem("Spark", text) from error


def _refuse(config: Config, options: argparse.Namespace) -> None:
    """Raise UsageError for what only one machine does."""
    asked = {
        "--fetch": options.fetch,
        "--updates": config.updates,
        "--answers": config.answers,
        "--carrier-map": config.carrier_map,
        "--input-format": config.input_format != "auto",
        "--jobs": options.jobs is not None,
        "zones:": config.zones,
        "schemes:": config.schemes,
        "-": "-" in (*config.inputs, *config.tracking, *config.previous),
    }
    flag = next((name for name, value in asked.items() if value), None)
    if flag == "-":
        raise UsageError(
            "-: Spark reads no standard input: write it to a file first, or leave out --engine spark",
            "-: Spark не читает стандартный ввод: сначала запишите его в файл или уберите --engine spark",
        )
    if flag is not None:
        raise UsageError(
            f"{flag} is not for --engine spark: leave one of them out",
            f"{flag} не сочетается с --engine spark: уберите что-то одно",
        )


def _look_for(terminal: Terminal) -> None:
    """Raise UsageError where PySpark or Java is missing, or would not be started."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"--engine spark needs {', '.join(missing)}: pip install 'ozlint[spark]'",
            f"для --engine spark нужно: {', '.join(missing)}; pip install 'ozlint[spark]'",
        )
    home = terminal.environ.get("JAVA_HOME")
    # Spark starts that of JAVA_HOME and no other, where it is set.
    if not (Path(home) / "bin" / "java").exists() if home else not which("java", path=terminal.environ.get("PATH")):
        raise _no_java(f"JAVA_HOME={home}" if home else "")
    submit = terminal.environ.get("PYSPARK_SUBMIT_ARGS")
    if submit is not None and not submit.rstrip().endswith("pyspark-shell"):
        raise UsageError(
            f'PYSPARK_SUBMIT_ARGS has to end with pyspark-shell: PYSPARK_SUBMIT_ARGS="{submit.strip()} pyspark-shell"',
            "PYSPARK_SUBMIT_ARGS должна кончаться на pyspark-shell: "
            f'PYSPARK_SUBMIT_ARGS="{submit.strip()} pyspark-shell"',
        )


def _no_java(tried: str) -> UsageError:
    """Return what to say where Java is missing or does not start; `tried` is what is known of that."""
    known = f" ({tried})" if tried else ""
    return UsageError(
        f"--engine spark needs Java 17 or newer{known}: on Debian, apt-get install openjdk-17-jre-headless; or set "
        "JAVA_HOME",
        f"для --engine spark нужна Java 17 или новее{known}: в Debian apt-get install openjdk-17-jre-headless, или "
        "задайте JAVA_HOME",
    )


def _is_configured(terminal: Terminal) -> bool:
    """Return whether Spark may be told what to run on; else it runs on this machine."""
    return any(terminal.environ.get(name) for name in _SETTINGS)


@contextmanager
def _session(terminal: Terminal) -> Iterator[Any]:
    """Give a session as spark-defaults.conf and PYSPARK_SUBMIT_ARGS say; on this machine, where they say nothing."""
    # Where nothing else is said the Python of the executors is this one, which has ozlint.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    logging.getLogger().addHandler(logging.NullHandler())  # to the root logger PySpark tells what Ctrl-C breaks off
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)  # of a pandas that is newer than it knows
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    if (session := SparkSession.getActiveSession()) is not None:
        yield session
        return
    conf = SparkConf().setAppName("ozlint").set("spark.log.level", "ERROR")
    conf.set("spark.ui.showConsoleProgress", str(terminal.stderr.isatty()).lower())
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as notices:
        with _uninterrupted():
            _start(conf, None if _is_configured(terminal) else notices)
            session = SparkSession.builder.config(conf=conf).getOrCreate()
        try:
            yield session
        except OzlintError:
            raise
        except Exception:
            terminal.warn("".join(_last(notices, _LAST_LINES)))
            raise
        finally:
            session.stop()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: Java that is left while it starts would stay."""
    told: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: told.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if told:
        raise KeyboardInterrupt


def _start(conf: Any, notices: TextIO | None) -> None:  # noqa: ANN401 - of PySpark
    """Start Java; what it says by the way goes to `notices`, where that is given. Raises UsageError where it ends."""
    from pyspark import SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway

    try:
        gateway = launch_gateway(conf, {"stderr": notices})  # type: ignore[no-untyped-call]
    except PySparkRuntimeError:
        said = " ".join(line.strip() for line in _last(notices, _LAST_WORDS)) if notices is not None else ""
        raise _no_java(said) from None
    SparkContext(conf=conf, gateway=gateway)


def _last(notices: TextIO, count: int) -> list[str]:
    """Return the last lines that Java said."""
    notices.seek(0)
    return notices.readlines()[-count:]
