"""Reasons and their codes, which several threads may ask for at once."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep
from typing import Any

import pytest

from ozlint.authoring.example import ExamplePostings
from ozlint.config.config import Config
from ozlint.engine.lint import Lint
from ozlint.engine.terms import Terms
from ozlint.engine.why import Why
from ozlint.language.operands import Reason
from ozlint.model.times import read_time
from ozlint.rulebooks import load_rulebook
from ozlint.sources.decoding import PostingDecoder

THREADS = 8


def open_reasons(rule: str, posting: Mapping[str, Any]) -> list[Reason]:
    """Return why a built-in rule cannot be judged on a posting."""
    book = load_rulebook(Config(inputs=(), now=0.0, select=(rule,)), Path())
    lint = Lint(book, Terms(now=float(read_time("2026-11-22T09:00:00Z")[0])))
    found = lint.run([ExamplePostings([posting], PostingDecoder(book.reads))]).unjudged
    return [one.reason for one in found if one.rule == rule]


class Slow(dict[Reason, int]):
    """A dict during whose count another thread has its turn."""

    def __len__(self) -> int:
        """Return the count, later."""
        count = super().__len__()
        sleep(0.001)
        return count


def test_a_reason_has_a_code_of_its_own_whoever_asks() -> None:
    """Threads that ask for codes at the same time are never given one code for two reasons."""
    rule = load_rulebook(Config(inputs=(), now=0.0, select=("OZ101",)), Path()).rules[0]
    reasons = [Reason("field_absent", f"field {number}", "") for number in range(THREADS)]
    why, start = Why(rule, {}), Barrier(THREADS)
    why._reasons = Slow()

    def code(reason: Reason) -> int:
        start.wait()
        return why.code(reason)

    with ThreadPoolExecutor(THREADS) as pool:
        codes = list(pool.map(code, reasons))
    assert [why.reason(given) for given in codes] == reasons


@pytest.mark.parametrize(
    ("shipping", "reason"),
    [
        ({"shipment_date": "завтра"}, ("field_unreadable", "deadline", "shipment_date")),
        (
            {"shipment_date": "", "shipment_date_without_delay": ""},
            ("field_empty", "deadline", "shipment_date_without_delay"),
        ),
    ],
)
def test_what_a_rule_can_do_without_is_not_the_reason(
    shipping: Mapping[str, str], reason: tuple[str, str, str]
) -> None:
    """OZ301 fires without a substatus: where the deadline leaves it open too, that is the reason."""
    number = {"posting_number": "1-0001-1", "status": "awaiting_packaging", "tpl_integration_type": "ozon"}
    (found,) = open_reasons("OZ301", {**number, **shipping})
    assert (found.code, found.name, found.field) == reason


def test_what_cannot_be_read_goes_before_what_is_not_there() -> None:
    """OZ311 may need the substatus, which is not there, and does need the promise: that can be mended in the file."""
    posting = {
        "posting_number": "1-0001-1",
        "status": "delivering",
        "tpl_integration_type": "ozon",
        "analytics_data": {"delivery_date_end": "скоро"},
    }
    (found,) = open_reasons("OZ311", posting)
    assert (found.code, found.name) == ("field_unreadable", "promised_at")
