"""What the tests of triage share: the terms of suppressions, and findings that differ in what a test is about."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from ozlint.language.knowledge import TABLES
from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.model.times import DAY, read_time
from ozlint.triage.suppression import Suppression, SuppressionTerms
from ozlint.triage.suppression_file import read_suppressions

NOW = read_time("2026-11-22T09:00:00Z")[0]
NUMBER = "12345678-0001-1"
Found = Callable[..., Finding]
Read = Callable[..., tuple[Suppression, ...]]


def finding_of(rule: str = "OZ301", number: str | None = NUMBER, **more: Any) -> Finding:  # noqa: ANN401
    """Return a finding about a posting."""
    plain = Finding(
        rule=rule, name="overdue-shipment", severity="error", posting_number=number, account=None,
        subject=Subject("posting", number or ""), field=None, message="late", values={},
        facts={"status": "delivering", "warehouse": "Юг", "carrier": "СДЭК", "deadline": "2026-11-20T12:00:00Z"},
        place=Place("a.json", 1, 1, ""),
    )  # fmt: skip
    return msgspec.structs.replace(plain, **more)


@pytest.fixture
def found() -> Found:
    """Makes a finding."""
    return finding_of


@pytest.fixture
def terms() -> SuppressionTerms:
    """What suppressions are held to: three rules, ninety days."""
    names = {"OZ001": "undecodable-record", "OZ301": "overdue-shipment", "OZ302": "shipment-due-soon"}
    return SuppressionTerms(now=NOW, longest=90 * DAY, known=names, knowledge=TABLES)


@pytest.fixture
def read(terms: SuppressionTerms) -> Read:
    """Reads entries of a file, given as the lines below `suppressions:`."""

    def entries(*lines: str, **changes: object) -> tuple[Suppression, ...]:
        text = "".join(f"  - {line}\n" for line in lines)
        return read_suppressions(f"suppressions:\n{text}", "s.yaml", msgspec.structs.replace(terms, **changes))

    return entries
