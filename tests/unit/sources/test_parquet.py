"""Tables in Parquet files."""

import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from ozlint.sources.content import Content, Spool
from ozlint.sources.parquet import parquet_table
from ozlint.sources.problem import SourceProblem
from ozlint.sources.table import Reading, Row, Torn


def made(columns: dict[str, Any]) -> bytes:
    """A Parquet file."""
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file, row_group_size=2)
    return file.getvalue()


def rows_of(data: bytes, reading: Reading | None = None) -> list[Row]:
    """The rows of a file."""
    return list(parquet_table(Content("orders.parquet", Spool(io.BytesIO(data)))).rows(reading))


MOMENT = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
COLUMNS = {
    "text": (["a", None], ["a", ""]),
    "int": ([5, None], ["5", ""]),
    "float": ([1390.0, 1.5], ["1390", "1.5"]),
    "nan": ([float("nan"), 1e20], ["", "1e+20"]),
    "flag": ([True, False], ["true", "false"]),
    "date": ([date(2026, 11, 22), None], ["2026-11-22", ""]),
    "zoned": (
        pa.array([MOMENT, None], pa.timestamp("ns", "Europe/Moscow")),
        ["2026-11-22T09:30:15Z", ""],
    ),
    "naive": (pa.array([MOMENT.replace(tzinfo=None), None], pa.timestamp("s")), ["2026-11-22T09:30:15", ""]),
    "decimal": ([Decimal("1390.50"), None], ["1390.50", ""]),
    "category": (pa.array(["x", "y"]).dictionary_encode(), ["x", "y"]),
    "bytes": ([b"\xd0\xb0", None], ["а", ""]),
    "list": ([["1-1-1", "1-1-2"], None], ['["1-1-1", "1-1-2"]', ""]),
    "map": (pa.array([[("a", ["1"])], None], pa.map_(pa.string(), pa.list_(pa.string()))), ['{"a": ["1"]}', ""]),
    "nothing": ([None, None], ["", ""]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_values_are_written_as_text(name: str) -> None:
    """Every type a column may have, and missing values."""
    values, texts = COLUMNS[name]
    rows = rows_of(made({name: values}), Reading(1))
    assert rows == [(0, [name]), *((number, [text]) for number, text in enumerate(texts, 1))]


def test_the_head_is_the_schema() -> None:
    """Row 0; fields inside of records are columns of their own, and a name may have dots in it."""
    data = made({"posting_number": ["1"], "delivery_method": [{"name": "a", "at": {"city": None}}], "a.b": ["c"]})
    assert rows_of(data) == [(0, ["posting_number", "delivery_method.name", "delivery_method.at.city", "a.b"])]
    assert rows_of(data, Reading(4))[1] == (1, ["1", "a", "", "c"])


def test_only_wanted_columns_are_read() -> None:
    """The others are left empty."""
    data = made({"a": ["1", "2", "3"], "b": ["4", "5", "6"], "c": ["7", "8", "9"]})
    assert rows_of(data, Reading(3, frozenset({0, 2})))[1:] == [
        (1, ["1", "", "7"]),
        (2, ["2", "", "8"]),
        (3, ["3", "", "9"]),
    ]


@pytest.mark.parametrize("cut", [slice(0, -20), slice(0, 50), slice(0, 4)])
def test_a_damaged_file_is_cut_off(cut: slice) -> None:
    """Without its end a Parquet file cannot be read."""
    (_, torn) = rows_of(made({"a": ["1"]})[cut])[-1]
    assert isinstance(torn, Torn)
    assert torn.cut_off


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has to be installed is said."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceProblem, match=r"pip install 'ozlint\[parquet\]'"):
        rows_of(b"PAR1")


@given(st.binary(max_size=60), st.integers(0, 400))
def test_any_bytes_are_rows_or_damage(damage: bytes, at: int) -> None:
    """Whatever is written over a file, nothing else is raised."""
    data = made({"a": ["1", "2"], "b": [1, 2]})
    rows_of(data[:at] + damage + data[at + len(damage) :], Reading(2))


def test_bytes_that_are_no_text_cost_their_value() -> None:
    """A column that claims to be text may hold anything: the values around it are read all the same."""
    broken = made({"posting_number": ["1-0001-1", "§§", "1-0003-1"]}).replace("§§".encode(), b"\xc2\x80\x80\x80")
    assert [cells for _, cells in rows_of(broken, Reading(1))] == [
        ["posting_number"],
        ["1-0001-1"],
        ["\ufffd"],
        ["1-0003-1"],
    ]
