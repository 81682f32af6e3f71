"""Putting a seller's settings on rules, after checking that every rule and parameter they name exists."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from ozlint.language.knowledge import TABLES, Knowledge
from ozlint.language.nearest import nearest
from ozlint.language.operands import reads
from ozlint.model.finding import Severity
from ozlint.model.text import Text
from ozlint.rulebook.files import read_text
from ozlint.rulebook.load import Loaded, load_rule
from ozlint.rulebook.problem import Problem, RuleProblems, quote
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.rule_setting import Override, RuleSetting
from ozlint.rulebook.select import DIAGNOSTICS, SHOWN_BY_LIST, TELLS_OF_MISSING_DATA, own_pack_missing
from ozlint.rulebook.setting import setting_problems


def apply_settings(
    rules: Sequence[Rule],
    settings: Mapping[str, RuleSetting],
    overrides: Sequence[Override] = (),
    *,
    cwd: Path,
    knowledge: Knowledge = TABLES,
) -> tuple[Rule, ...]:
    """Return the rules with what is set about each; raises RuleProblems with every fault of every setting.

    Overrides are only checked: what they change depends on the posting. Rules that are off are still among the
    returned: whoever selects leaves them out. `cwd` is the folder that the rules' paths start from.
    """
    bench = _Bench(rules, cwd, knowledge)
    problems = [problem for identity, setting in settings.items() for problem in bench.faults(identity, setting)]
    for override in overrides:
        for identity, setting in override.rules.items():
            problems += bench.faults(identity, setting, of_postings=True)
    if problems:
        raise RuleProblems(problems)
    return tuple(bench.changed(rule, settings[rule.id]) if rule.id in settings else rule for rule in rules)


def switched_off(settings: Mapping[str, RuleSetting], overrides: Sequence[Override] = ()) -> frozenset[str]:
    """Return the ids of the rules that are off everywhere: no override switches them on again."""
    on = {identity for one in overrides for identity, setting in one.rules.items() if setting.off is False}
    return frozenset(identity for identity, setting in settings.items() if setting.off) - on


_LOOK_ALIKE = str.maketrans("OОЗIL", "00311")
"""Letters that are taken for digits, two of them Cyrillic."""


class _Bench:
    """The rules of a run, and the files of those whose parameters are set: read only then, and once."""

    def __init__(self, rules: Sequence[Rule], cwd: Path, knowledge: Knowledge) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.cwd = cwd
        self.knowledge = knowledge
        self._loaded: dict[str, Loaded] = {}

    def faults(self, identity: str, setting: RuleSetting, *, of_postings: bool = False) -> Iterator[Problem]:
        """Yield what is wrong with the settings of one rule."""
        spot = setting.spot
        rule = self.rules.get(identity)
        if rule is None:
            names = {known: one.name for known, one in self.rules.items()}
            yield spot.problem(*unknown_rule(identity, names), key=True)
            return
        if setting.off and identity in DIAGNOSTICS:
            message = Text(
                f"{identity} cannot be off: {TELLS_OF_MISSING_DATA.en}",
                f"{identity} нельзя отключить: {TELLS_OF_MISSING_DATA.ru}",
            )
            yield spot.inside("off").problem(message, key=True)
        if of_postings and rule.subject != "posting":
            message = Text(
                f"{identity} does not judge postings, and an override is for some of them",
                f"{identity} проверяет не отправления, а здесь настройки для части отправлений",
            )
            yield spot.problem(message, Text("set it under rules", "задайте это в rules"), key=True)
        if setting.params:
            yield from self._value_faults(self._load(rule), setting)

    def _value_faults(self, loaded: Loaded, setting: RuleSetting) -> Iterator[Problem]:
        """Yield what is wrong with the values of a rule's parameters: by their types, then by what they are for."""
        given = setting.spot.inside("params")
        if problems := list(setting_problems(loaded.file, given.file, setting.params, given.loc)):
            yield from problems
            return
        try:
            loaded.bound(setting.params, self.knowledge, given)
        except RuleProblems as error:
            yield from error.problems

    def changed(self, rule: Rule, setting: RuleSetting) -> Rule:
        """Return the rule with its settings."""
        if setting.params:
            rule = structs.replace(self._load(rule).bound(setting.params, self.knowledge), pack=rule.pack)
        return rule if setting.severity is None else _with_severity(rule, setting.severity)

    def _load(self, rule: Rule) -> Loaded:
        if rule.id not in self._loaded:
            self._loaded[rule.id] = load_rule(read_text(self.cwd / rule.path, rule.path), rule.path, self.knowledge)
        return self._loaded[rule.id]


def unknown_rule(identity: str, names: Mapping[str, str]) -> tuple[Text, Text]:
    """Return what to say of an id that no rule has, and the way out; `names` are those of the rules, by id."""
    by_name = {name: known for known, name in names.items()}
    spelt = {_look(known): known for known in names}
    near = spelt.get(_look(identity)) or nearest(identity, names) or by_name.get(nearest(identity, by_name) or "")
    shown = quote(identity)
    message = Text(f'no rule has the id "{shown}"', f"нет правила с номером «{shown}»")
    if near:
        return message, Text(f'did you mean "{near}"?', f"может быть, «{near}»?")
    way_out = own_pack_missing(identity, names) or SHOWN_BY_LIST
    return message, Text(way_out.en.removeprefix("; "), way_out.ru.removeprefix("; "))


def _look(identity: str) -> str:
    """Return what an id looks like at a glance: OZ3O1 is OZ301."""
    return identity.upper().translate(_LOOK_ALIKE)


def _with_severity(rule: Rule, severity: Severity) -> Rule:
    """Return the rule with one severity for all its findings; what only its severities read is no longer read."""
    nodes = [*([rule.when] if rule.when else []), rule.test, *(n for said in rule.message.values() for n in said.nodes)]
    read = frozenset[str]().union(*(reads(node) for node in nodes))
    return structs.replace(rule, severity=severity, severity_when=(), reads=read)
