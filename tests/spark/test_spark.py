"""The same findings, identities and counts on Spark as on one machine.

Each test has a session of its own, and starts a JVM where none runs: so they are few, and each looks at much.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from generator import Generator
from ozlint import Linter, Report, SourceError
from ozlint.config.config import Config
from ozlint.config.moment import read_moment

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
    yield from (record.text for group in Generator(5, torn=False).records(200) for record in group)
    yield from map(json.dumps, end)
    yield "no posting at all"


def outcome(report: Report) -> list[Any]:
    """What of a report does not depend on where its postings lie."""
    return [
        {one.fingerprint: (one.rule, one.severity, one.message, one.values, one.facts) for one in report.findings},
        {one.rule: (one.broken, one.holds, one.not_applicable, one.not_evaluated) for one in report.per_rule},
        sorted((one.rule, one.kind, one.code, one.field, one.text, one.count) for one in report.not_evaluated),
        report.summary,
        report.joined,
        report.exit_code,
    ]


def test_spark_finds_what_one_machine_finds(tmp_path: Path) -> None:
    """Findings, identities, words and counts are the same: of a DataFrame, and of files beside other inputs."""
    from ozlint.run import check as check_alone
    from ozlint.spark import check
    from ozlint.spark.paths import input_of
    from ozlint.spark.report import check_paths
    from spark import spark, write_inputs

    with spark("local[2]") as session:
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

        with pytest.raises(SourceError, match="postings: "):
            check(session.range(1), at=AT)

        tables = pa.table(
            dict(
                zip(("posting_number", "status", "tracking_number", "offer_id"), zip(*TABLE, strict=True), strict=True)
            )
        )
        expected = Linter(profile="pedantic").lint_arrow(tables, at=AT)
        rows = session.createDataFrame(TABLE, tables.column_names).repartition(3)
        checked = check(rows, at=AT, profile="pedantic")
        found = {row.fingerprint: row.message for row in checked.findings.collect()}
        assert found == {one.fingerprint: one.message for one in expected.findings}
        assert checked.result.inputs[0].postings == expected.summary.postings

        (tmp_path / "table.csv").write_text("posting_number;status\n")
        (tmp_path / "all.ndjson.partial").write_text("")
        for name, said in (("none", "no such file"), ("table.csv", "Spark reads"), ("all.ndjson.partial", "resume it")):
            with pytest.raises(SourceError, match=said):
                input_of(session, [str(tmp_path / name)], {})

        write_inputs(tmp_path, 600)
        config = Config(
            inputs=(str(tmp_path / "postings.ndjson"),),
            tracking=(str(tmp_path / "events.ndjson"),),
            previous=(str(tmp_path / "earlier.ndjson"),),
            now=read_moment(AT, "at"),
            lang="ru",
        )
        found_beside = check_paths(config, session, tmp_path)
        assert found_beside.joined is not None
        assert found_beside.joined.joined
        with (tmp_path / "postings.ndjson").open("rb") as nothing:
            assert outcome(found_beside) == outcome(check_alone(config, nothing, tmp_path))
        places = {one.place.path for one in found_beside.findings if one.subject.kind == "posting"}
        assert places == {(tmp_path / name).as_uri() for name in ("postings.ndjson", "earlier.ndjson")}


def test_an_executor_that_dies_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    """Of two workers one is killed in mid-run, and what comes of it is what one machine finds."""
    from spark import Killer, alone, check_same, on_spark, spark, write_inputs

    write_inputs(tmp_path, 600)
    with spark("local-cluster[2,1,1024]") as session:
        killer = Killer(session, [2])
        killer.start()
        found = on_spark(session, tmp_path)
        assert killer.killed
        check_same(found, alone(tmp_path))
