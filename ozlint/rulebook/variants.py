"""What overrides make of the rules of a run: settings for the postings for which a condition holds.

An override that only changes a severity is one more case of it, before the rule's own: where it is not known whether
its condition holds, the rule is judged all the same. With other settings a rule becomes several, which share its id and
never apply to one posting together: one for each such override, and one for the postings that none is about. Where it
is not known whether the condition of such an override holds, the rule cannot be judged, as with any condition that is
not known.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import structs

from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.model.finding import Severity
from ozlint.rulebook.files import read_text
from ozlint.rulebook.load import Loaded, bind_statement, load_rule, state
from ozlint.rulebook.rule import Rule, Rulebook
from ozlint.rulebook.rule_setting import Override, RuleSetting


def vary(
    rulebook: Rulebook,
    settings: Mapping[str, RuleSetting],
    overrides: Sequence[Override],
    *,
    cwd: Path,
    knowledge: Knowledge = TABLES,
) -> Rulebook:
    """Return the rules as the overrides have them; the settings and overrides are known to be right.

    `cwd` is the folder that the rules' paths start from.
    """
    varied: list[Rule] = []
    for rule in rulebook.rules:
        mine = [(one.when, one.rules[rule.id]) for one in overrides if rule.id in one.rules]
        if mine:
            loaded = load_rule(read_text(cwd / rule.path, rule.path), rule.path, knowledge)
            variants = _variants(loaded, settings.get(rule.id), mine, knowledge)
            varied += [structs.replace(one, pack=rule.pack) for one in variants]
        else:
            varied.append(rule)
    return structs.replace(rulebook, rules=tuple(varied), whole=rulebook.rules)


class _Case(msgspec.Struct, frozen=True):
    """An override that only changes the severity."""

    word: str
    """The word that stands for its condition; with a capital, which no word of a rule file has."""
    when: str
    severity: Severity

    @property
    def surely(self) -> str:
        """A condition that is true where this one surely holds, and false where it does not or is not known to."""
        return f"given({self.word}) and {self.word}"


def _variants(
    loaded: Loaded, base: RuleSetting | None, overrides: Sequence[tuple[str, RuleSetting]], knowledge: Knowledge
) -> list[Rule]:
    variants = []
    cases: list[_Case] = []
    others: list[str] = []
    """That no override before is the one that counts, for each of those with a variant."""
    for place, (when, setting) in enumerate(overrides):
        if setting.severity is not None and not setting.params and _off(setting, base) == _off(base):
            cases.append(_Case(f"Override{place + 1}", when, setting.severity))
            continue
        own = " and ".join((f"({when})", *(f"not ({case.surely})" for case in cases)))
        if not _off(setting, base):
            variants.append(_bind(loaded, [base, setting], [own, *others], cases, knowledge))
        others = [*others, f"not ({own})"]
    if not _off(base):
        variants.append(_bind(loaded, [base], others, cases, knowledge))
    return variants


def _off(*settings: RuleSetting | None) -> bool:
    """Return whether the first of some settings that says anything of it switches the rule off."""
    return next((one.off for one in settings if one is not None and one.off is not None), False)


def _bind(
    loaded: Loaded,
    settings: Sequence[RuleSetting | None],
    conditions: Sequence[str],
    cases: Sequence[_Case],
    knowledge: Knowledge,
) -> Rule:
    """Return the rule for the postings of some conditions; later settings are laid over earlier ones.

    The conditions stand before the rule's own, so that they are what a reason names first.
    """
    said = state(loaded.file, loaded.document)
    given = [one for one in settings if one is not None]
    severity = next((one.severity for one in reversed(given) if one.severity is not None), None)
    own = [f"({said.when})"] if said.when is not None else []
    varied = structs.replace(
        said,
        let={**said.let, **{case.word: case.when for case in cases}},
        when=" and ".join([*conditions, *own]) or None,
        severity=severity or said.severity,
        severity_when=(*((case.word, case.severity) for case in cases), *(() if severity else said.severity_when)),
    )
    params = {name: value for one in given for name, value in one.params.items()}
    return bind_statement(varied, loaded.document, params, knowledge)
