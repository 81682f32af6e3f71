"""Asking: again where it helps, not where it does not, within limits, at Ozon's pace."""

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

import pytest

from fake_ozon.clock import NOW, FastClock
from ozlint.seller_api.answers import read_page
from ozlint.seller_api.checks import roles_request
from ozlint.seller_api.client import Client
from ozlint.seller_api.clock import Clock
from ozlint.seller_api.limits import Limits
from ozlint.seller_api.problem import ApiProblem, problem
from ozlint.seller_api.refusal import Answer
from ozlint.seller_api.request import Request

GOOD = Answer(200, {}, b'{"postings":[],"has_next":false}')
SERVER = Answer(502, {}, b"<html>")
BUSY = Answer(429, {}, b'{"code":8,"message":"You have reached request rate limit per second"}')
CIRCLE = Answer(503, {}, b'{"message":"Circle is open"}')
ASKED = roles_request()

Step = Answer | str


class Scripted:
    """Gives one answer after another, the last one for ever; a text is the kind of a problem on the way."""

    host = "ozon"

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps = deque(steps)
        self.sent: list[Request] = []

    def send(self, request: Request, seconds: float, most: int) -> Answer:  # noqa: ARG002 - as a transport is asked
        """Return the next answer."""
        self.sent.append(request)
        step = self.steps.popleft() if len(self.steps) > 1 else self.steps[0]
        if isinstance(step, str):
            raise problem(step, "ozon", reason="broken")
        return step

    def load(self, address: str, into: BinaryIO, seconds: float, most: int) -> None:  # noqa: ARG002 - as above
        """Write the next answer's body, or half of it where it fails."""
        into.write(b"half")
        into.seek(0)
        into.truncate()
        into.write(self.send(ASKED, seconds, most).body)

    def close(self) -> None:
        """Do nothing."""


def asking(fast: FastClock, *steps: Step, **limits: float) -> tuple[Client, Scripted]:
    """Return a client of a scripted Ozon, whose pauses are their longest."""
    transport = Scripted(steps)
    return Client(transport, fast.clock, Limits(**limits), jitter=lambda: 1.0), transport  # type: ignore[arg-type]


def failing(client: Client) -> ApiProblem:
    """Return the problem that asking ends with."""
    with pytest.raises(ApiProblem) as failed:
        client.ask(ASKED, read_page)
    return failed.value


def test_an_answer_is_read(fast: FastClock) -> None:
    """A good answer costs one request."""
    client, transport = asking(fast, GOOD)
    assert client.ask(ASKED, read_page).postings == []
    assert transport.sent == [ASKED]
    assert client.sent == {"/v1/roles": 1}


@pytest.mark.parametrize(
    "step",
    [SERVER, BUSY, CIRCLE, "timeout", "cut", "network", Answer(200, {}, b"<html>"), Answer(200, {}, b'{"postings":['),
     Answer(500, {}, b'{"code":13,"message":"Internal error"}'), Answer(408, {}, b"")],
)  # fmt: skip
def test_what_may_pass_is_asked_again(fast: FastClock, step: Step) -> None:
    """Four failures and a good answer are a good answer."""
    client, transport = asking(fast, step, step, step, step, GOOD)
    assert client.ask(ASKED, read_page).postings == []
    assert len(transport.sent) == 5


def test_what_does_not_pass_is_told_after_some_attempts(fast: FastClock) -> None:
    """The last failure counts."""
    client, transport = asking(fast, "cut", SERVER)
    assert failing(client).kind == "server"
    assert len(transport.sent) == 5


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 302])
def test_a_refusal_is_not_asked_again(fast: FastClock, status: int) -> None:
    """One request, and no pause."""
    client, transport = asking(fast, Answer(status, {}, b'{"message":"no"}'))
    failing(client)
    assert len(transport.sent) == 1
    assert fast.elapsed() == 0


def test_an_error_with_status_200_is_an_error(fast: FastClock) -> None:
    """Its words tell the kind, as with any other status."""
    client, transport = asking(fast, Answer(200, {}, b'{"code":7,"message":"Api-key is deactivated"}'))
    assert failing(client).kind == "deactivated"
    assert len(transport.sent) == 1


def test_pauses_grow_and_are_capped(fast: FastClock) -> None:
    """Each is twice the one before, up to half a minute."""
    client, _ = asking(fast, SERVER, attempts=10)
    failing(client)
    assert fast.elapsed() == pytest.approx(0.5 + 1 + 2 + 4 + 8 + 16 + 30 + 30 + 30)


def test_pauses_differ_by_chance(fast: FastClock) -> None:
    """Programs that failed together do not come back together: a pause is between half and all of its length."""
    transport = Scripted([SERVER])
    client = Client(transport, fast.clock, Limits(attempts=2), jitter=lambda: 0.0)
    failing(client)
    assert fast.elapsed() == pytest.approx(0.25)


def test_a_closed_method_is_given_minutes(fast: FastClock) -> None:
    """What Ozon calls an open circle lasts some minutes."""
    client, _ = asking(fast, CIRCLE)
    told = failing(client)
    assert fast.elapsed() == pytest.approx(20 + 40 + 80 + 120)
    assert "Circle is open" in told.text.en


def test_ozon_says_how_long_to_wait(fast: FastClock) -> None:
    """Retry-After counts seconds; the client waits at least that, and still longer each time."""
    steps = [Answer(429, {"retry-after": after}, b"") for after in ("7", "0", "1")]
    client, _ = asking(fast, *steps, GOOD)
    client.ask(ASKED, read_page)
    assert fast.elapsed() == pytest.approx(7 + 1 + 2)


@pytest.mark.parametrize("header", ["soon", "-1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "", "٣"])
def test_what_is_no_number_of_seconds_is_passed_over(fast: FastClock, header: str) -> None:
    """The client waits as if nothing had been said."""
    client, _ = asking(fast, Answer(429, {"retry-after": header}, b""), GOOD)
    client.ask(ASKED, read_page)
    assert fast.elapsed() == pytest.approx(0.5)


def test_who_is_asked_to_wait_for_hours_is_told(fast: FastClock) -> None:
    """Nobody sits before a program that is silent for an hour."""
    client, transport = asking(fast, Answer(429, {"retry-after": "3600"}, b""))
    assert failing(client).kind == "busy"
    assert len(transport.sent) == 1


def test_a_limit_that_is_used_up_holds_all_threads(fast: FastClock) -> None:
    """After `Ratelimit-Remaining: 0` nobody sends for a second; after 1 there is no need to wait."""
    for remaining, waited in (("0", 1.0), ("1", 0.0), ("x", 0.0)):
        client, _ = asking(fast, Answer(200, {"ratelimit-remaining": remaining}, GOOD.body), GOOD)
        began = fast.elapsed()
        client.ask(ASKED, read_page)
        client.ask(ASKED, read_page)
        assert fast.elapsed() - began == pytest.approx(waited)


def test_a_refusal_of_one_thread_holds_the_others(fast: FastClock) -> None:
    """The limit is the account's: while one waits as Ozon asked, nobody gets a turn."""
    client, _ = asking(fast, Answer(429, {"retry-after": "5"}, b""), GOOD)
    turns: list[float] = []

    def ask_besides(seconds: float) -> None:
        turns.append(client._limiter.take_turn(fast.elapsed()))
        fast.sleep(seconds)

    client.clock = Clock(now=fast.now, elapsed=fast.elapsed, sleep=ask_besides)
    client.ask(ASKED, read_page)
    assert turns == pytest.approx([5 - 0.5 * nap for nap in range(10)])


def test_the_budget_is_never_overdrawn(fast: FastClock) -> None:
    """Repeated requests count; who has spent it is told how much it was."""
    client, transport = asking(fast, SERVER, max_requests=3)
    told = failing(client)
    assert told.kind == "budget"
    assert "3 requests" in told.text.en
    assert len(transport.sent) == 3
    assert failing(client).kind == "budget"
    assert len(transport.sent) == 3


def test_the_budget_holds_for_all_threads_together(fast: FastClock) -> None:
    """Ten threads that ask without end send exactly as many requests as are allowed."""
    client, transport = asking(fast, GOOD, max_requests=100)

    def ask_on() -> None:
        with suppress(ApiProblem):
            while True:
                client.ask(ASKED, read_page)

    threads = [threading.Thread(target=ask_on) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(transport.sent) == 100
    assert sum(client.sent.values()) == 100


def test_the_time_limit_ends_a_pause(fast: FastClock) -> None:
    """It is noticed within half a second, and no request is sent after it."""
    client, transport = asking(fast, CIRCLE, total_seconds=10)
    assert failing(client).kind == "time_up"
    assert 10 <= fast.elapsed() <= 10.5
    assert len(transport.sent) == 1
    assert failing(client).kind == "time_up"
    assert len(transport.sent) == 1


def test_a_stopped_client_sends_nothing(fast: FastClock) -> None:
    """Whoever asks after that is told."""
    client, transport = asking(fast, GOOD)
    client.stop()
    assert failing(client).kind == "stopped"
    assert not transport.sent


def test_a_pause_ends_when_the_client_is_stopped(fast: FastClock) -> None:
    """A thread that waits notices within half a second."""
    client, _ = asking(fast, GOOD)
    naps = fast.slept

    def stop_later(seconds: float) -> None:
        fast.sleep(seconds)
        if len(naps) == 3:
            client.stop()

    client.clock = Clock(now=fast.now, elapsed=fast.elapsed, sleep=stop_later)
    with pytest.raises(ApiProblem) as stopped:
        client.wait(60)
    assert stopped.value.kind == "stopped"
    assert fast.elapsed() == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("date", "skew"),
    [("Sun, 22 Nov 2026 09:00:00 GMT", 0.0), ("Sun, 22 Nov 2026 10:00:00 GMT", 3600.0), ("today", None), (None, None)],
)
def test_the_clocks_are_compared(fast: FastClock, date: str | None, skew: float | None) -> None:
    """By the Date header of the last answer, where there is a readable one."""
    assert fast.now() == NOW
    headers = {} if date is None else {"date": date}
    client, _ = asking(fast, Answer(200, headers, GOOD.body))
    client.ask(ASKED, read_page)
    assert client.skew == skew


def test_a_fault_of_an_answer_is_told_with_its_reason(fast: FastClock) -> None:
    """After the attempts the problem says what the answer was."""
    client, _ = asking(fast, Answer(200, {}, b"<html>x"))
    told = failing(client)
    assert told.kind == "unreadable"
    assert "web page" in told.text.en
    assert "веб-страница" in told.text.ru


def test_requests_are_counted_from_a_moment_on(fast: FastClock) -> None:
    """What a fetch has sent is what was sent since it began."""
    client, _ = asking(fast, GOOD)
    client.ask(ASKED, read_page)
    before: Mapping[str, int] = client.sent
    assert client.sent_since(before) == {}
    client.ask(Request("/v1/report/info", b"{}"), read_page)
    assert client.sent_since(before) == {"/v1/report/info": 1}


def test_a_file_that_failed_is_loaded_from_its_beginning(fast: FastClock) -> None:
    """What an attempt left is not in what the next one writes."""
    client, _ = asking(fast, "cut", Answer(200, {}, b"whole"))
    into = BytesIO()
    client.load("https://files/1", into)
    assert into.getvalue() == b"whole"
    assert client.sent == {"file": 2}
