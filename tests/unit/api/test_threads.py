"""One Linter, many threads: the same reports as from one."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pyarrow as pa
import pytest

from generator import Generator
from ozlint import Linter, Report
from ozlint.reporters.json import json_report
from ozlint.reporters.options import Options

THREADS = 8
MORNINGS = [f"2026-11-22T{hour:02}:00:00Z" for hour in range(6, 6 + THREADS)]


@pytest.fixture(autouse=True)
def _often_switched() -> Iterator[None]:
    """Threads take turns fifty times as often as they would, so that what can be raced is."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    yield
    sys.setswitchinterval(before)


def shares() -> list[list[str]]:
    """Postings for each thread, of every kind, as JSON."""
    texts = [record.text for group in Generator(11, torn=False).records(THREADS * 60) for record in group]
    return [texts[place::THREADS] for place in range(THREADS)]


def as_dicts(linter: Linter, texts: list[str], at: str) -> Report:
    """Judge some postings as dicts."""
    return linter.lint([json.loads(text) for text in texts], at=at)


def as_payloads(linter: Linter, texts: list[str], at: str) -> Report:
    """Judge some postings as rows of raw answers."""
    return linter.lint_arrow(pa.table({"payload": texts}), at=at)


def as_columns(linter: Linter, texts: list[str], at: str) -> Report:
    """Judge some postings as a table whose times have no zone: other shapes, other times, other reasons."""
    names = ("posting_number", "status", "substatus", "tracking_number", "shipment_date", "in_process_at")
    rows = [json.loads(text) for text in texts]
    columns = {name: [str(row.get(name) or "").removesuffix("Z") for row in rows] for name in names}
    return linter.lint_arrow(pa.table(columns), at=at)


def told(report: Report) -> str:
    """Everything that a report says."""
    return "".join(json_report(report, Options()))


WAYS = (as_dicts, as_payloads, as_columns)


def each(judge: Callable[[int, int], str]) -> list[str]:
    """What comes of every thread in every round, the threads begun together."""
    start = Barrier(THREADS)

    def work(place: int) -> list[str]:
        start.wait()
        return [judge(place, turn) for turn in range(len(WAYS))]

    with ThreadPoolExecutor(THREADS) as pool:
        return [said for found in pool.map(work, range(THREADS)) for said in found]


def test_threads_share_one_linter() -> None:
    """Eight threads on one set of rules that nobody has used before report what one thread does."""
    parts = shares()

    def judge(linter: Linter, place: int, turn: int) -> str:
        return told(WAYS[(place + turn) % len(WAYS)](linter, parts[place], MORNINGS[place]))

    alone, shared = Linter(profile="pedantic"), Linter(profile="pedantic")
    expected = [judge(alone, place, turn) for place in range(THREADS) for turn in range(len(WAYS))]
    assert len(set(expected)) == THREADS * len(WAYS)
    assert each(lambda place, turn: judge(shared, place, turn)) == expected


def test_a_loop_hands_judging_to_threads() -> None:
    """`asyncio.to_thread` judges many batches at once, and the loop goes on meanwhile."""
    parts = shares()
    linter = Linter()
    expected = [told(as_dicts(linter, part, at)) for part, at in zip(parts, MORNINGS, strict=True)]
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    async def run() -> list[str]:
        ticking = asyncio.create_task(tick())
        reports = await asyncio.gather(
            *(asyncio.to_thread(as_dicts, linter, part, at) for part, at in zip(parts, MORNINGS, strict=True))
        )
        ticking.cancel()
        return [told(report) for report in reports]

    assert asyncio.run(run()) == expected
    assert ticks > THREADS


COLD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

sys.setswitchinterval(1e-4)
start = Barrier(4)
posting = {"posting_number": "12345678-0001-1", "status": "delivering", "tpl_integration_type": "non_integrated",
           "tracking_number": "rb 123456785 gb", "delivery_method": {"tpl_provider": "СДЭК"}}

def work(_):
    start.wait()
    from ozlint import lint
    report = lint([posting], at="2026-11-22T09:00:00Z", profile="pedantic")
    return repr((report.findings, report.per_rule, report.not_evaluated))

with ThreadPoolExecutor(4) as pool:
    said = list(pool.map(work, range(4)))
assert len(set(said)) == 1 and "OZ107" in said[0], said
"""


def test_threads_may_be_the_first_to_ask() -> None:
    """In a new process nothing is loaded and no table is read: four threads that begin with it agree."""
    done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
