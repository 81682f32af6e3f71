"""Judges generated postings on Spark, and asserts that all is as on one machine.

    python tests/bench/spark.py same                   # with local[2] and with local-cluster[2,1,1024]
    python tests/bench/spark.py killed                 # an executor is killed while it reads, another while it judges
    python tests/bench/spark.py skewed                 # one tracking number on all postings
    python tests/bench/spark.py speed                  # one worker, two, and the single process

Carriers' events and an earlier snapshot are beside the postings; some lines are broken in ways that have cost runs.
"""

import argparse
import csv
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

BENCH = Path(__file__).parent
AT = "2026-11-22T09:00:00Z"
BROKEN = [
    b"no posting at all",
    b'{"posting_number": "99999999-0001-1", "status": "delivering", "tracking_number": {}}',
    b'{"posting_number": "99999999-0002-1", "status": "delivering", "tracking_number": "\xff\xfe"}',
    b'{"posting_number": "99999999-0003-1", "status": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    b'{"posting_number": "99999999-0004-1", "status": "deliv',
    b'{"posting_number": "", "status": "delivering"}',
    b'{"posting_number": 12, "status": "delivering", "tracking_number": "1106153417"}',
    b"null",
]
"""Lines that are no postings, each of which may cost itself and nothing else."""
NUMBER = "1106153417"
EVENTS = [
    {"tracking_number": NUMBER, "carrier": "CDEK", "phase": phase, "time": f"2026-11-{day:02}T10:00:00Z"}
    for day, phase in enumerate(("accepted", "in_transit", "delivered"), start=10)
]

Outcome = tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, ...]], list[tuple[Any, ...]]]
"""Findings by their identity, counts by rule, and what could not be judged."""


def write_inputs(folder: Path, count: int, *, skewed: bool = False) -> None:
    """Write postings, events and an earlier snapshot into a folder."""
    postings, events, earlier = (folder / name for name in ("postings.ndjson", "events.csv", "earlier.ndjson"))
    _run("postings.py", str(count), str(postings), "--seed", "7")
    if skewed:
        lines = [json.loads(line) for line in postings.read_bytes().splitlines() if line.endswith(b"}")]
        postings.write_text("".join(json.dumps(one | {"tracking_number": NUMBER}) + "\n" for one in lines))
    _run("earlier.py", str(postings), str(earlier))
    if skewed:
        told = EVENTS
    else:
        _run("events.py", str(postings), str(events))
        with events.open(encoding="utf-8") as rows:
            told = list(csv.DictReader(rows, delimiter=";"))
        _break(postings)
    (folder / "events.ndjson").write_text("".join(json.dumps(row) + "\n" for row in told))


def _run(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, str(BENCH / script), *arguments], check=True, stdout=subprocess.DEVNULL)


def _break(postings: Path) -> None:
    """Put broken lines among the postings, and some of them once more, changed: a later record counts."""
    lines = postings.read_bytes().splitlines()
    again = [line.replace(b'"delivering"', b'"delivered"') for line in lines[:: max(1, len(lines) // 50)]]
    middle = len(lines) // 2
    postings.write_bytes(b"\n".join([*lines[:middle], *BROKEN, *lines[middle:], *again]) + b"\n")


def alone(folder: Path) -> Outcome:
    """Return what the single process reports."""
    from ozlint.config.config import Config
    from ozlint.config.moment import read_moment
    from ozlint.run import check

    config = Config(
        inputs=("postings.ndjson",), tracking=("events.ndjson",), previous=("earlier.ndjson",),
        now=read_moment(AT, "at"), profile="pedantic",
    )  # fmt: skip
    report = check(config, sys.stdin.buffer, folder)
    findings = {one.fingerprint: (one.rule, one.severity, one.message) for one in report.findings}
    counts = {one.rule: (one.broken, one.holds, one.not_applicable, one.not_evaluated) for one in report.per_rule}
    return findings, counts, sorted((one.rule, one.code, one.field, one.count) for one in report.not_evaluated)


def on_spark(session: Any, folder: Path) -> Outcome:  # noqa: ANN401 - a session of Spark
    """Return what the same comes to on Spark."""
    from ozlint.spark import check

    def read(name: str) -> Any:  # noqa: ANN401 - a DataFrame
        # By the split of a small file: many tasks, as a large one has.
        return session.read.text(str(folder / name), lineSep="\n").withColumnRenamed("value", "payload")

    checked = check(
        read("postings.ndjson"), at=AT, profile="pedantic", tracking=read("events.ndjson"),
        previous=read("earlier.ndjson"),
    )  # fmt: skip
    rows = checked.findings.select("fingerprint", "rule", "severity", "message").collect()
    findings = {row.fingerprint: tuple(row[1:]) for row in rows}
    assert len(findings) == len(rows), "a finding came twice"
    counts = {row.rule: tuple(row[1:]) for row in checked.counts.collect()}
    told = sorted((one.rule, one.code, one.field, one.count) for one in checked.not_evaluated)
    return findings, counts, told


def check_same(found: Outcome, expected: Outcome) -> None:
    """Assert that two runs came to the same."""
    for what, one, other in zip(("findings", "counts", "reasons"), found, expected, strict=True):
        if one != other:
            pairs = [set(map(repr, side.items() if isinstance(side, dict) else side)) for side in (one, other)]
            print(f"{what} differ, on Spark only:", sorted(pairs[0] - pairs[1])[:5])
            print(f"{what} differ, alone only:", sorted(pairs[1] - pairs[0])[:5])
            raise SystemExit(1)


@contextmanager
def spark(master: str, log: Path | None = None, *, short: bool = False) -> Iterator[Any]:
    """Give a session whose Python processes are this interpreter, with ozlint as it is here.

    One that is `short` spares what pays off in long runs only.
    """
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = (
        SparkSession.builder.master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.files.maxPartitionBytes", str(16 << 20))
    )
    if short:
        for side in ("driver", "executor"):
            builder = builder.config(f"spark.{side}.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        builder = builder.config("spark.sql.shuffle.partitions", "2").config("spark.sql.codegen.wholeStage", "false")
        builder = builder.config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    if log is not None:
        settings = {"enabled": "true", "compress": "false", "rolling.enabled": "false", "dir": log.as_uri()}
        for key, value in settings.items():
            builder = builder.config(f"spark.eventLog.{key}", value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


class Killer(threading.Thread):
    """Kills an executor of a session once so many tasks of a run have ended, and another one later."""

    def __init__(self, session: Any, after: list[int]) -> None:  # noqa: ANN401 - a session of Spark
        super().__init__(daemon=True)
        self._context = session.sparkContext
        self._after = after
        self.killed: list[int] = []

    def run(self) -> None:
        """Wait, and kill."""
        tracker = self._context.statusTracker()
        ended: dict[int, int] = {}
        while len(self.killed) < len(self._after):
            time.sleep(0.02)
            for stage in tracker.getActiveStageIds():
                if (said := tracker.getStageInfo(stage)) is not None:
                    ended[stage] = max(ended.get(stage, 0), said.numCompletedTasks)
            active = any(tracker.getStageInfo(stage) is not None for stage in tracker.getActiveStageIds())
            if active and sum(ended.values()) >= self._after[len(self.killed)]:
                executor = next((one for one in self._executors() if one not in self.killed), None)
                if executor is not None:
                    os.kill(executor, signal.SIGKILL)
                    self.killed.append(executor)

    def _executors(self) -> list[int]:
        """Return the processes of this session's executors, and of no other's."""
        found = []
        for place in Path("/proc").iterdir():
            try:
                words = (place / "cmdline").read_bytes().split(b"\0") if place.name.isdigit() else []
            except OSError:
                continue
            if any(b"CoarseGrainedExecutorBackend" in word for word in words) and (
                self._context.applicationId.encode() in words
            ):
                found.append(int(place.name))
        return found


def same(folder: Path, count: int, masters: list[str]) -> None:
    """Assert that findings, identities and counts are those of the single process."""
    write_inputs(folder, count)
    expected = alone(folder)
    for master in masters:
        with spark(master) as session:
            check_same(on_spark(session, folder), expected)
        print(f"{master}: {len(expected[0])} findings of {count} postings, the same as alone", flush=True)


def killed(folder: Path, count: int, masters: list[str]) -> None:
    """Assert that executors which die in mid-run cost nothing and double nothing."""
    write_inputs(folder, count)
    expected = alone(folder)
    with spark(masters[-1]) as session:
        killer = Killer(session, [4, 45])
        killer.start()
        found = on_spark(session, folder)
        assert len(killer.killed) == 2, f"the run was over before: {killer.killed}"
        check_same(found, expected)
    print(f"{masters[-1]}: two executors killed, {len(expected[0])} findings, the same as alone")


def skewed(folder: Path, count: int, masters: list[str]) -> None:
    """Assert that no task stalls where all postings have one tracking number: each stage parts its work evenly."""
    log = folder / "log"
    log.mkdir()
    write_inputs(folder, count, skewed=True)
    expected = alone(folder)
    with spark(masters[0], log) as session:
        check_same(on_spark(session, folder), expected)
    print(f"one tracking number on {count} postings: {len(expected[0])} findings, the same as alone", flush=True)
    stages = [sorted(found) for found in _tasks(log).values()]
    for tasks in sorted(stages, key=lambda tasks: tasks[-1])[-6:]:
        middle = statistics.median(tasks)
        print(f"{len(tasks)} tasks, {sum(tasks):.1f} s, the middle one {middle:.1f} s, the longest {tasks[-1]:.1f} s")
    longest = max(stages, key=lambda tasks: tasks[-1])
    assert longest[-1] <= 3 * statistics.median(longest), longest


def _tasks(log: Path) -> dict[int, list[float]]:
    """Return how long the tasks of each stage took, in seconds."""
    found: dict[int, list[float]] = {}
    for file in log.iterdir():
        for line in file.read_bytes().splitlines():
            event = msgspec.json.decode(line)
            if event["Event"] == "SparkListenerTaskEnd":
                info = event["Task Info"]
                took = (info["Finish Time"] - info["Launch Time"]) / 1000
                found.setdefault(event["Stage ID"], []).append(took)
    return found


def speed(folder: Path, count: int, _masters: list[str]) -> None:
    """Print what one worker takes, two, and the single process: of a run whose processes have judged some before."""
    few = folder / "few"
    few.mkdir()
    write_inputs(folder, count)
    write_inputs(few, 2000)
    times: dict[str, list[tuple[float, float]]] = {}
    for _ in range(2):
        for master in ("local-cluster[1,1,1024]", "local-cluster[2,1,1024]"):
            with spark(master) as session:
                on_spark(session, few)
                times.setdefault(master, []).append(_timed(lambda: on_spark(session, folder)))
        times.setdefault("alone", []).append(_timed(lambda: alone(folder)))
    for name, found in times.items():
        wall, cpu = (statistics.median(one) for one in zip(*found, strict=True))
        print(f"{name}: {wall:.1f} s, {cpu:.1f} s of CPU, {cpu / count * 1e6:.0f} µs a posting  {found}", flush=True)


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    """Return what a run takes by the clock, and of the processors: of this process and all that it started."""
    began, spent = time.perf_counter(), _spent()
    run()
    return round(time.perf_counter() - began, 1), round(_spent() - spent, 1)


def _spent() -> float:
    """Return the seconds that this process and those below it have had."""
    parents: dict[int, int] = {}
    times: dict[int, int] = {}
    for place in Path("/proc").iterdir():
        try:
            said = (place / "stat").read_text().rpartition(")")[2].split() if place.name.isdigit() else []
        except OSError:
            continue
        if said:
            parents[int(place.name)] = int(said[1])
            times[int(place.name)] = sum(map(int, said[11:15]))
    below = {os.getpid()}
    for _ in range(8):  # session, master, executor, its Python, and that one's workers
        below |= {process for process, parent in parents.items() if parent in below}
    return sum(times.get(process, 0) for process in below) / os.sysconf("SC_CLK_TCK")


RUNS = {"same": same, "killed": killed, "skewed": skewed, "speed": speed}


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("run", choices=RUNS)
    parser.add_argument("--count", type=int, default=100_000, help="postings (default: 100000)")
    parser.add_argument("--masters", nargs="+", default=["local[2]", "local-cluster[2,1,1024]"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        RUNS[asked.run](Path(folder), asked.count, asked.masters)


if __name__ == "__main__":
    main()
