"""How far a fetch is: postings, requests, rate and the time left; a line that changes, or one a minute."""

from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import structs

from fake_ozon.clients import WEEK
from fake_ozon.clock import FastClock
from ozlint.cli.fetch_progress import Meter, fetch_progress
from ozlint.cli.terminal import Terminal
from ozlint.model.text import Lang
from ozlint.seller_api.part import Part, parts_of
from ozlint.seller_api.query import Query

Make = Callable[..., Terminal]


class Fetching:
    """A fetch as the meter sees it."""

    def __init__(self) -> None:
        self.clock = FastClock()
        self.client: Any = SimpleNamespace(clock=self.clock.clock, sent={"/v1/roles": 1})
        self.snapshot: Any = SimpleNamespace(parts=parts_of(Query(window=WEEK)))

    def meter(self, lang: Lang = "en", label: str = "") -> Meter:
        """What measures it from now on."""
        return Meter(self.client, self.snapshot, label, lang)

    def read(self, seconds: float, requests: int, parts: int) -> None:
        """Let time pass, in which so many requests are sent and the first parts are read."""
        self.clock.sleep(seconds)
        self.client.sent["list"] = self.client.sent.get("list", 0) + requests

        def part(place: int, one: Part) -> Part:
            return structs.replace(one, done=place < parts)

        self.snapshot.parts = tuple(part(place, one) for place, one in enumerate(self.snapshot.parts))


def test_the_time_left_is_guessed_from_the_parts_that_are_read() -> None:
    """Once one is; what an earlier run has read does not make this one seem faster."""
    fetching = Fetching()
    meter = fetching.meter()
    assert meter.line(0) == "0 postings · 0 requests"
    fetching.read(10, 400, 0)
    assert meter.line(40000) == "40,000 postings · 400 requests · 40 a second"
    fetching.read(110, 4400, 1)
    assert meter.line(480000) == "480,000 postings · 4,800 requests · 40 a second · about 12 min left"
    later = fetching.meter()
    fetching.read(60, 100, 4)
    assert later.line(0) == "0 postings · 100 requests · 2 a second · about 1 min left"


def test_no_time_left_is_guessed_once_all_parts_are_read() -> None:
    """What comes then are details, and nobody knows of how many postings."""
    fetching = Fetching()
    meter = fetching.meter()
    fetching.read(10, 400, len(fetching.snapshot.parts))
    assert meter.line(40000) == "40,000 postings · 400 requests · 40 a second"


def test_the_account_is_named_and_the_language_is_that_of_the_run() -> None:
    """Where there are several accounts, it is said which is asked."""
    fetching = Fetching()
    meter = fetching.meter("ru", "Ромашка")
    fetching.read(2, 90, 1)
    assert meter.line(21) == "Ромашка · 21 отправление · 90 запросов · 45 в секунду · осталось около 1 мин"


def test_nobody_watches_a_pipe_so_a_line_a_minute_is_enough(make: Make) -> None:
    """Beside the output, from the first minute on."""
    fetching, terminal = Fetching(), make()
    with fetch_progress(fetching.meter(), terminal) as tell:
        for seconds in (30, 29, 1, 59, 1, 30):
            fetching.read(seconds, 1, 0)
            tell(7)
    assert terminal.stderr.getvalue().splitlines() == [  # type: ignore[attr-defined]
        "7 postings · 3 requests · 0 a second",
        "7 postings · 5 requests · 0 a second",
    ]


class Screen(StringIO):
    """A terminal that somebody watches."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_a_terminal_gets_a_line_that_changes(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in brackets is no markup in it."""
    monkeypatch.setenv("TERM", "xterm")
    fetching, screen = Fetching(), Screen()
    terminal = structs.replace(make(), stderr=screen)
    with fetch_progress(fetching.meter(label="[red]"), terminal) as tell:
        fetching.read(1, 40, 0)
        tell(4000)
    assert "[red] · 4,000 postings · 40 requests · 40 a second" in screen.getvalue()
