"""`from ozlint import lint_arrow`: the same judgement over what databases hand on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

import ozlint
from generator import Generator
from ozlint import Linter, Report, lint_arrow

AT = "2026-11-22T09:00:00Z"
BAD = {
    "posting_number": "12345678-0001-1",
    "status": "delivering",
    "tpl_integration_type": "non_integrated",
    "tracking_number": "",
}
GOOD = {**BAD, "posting_number": "12345678-0002-1", "tracking_number": "1106153417"}


def payloads(*postings: Any) -> pa.Table:  # noqa: ANN401 - what JSON can hold
    """Rows of raw answers, as a database keeps them."""
    return pa.table({"id": range(len(postings)), "payload": [json.dumps(posting) for posting in postings]})


def found(report: Report) -> list[tuple[str, str | None, int]]:
    """Rule, posting and row of each finding."""
    return [(one.rule, one.posting_number, one.place.line) for one in report.findings]


def in_batches(table: pa.Table, rows: int) -> pa.RecordBatchReader:
    """A stream that can be read but once."""
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=rows))


def test_payloads_are_judged_as_the_same_dicts() -> None:
    """Every finding, count and place is that of `lint`, however the rows come in batches."""
    texts = [record.text for group in Generator(7, torn=False).records(600) for record in group]
    linter = Linter(profile="pedantic")
    expected = linter.lint([json.loads(text) for text in texts], at=AT)
    assert len({one.rule for one in expected.findings}) > 10
    for rows in (7, 10_000):
        report = linter.lint_arrow(in_batches(pa.table({"payload": texts}), rows), at=AT)
        assert report.findings == expected.findings
        assert report.per_rule == expected.per_rule
        assert report.not_evaluated == expected.not_evaluated
        assert report.summary == expected.summary


def test_a_table_is_judged_row_by_row() -> None:
    """Columns are known by the names of the API; a field inside of a record is a column of its own."""
    table = pa.table(
        {
            "posting_number": [BAD["posting_number"], GOOD["posting_number"]],
            "status": pa.array(["delivering", "delivering"]).dictionary_encode(),
            "tracking_number": [None, "1106153417"],
            "tpl_integration_type": ["non_integrated", "non_integrated"],
            "delivery_method": [{"warehouse": "Казань", "id": 7}, None],
            "customer": [{"name": "Иванов"}, None],
        }
    )
    report = lint_arrow(in_batches(table, 1), at=AT)
    assert found(report) == [("OZ101", BAD["posting_number"], 1)]
    assert report.findings[0].facts["warehouse"] == "Казань"
    assert report.inputs[0].format == "arrow: flat table"
    assert "Иванов" not in repr(report)


def test_postings_are_compared_across_batches() -> None:
    """What a stream said once is there for what comes later: a shared number, and a later record."""
    shared = {**GOOD, "posting_number": "12345678-0003-1"}
    later = {**BAD, "tracking_number": "1106153418"}
    for rows in (1, 100):
        report = lint_arrow(in_batches(payloads(BAD, GOOD, shared, later), rows), at=AT)
        assert ("OZ102", GOOD["posting_number"], 2) in found(report)
        assert ("OZ102", shared["posting_number"], 3) in found(report)
        assert report.summary.superseded == 1
        assert not any(one.rule == "OZ101" for one in report.findings)


def test_rows_that_end_early_are_judged_as_far_as_they_go() -> None:
    """A connection that breaks costs the rest: what came is judged, and the report says that it is not whole."""

    def batches(table: pa.Table) -> Iterator[pa.RecordBatch]:
        yield from table.to_batches()
        raise OSError("server closed the connection: password=secret")

    columns = pa.table({name: [value] for name, value in BAD.items()})
    for table in (payloads(BAD), columns):
        report = lint_arrow(pa.RecordBatchReader.from_batches(table.schema, batches(table)), at=AT)
        assert found(report) == [("OZ001", None, 2), ("OZ101", BAD["posting_number"], 1)]
        assert report.exit_code == 3
        assert "secret" not in repr(report)


def test_a_bad_row_costs_its_row() -> None:
    """A payload that is none is OZ001 at its row, and the others are judged; that is no missing data."""
    table = pa.table({"payload": [None, json.dumps(BAD), '{"posting_number": "1']})
    report = lint_arrow(table, at=AT)
    assert sorted((row, rule) for rule, _, row in found(report)) == [(1, "OZ001"), (2, "OZ101"), (3, "OZ001")]
    assert report.exit_code == 1


def test_times_have_the_zone_that_is_given() -> None:
    """A moment with a zone is one; one without is told by `tz`, and is else in doubt."""
    due = datetime(2026, 11, 22, 11, tzinfo=UTC)  # after `AT` in UTC, before it in Moscow
    columns: dict[str, Any] = {
        "posting_number": [BAD["posting_number"]],
        "status": ["awaiting_deliver"],
        "tracking_number": ["1106153417"],
    }
    zoned = pa.table({**columns, "shipment_date": pa.array([due], pa.timestamp("us", "Europe/Moscow"))})
    bare = pa.table({**columns, "shipment_date": pa.array([due.replace(tzinfo=None)], pa.timestamp("us"))})
    late = [("OZ301", BAD["posting_number"], 1)]
    assert found(lint_arrow(zoned, at=AT, select=["OZ301"])) == []
    assert found(lint_arrow(bare, at=AT, select=["OZ301"], tz="UTC")) == []
    assert found(lint_arrow(bare, at=AT, select=["OZ301"], tz="Europe/Moscow")) == late
    doubtful = lint_arrow(bare, at=AT, select=["OZ301"])
    assert found(doubtful) == []
    assert [one.code for one in doubtful.not_evaluated if one.rule == "OZ301"] == ["zone_unknown"]


def test_a_moment_that_no_calendar_has_is_unknown() -> None:
    """Infinity of a database is no date that can be read: that is said, and the row is judged by the other rules."""
    table = pa.table(
        {
            "posting_number": [BAD["posting_number"]],
            "status": ["awaiting_deliver"],
            "shipment_date": pa.array([2**63 - 1]).cast(pa.timestamp("us", "UTC")),
        }
    )
    report = lint_arrow(table, at=AT, select=["OZ301"])
    assert (report.findings, report.exit_code, report.summary.postings) == ((), 3, 1)


def test_columns_may_have_names_of_ones_own() -> None:
    """`columns` says which field a column stands for, as in the configuration."""
    table = pa.table({"Моё отправление": [BAD["posting_number"]], "status": ["delivering"], "track": [""]})
    names = {"Моё отправление": "posting_number", "track": "tracking_number"}
    assert lint_arrow(table, at=AT, columns=names).summary.postings == 1


@pytest.mark.parametrize(
    ("data", "asked", "error", "en"),
    [
        ({"payload": ["{}"]}, {"tz": "Moskow"}, ozlint.UsageError, 'tz: there is no time zone "Moskow"'),
        (
            {"payload": ["{}"]},
            {"columns": {"track": "tracking"}},
            ozlint.UsageError,
            'columns: "track" stands for "tracking", and postings have no such field',
        ),
        ({"payload": ["{}"]}, {"at": "noon"}, ozlint.UsageError, "at noon: this is no date-time"),
        ({"a": [1]}, {}, ozlint.SourceError, "postings: this looks like a table, but none of its columns"),
        (
            {"status": ["delivering"], "substatus": [""]},
            {},
            ozlint.SourceError,
            "postings: this is a table without the number of the posting",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused(
    data: dict[str, Any], asked: dict[str, Any], error: type[ozlint.OzlintError], en: str
) -> None:
    """A wrong argument, and a table that is none of postings, are told before anything is judged."""
    with pytest.raises(error) as caught:
        lint_arrow(pa.table(data), **{"at": AT, **asked})
    assert str(caught.value).startswith(en)


def test_columns_of_one_name_are_refused() -> None:
    """Of two columns that a join gave the same name nobody knows which one is meant."""
    table = pa.Table.from_arrays([pa.array(["1"])] * 3, names=["posting_number", "status", "status"])
    with pytest.raises(ozlint.SourceError, match='two columns are called "status"'):
        lint_arrow(table, at=AT)


def test_two_columns_of_payloads_are_refused() -> None:
    """As a join of two tables gives them: which one holds the postings nobody knows."""
    table = pa.Table.from_arrays([pa.array(["{}"])] * 2, names=["payload", "payload"])
    with pytest.raises(ozlint.SourceError, match='two columns are called "payload"'):
        lint_arrow(table, at=AT)


def test_a_name_that_no_column_has_is_refused() -> None:
    """Else the rules about its field would not run, and nobody would learn why; a part of a record goes by its path."""
    held = {"posting_number": ["1-0001-1"], "status": ["delivered"], "track": ["1"], "info": [{"number": "1106153412"}]}
    table = pa.table(held)
    for known in ("track", "TRACK", "info.number"):
        assert lint_arrow(table, at=AT, columns={known: "tracking_number"}).summary.postings == 1
    with pytest.raises(ozlint.UsageError, match='columns: the data has no column "trak"; did you mean "track"'):
        lint_arrow(table, at=AT, columns={"trak": "tracking_number"})


def test_no_rows_are_told_unless_they_are_expected() -> None:
    """A reader that was read before has no rows: that must not look like a success. An empty answer may be one."""
    for table in (
        payloads(),
        pa.table({"posting_number": pa.array([], pa.string()), "status": pa.array([], pa.string())}),
    ):
        report = lint_arrow(table, at=AT)
        assert (report.exit_code, report.findings) == (3, ())
        assert report.reasons[0].startswith("no postings were read")
        report = lint_arrow(table, at=AT, allow_empty=True)
        assert (report.exit_code, report.findings, report.reasons) == (0, (), ())


def test_a_payload_of_another_kind_is_told() -> None:
    """A column that is there and cannot be read is not taken for a table that lacks names."""
    with pytest.raises(ozlint.UsageError, match="`Payload` is there, but is int64: give text or binary"):
        lint_arrow(pa.table({"Payload": [1]}), at=AT)
    table = pa.table({"payload": [1], "posting_number": ["11111111-0001-1"], "status": ["delivering"]})
    assert lint_arrow(table, at=AT).summary.postings == 1
