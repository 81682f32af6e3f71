"""The tables of known values."""

import json
from pathlib import Path

import pytest

from ozlint.model.fields import posting_fields
from ozlint.ozon.values import enum_sets, enum_values, known_values

FACTS = Path(__file__).parents[4] / "shared" / "domain" / "statuses.json"


def test_sets() -> None:
    """The sets are those of the fields, the two derived words, the error index, and what stops an update."""
    assert enum_sets() == (
        "status",
        "substatus",
        "tpl_integration_type",
        "integration_type_flow",
        "integration",
        "scheme",
        "available_actions",
        "cancellation_type",
        "error_index_zone",
        "obstacle",
    )


def test_every_enumerated_field_has_a_set() -> None:
    """A field that names a set of values names one that exists."""
    assert {field.values for field in posting_fields().values() if field.values} <= set(enum_sets())


def test_statuses() -> None:
    """Sixteen statuses are known, the two doubtful ones among them."""
    assert known_values("status") == {
        "awaiting_verification",
        "awaiting_approve",
        "awaiting_packaging",
        "awaiting_registration",
        "ship_in_process",
        "awaiting_deliver",
        "acceptance_in_progress",
        "arbitration",
        "not_accepted",
        "driver_pickup",
        "sent_by_seller",
        "delivering",
        "client_arbitration",
        "delivered",
        "cancelled",
        "cancelled_from_split_pending",
    }


def test_schemes() -> None:
    """The schemes are those that scheme_of can answer."""
    assert known_values("scheme") == {"fbs", "rfbs", "fbo", "fbp", "crossborder"}


def test_both_spellings_of_hybrid() -> None:
    """The older field is known in the docs' and in the live spelling, the derived word in the right one only."""
    assert {"hybrid", "hybryd"} <= known_values("tpl_integration_type")
    assert "hybryd" not in known_values("integration")


def test_undocumented_actions() -> None:
    """Actions seen in answers are known though the docs do not list them."""
    assert {"has_barcode_for_printing", "pack", "add_additional_info"} <= known_values("available_actions")


def test_unknown_set() -> None:
    """Asking for a set that does not exist is a bug and says so."""
    with pytest.raises(KeyError):
        known_values("statuses")


@pytest.mark.parametrize("name", enum_sets())
def test_rows_are_complete(name: str) -> None:
    """Every value is there once, with a grade, both texts and its source."""
    values = enum_values(name)
    assert len({known.value for known in values}) == len(values)
    for known in values:
        assert known.value == known.value.strip()
        assert known.evidence in {"D", "P", "E", "L", "I", "X"}
        assert known.meaning.en
        assert known.meaning.ru
        assert known.source


@pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not on this machine")
@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("status", "status"),
        ("tpl_integration_type", "tpl_integration_type"),
        ("integration_type_flow", "integration_type_flow"),
        ("available_actions", "available_actions"),
        ("available_actions", "available_actions_undocumented_live"),
        ("substatus", "fbo_substatus"),
        ("substatus", "push_state_to_status"),
    ],
)
def test_covers_the_facts(name: str, fact: str) -> None:
    """Every value the facts list is known."""
    assert set(json.loads(FACTS.read_text(encoding="utf-8"))[fact]) <= known_values(name)
