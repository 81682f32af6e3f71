"""Choosing which rules run."""

from collections.abc import Iterable, Sequence

from ozlint.errors import UsageError
from ozlint.language.nearest import nearest
from ozlint.rulebook.rule import Rule, Rulebook

PROFILES = ("safety", "recommended", "pedantic")
"""Each holds the ones before it."""
DIAGNOSTICS = frozenset(("OZ001", "OZ007"))
"""Rules that say that data is missing: they always run, since a green run over half of the data is no green run."""


def select_rules(
    rules: Sequence[Rule], *, profile: str = "recommended", select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Rulebook:
    """Return the rules that run: those of the profile, or those selected; never those ignored.

    A selector is an id, the beginning of one (`OZ1`), a name or a tag. Raises UsageError for a selector that fits no
    rule, and where no rule is left.
    """
    for selector in (*select, *ignore):
        if not any(fits(rule, selector) for rule in rules):
            known = [
                *(rule.id for rule in rules),
                *(rule.name for rule in rules),
                *(tag for rule in rules for tag in rule.tags),
            ]
            guess = nearest(selector, known)
            hint = f'; did you mean "{guess}"?' if guess else "; `ozlint rules list` shows them all"
            message = f'no rule fits the selector "{selector}"{hint}'
            raise UsageError(message)
    levels = PROFILES[: PROFILES.index(profile) + 1]
    wanted = [
        rule
        for rule in rules
        if (any(fits(rule, selector) for selector in select) if select else rule.profile in levels)
        and not any(fits(rule, selector) for selector in ignore)
    ]
    if not wanted:
        message = "no rule is left to run; widen --select, or ignore fewer"
        raise UsageError(message)
    return with_diagnostics(wanted, rules)


def with_diagnostics(wanted: Iterable[Rule], rules: Iterable[Rule]) -> Rulebook:
    """Return the wanted rules and the diagnostics, which cannot be deselected, in the order of their ids."""
    chosen = {rule.id: rule for rule in rules if rule.id in DIAGNOSTICS} | {rule.id: rule for rule in wanted}
    return Rulebook(tuple(chosen[identity] for identity in sorted(chosen)))


def fits(rule: Rule, selector: str) -> bool:
    """Return whether a selector means a rule: its id, the beginning of it, its name, or a tag."""
    folded = selector.strip().casefold()
    begins = bool(folded) and folded[-1:].isdigit() and rule.id.casefold().startswith(folded)
    return (
        begins
        or folded in (rule.id.casefold(), rule.name, *rule.tags)
        or (folded.isalpha() and rule.id.rstrip("0123456789").casefold() == folded)
    )
