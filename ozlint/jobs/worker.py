"""What one of several processes of a run does: it judges one part after the other, until nobody wants more."""

import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from ozlint.engine.lint import Lint
from ozlint.engine.reading import reading_of
from ozlint.engine.side import Benches
from ozlint.jobs.message import Failed, Judged, Read, Told, pack, unpack, unpack_rules
from ozlint.jobs.part import Part
from ozlint.rulebook.rule import Rulebook
from ozlint.sources.decoding import PostingDecoder
from ozlint.sources.lines import Lines
from ozlint.triage.unreadable import Unreadable


class Worker:
    """The rules of a run, ready to judge parts of its inputs."""

    def __init__(self, told: Told) -> None:
        self._rulebook = Rulebook(unpack_rules(told.rules, told.knowledge))
        self._benches = Benches(self._rulebook, None)
        self._terms = told.terms
        self._decoder = PostingDecoder(told.paths)

    def judge(self, part: Part, connection: Connection) -> Judged:
        """Return what a part gives; how far it is goes to the connection now and then."""
        lint = Lint(self._rulebook, self._terms, self._benches)
        problems: list[Unreadable] = []
        lines = []
        for stretch in part.stretches:
            postings = stretch.open(self._decoder, problems)
            lint.told = stretch.times
            lint.read(postings, lambda count: connection.send_bytes(pack(Read(count))))
            source = postings.source
            lines.append(bytes(memoryview(source.starts)) if isinstance(source, Lines) else b"")  # type: ignore[arg-type]
        return Judged(reading_of(lint), tuple(lines), tuple(problems))


def work(connection: Connection, copied: Sequence[Connection]) -> None:
    """Judge what comes through a connection; ends when the other side is gone.

    `copied` are the ends of that side that this process has a copy of.
    """
    for end in copied:
        end.close()
    # Whoever is told to stop is the process that the user sees, and that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        worker = Worker(unpack(connection.recv_bytes(), Told))
        while True:
            part = unpack(connection.recv_bytes(), Part)
            connection.send_bytes(pack(worker.judge(part, connection)))
    except (EOFError, ConnectionError):
        return
    except Exception:  # noqa: BLE001 - told to whoever can show it
        from traceback import format_exc

        with suppress(OSError):
            connection.send_bytes(pack(Failed(format_exc())))
