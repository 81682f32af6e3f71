"""The identity of a finding: the same in every run that finds the same fault of the same subject."""

from typing import Any

import msgspec
import pytest

from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place

FINDING = Finding(
    rule="OZ101",
    name="missing-tracking-number",
    severity="error",
    posting_number="12345678-0001-1",
    account=None,
    subject=Subject("posting", "12345678-0001-1"),
    field="tracking_number",
    message="12345678-0001-1 is delivering without a tracking number",
    values={"status": "delivering"},
    facts={"status": "delivering"},
    place=Place("orders.json", 7, 5, "/result/postings/0"),
)


def changed(**changes: Any) -> str:  # noqa: ANN401 - any field of a finding
    """The fingerprint of the finding with something changed."""
    return msgspec.structs.replace(FINDING, **changes).fingerprint


def test_the_fingerprint_is_what_it_always_was() -> None:
    """Baselines of users hold fingerprints: the golden one changes only together with the version in IDENTITY."""
    assert FINDING.fingerprint == "0b461f1e861fbfa324e6d5a4fe9f41c5"


@pytest.mark.parametrize(
    "changes",
    [
        {"place": Place("other/page-2.json", 900, 1, "/postings/31")},
        {"also_at": (Place("b.json", 1, 1, ""),)},
        {"message": "У отправления нет трек-номера"},
        {"severity": "warning"},
        {"name": "no-tracking-number"},
        {"values": {}, "facts": {"status": "delivered"}},
        {"state": "suppressed"},
        {"account": ""},
    ],
)
def test_the_identity_survives_what_says_nothing_of_the_fault(changes: dict[str, Any]) -> None:
    """File, line, words, language, severity and state of a finding are not part of its identity."""
    assert changed(**changes) == FINDING.fingerprint


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "OZ102"},
        {"account": "second shop"},
        {"subject": Subject("posting", "12345678-0001-2")},
        {"subject": Subject("record", "12345678-0001-1")},
        {"field": "status"},
        {"field": None},
    ],
)
def test_another_fault_has_another_identity(changes: dict[str, Any]) -> None:
    """Rule, account, subject and field each make another finding."""
    assert changed(**changes) != FINDING.fingerprint


def test_the_parts_of_an_identity_do_not_run_together() -> None:
    """A letter that moves from one part to the next makes another identity."""
    one = changed(account="ab", subject=Subject("posting", "c"))
    other = changed(account="a", subject=Subject("posting", "bc"))
    assert one != other


def test_half_an_emoji_has_an_identity() -> None:
    """A key that is no sound Unicode is hashed all the same."""
    assert len(changed(subject=Subject("record", "\ud83d"))) == 32
