"""The same findings, identities and counts on Spark as on one machine."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from generator import Generator
from ozlint import Linter, Report

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'ozlint[spark]'")
pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing: apt-get install openjdk-17-jre-headless"),
]

ROOT = Path(__file__).parent.parent.parent
AT = "2026-11-22T09:00:00Z"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session of two threads, whose Python processes are this interpreter."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(ROOT)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate()
    )
    yield session
    session.stop()


def posting(number: str, tracking_number: str, **more: Any) -> str:  # noqa: ANN401 - fields of a posting
    """A shipped posting as JSON."""
    return json.dumps(
        {
            "posting_number": number,
            "status": "delivering",
            "tpl_integration_type": "non_integrated",
            "tracking_number": tracking_number,
            **more,
        }
    )


@cache
def texts() -> list[str]:
    """Postings of every kind, and some that say something of each other, far apart."""
    found = [record.text for group in Generator(5, torn=False).records(800) for record in group]
    related = {"related_postings": {"related_posting_numbers": ["11111111-0009-1"]}}
    begin = [
        posting("11111111-0001-1", "1106153417"),
        posting("11111111-0002-1", ""),
        posting("11111111-0003-1", "1106153418", status="cancelled"),
        posting("11111111-0004-1", "1106153418"),
        posting("11111111-0005-1", "1106153419", parent_posting_number="11111111-0006-1"),
        posting("11111111-0007-1", "1106153420", parent_posting_number="11111111-0008-1"),
        "no posting at all",
        '{"posting_number": "11111111-0010-1", "status": "delivering", "tracking_number": {}}',
    ]
    end = [
        posting("11111111-0001-1", "1106153417", account="second"),
        posting("11111111-0002-1", "1106153421"),
        posting("11111111-0006-1", "1106153422", **related),
        posting("11111111-0008-1", "1106153423"),
        posting("11111111-0011-1", " 110615 3417"),
        "no posting at all",
    ]
    return [*begin, *found, *end]


def alone() -> Report:
    """What one machine reports."""
    return Linter(profile="pedantic").lint_arrow(pa.table({"payload": texts()}), at=AT)


def test_spark_finds_what_one_machine_finds(spark: Any) -> None:  # noqa: ANN401 - a session
    """Findings with their identities and words, counts, reasons and replaced records are those of `lint_arrow`."""
    from ozlint.spark import check

    expected = alone()
    assert expected.summary.superseded == 1
    assert {"OZ001", "OZ102"} <= {one.rule for one in expected.findings}
    rows = spark.createDataFrame([(text,) for text in texts()], "payload string")
    checked = check(rows, at=AT, profile="pedantic")
    found = {row.fingerprint: row.message for row in checked.findings.collect()}
    found |= {one.fingerprint: one.message for one in checked.result.findings}
    assert found == {one.fingerprint: one.message for one in expected.findings}
    counts = {row.rule: row[1:] for row in checked.counts.collect()}
    assert counts == {
        one.rule: (one.broken, one.holds, one.not_applicable, one.not_evaluated) for one in expected.per_rule
    }
    assert checked.result.superseded == 1
    told = {(one.rule, one.reason.code, one.count) for one in checked.result.unjudged}
    assert told == {(one.rule, one.code, one.count) for one in expected.not_evaluated}
