"""Known, misspelt and matching statuses."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.table import table_rows
from ozlint.ozon.statuses import correct_spelling, known_status, known_substatus, misspelt_status, pairs_with
from ozlint.ozon.values import known_values

DOMAIN = Path(__file__).parents[4] / "shared" / "domain"
FACTS = DOMAIN / "statuses.json"
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not on this machine")


@pytest.mark.parametrize("value", ["awaiting_deliver", "sent_by_seller", "ship_in_process", "cancelled"])
def test_known_status(value: str) -> None:
    """Statuses of any grade of evidence are known."""
    assert known_status(value)


@pytest.mark.parametrize("value", ["", "Delivered", "posting_delivered", "canceled", "lost"])
def test_unknown_status(value: str) -> None:
    """Another case, a substatus, a misspelling and a new word are no known status."""
    assert not known_status(value)


@pytest.mark.parametrize("value", ["posting_packing", "ship_failed", "sent_by_seller", "posting_driver_pick_up"])
def test_known_substatus(value: str) -> None:
    """Substatuses of FBS, FBO and rFBS are known."""
    assert known_substatus(value)


@pytest.mark.parametrize("value", ["", "delivering", "posting_cancelled", "ship failed"])
def test_unknown_substatus(value: str) -> None:
    """A status, two l and a blank are no known substatus."""
    assert not known_substatus(value)


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("canceled", "cancelled"),
        ("awaiting_delivery", "awaiting_deliver"),
        ("awaiting registration", "awaiting_registration"),
        ("ship failed", "ship_failed"),
    ],
)
def test_misspelt(misspelt: str, right: str) -> None:
    """The spellings of docs and scripts are told from Ozon's, which is a known value."""
    assert misspelt_status(misspelt)
    assert correct_spelling(misspelt) == right
    assert known_status(right) or known_substatus(right)


@pytest.mark.parametrize("value", ["cancelled", "delivered", "posting_canceled", "", "no such status"])
def test_not_misspelt(value: str) -> None:
    """Right spellings, and words that resemble none, are not misspelt."""
    assert not misspelt_status(value)
    assert correct_spelling(value) is None


def test_no_misspelling_is_a_known_value() -> None:
    """Nothing is both a known value and a misspelling."""
    for misspelt, *_ in table_rows("ozon/misspellings.tsv"):
        assert not known_status(misspelt)
        assert not known_substatus(misspelt)


@pytest.mark.parametrize(
    ("status", "substatus"),
    [
        ("awaiting_packaging", "posting_created"),
        ("awaiting_packaging", "posting_packing"),
        ("awaiting_packaging", "posting_awaiting_passport_data"),
        ("awaiting_packaging", "posting_split_pending"),
        ("awaiting_registration", "posting_transferring_to_delivery"),
        ("awaiting_deliver", "posting_transferring_to_delivery"),
        ("delivering", "posting_in_carriage"),
        ("delivering", "posting_conditionally_delivered"),
        ("delivered", "posting_conditionally_delivered"),
        ("cancelled", "posting_returned_to_warehouse"),
        ("cancelled_from_split_pending", "posting_canceled"),
    ],
)
def test_pairs(status: str, substatus: str) -> None:
    """Pairs of the docs, the push table, live answers and third-party code are all accepted."""
    assert pairs_with(status, substatus) is True


@pytest.mark.parametrize(
    ("status", "substatus"),
    [
        ("delivered", "posting_created"),
        ("delivered", "posting_in_pickup_point"),
        ("awaiting_deliver", "posting_delivered"),
        ("awaiting_packaging", "posting_canceled"),
        ("cancelled", "posting_received"),
        ("delivering", "sent_by_seller"),
    ],
)
def test_not_pairs(status: str, substatus: str) -> None:
    """Known values that do not belong together are told."""
    assert pairs_with(status, substatus) is False


@pytest.mark.parametrize(
    ("status", "substatus"),
    [
        ("lost", "posting_created"),
        ("delivered", "posting_teleported"),
        ("canceled", "posting_canceled"),
        ("", ""),
        ("ship_in_process", "posting_created"),
    ],
)
def test_cannot_say(status: str, substatus: str) -> None:
    """Nothing is said of unknown values, nor of a status without recorded substatuses."""
    assert pairs_with(status, substatus) is None


def test_pairs_hold_known_values_only() -> None:
    """The table of pairs names known values, each pair once, with a grade and a source; no substatus is left out."""
    rows = table_rows("ozon/substatuses.tsv")
    assert len({(status, substatus) for status, substatus, _, _ in rows}) == len(rows)
    for status, substatus, evidence, source in rows:
        assert known_status(status)
        assert known_substatus(substatus)
        assert evidence in {"D", "P", "E", "L", "I", "X"}
        assert source
    assert {row[1] for row in rows} == known_values("substatus")


@given(st.text(), st.text())
def test_any_text_is_answered(status: str, substatus: str) -> None:
    """No text makes the questions fail."""
    assert pairs_with(status, substatus) in {True, False, None}
    assert misspelt_status(status) == (correct_spelling(status) is not None)


@needs_facts
def test_covers_the_facts() -> None:
    """Every pair of the facts is known: the grouping, the push table and the answers recorded live."""
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    pairs = {(status, sub) for status, subs in facts["substatus_of_status"].items() for sub in subs}
    for state, statuses in facts["push_state_to_status"].items():
        pairs |= {(status, state) for status in ([statuses] if isinstance(statuses, str) else statuses)}
    live = json.loads((DOMAIN / "samples" / "133_live_status_substatus_pairs__wms-2026-09.json").read_text())
    pairs |= {(row["status"], row["substatus"]) for row in live}
    assert not [pair for pair in sorted(pairs) if pairs_with(*pair) is not True]
