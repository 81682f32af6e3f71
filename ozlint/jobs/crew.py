"""The workers of a run: started, given one part after the other, and ended."""

import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Literal

from ozlint.errors import SourceError
from ozlint.jobs.message import Answer, Failed, Judged, Read, Told, pack, unpack
from ozlint.jobs.part import Part
from ozlint.jobs.worker import work
from ozlint.model.text import Text

Method = Literal["fork", "spawn"]
_RECORD = 8
"""Bytes of a posting's number in an index."""


_WAYS_OUT: dict[int | None, Text] = {
    -9: Text(
        "systems end processes like that when memory runs out: try again with --jobs 1, which needs less of it",
        "так система завершает процессы, когда кончается память: попробуйте --jobs 1, так её нужно меньше",
    ),
    -15: Text("somebody asked it to end: run it again", "его попросили завершиться: запустите проверку ещё раз"),
}
"""What to do, by how a process has ended."""
_ELSE = Text(
    "it broke down: try again with --jobs 1, and report a bug of ozlint if that works",
    "в нём произошёл сбой: попробуйте --jobs 1, и если так работает, сообщите об ошибке в ozlint",
)


class WorkerLost(SourceError):  # noqa: N818 - what has happened
    """A worker has ended before its part was judged: there is no report then."""

    def __init__(self, code: int | None) -> None:
        ended = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        then = _WAYS_OUT.get(code, _ELSE)
        self.text = Text(
            f"a process of this run has ended before its part was judged ({ended}), so there is no report; {then.en}",
            f"один из процессов проверки завершился раньше времени ({ended}), поэтому отчёта нет; {then.ru}",
        )
        super().__init__(self.text.en)


def start_method() -> Method:
    """Return how workers are started here: as copies of this process where that is safe, since they begin at once."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def judged_by_workers(
    told: Told, parts: Sequence[Part], jobs: int, progress: Callable[[int], None] | None, method: Method
) -> Generator[Judged]:
    """Yield what workers make of each part, in the order of the parts; `progress` is told how many postings were read.

    Raises WorkerLost where one of them ends before that.
    """
    with _workers(min(jobs, len(parts)), method) as workers:
        left = iter(enumerate(parts))
        busy: dict[Connection, int] = {}
        read = [0] * len(parts)
        done: dict[int, Judged] = {}
        for connection, process in workers.items():
            with _losing(process):
                connection.send_bytes(pack(told))
                _give(connection, left, busy)
        for place in range(len(parts)):
            while place not in done:
                ready: list[Any] = wait(list(busy))
                for connection in ready:
                    with _losing(workers[connection]):
                        answer: Answer = unpack(connection.recv_bytes(), Answer)  # type: ignore[arg-type]
                        own = busy[connection]
                        match answer:
                            case Failed(traceback):
                                raise RuntimeError(traceback)
                            case Read(count):
                                read[own] = count
                            case Judged():
                                read[own] = len(answer.reading.index.numbers) // _RECORD
                                done[own] = answer
                                _give(connection, left, busy)
                if progress is not None:
                    progress(sum(read))
            yield done.pop(place)


def _give(connection: Connection, left: Iterator[tuple[int, Part]], busy: dict[Connection, int]) -> None:
    """Give a worker the next part, if there is one."""
    busy.pop(connection, None)
    for place, part in left:
        connection.send_bytes(pack(part))
        busy[connection] = place
        return


@contextmanager
def _workers(count: int, method: Method) -> Iterator[dict[Connection, BaseProcess]]:
    """Give some workers, each with what one talks to it through; none is left afterwards."""
    context: Any = get_context(method)  # each kind has a Process of its own
    workers: dict[Connection, BaseProcess] = {}
    try:
        with _undisturbed():
            for _ in range(count):
                ours, theirs = context.Pipe()
                # A copy of this process has the ends of this side too, and would not notice that nobody is there.
                copied = [*workers, ours] if method == "fork" else []
                process = context.Process(target=work, args=(theirs, copied), daemon=True)
                process.start()
                theirs.close()
                workers[ours] = process
        yield workers
    finally:
        for connection, process in workers.items():
            connection.close()
            process.terminate()
        for process in workers.values():
            process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let workers be started without a Ctrl-C: it goes to them as well, and it is this process that answers it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _losing(process: BaseProcess) -> Iterator[None]:
    """Raise WorkerLost where the other end of a connection is gone."""
    try:
        yield
    except (EOFError, ConnectionError):
        process.join()
        raise WorkerLost(process.exitcode) from None
