"""What overrides make of the rules of a run: settings for the postings for which a condition holds.

A rule with overrides becomes several, which share its id and never apply to one posting together: one for each
override, and one for the postings that no override is about. Where it is not known whether an override's condition
holds, the rule cannot be judged, as with any other condition that is not known.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import structs

from ozlint.language.knowledge import TABLES, Knowledge
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
    """Return the rules with a variant for each override of each; the settings and overrides are known to be right.

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
    return Rulebook(tuple(varied))


def _variants(
    loaded: Loaded, base: RuleSetting | None, overrides: Sequence[tuple[str, RuleSetting]], knowledge: Knowledge
) -> list[Rule]:
    variants = []
    before: list[str] = []
    for when, setting in overrides:
        if not _off(setting, base):
            variants.append(_bind(loaded, [base, setting], [f"({when})", *before], knowledge))
        before = [*before, f"not ({when})"]
    if not _off(base):
        variants.append(_bind(loaded, [base], before, knowledge))
    return variants


def _off(*settings: RuleSetting | None) -> bool:
    """Return whether the first of some settings that says anything of it switches the rule off."""
    return next((one.off for one in settings if one is not None and one.off is not None), False)


def _bind(
    loaded: Loaded, settings: Sequence[RuleSetting | None], conditions: Sequence[str], knowledge: Knowledge
) -> Rule:
    """Return the rule for the postings of some conditions; later settings are laid over earlier ones."""
    said = state(loaded.file, loaded.document)
    given = [one for one in settings if one is not None]
    severity = next((one.severity for one in reversed(given) if one.severity is not None), None)
    own = [f"({said.when})"] if said.when is not None else []
    varied = structs.replace(
        said,
        when=" and ".join([*own, *conditions]),
        severity=severity or said.severity,
        severity_when=() if severity else said.severity_when,
    )
    params = {name: value for one in given for name, value in one.params.items()}
    return bind_statement(varied, loaded.document, params, knowledge)
