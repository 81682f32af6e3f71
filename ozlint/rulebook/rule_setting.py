"""What a seller sets about a rule: off, another severity, values of its parameters; everywhere or for some postings."""

from collections.abc import Mapping
from typing import Any

import msgspec

from ozlint.model.finding import Severity
from ozlint.rulebook.origin import Spot


class RuleSetting(msgspec.Struct, frozen=True, kw_only=True):
    """What is set about one rule; what is None stays as the rule has it."""

    off: bool | None = None
    """Whether the rule is left out."""
    severity: Severity | None = None
    """The severity of all its findings: the rule's own cases of `severity_when` no longer count."""
    params: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Values of its parameters, as they are written."""
    spot: Spot
    """Where the setting is written; the values stand in it under their names."""


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of rules for the postings of which a condition holds; the first override that fits a posting counts."""

    when: str
    """The condition about a posting: an expression that is known to be right."""
    rules: Mapping[str, RuleSetting]
    """By id."""
    spot: Spot
    """Where the override is written."""
