"""The same findings, identities and counts on Spark as on one machine.

Each test has a session of its own, and starts a JVM where none runs: so they are few, and each looks at much.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from generator import Generator
from ozlint import Linter, SourceError

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
        refuse_paths(session, tmp_path)
        compare_reports(tmp_path)


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
    assert checked.result.superseded == 2
    told = {(one.rule, one.reason.code, one.count) for one in checked.result.unjudged}
    assert told == {(one.rule, one.code, one.count) for one in expected.not_evaluated}


def compare_a_table(session: Any) -> None:  # noqa: ANN401 - as above
    """A DataFrame whose rows are products, those of a posting in different tasks; and one of something else."""
    from ozlint.spark import check

    names = ("posting_number", "status", "tracking_number", "offer_id")
    tables = pa.table(dict(zip(names, zip(*TABLE, strict=True), strict=True)))
    expected = Linter(profile="pedantic").lint_arrow(tables, at=AT)
    checked = check(session.createDataFrame(TABLE, list(names)).repartition(3), at=AT, profile="pedantic")
    found = {row.fingerprint: row.message for row in checked.findings.collect()}
    assert found == {one.fingerprint: one.message for one in expected.findings}
    assert checked.result.inputs[0].postings == expected.summary.postings
    with pytest.raises(SourceError, match="postings: "):
        check(session.range(1), at=AT)


def refuse_paths(session: Any, folder: Path) -> None:  # noqa: ANN401 - as above
    """What is not there, what Spark cannot read, and what is known to be incomplete."""
    from ozlint.spark.paths import input_of

    (folder / "table.csv").write_text("posting_number;status\n")
    (folder / "all.ndjson.partial").write_text("")
    for name, said in (("none", "no such file"), ("table.csv", "Spark reads"), ("all.ndjson.partial", "resume it")):
        with pytest.raises(SourceError, match=said):
            input_of(session, [str(folder / name)], {})


def compare_reports(folder: Path) -> None:
    """What the command line says of files, of either engine; that of Spark takes the session that is there."""
    from spark import write_inputs

    write_inputs(folder, 250)
    # What only the seller knows is known in every task.
    (folder / "ozlint.yaml").write_text("known_values: {status: [own_status]}\n")
    with (folder / "postings.ndjson").open("a") as file:
        file.write(json.dumps(posting("11111111-0020-1", "1106153426", status="own_status")) + "\n")
    alone, by_spark = reported(folder, "local"), reported(folder, "spark")
    assert alone["joined"]["joined"]
    assert not any("own_status" in one["message"] for one in alone["findings"])
    assert by_spark["exit_code"] == alone["exit_code"] == 1
    for part in ("per_rule", "summary", "joined", "reasons", "never_applied"):
        assert by_spark[part] == alone[part]
    assert sorted(map(essence, by_spark["findings"])) == sorted(map(essence, alone["findings"]))
    assert {one["path"].rpartition("/")[2] for one in by_spark["findings"]} >= {"postings.ndjson"}
    unjudged = [
        sorted((one["rule"], one["kind"], one["text"], one["count"]) for one in report["not_evaluated"])
        for report in (alone, by_spark)
    ]
    assert unjudged[0] == unjudged[1]


def reported(folder: Path, engine: str) -> dict[str, Any]:
    """The JSON report about the files in a folder."""
    from ozlint.cli.main import run
    from ozlint.cli.terminal import Terminal
    from ozlint.seller_api.clock import Clock

    out, err = StringIO(), StringIO()
    clock = Clock(now=time.time, elapsed=time.monotonic, sleep=time.sleep)
    terminal = Terminal(BytesIO(), out, err, dict(os.environ), 0.0, folder, clock)
    names = [str(folder / name) for name in ("postings.ndjson", "events.ndjson", "earlier.ndjson")]
    others = ["--tracking", names[1], "--previous", names[2], "--format", "json", "--lang", "ru"]
    run(["check", names[0], "--engine", engine, "--at", AT, *others], terminal)
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
