"""Workers that end before their time, and whoever waits for them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
POSTING = '{"posting_number": "1-%04d-1", "status": "delivering", "in_process_at": "2026-11-18T08:00:00Z"}\n'
STUCK = """
import signal, sys, time
from ozlint.jobs import part, worker
from ozlint.jobs.message import Read, pack

def judge(self, part, connection):
    while True:
        connection.send_bytes(pack(Read(1)))
        time.sleep(0.01)

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
part.WORTH = part.LEAST = 1
worker.Worker.judge = judge
from ozlint.cli.main import run_process
sys.exit(run_process(["check", "a.ndjson", "--jobs", "3", "--format", "json", *sys.argv[1:]]))
"""
"""A run whose workers never come to the end of a part."""
BROKEN = STUCK.replace("    while True:", "    raise ValueError('a bug')\n    while True:")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers that are copies, and /proc to find them in")


@contextmanager
def started(script: str, folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A run of three workers, in a process group of its own that is gone afterwards."""
    (folder / "a.ndjson").write_text("".join(POSTING % place for place in range(100)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as run:  # fmt: skip
        try:
            yield run
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def workers_of(run: "subprocess.Popen[str]") -> list[int]:
    """The workers of a run, once all of them are there."""
    listed = Path(f"/proc/{run.pid}/task/{run.pid}/children")

    def all_of_them() -> list[int] | None:
        found = [int(pid) for pid in listed.read_text().split()]
        return found if len(found) == 3 else None

    return until(all_of_them)


def until(told: Callable[[], T | None]) -> T:
    """What a function says, once it says something; a minute is more than anything here takes."""
    for _ in range(6000):
        if (answer := told()) is not None:
            return answer
        time.sleep(0.01)
    raise AssertionError(told)


def is_gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has asked about since is a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def assert_gone(pids: list[int]) -> None:
    """No worker outlives its run."""
    until(lambda: all(map(is_gone, pids)) or None)


@pytest.mark.parametrize(("lang", "said"), [("en", "signal 9"), ("ru", "завершился раньше времени (signal 9)")])
def test_without_a_worker_there_is_no_report(tmp_path: Path, lang: str, said: str) -> None:
    """One that is killed, as a system does that runs out of memory, is exit 3 with no half of a report."""
    with started(STUCK, tmp_path, "--lang", lang) as run:
        workers = workers_of(run)
        os.kill(workers[1], signal.SIGKILL)
        out, err = run.communicate(timeout=60)
        assert (run.returncode, out) == (3, "")
        assert said in err
        assert "--jobs 1" in err
        assert "Traceback" not in err
        assert_gone(workers)


def test_ctrl_c_ends_all(tmp_path: Path) -> None:
    """It goes to every process of the terminal; only the one that the user sees answers it."""
    with started(STUCK, tmp_path) as run:
        workers = workers_of(run)
        os.killpg(run.pid, signal.SIGINT)
        assert run.communicate(timeout=60) == ("", "")
        assert run.returncode == 130
        assert_gone(workers)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_their_run(tmp_path: Path, how: signal.Signals) -> None:
    """However it ends: nobody would take what they give."""
    with started(STUCK, tmp_path) as run:
        workers = workers_of(run)
        os.kill(run.pid, how)
        assert run.wait(timeout=60) == -how
        assert_gone(workers)


def test_a_bug_in_a_worker_shows_its_traceback(tmp_path: Path) -> None:
    """And is exit 70, as any other."""
    with started(BROKEN, tmp_path) as run:
        out, err = run.communicate(timeout=60)
        assert (run.returncode, out) == (70, "")
        assert "ValueError: a bug" in err
