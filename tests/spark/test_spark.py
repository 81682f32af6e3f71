"""The same findings, identities and counts on Spark as on one machine.

Each test has a session of its own, and starts a JVM where none runs: so they are few, and each looks at much.
"""

import gzip
import json
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator import Generator
from ozlint import Linter, Report, SourceError, UsageError

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'ozlint[spark]'")
pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing: apt-get install openjdk-17-jre-headless"),
]

AT = "2026-11-22T09:00:00Z"


TABLE = [
    ("41867093-0001-1", "delivering", "1106153417", "A-1"),
    ("41867093-0002-1", "delivering", "", "A-2"),
    ("41867093-0001-1", "delivering", "1106153417", "A-3"),
    ("41867093-0003-1", "delivering", "1106153417", "A-1"),
    ("", "delivering", "1106153419", "A-1"),
]
"""Rows of a table, a row a product: those of one posting are apart."""


def posting(number: str, tracking_number: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a posting
    """A shipped posting."""
    return {
        "posting_number": number,
        "status": "delivering",
        "tpl_integration_type": "non_integrated",
        "tracking_number": tracking_number,
        **more,
    }


def texts() -> Iterator[str]:
    """Postings of every kind, and some that say something of each other, far apart."""
    related = {"related_postings": {"related_posting_numbers": ["11111111-0009-1"]}}
    begin = [
        posting("11111111-0001-1", "1106153417"),
        posting("11111111-0002-1", ""),
        posting("11111111-0003-1", "1106153418", status="cancelled"),
        posting("11111111-0004-1", "1106153418"),
        posting("11111111-0005-1", "1106153419", parent_posting_number="11111111-0006-1"),
        posting("11111111-0007-1", "1106153420", parent_posting_number="11111111-0008-1"),
        {"posting_number": "11111111-0010-1", "status": "delivering", "tracking_number": {}},
        # An answer that has one posting twice, otherwise: of whole answers the rows are told apart by their answer.
        {
            "result": {
                "postings": [posting("11111111-0012-1", ""), posting("11111111-0012-1", "", status="delivered")],
                "has_next": True,
            }
        },
        {"result": {"postings": [posting("11111111-0013-1", "1106153425")], "has_next": False}},
    ]
    end = [
        posting("11111111-0001-1", "1106153417", account="second"),
        posting("11111111-0002-1", "1106153421"),
        posting("11111111-0006-1", "1106153422", **related),
        posting("11111111-0008-1", "1106153423"),
        posting("11111111-0011-1", " 110615 3417"),
    ]
    yield from map(json.dumps, begin)
    yield "no posting at all"
    yield from (record.text for group in Generator(5, torn=False).records(80) for record in group)
    yield from map(json.dumps, end)
    yield "no posting at all"


def test_spark_finds_what_one_machine_finds(tmp_path: Path) -> None:
    """Findings, identities, words and counts are the same: of payloads, of a table, of files beside other inputs."""
    from spark import spark

    with spark("local[2]", short=True) as session:
        compare_payloads(session)
        compare_a_table(session)
        compare_reports(tmp_path)
        tell_of_what_spark_cannot_read(tmp_path)
        tell_parquet_apart(session, tmp_path)


def compare_payloads(session: Any) -> None:  # noqa: ANN401 - a session of Spark
    """A DataFrame of postings and answers."""
    from ozlint.spark import check

    expected = Linter(profile="pedantic").lint_arrow(pa.table({"payload": list(texts())}), at=AT)
    assert expected.summary.superseded == 2
    assert {"OZ001", "OZ010", "OZ102"} <= {one.rule for one in expected.findings}
    rows = session.createDataFrame([(text,) for text in texts()], "payload string").coalesce(2)
    checked = check(rows, at=AT, profile="pedantic")
    found = {row.fingerprint: (row.rule, row.severity, row.message) for row in checked.findings.collect()}
    assert found == {one.fingerprint: (one.rule, one.severity, one.message) for one in expected.findings}
    counts = {row.rule: row[1:] for row in checked.counts.collect()}
    assert counts == {
        one.rule: (one.broken, one.holds, one.not_applicable, one.not_evaluated) for one in expected.per_rule
    }
    assert (checked.postings, checked.superseded) == (expected.summary.postings, 2)
    told = {(one.rule, one.code, one.count) for one in checked.not_evaluated}
    assert told == {(one.rule, one.code, one.count) for one in expected.not_evaluated}
    assert (checked.exit_code, checked.complete, checked.reasons) == (1, False, ()) == verdict(expected)
    for wrong, said in (("/lake", "is no DataFrame"), (session.range(1).toDF("payload"), "is there, but is bigint")):
        with pytest.raises(UsageError, match=said):
            check(wrong, at=AT)


def verdict(report: Report) -> tuple[int, bool, tuple[str, ...]]:
    """How a run ends."""
    return report.exit_code, report.complete, report.reasons


def compare_a_table(session: Any) -> None:  # noqa: ANN401 - as above
    """A DataFrame whose rows are products, those of a posting in different tasks; and one of something else.

    Names of its columns have dots, and its times are moments, whatever the zone of the session is.
    """
    from pyspark.sql import functions as f

    from ozlint.spark import check

    names = ("posting_number", "status", "tracking_number", "products[].offer_id")
    rows = session.createDataFrame(TABLE, list(names)).withColumns({
        "shipment_date": f.expr("timestamp'2026-11-20 10:00:00+03:00'"),
        "in_process_at": f.expr("timestamp_ntz'2026-11-19 10:00:00'"),
        "delivering_date": f.expr("date'2026-11-20'"),
    })  # fmt: skip
    expected = Linter(profile="pedantic").lint_arrow(rows.toArrow(), at=AT)
    checked = check(rows.repartition(3), at=AT, profile="pedantic")
    found = {row.fingerprint: row.message for row in checked.findings.collect()}
    assert found == {one.fingerprint: one.message for one in expected.findings}
    assert checked.postings == expected.summary.postings
    assert (checked.exit_code, checked.complete, checked.reasons) == verdict(expected)
    with pytest.raises(SourceError, match="postings: "):
        check(session.range(1), at=AT)


def tell_of_what_spark_cannot_read(folder: Path) -> None:
    """Each is named, and the rest is judged: a cut archive, a document, a table as text, a fetch that has not ended."""
    lake = folder / "lake"
    lake.mkdir()
    good = json.dumps(posting("11111111-0001-1", ""))
    (lake / "postings.ndjson").write_text(good + "\n")
    (lake / "_cut.ndjson.gz").write_bytes(gzip.compress(good.encode() * 9)[:-20])
    (lake / "document.json").write_text(json.dumps(json.loads(good), indent=1))
    (lake / "table.csv").write_text("posting_number;status\n")
    (lake / "all.ndjson.partial").write_text("")
    report = reported(folder, ["lake", "nowhere"], "spark")
    told = {one.partition(": ")[0]: one for one in report["reasons"] if ": " in one}
    assert "Unexpected end of input" in told["lake/_cut.ndjson.gz"]
    assert "a JSON document over several lines" in told["lake/document.json"]
    assert "Spark reads Parquet, and NDJSON" in told["lake/table.csv"]
    assert "resume it first" in told["lake/all.ndjson.partial"]
    assert "no such file" in told["nowhere"]
    assert len(told) == 5
    assert (report["exit_code"], report["summary"]["postings"]) == (3, 1)
    assert [(one["rule"], one["path"]) for one in report["findings"]] == [("OZ101", "lake/postings.ndjson")]


def tell_parquet_apart(session: Any, folder: Path) -> None:  # noqa: ANN401 - as above
    """Of files with other columns none is read as if it had those of the first; events of all are read."""
    from ozlint.spark import check

    def write(name: str, **columns: list[Any]) -> str:
        path = folder / "parquet" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(columns), path)
        return f"parquet/{name}"

    numbers = ["11111111-0001-1", "11111111-0002-1"]
    shipped = {"posting_number": numbers, "status": ["delivering"] * 2, "tpl_integration_type": ["non_integrated"] * 2}
    late = {"posting_number": ["11111111-0003-1"], "status": ["delivering"], "tracking_number": [None]}
    bare = write("tables/a.parquet", **shipped)
    write("tables/b.parquet", **late, tpl_integration_type=["non_integrated"])
    texts_of = write("mixed/100%20 texts.parquet", payload=[json.dumps(posting("11111111-0004-1", ""))])
    write("mixed/table.parquet", **shipped)
    nothing = write("nothing.parquet", payload=pa.array([], pa.string()))
    write("events/a.parquet", tracking_number=["1106153417"], phase=["accepted"])
    write("events/b.parquet", tracking_number=["1106153418"], phase=["delivered"], time=["2026-11-20T10:00:00Z"])

    report = reported(folder, ["parquet/tables"], "spark")
    [reason] = report["reasons"]
    assert reason.startswith("parquet/tables/b.parquet: its columns are not those of parquet/tables/a.parquet")
    assert (report["exit_code"], report["summary"]["postings"], report["findings"]) == (3, 2, [])

    report = reported(folder, ["parquet/mixed"], "spark")
    assert [one.partition(":")[0] for one in report["reasons"]] == ["parquet/mixed/table.parquet"]
    assert [(one["rule"], one["path"]) for one in report["findings"]] == [("OZ101", texts_of)]

    report = reported(folder, [bare, "--tracking", "parquet/events", "--previous", nothing], "spark")
    alone = reported(folder, [bare, "--tracking", "parquet/events", "--previous", nothing], "local")
    assert report["per_rule"] == alone["per_rule"]
    assert [(one["path"], one["records"]) for one in report["inputs"]][1:] == [
        ("parquet/events/a.parquet", 1), ("parquet/events/b.parquet", 1), (nothing, 0),
    ]  # fmt: skip

    report = reported(folder, [bare, "--tracking", nothing], "spark")
    assert (report["exit_code"], report["reasons"]) == (3, [f"{nothing}: it has no rows"])
    rows = session.createDataFrame([(text,) for text in texts()], "payload string")
    assert check(rows, at=AT, tracking=rows.limit(0)).exit_code == 3


def compare_reports(folder: Path) -> None:
    """What the command line says of files, of either engine; that of Spark takes the session that is there."""
    from spark import write_inputs

    write_inputs(folder, 250)
    # What only the seller knows is known in every task.
    (folder / "ozlint.yaml").write_text("known_values: {status: [own_status]}\n")
    with (folder / "postings.ndjson").open("a") as file:
        file.write(json.dumps(posting("11111111-0020-1", "1106153426", status="own_status")) + "\n")
        # A carrier that was asked about other parcels says nothing of this one: that shows only when all are judged.
        late = {"delivering_date": "2026-11-10T09:00:00Z", "delivery_method": {"tpl_provider": "Boxberry"}}
        file.write(json.dumps(posting("11111111-0026-1", "DUD15086277", **late)) + "\n")
    with (folder / "events.ndjson").open("a") as file:
        of_another = {"tracking_number": "DUD15086278", "carrier": "Boxberry", "phase": "accepted"}
        file.write(json.dumps({**of_another, "time": "2026-11-20T10:00:00Z"}) + "\n")
    lake = folder / "lake 1"
    write_lake(lake)
    (folder / "empty.ndjson").write_text("\n")
    inputs = ["--tracking", "events.ndjson", "empty.ndjson", "--previous", "earlier.ndjson", "empty.ndjson"]
    inputs = ["today.ndjson", "lake 1", "postings.ndjson", *inputs]
    (folder / "today.ndjson").write_text(json.dumps(posting("11111111-0021-1", "")) + "\n")
    alone, by_spark = reported(folder, inputs, "local"), reported(folder, inputs, "spark")
    assert alone["joined"]["joined"]
    assert not any("own_status" in one["message"] for one in alone["findings"])
    silent = [one["rule"] for one in alone["findings"] if one["posting_number"] == "11111111-0026-1"]
    assert "OZ407" not in silent
    assert any("11111111-0026-1" in one["examples"] for one in alone["not_evaluated"] if one["rule"] == "OZ407")
    assert by_spark["exit_code"] == alone["exit_code"] == 3
    for part in ("per_rule", "summary", "joined", "reasons", "never_applied", "complete"):
        assert by_spark[part] == alone[part]
    assert sorted(map(essence, by_spark["findings"])) == sorted(map(essence, alone["findings"]))
    inputs_of = [sorted(json.dumps({**one, "format": ""}) for one in report["inputs"]) for report in (alone, by_spark)]
    assert inputs_of[0] == inputs_of[1]
    assert "lake 1/cut.ndjson is cut off" in " ".join(by_spark["reasons"])
    assert {one["path"] for one in by_spark["findings"]} >= {"lake 1/_orders.ndjson", "postings.ndjson"}
    unjudged = [
        sorted((one["rule"], one["kind"], one["text"], one["count"]) for one in report["not_evaluated"])
        for report in (alone, by_spark)
    ]
    assert summed(unjudged[0]) == summed(unjudged[1])


def write_lake(folder: Path) -> None:
    """Write a folder of files as they come, some of which are not what they should be."""
    folder.mkdir()
    line = json.dumps(posting("11111111-0021-1", "1106153430")) + "\n"
    page = {"result": {"postings": [posting("11111111-0024-1", "1106153431")], "has_next": True}}
    files = {
        # Read in this order: what a later file says of a posting counts.
        "page-2.ndjson": json.dumps(posting("11111111-0022-1", "")) + "\n",
        "page-10.ndjson": json.dumps(posting("11111111-0022-1", "1106153427")) + "\n" + line,
        "_orders.ndjson": json.dumps(posting("11111111-0023-1", "")) + "\n",
        "[1].ndjson": json.dumps(posting("11111111-0025-1", "1106153432")) + "\n",
        "cut.ndjson": line + line[:40],
        "empty.ndjson": "",
        "error.json": '{"code": 7, "message": "Api-key is deactivated"}',
        "ozlint-report.json": '{"schema_version": 1}',
        "sub/unpaged.json": json.dumps(page),
        "_SUCCESS": "",
    }
    (folder / "sub").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)


def summed(unjudged: list[tuple[str, str, str, int]]) -> dict[tuple[str, ...], int]:
    """How often each reason holds in all inputs."""
    counts: Counter[tuple[str, ...]] = Counter()
    for *reason, count in unjudged:
        counts[tuple(reason)] += count
    return counts


def reported(folder: Path, inputs: list[str], engine: str) -> dict[str, Any]:
    """The JSON report about some files, seen from a folder."""
    from ozlint.cli.main import run
    from ozlint.cli.terminal import Terminal
    from ozlint.seller_api.clock import Clock

    out, err = StringIO(), StringIO()
    clock = Clock(now=time.time, elapsed=time.monotonic, sleep=time.sleep)
    terminal = Terminal(BytesIO(), out, err, dict(os.environ), 0.0, folder, clock)
    run(["check", *inputs, "--engine", engine, "--at", AT, "--format", "json"], terminal)
    assert out.getvalue(), err.getvalue()
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def essence(finding: dict[str, Any]) -> str:
    """What of a finding does not depend on where its posting lies."""
    place = ("path", "line", "column", "pointer", "also_at")
    return json.dumps({name: value for name, value in finding.items() if name not in place}, sort_keys=True)


@pytest.mark.skipif("CI" in os.environ, reason="Three JVMs take a CI too long: tests/bench/spark.py asserts the same")
def test_an_executor_that_dies_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    """Of two workers one is killed in mid-run, and what comes of it is what one machine finds."""
    from spark import Killer, alone, check_same, on_spark, spark, write_inputs

    write_inputs(tmp_path, 300)
    with spark("local-cluster[2,1,1024]", short=True) as session:
        killer = Killer(session, [2])
        killer.start()
        found = on_spark(session, tmp_path)
        assert killer.killed
        check_same(found, alone(tmp_path))
