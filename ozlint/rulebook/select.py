"""Choosing which rules run."""

from collections.abc import Collection, Iterable, Sequence

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.text import Text
from ozlint.rulebook.rule import Rule, Rulebook

PROFILES = ("safety", "recommended", "pedantic")
"""Each holds the ones before it."""
DIAGNOSTICS = frozenset(("OZ001", "OZ007"))
"""Rules that say that data is missing: they always run, since a green run over half of the data is no green run."""

SHOWN_BY_LIST = Text("; `ozlint rules list` shows them all", "; все покажет `ozlint rules list`")


def select_rules(
    rules: Sequence[Rule],
    *,
    profile: str = "recommended",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    off: Collection[str] = (),
) -> Rulebook:
    """Return the rules that run: those of the profile or, in place of it, those selected; never those ignored or off.

    A profile stands for the rules of that level and of the levels below it. A `select` replaces the profile: the
    selected rules run whatever their profile is, and no others do. `ignore` takes away from either, and so does `off`:
    the ids of rules that the configuration switches off. The diagnostics always run.

    A selector is an id, the beginning of one (`OZ1`), a name or a tag. Raises UsageError for a selector that fits no
    rule, for a profile there is none of, and where no rule is left.
    """
    check_selectors((*select, *ignore), rules)
    levels = PROFILES[: PROFILES.index(known_profile(profile)) + 1]
    wanted = [
        rule
        for rule in rules
        if (any(fits(rule, selector) for selector in select) if select else rule.profile in levels)
        and not any(fits(rule, selector) for selector in ignore)
        and rule.id not in off
    ]
    if not wanted and off:
        names = ", ".join(sorted(off))
        raise UsageError(
            f"no rule is left to run; the configuration switches off {names}",
            f"не осталось ни одного правила; в настройках отключены {names}",
        )
    if not wanted:
        raise UsageError(
            "no rule is left to run; widen --select, or ignore fewer",
            "не осталось ни одного правила; расширьте --select или уберите часть --ignore",
        )
    return with_diagnostics(wanted, rules)


def check_selectors(selectors: Iterable[str], rules: Sequence[Rule]) -> None:
    """Raise UsageError for a selector that fits none of the rules, with what was probably meant."""
    for selector in selectors:
        if fault := selector_fault(selector, rules):
            raise UsageError(fault.en, fault.ru)


def selector_fault(selector: str, rules: Sequence[Rule]) -> Text | None:
    """Return what is to be said of a selector that fits none of the rules; None where it fits one."""
    if any(fits(rule, selector) for rule in rules):
        return None
    tags = (tag for rule in rules for tag in rule.tags)
    known = [*(rule.id for rule in rules), *(rule.name for rule in rules), *tags]
    near = guess(selector, known, SHOWN_BY_LIST)
    return Text(
        f'no rule fits the selector "{selector}"{near.en}', f"под «{selector}» не подходит ни одно правило{near.ru}"
    )


def known_profile(name: str) -> str:
    """Return the name of a profile; raises UsageError for one that is none."""
    if name in PROFILES:
        return name
    names = ", ".join(PROFILES)
    near = guess(name, PROFILES, Text(f"; there are {names}", f"; бывают {names}"))
    raise UsageError(f'there is no profile "{name}"{near.en}', f"нет профиля «{name}»{near.ru}")


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
