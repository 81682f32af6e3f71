"""A finding: one rule broken by one subject, with an identity that survives re-export and re-ordering."""

from hashlib import blake2b
from typing import Any, Literal

import msgspec

from ozlint.model.cost import Cost
from ozlint.model.record import Place

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Worst first."""
FailOn = Literal["error", "warning", "info", "never"]
"""From which severity on findings fail a run."""
State = Literal["shown", "suppressed", "baselined"]
IDENTITY = "ozlint/v1"
"""Version of what a fingerprint is made of."""


class Subject(msgspec.Struct, frozen=True, gc=False):
    """What a finding is about: a posting by its number, an input by its path, a record by its number or digest."""

    kind: str
    key: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One rule broken by one subject."""

    rule: str
    name: str
    severity: Severity
    posting_number: str | None
    account: str | None
    subject: Subject
    field: str | None
    message: str
    values: dict[str, Any]
    """Every operand of the rule, as the subject had it; moments in ISO 8601 UTC, durations in hours."""
    facts: dict[str, Any]
    """Status, scheme, warehouse, carrier and deadline of the posting, where known."""
    cost: Cost | None = None
    """What it costs; None where what the rule finds is known to lead to no charge of Ozon's."""
    place: Place
    also_at: tuple[Place, ...] = ()
    state: State = "shown"
    because: str | None = None
    """Why it is suppressed, in the words of whoever did it."""

    @property
    def identity(self) -> str:
        """What makes two findings one: equal in every run that finds the same fault of the same subject."""
        parts = (IDENTITY, self.rule, self.account or "", self.subject.kind, self.subject.key, self.field or "")
        return "\0".join(parts)

    @property
    def fingerprint(self) -> str:
        """Return the identity as reports and baselines write it."""
        return blake2b(self.identity.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @property
    def roubles(self) -> float | None:
        """What it costs, an estimate; None where no number is known."""
        return self.cost.roubles if self.cost is not None else None


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as a baseline knows it: its identity, and what that is made of."""

    rule: str
    account: str | None
    subject: Subject
    field: str | None
    fingerprint: str

    @property
    def posting_number(self) -> str | None:
        """The posting it is about; None where it is about anything else."""
        return self.subject.key if self.subject.kind == "posting" else None
