"""What a seller's configuration makes of a rule: switched off, of another severity, with other parameters.

That may be said of all postings, or in overrides of those for which a condition holds.
A rule with overrides becomes several, which share its id and never apply to one posting together: one for each
override, and one for the postings that no override is about. Where it is not known whether an override's condition
holds, the rule cannot be judged, as with any other condition that is not known.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from ozlint.errors import UsageError
from ozlint.model.finding import Severity
from ozlint.rulebook.bind import Blame, bind
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.statement import Statement


class Setting(msgspec.Struct, frozen=True):
    """What a configuration says of one rule."""

    off: bool = False
    severity: Severity | None = None
    """Fixed, whatever the rule's own `severity_when` says."""
    params: Mapping[str, Any] = {}


class Override(msgspec.Struct, frozen=True):
    """Settings for the postings of which a condition holds; the first override that fits a posting counts."""

    when: str
    rules: Mapping[str, Setting]


def vary(said: Statement, path: str, setting: Setting, overrides: Sequence[Override], blame: Blame) -> tuple[Rule, ...]:
    """Return what runs of a rule: nothing where it is off, else it and a variant for each override of it.

    Raises UsageError for an override of a rule that is not about postings.
    """
    mine = [(one.when, one.rules[said.id]) for one in overrides if said.id in one.rules]
    if mine and said.subject != "posting":
        raise UsageError(
            f"overrides: {said.id} is not about postings, so no condition of theirs can change it",
            f"overrides: правило {said.id} не об отправлениях, условием об отправлении его не изменить",
        )
    variants = []
    before: list[str] = []
    for when, other in mine:
        variants.append((_over(setting, other), [f"({when})", *before]))
        before = [*before, f"not ({when})"]
    variants.append((setting, before))
    return tuple(_bind(said, path, one, conditions, blame) for one, conditions in variants if not one.off)


def _over(setting: Setting, other: Setting) -> Setting:
    """Return a setting with what an override says laid over it."""
    severity = other.severity or setting.severity
    return Setting(other.off, severity, {**setting.params, **other.params})


def _bind(said: Statement, path: str, setting: Setting, conditions: Sequence[str], blame: Blame) -> Rule:
    own = [f"({said.when})"] if said.when is not None and conditions else [said.when] if said.when is not None else []
    varied = structs.replace(
        said,
        when=" and ".join([*own, *conditions]) or None,
        severity=setting.severity or said.severity,
        severity_when=() if setting.severity else said.severity_when,
    )
    return bind(varied, path, setting.params, blame)
