"""JSON texts in a column: each row is a line."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from ozlint.model.record import Undecodable
from ozlint.sources import PostingDecoder, open_sources
from ozlint.sources.arrow import batches_of
from ozlint.sources.column_names import column_names
from ozlint.sources.lines import Lines
from ozlint.sources.payloads import payload_column
from ozlint.sources.table_opening import open_columns

POSTINGS = [{"posting_number": f"1234567{place}-0001-1", "status": "delivering"} for place in range(3)]
TEXTS = [json.dumps(posting) for posting in POSTINGS]
JSON_TYPES = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.binary(),
    pa.large_binary(),
    pa.binary_view(),
    pa.dictionary(pa.int32(), pa.string()),
]


def opened(texts: Any) -> Lines:  # noqa: ANN401 - what pyarrow makes a column of
    """The source that a column of texts is."""
    source = open_columns(
        batches_of("postings", pa.table({"id": range(len(texts)), "payload": texts})), column_names({})
    )
    assert isinstance(source, Lines)
    return source


def items(texts: Sequence[str | None]) -> list[Any]:
    """What is read of some texts: numbers of postings, and reports of what is none."""
    read = opened(texts).read(PostingDecoder(()))
    return [item[1].posting_number if isinstance(item, tuple) else item for item in read]


@pytest.mark.parametrize("kind", JSON_TYPES, ids=str)
def test_a_text_may_be_kept_in_any_type(kind: pa.DataType) -> None:
    """Text, bytes, views and dictionaries of texts are the same postings, read again by their addresses."""
    texts = ["", *TEXTS]
    values = texts if pa.types.is_dictionary(kind) or "string" in str(kind) else [text.encode() for text in texts]
    source = opened(pa.array(values, kind))
    decode = PostingDecoder(())
    report, *read = source.read(decode)
    assert isinstance(report, Undecodable)
    assert [record.posting_number for _, record in read] == [posting["posting_number"] for posting in POSTINGS]
    assert list(source.reread([read[0][0], read[2][0]], decode)) == [read[0], read[2]]
    assert [(place.line, place.column) for place in source.places([read[2][0]]).values()] == [(4, 1)]


@pytest.mark.skipif(not hasattr(pa, "json_"), reason="this pyarrow knows no JSON")
def test_a_column_of_json_is_one_of_texts() -> None:
    """DuckDB, ClickHouse and PostgreSQL mark JSON as an extension of text."""
    marked = pa.ExtensionArray.from_storage(pa.json_(pa.string()), pa.array(TEXTS))
    assert payload_column(pa.schema({"payload": marked.type})) == "payload"
    assert [record.posting_number for _, record in opened(marked).read(PostingDecoder(()))] == [
        posting["posting_number"] for posting in POSTINGS
    ]


@pytest.mark.parametrize("schema", [{"id": pa.int64()}, {"payload": pa.int64()}, {"payload": pa.list_(pa.string())}])
def test_other_columns_hold_no_texts(schema: dict[str, pa.DataType]) -> None:
    """Only a column of that name and of texts does."""
    assert payload_column(pa.schema(schema)) is None


def test_a_bad_text_costs_its_row() -> None:
    """Nothing, half a posting, and bytes of another encoding are told in their rows; none cuts the others off."""
    spoilt = [None, TEXTS[0][:30], TEXTS[1], "[]", TEXTS[2][:-1], " "]
    read = items(spoilt)
    reports = [item for item in read if isinstance(item, Undecodable)]
    assert [item for item in read if isinstance(item, str)] == [POSTINGS[1]["posting_number"]]
    assert len(reports) == 4
    assert not any(report.cut_off for report in reports)
    source = opened(spoilt)
    list(source.read(PostingDecoder(())))
    assert sorted({place.line for place in source.places([report.address for report in reports]).values()}) == [
        1,
        2,
        5,
        6,
    ]
    assert isinstance(next(iter(opened(pa.array([b"\xff\xfe{"])).read(PostingDecoder(())))), Undecodable)


def test_a_text_of_several_lines_is_one_row() -> None:
    """JSON that is laid out keeps its row, and the next one its number."""
    source = opened([json.dumps(POSTINGS[0], indent=1), TEXTS[1]])
    read = list(source.read(PostingDecoder(())))
    assert len(read) == 2
    assert [place.line for place in source.places([address for address, _ in read]).values()] == [1, 2]


def test_a_whole_answer_is_its_postings() -> None:
    """A row that holds an answer is read like a line that does, with pointers into it."""
    source = opened([json.dumps({"result": {"postings": POSTINGS, "has_next": False}})])
    read = [item for item in source.read(PostingDecoder(())) if isinstance(item, tuple)]
    assert [record.posting_number for _, record in read] == [posting["posting_number"] for posting in POSTINGS]
    places = source.places([address for address, _ in read])
    assert [place.pointer for place in places.values()] == [f"/result/postings/{place}" for place in range(3)]


def test_a_parquet_file_may_hold_texts(tmp_path: Path) -> None:
    """On the command line too: a file with such a column is lines, and is read again as often as needed."""
    parquet.write_table(pa.table({"payload": TEXTS, "id": [1, 2, 3]}), tmp_path / "raw.parquet", row_group_size=2)
    opened = open_sources(["raw.parquet"], stdin=io.BytesIO(), input_format="auto", cwd=tmp_path)
    (source,) = opened.sources
    assert source.format == "parquet: payloads"
    decode = PostingDecoder(())
    for _ in range(2):
        read = [item for item in source.read(decode) if isinstance(item, tuple)]
        assert [record.posting_number for _, record in read] == [posting["posting_number"] for posting in POSTINGS]
        assert list(source.reread([read[1][0]], decode)) == [read[1]]
