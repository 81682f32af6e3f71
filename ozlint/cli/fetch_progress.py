"""How far a fetch is: a line that changes on a terminal, a line a minute anywhere else."""

from collections.abc import Iterator
from contextlib import contextmanager

from ozlint.cli.progress import start_line
from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang, Text
from ozlint.model.times import show_duration
from ozlint.reporters.phrases import POSTING, Noun
from ozlint.seller_api.client import Client
from ozlint.seller_api.fetch import Progress
from ozlint.seller_api.snapshot import Snapshot

REQUEST = Noun(("request", "requests"), ("запрос", "запроса", "запросов"))
_EVERY = 60.0
"""Seconds between two lines where nobody watches."""
_RATE = Text("{rate:.0f} a second", "{rate:.0f} в секунду")
_LEFT = Text("about {left} left", "осталось около {left}")


class Meter:
    """Measures one fetch from now on."""

    def __init__(self, client: Client, snapshot: Snapshot, label: str, lang: Lang) -> None:
        self._client = client
        self._snapshot = snapshot
        self._label = label
        self._lang = lang
        self._began = client.clock.elapsed()
        self._sent_before = sum(client.sent.values())
        self._done_before = self._done()

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return self._client.clock.elapsed() - self._began

    def line(self, count: int) -> str:
        """Return how far the fetch is: postings, requests, their rate, and the time left once it can be guessed."""
        sent, seconds = sum(self._client.sent.values()) - self._sent_before, self.seconds
        parts = [self._label, POSTING.count(count, self._lang), REQUEST.count(sent, self._lang)]
        if seconds:
            parts.append(_RATE.say(self._lang).format(rate=sent / seconds))
        done = self._done()
        if self._done_before < done < 1.0:
            left = seconds * (1 - done) / (done - self._done_before)
            minutes = max(1, round(left / 60))
            parts.append(_LEFT.say(self._lang).format(left=show_duration(minutes * 60, self._lang)))
        return " · ".join(filter(None, parts))

    def _done(self) -> float:
        """Return which share of the window is read."""
        parts = self._snapshot.parts
        whole = sum(part.window.seconds for part in parts)
        return sum(part.window.seconds for part in parts if part.done) / whole if whole else 0.0


@contextmanager
def fetch_progress(meter: Meter, terminal: Terminal) -> Iterator[Progress]:
    """Give what is told how many postings were fetched."""
    if terminal.stderr.isatty():
        line = start_line(terminal)
        try:
            yield lambda count: line.update(0, description=meter.line(count))
        finally:
            line.stop()
        return
    said_at = 0.0

    def say(count: int) -> None:
        nonlocal said_at
        if meter.seconds - said_at >= _EVERY:
            said_at = meter.seconds
            terminal.warn(meter.line(count))
            terminal.stderr.flush()

    yield say
