"""Which files of a lake are data, and what they are called."""

from pathlib import Path

import pytest

pytest.importorskip("py4j", reason="PySpark is not installed: pip install 'ozlint[spark]'")

from ozlint.spark.files import place_key, uri_key
from ozlint.spark.storage import is_data, is_passed_over, local, name_of


@pytest.mark.parametrize(
    "path",
    [
        "part-00000",
        "day=1/part-00000.snappy.parquet",
        "_orders.ndjson",
        "_orders.ndjson.partial",
        "_day=1/a.json.gz",
        "_a.ndjson.manifest.json",
    ],
)
def test_files_of_postings_are_data(path: str) -> None:
    """Also those whose names begin with a low line, as one machine reads them."""
    assert is_data(path)


@pytest.mark.parametrize(
    "path",
    [
        "_SUCCESS",
        "_delta_log/00000000000000000000.json",
        ".part-00000.crc",
        ".git/a.json",
        "~$orders.xlsx",
        "ozlint-report.json",
        "a.ndjson._COPYING_",
        "_temporary/0/a.ndjson",
    ],
)
def test_what_a_lake_keeps_of_its_own_is_none(path: str) -> None:
    """Nor is what is hidden, still written, or of ozlint's own."""
    assert not is_data(path)


def test_names_that_spark_passes_over() -> None:
    """A low line or a dot at the beginning; not that of a partition."""
    assert is_passed_over("_orders.ndjson")
    assert is_passed_over(".orders.ndjson")
    assert not is_passed_over("_day=1")
    assert not is_passed_over("orders.ndjson")


def test_files_of_this_machine_are_called_as_in_any_run(tmp_path: Path) -> None:
    """Relative to the working folder where they lie in it; those of a lake by their address."""
    assert name_of(f"file:{tmp_path}/lake 1/a.ndjson", tmp_path) == "lake 1/a.ndjson"
    assert name_of("file:///lake/a.ndjson", tmp_path) == "/lake/a.ndjson"
    assert name_of("s3a://lake/a b.ndjson", tmp_path) == "s3a://lake/a b.ndjson"
    assert local("hdfs://lake/a.ndjson") is None


def test_a_file_is_known_however_its_place_is_written() -> None:
    """Rows of Spark have a URI, Hadoop writes names as they are: one may well have a %20 in it."""
    assert uri_key("file:///lake/a%20b.ndjson") == place_key("file:/lake/a b.ndjson")
    assert uri_key("file:///lake/a%2520b.ndjson") == place_key("file:/lake/a%20b.ndjson")
    assert uri_key("file:///lake/a%20b.ndjson") != place_key("file:/lake/a%20b.ndjson")
