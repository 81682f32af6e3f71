"""Choosing which rules run."""

from collections.abc import Collection, Iterable, Sequence

from ozlint.errors import UsageError
from ozlint.language.nearest import guess
from ozlint.model.pattern import pattern
from ozlint.model.text import Text
from ozlint.rulebook.rule import Rule, Rulebook

PROFILES = ("safety", "recommended", "pedantic")
"""Each holds the ones before it."""
DIAGNOSTICS = frozenset(("OZ001", "OZ007"))
"""Rules that say that data is missing: they always run, since a green run over half of the data is no green run."""

TELLS_OF_MISSING_DATA = Text("it says that data is missing", "оно говорит о том, что данных не хватает")
"""Why a diagnostic can be neither switched off nor replaced."""
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
    rule, for a profile there is none of, and where no rule but the diagnostics is left.
    """
    check_selectors((*select, *ignore), rules)
    levels = PROFILES[: PROFILES.index(known_profile(profile)) + 1]
    chosen = [
        rule
        for rule in rules
        if (any(fits(rule, selector) for selector in select) if select else rule.profile in levels)
    ]
    kept = [rule for rule in chosen if not any(fits(rule, selector) for selector in ignore)]
    wanted = [rule for rule in kept if rule.id not in off]
    for left, way_out in (
        (chosen, _WIDEN_SELECT if select else _wider_profile(profile)),
        (kept, _IGNORE_FEWER),
        (wanted, _switched_off(off)),
    ):
        if all(rule.id in DIAGNOSTICS for rule in left):
            raise UsageError(f"{_NONE_LEFT.en}; {way_out.en}", f"{_NONE_LEFT.ru}; {way_out.ru}")
    return with_diagnostics(wanted, rules)


_NONE_LEFT = Text(
    "no rule is left to run, beside those that say that data is missing",
    "запускать нечего: осталось только то, что говорит о недостающих данных",
)
_WIDEN_SELECT = Text("select other rules (--select)", "выберите другие правила (--select)")
_IGNORE_FEWER = Text("ignore fewer rules (--ignore)", "уберите часть --ignore")


def _switched_off(off: Collection[str]) -> Text:
    names = ", ".join(sorted(off))
    return Text(f"the configuration switches off {names}", f"в настройках отключены {names}")


def _wider_profile(profile: str) -> Text:
    if profile == PROFILES[-1]:
        return Text("add rules (--rules DIR)", "добавьте правила (--rules DIR)")
    return Text(
        f"none of the others is of the profile {profile}: --profile {PROFILES[-1]} takes all",
        f"в профиль {profile} остальные не входят: --profile {PROFILES[-1]} берёт все",
    )


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
    near = own_pack_missing(selector, [rule.id for rule in rules]) or guess(selector, known, SHOWN_BY_LIST)
    return Text(
        f'no rule fits the selector "{selector}"{near.en}', f"под «{selector}» не подходит ни одно правило{near.ru}"
    )


def own_pack_missing(name: str, known: Iterable[str]) -> Text | None:
    """Return the end of a message about an id of a seller's own, or its letters, where no rule of theirs is loaded.

    `known` are the ids of the rules that are.
    """
    if not _OWN_ID.fullmatch(name) or any(not identity.startswith(_BUILT_IN) for identity in known):
        return None
    return Text(
        "; no pack of your own is loaded: name it with --rules DIR, or under packs in ozlint.yaml",
        "; ваших правил среди загруженных нет: укажите папку в --rules DIR или в packs в ozlint.yaml",
    )


_BUILT_IN = "OZ"
_OWN_ID = pattern(rf"(?!{_BUILT_IN}[0-9]*$)[A-Z]{{2,8}}[0-9]{{0,4}}")


def ignore_fault(selector: str, rules: Sequence[Rule]) -> Text | None:
    """Return what is to be said of a selector that would take away nothing but diagnostics; None for any other."""
    meant = {rule.id for rule in rules if fits(rule, selector)}
    if not meant or not meant <= DIAGNOSTICS:
        return None
    names = ", ".join(sorted(meant))
    return Text(
        f"{names} cannot be ignored: {TELLS_OF_MISSING_DATA.en}",
        f"{names} нельзя пропустить: {TELLS_OF_MISSING_DATA.ru}",
    )


def known_profile(name: str) -> str:
    """Return the name of a profile; raises UsageError for one that is none."""
    if name in PROFILES:
        return name
    names = ", ".join(PROFILES)
    near = guess(name, PROFILES, Text(f"; there are {names}", f"; бывают {names}"))
    raise UsageError(f'there is no profile "{name}"{near.en}', f"нет профиля «{name}»{near.ru}")


def with_diagnostics(wanted: Iterable[Rule], rules: Sequence[Rule]) -> Rulebook:
    """Return the wanted rules and the diagnostics, which cannot be deselected, in the order of their ids."""
    chosen = {rule.id: rule for rule in rules if rule.id in DIAGNOSTICS} | {rule.id: rule for rule in wanted}
    names = {rule.id: rule.name for rule in rules}
    return Rulebook(tuple(chosen[identity] for identity in sorted(chosen)), names=names)


def fits(rule: Rule, selector: str) -> bool:
    """Return whether a selector means a rule: its id, the beginning of it, its name, or a tag."""
    folded = selector.strip().casefold()
    begins = bool(folded) and folded[-1:].isdigit() and rule.id.casefold().startswith(folded)
    return (
        begins
        or folded in (rule.id.casefold(), rule.name, *rule.tags)
        or (folded.isalpha() and rule.id.rstrip("0123456789").casefold() == folded)
    )
