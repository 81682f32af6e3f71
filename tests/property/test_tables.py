"""The same postings are the same whatever kind of file they come in, and any bytes are read or refused."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from ozlint.errors import SourceError
from ozlint.language.values import reader
from ozlint.language.vocabulary import vocabulary
from ozlint.model.fields import Field, posting_fields
from ozlint.model.record import Page, Regathered, Undecodable
from ozlint.model.times import Times
from ozlint.ozon.values import known_values
from ozlint.sources import PostingDecoder, open_sources
from tabled import PRODUCTS, Posting, as_csv, as_json, as_parquet, as_xlsx

NOT_HERE = ("posting_number", "status_label")
"""What every posting has, and what tells the status as well."""
PATHS = [path for path, field in posting_fields().items() if field.type != "lists" and path not in NOT_HERE]
MARKS = ("status", "shipment_date")
"""Two fields that every posting here has, so that each is one by any account."""

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"))
plain_words = (
    words.map(str.strip).filter(lambda text: text and text[0] not in "=#'\\").filter(lambda text: len(text) < 9)
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001 - of no zone until Z is written
    lambda moment: moment.replace(microsecond=0).isoformat() + "Z"
)
VALUES = {
    "text": plain_words,
    "enum": st.sampled_from(sorted(known_values("substatus"))),
    "time": moments,
    "id": st.integers(1, 10**14),
    "number": st.integers(-1000, 1000) | st.decimals(-1000, 1000, places=2).map(float),
    "bool": st.booleans(),
    "money": st.decimals(0, 10**6, places=2).map(str),
    "list_text": st.lists(st.from_regex(r"[0-9]{8}-[0-9]{4}-[0-9]", fullmatch=True), min_size=1, max_size=3),
    "list_enum": st.lists(st.sampled_from(sorted(known_values("available_actions"))), min_size=1, max_size=3),
    "list_id": st.lists(st.integers(1, 10**9), min_size=1, max_size=3),
}


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field, null among them."""
    return st.none() | (
        st.sampled_from(sorted(known_values("status"))) if field.path == "status" else VALUES[field.type]
    )


@st.composite
def postings(draw: st.DrawFn) -> tuple[list[str], list[Posting]]:
    """Some fields, and postings that have them."""
    fields = draw(st.lists(st.sampled_from(PATHS), unique=True, max_size=8))
    paths = sorted({"posting_number", *MARKS, *fields})
    found = []
    for number in range(draw(st.integers(1, 4))):
        count = draw(st.integers(1, 3)) if any(path in PRODUCTS for path in paths) else 1
        posting: Posting = {"posting_number": f"{10_000_000 + number}-0001-1"}
        for path in paths[:]:
            if path != "posting_number":
                strategy = values_of(posting_fields()[path])
                posting[path] = [draw(strategy) for _ in range(count)] if path in PRODUCTS else draw(strategy)
        found.append(posting)
    return paths, found


@cache
def decoder() -> PostingDecoder:
    """Return the decoder of every field."""
    return PostingDecoder(posting_fields())


def read(data: bytes, input_format: str = "auto") -> list[Any]:
    """Read everything three ways; return what was yielded, or nothing where the input was refused."""
    with TemporaryDirectory() as folder:
        Path(folder, "data").write_bytes(data)
        opened = open_sources(["data"], stdin=io.BytesIO(), input_format=input_format, cwd=Path(folder))
        for source in opened.sources:
            try:
                items = list(source.read(decoder()))
            except SourceError:
                return []
            records = [item for item in items if isinstance(item, tuple)]
            assert list(source.reread([address for address, _ in records], decoder())) == records
            addresses = sorted(
                item[0] if isinstance(item, tuple) else item.address
                for item in items
                if item.__class__ is not Regathered
            )
            assert set(source.places(addresses)) == set(addresses)
            assert all(isinstance(item, (tuple, Page, Undecodable, Regathered)) for item in items)
            return items
    return []


def meant(items: Sequence[Any], paths: Sequence[str]) -> list[dict[str, Any]]:
    """What the language reads in the fields of postings."""
    kinds = vocabulary("posting").fields
    found = []
    for _, record in items:
        values: dict[str, Any] = {}
        for path in paths:
            read_value = reader(kinds[path], Times())
            if path in PRODUCTS:
                name = path.removeprefix("products[].")
                values[path] = [read_value(getattr(product, name)) for product in record.products]
            else:
                value: Any = record
                for name in path.split("."):
                    value = getattr(value, name) if value is not None and value is not UNSET else value
                values[path] = read_value(value)
        found.append(values)
    return found


@given(postings())
def test_the_same_postings_are_the_same_in_every_kind_of_file(given_postings: tuple[list[str], list[Posting]]) -> None:
    """Whatever fields they have: as JSON, CSV, workbook and Parquet they give equal values."""
    paths, found = given_postings
    expected = meant(read(as_json(paths, found))[:-1], paths)
    assert len(expected) == len(found)
    for write in (as_csv, as_xlsx, as_parquet):
        items = read(write(paths, found))
        assert meant([item for item in items if isinstance(item, tuple)], paths) == expected, write
        assert not [item for item in items if isinstance(item, Undecodable)]


HEAD = "Номер отправления;Статус;Дата отгрузки;SKU;Количество\n"


@example(HEAD.encode() + b'1-1-1;"\n\x00;;\xff;"";', "csv")
@given(
    st.binary(max_size=200).map(lambda data: HEAD.encode() + data) | st.binary(max_size=200),
    st.sampled_from(["auto", "csv", "xlsx", "parquet"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, input_format: str) -> None:
    """Any bytes at all, under a head or without one, are postings, reports of rows, or a refusal."""
    read(data, input_format)


cells = st.sampled_from(
    [
        "",
        "12345678-0001-1",
        "1-1-2",
        "Доставлен",
        "delivering",
        "2026-11-10 09:12:33",
        "7",
        "x;",
        '"',
        '""',
        "=1+1",
        "#Н/Д",
        "Итого",
        "SKU",
        "Номер отправления",
        "\n",
        "\0",
        "\u2028",
        "a" * 99,
    ]
)


@given(st.lists(st.lists(cells, max_size=7), max_size=8), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_any_rows_are_read(rows: list[list[str]], quoting: Any) -> None:  # noqa: ANN401 - a constant of csv
    """Rows of any cells: every number that stands in its column, in a row of the right width, is read or reported."""
    file = io.StringIO(HEAD)
    file.seek(0, io.SEEK_END)
    csv.writer(file, delimiter=";", quoting=quoting, lineterminator="\n").writerows(rows)
    items = read(file.getvalue().encode())
    said = {item[1].posting_number for item in items if isinstance(item, tuple)}
    spoilt = [item for item in items if isinstance(item, Undecodable)]
    is_over = any(item.cut_off for item in spoilt)
    for row in rows:
        if len(row) == 5 and row[0][:1] == "1" and not is_over:
            assert row[0] in said or spoilt


@settings(max_examples=20)
@given(postings(), st.data())
def test_a_flipped_byte_of_a_workbook_raises_nothing(
    given_postings: tuple[list[str], list[Posting]], data: st.DataObject
) -> None:
    """One byte changed anywhere in a workbook or a Parquet file is read, reported or refused."""
    for write in (as_xlsx, as_parquet):
        whole = write(*given_postings)
        at = data.draw(st.integers(0, len(whole) - 1))
        read(whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :])
