"""Asking Ozon: at its pace, within limits, and again where that may help."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from threading import Event, Lock
from types import TracebackType
from typing import BinaryIO, Protocol, Self, TypeVar

from ozlint.seller_api.answers import AnswerFault, read_refusal
from ozlint.seller_api.clock import Clock
from ozlint.seller_api.limiter import Limiter
from ozlint.seller_api.limits import Limits
from ozlint.seller_api.problem import ApiProblem, passes, problem
from ozlint.seller_api.refusal import Answer, refusal_of
from ozlint.seller_api.request import Request

T = TypeVar("T")

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_CLOSED_PAUSE = 20.0
"""Seconds before a method that Ozon has closed is tried again; it takes "a few minutes"."""
_LONGEST_CLOSED_PAUSE = 120.0
_PATIENCE = 300.0
"""Seconds: whoever is asked to wait longer than that is told instead."""
_NAP = 0.5
"""Seconds slept at once: whoever is told to stop does so within that."""


class Transport(Protocol):
    """What carries a request to Ozon and its answer back; what fails on the way is an ApiProblem."""

    host: str

    def send(self, request: Request, seconds: float, most: int) -> Answer:
        """Return the answer, which takes at most so many seconds and has at most so many bytes."""
        ...

    def load(self, address: str, into: BinaryIO, seconds: float, most: int) -> None:
        """Write the file at an address into another; the key is not sent."""
        ...

    def close(self) -> None:
        """Let go of the connections."""
        ...


class Client:
    """Asks Ozon, from as many threads as you like: pace, budget and time limit are shared by all."""

    def __init__(
        self,
        transport: Transport,
        clock: Clock,
        limits: Limits | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.clock = clock
        self.limits = limits or Limits()
        self.skew: float | None = None
        """Seconds by which Ozon's clock is ahead of this machine's, by its last answer."""
        self._transport = transport
        self._jitter = jitter
        self._limiter = Limiter(self.limits.per_second)
        self._began = clock.elapsed()
        self._sent: Counter[str] = Counter()
        self._lock = Lock()
        self._stopped = Event()

    @property
    def sent(self) -> Mapping[str, int]:
        """How many requests were sent to each method, repeated ones included."""
        with self._lock:
            return dict(self._sent)

    def sent_since(self, before: Mapping[str, int]) -> dict[str, int]:
        """Return how many requests were sent to each method since `sent` was this."""
        return {path: count - before.get(path, 0) for path, count in self.sent.items() if count > before.get(path, 0)}

    def ask(self, request: Request, read: Callable[[bytes], T]) -> T:
        """Return what an answer says, read by `read`; what cannot be had raises ApiProblem."""
        return self._persist(lambda: self._answer(request, read))

    def load(self, address: str, into: BinaryIO) -> None:
        """Write the file at an address into another, from its beginning; what cannot be had raises ApiProblem."""

        def attempt() -> None:
            into.seek(0)
            into.truncate()
            self._count("file")
            self._transport.load(address, into, self.limits.file_seconds, self.limits.file_bytes)

        self._persist(attempt)

    def wait(self, seconds: float) -> None:
        """Let time pass; raises ApiProblem when the client is stopped or its time is up."""
        until = self.clock.elapsed() + seconds
        while (left := until - self.clock.elapsed()) > 0:
            self._check()
            self.clock.sleep(min(left, _NAP))
        self._check()

    def stop(self) -> None:
        """Send nothing any more: whoever asks or waits, in whatever thread, gets an ApiProblem."""
        self._stopped.set()

    def _persist(self, attempt: Callable[[], T]) -> T:
        for failures in range(1, self.limits.attempts):
            try:
                return attempt()
            except ApiProblem as failed:
                pause = self._pause(failed, failures)
                if not passes(failed.kind) or pause > _PATIENCE:
                    raise
                if failed.kind in ("busy", "circle"):
                    # Ozon counts the requests of all threads together.
                    self._limiter.hold(self.clock.elapsed() + pause)
                self.wait(pause)
        return attempt()

    def _pause(self, failed: ApiProblem, failures: int) -> float:
        """Return the seconds to wait before the next attempt: longer each time, and what Ozon asks for at least."""
        is_closed = failed.kind == "circle"
        first, longest = (_CLOSED_PAUSE, _LONGEST_CLOSED_PAUSE) if is_closed else (_FIRST_PAUSE, _LONGEST_PAUSE)
        own = min(longest, first * 2.0 ** (failures - 1)) * (1 + self._jitter()) / 2
        return max(own, failed.retry_after or 0)

    def _answer(self, request: Request, read: Callable[[bytes], T]) -> T:
        where = f"{self._transport.host}{request.path}"
        self._count(request.path)
        answer = self._transport.send(request, self.limits.request_seconds, self.limits.answer_bytes)
        self._heed(answer.headers)
        if answer.status != HTTPStatus.OK:
            raise self._refusal(answer, where)
        try:
            return read(answer.body)
        except AnswerFault as fault:
            if read_refusal(answer.body):
                raise self._refusal(answer, where) from None
            raise problem("unreadable", where, reason=fault.text) from None

    def _refusal(self, answer: Answer, where: str) -> ApiProblem:
        refusal = refusal_of(answer, where)
        refusal.retry_after = _number(answer.headers.get("retry-after"))
        return refusal

    def _heed(self, headers: Mapping[str, str]) -> None:
        """Take from the head of an answer what Ozon's clock says, and whether the pace is too fast."""
        if (date := _moment(headers.get("date"))) is not None:
            self.skew = date - self.clock.now()
        if _number(headers.get("ratelimit-remaining")) == 0:
            self._limiter.hold(self.clock.elapsed() + 1.0)

    def _count(self, path: str) -> None:
        """Wait for the turn of a request and count it; raises ApiProblem where it may not be sent any more."""
        self._check()
        while (seconds := self._limiter.take_turn(self.clock.elapsed())) > 0:
            self.wait(seconds)
        with self._lock:
            budget = self.limits.max_requests
            if budget is not None and self._sent.total() >= budget:
                raise problem("budget", self._transport.host, count=budget)
            self._sent[path] += 1

    def _check(self) -> None:
        limit = self.limits.total_seconds
        if self._stopped.is_set():
            raise problem("stopped", self._transport.host)
        if limit is not None and self.clock.elapsed() - self._began >= limit:
            raise problem("time_up", self._transport.host, seconds=limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()


def _number(header: str | None) -> int | None:
    """Return the number that a header names; None where it names none."""
    return int(header) if header and header.isascii() and header.isdecimal() else None


def _moment(header: str | None) -> float | None:
    """Return the moment that a Date header names, in seconds since 1970 UTC; None where it names none."""
    try:
        return parsedate_to_datetime(header).timestamp() if header else None
    except ValueError:
        return None
