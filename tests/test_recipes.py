"""The recipes of docs/arrow.md, each run as it stands there against what it is for."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import ipc, parquet

import postgres
from ozlint import Report, lint_arrow

ROOT = Path(__file__).parent.parent
RECORDED = Path(__file__).parent / "clickhouse.arrows"
"""`SELECT payload FROM postings FORMAT ArrowStream`, as ClickHouse 26.9 answers: of three rows, compressed by LZ4."""
RECIPES = dict(
    re.findall(r"<!-- recipe: (\w+) -->\n```python\n(.*?)```", (ROOT / "docs/arrow.md").read_text("utf-8"), re.DOTALL)
)
FOUND = [("OZ101", "12345678-0001-1")]


def posting(number: str, tracking_number: str) -> dict[str, Any]:
    """A shipped posting as the API answers with it."""
    return {
        "posting_number": number,
        "status": "delivering",
        "substatus": "posting_in_carriage",
        "tpl_integration_type": "non_integrated",
        "tracking_number": tracking_number,
        "delivery_method": {"warehouse": "Казань"},
    }


POSTINGS = [posting("12345678-0001-1", ""), posting("12345678-0002-1", "1106153417"), posting("12345678-0003-1", "RB1")]
TEXTS = [json.dumps(one, ensure_ascii=False) for one in POSTINGS]


def run(recipe: str) -> dict[str, Any]:
    """What a recipe leaves behind."""
    names: dict[str, Any] = {}
    exec(compile(RECIPES[recipe], f"docs/arrow.md: {recipe}", "exec"), names)  # noqa: S102 - the guide's own
    return names


def found(report: Report) -> list[tuple[str, str | None]]:
    """The missing tracking numbers of a report, whose other findings depend on the day; all postings were read."""
    assert report.summary.postings == len(POSTINGS)
    assert not any(one.rule == "OZ001" for one in report.findings)
    return [(one.rule, one.posting_number) for one in report.findings if one.rule == "OZ101"]


def test_every_recipe_is_tried() -> None:
    """The guide has the recipes that are run here, and no block of Python besides."""
    assert list(RECIPES) == ["any", "duckdb", "lake", "postgresql", "clickhouse", "service"]
    assert (ROOT / "docs/arrow.md").read_text("utf-8").count("```python") == len(RECIPES)


def test_any_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """The first example prints what it finds."""
    assert run("any")["report"].summary.postings == 2
    assert "OZ101 12345678-0001-1 1 " in capsys.readouterr().out


def test_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of DuckDB with a column of JSON."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as shop:
        shop.execute("CREATE TABLE postings (payload JSON)")
        shop.executemany("INSERT INTO postings VALUES (?)", [[text] for text in TEXTS])
    monkeypatch.chdir(tmp_path)
    assert found(run("duckdb")["report"]) == FOUND


def test_a_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of Parquet files by day, as tables; one day is too old."""
    for place, day in enumerate(["2026-11-01", "2026-11-02", "2026-11-03", "2026-10-31"]):
        folder = tmp_path / "lake" / f"day={day}"
        folder.mkdir(parents=True)
        parquet.write_table(pa.Table.from_pylist([POSTINGS[place % 3]]), folder / "part-0.parquet")
    monkeypatch.chdir(tmp_path)
    assert found(run("lake")["report"]) == FOUND


@pytest.mark.skipif(postgres.binaries() is None, reason="PostgreSQL is not installed: apt-get install postgresql")
def test_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of a real PostgreSQL with a column of jsonb."""
    from adbc_driver_postgresql import dbapi

    programs = postgres.binaries()
    assert programs is not None
    with postgres.server(programs) as socket:
        monkeypatch.setenv("PGHOST", str(socket))
        monkeypatch.setenv("PGUSER", postgres.OWNER)
        with dbapi.connect("postgresql:///postgres", autocommit=True) as server, server.cursor() as cursor:
            cursor.execute("CREATE DATABASE shop")
        with dbapi.connect("postgresql:///shop", autocommit=True) as shop, shop.cursor() as cursor:
            cursor.adbc_ingest("raw", pa.table({"text": TEXTS}))
            cursor.execute("CREATE TABLE postings AS SELECT text::jsonb AS payload FROM raw")
        assert found(run("postgresql")["report"]) == FOUND


@contextmanager
def answering(data: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback that answers everything with some bytes; its address, and what it was asked."""
    asked: list[bytes] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing: a test says what it has to say by its assertions."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


def test_clickhouse(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ClickHouse answers over HTTP: recorded from it, served by a server of the test's own."""
    with answering(RECORDED.read_bytes()) as (url, asked):
        monkeypatch.setenv("CLICKHOUSE_URL", url)
        assert found(run("clickhouse")["report"]) == FOUND
    assert asked == [b"SELECT payload FROM postings FORMAT ArrowStream"]


@pytest.mark.parametrize("kind", ["String", "JSON"])
def test_clickhouse_itself(kind: str) -> None:
    """The engine of ClickHouse, where it is installed: its text and its JSON are payloads."""
    chdb = pytest.importorskip("chdb", reason="ClickHouse is half a gigabyte: pip install chdb")
    rows = ", ".join(f"('{text}')" for text in TEXTS)
    query = f"SELECT payload FROM VALUES('payload {kind}', {rows})"  # noqa: S608 - texts of this module
    answer = chdb.query(query, "ArrowStream").bytes()
    assert found(lint_arrow(ipc.open_stream(answer), at="2026-11-22T09:00:00Z")) == FOUND


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_a_readme(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a README shows of Python runs in a clone, and finds what its first screen shows."""
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```python\n(.*?)```", Path(readme).read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(block, readme, "exec"), names)  # noqa: S102 - as above
    assert "OZ101" in {one.rule for one in names["report"].findings}


def test_a_service() -> None:
    """A linter in threads of a loop tells every caller the same."""
    judge: Callable[..., Any] = run("service")["judge"]

    async def ask() -> list[list[str]]:
        return await asyncio.gather(*(judge(POSTINGS) for _ in range(4)))

    answers = asyncio.run(ask())
    assert all(answer == answers[0] for answer in answers)
    assert any("12345678-0001-1" in message for message in answers[0])
