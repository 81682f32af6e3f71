"""From flags to a query: moments, days and spans, and what an interrupted fetch is compared with."""

from argparse import Namespace
from typing import Any

import pytest
from msgspec import structs

from fake_ozon.clock import NOW
from ozlint.cli.wanted import Wanted, wanted_by
from ozlint.config.config import Config
from ozlint.seller_api.query import Query
from ozlint.seller_api.window import Window


def wanted(tz: str | None = None, **flags: Any) -> Wanted:  # noqa: ANN401 - as argparse gives them
    """What some flags want."""
    return wanted_by(Namespace(**flags), Config(inputs=(), now=NOW, tz=tz))


@pytest.mark.parametrize(
    ("flags", "since", "to"),
    [
        ({}, "2026-11-08T00:00:00Z", "2026-11-22T09:00:00Z"),
        ({"since": "14d"}, "2026-11-08T00:00:00Z", "2026-11-22T09:00:00Z"),
        ({"since": "0d"}, "2026-11-22T00:00:00Z", "2026-11-22T09:00:00Z"),
        ({"since": "36h"}, "2026-11-20T21:00:00Z", "2026-11-22T09:00:00Z"),
        ({"since": "48h"}, "2026-11-20T00:00:00Z", "2026-11-22T09:00:00Z"),
        ({"since": "30m", "to": "10m"}, "2026-11-22T08:30:00Z", "2026-11-22T08:50:00Z"),
        ({"since": "3d", "to": "1d"}, "2026-11-19T00:00:00Z", "2026-11-22T00:00:00Z"),
        ({"since": "2026-11-01", "to": "2026-11-02"}, "2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z"),
        ({"since": "2026-11-01T10:00+03:00"}, "2026-11-01T07:00:00Z", "2026-11-22T09:00:00Z"),
        ({"unfulfilled": True}, "2026-11-08T00:00:00Z", "2026-12-22T09:00:00Z"),
        ({"unfulfilled": True, "to": "2026-11-30"}, "2026-11-08T00:00:00Z", "2026-12-01T00:00:00Z"),
    ],
)
def test_a_window_is_said_by_moments_days_and_spans(flags: dict[str, Any], since: str, to: str) -> None:
    """Days are whole, in UTC; what is not said is a fortnight up to now, or a month on for what is not finished."""
    assert wanted(**flags).query(None, NOW).window == Window(since, to)


def test_dates_are_in_the_zone_of_the_run() -> None:
    """Spans are not: they are as long everywhere, and rules count their days in UTC."""
    window = wanted("+03:00", since="2026-11-01", to="2026-11-01T12:00").query(None, NOW).window
    assert window == Window("2026-10-31T21:00:00Z", "2026-11-01T09:00:00Z")
    assert wanted("+03:00", since="1d").query(None, NOW).window.since == "2026-11-21T00:00:00Z"


def test_the_rest_of_a_query_is_said_by_its_flags() -> None:
    """Lists may be repeated and separated by commas."""
    asked = wanted(scheme=["fbs", "FBO"], status=["delivered, cancelled", "delivering"], details=True)
    query = asked.query("main", NOW)
    assert (query.schemes, query.task, query.account) == (("fbs", "fbo"), "list", "main")
    assert (query.statuses, query.details) == (("delivered", "cancelled", "delivering"), True)
    assert wanted(via="report").query(None, NOW).task == "report"
    assert wanted(via="list").query(None, NOW).task == "list"
    assert wanted().query(None, NOW).schemes == ("fbs",)


BEGUN = Query(
    window=Window("2026-11-01T00:00:00Z", "2026-11-22T09:00:00Z"), schemes=("fbo",), statuses=("delivered",),
    account="main",
)  # fmt: skip


@pytest.mark.parametrize(
    "flags",
    [{}, {"since": "21d"}, {"since": "513h"}, {"since": "2026-11-01"}, {"to": "2026-11-22T12:00:00+03:00"},
     {"scheme": ["fbo"], "status": ["delivered"]}],
)  # fmt: skip
def test_an_interrupted_fetch_is_asked_for_by_the_same_flags_or_by_fewer(flags: dict[str, Any]) -> None:
    """What is not said is what it was; so long before now is so long before the moment it was begun at."""
    assert wanted(**flags).again(BEGUN, "main", NOW) == BEGUN


@pytest.mark.parametrize(
    ("flags", "changes"),
    [
        ({"since": "2026-11-02"}, {"window": Window("2026-11-02T00:00:00Z", "2026-11-22T09:00:00Z")}),
        ({"to": "2026-11-22"}, {"window": Window("2026-11-01T00:00:00Z", "2026-11-23T00:00:00Z")}),
        ({"since": "14d"}, {"window": Window("2026-11-08T00:00:00Z", "2026-11-22T09:00:00Z")}),
        ({"to": "1h"}, {"window": Window("2026-11-01T00:00:00Z", "2026-11-22T08:00:00Z")}),
        ({"scheme": ["fbo", "fbs"]}, {"schemes": ("fbo", "fbs")}),
        ({"scheme": ["fbs"]}, {"schemes": ("fbs",)}),
        ({"status": ["delivering"]}, {"statuses": ("delivering",)}),
        ({"details": True}, {"details": True}),
        ({"unfulfilled": True}, {"task": "unfulfilled"}),
    ],
)
def test_other_flags_ask_for_something_else(flags: dict[str, Any], changes: dict[str, Any]) -> None:
    """So that it can be refused."""
    assert wanted(**flags).again(BEGUN, "main", NOW) == structs.replace(BEGUN, **changes)


def test_another_account_is_something_else() -> None:
    """Also one without a name."""
    assert wanted().again(BEGUN, None, NOW) == structs.replace(BEGUN, account=None)
