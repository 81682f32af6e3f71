"""Settings of rules, as a configuration file has them, put on the rules of a run."""

from pathlib import Path

import pytest

from ozlint.config.read import World, read_config
from ozlint.rulebook.apply import apply_settings, switched_off
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import load_packs
from ozlint.rulebook.problem import RuleProblems
from ozlint.rulebook.rule import Rule
from ozlint.rulebook.select import DIAGNOSTICS

RULE = """\
id: {id}
name: {name}
title: {{en: A title, ru: Название}}
severity: error
severity_when: [{{when: present(warehouse), severity: info}}]
profile: safety
subject: posting
require: present(tracking_number) or age(shipment_date) < hours({hours})
message: {{en: "{{posting_number}}", ru: "{{posting_number}}"}}
why: {{en: Why., ru: Почему.}}
fix: {{en: Fix it., ru: Исправьте.}}
{params}
examples: {{bad: [{{posting: {{}}}}], good: [{{posting: {{}}}}]}}
"""
PARAMS = """\
params:
  hours: {default: 24, min: 0, max: 240, en: Hours, ru: Часы}
  methods: {default: [], en: Methods, ru: Методы}"""


EXPECTED = """\
ozlint.yaml:2:3: no rule has the id "AC3O1"
      AC3O1: {off: true}
      ^^^^^
    did you mean "AC301"?

ozlint.yaml:3:3: no rule has the id "latte"
      latte: {off: true}
      ^^^^^
    did you mean "AC301"?

ozlint.yaml:4:3: no rule has the id "QQQ"
      QQQ: {off: true}
      ^^^
    `ozlint rules list` shows them all

ozlint.yaml:5:11: OZ001 cannot be off: it says that data is missing
      OZ001: {off: true}
              ^^^

ozlint.yaml:6:20: AC301 has no parameter "hour"; did you mean "hours"?
      AC301: {params: {hour: 3, hours: -1, methods: "3", zzz: 1}}
                       ^^^^

ozlint.yaml:6:36: hours: -1 is under the minimum of 0
      AC301: {params: {hour: 3, hours: -1, methods: "3", zzz: 1}}
                                       ^^

ozlint.yaml:6:49: methods: a list of texts or numbers is wanted here
      AC301: {params: {hour: 3, hours: -1, methods: "3", zzz: 1}}
                                                    ^^^

ozlint.yaml:6:54: AC301 has no parameter "zzz"; it has hours, methods
      AC301: {params: {hour: 3, hours: -1, methods: "3", zzz: 1}}
                                                         ^^^

ozlint.yaml:7:20: AC302 has no parameter "a"
      AC302: {params: {a: 3}}
                       ^

ozlint.yaml:10:13: OZ007 does not judge postings, and an override is for some of them
        rules: {OZ007: {severity: info}, AC301: {params: {hours: true}}, AC3O2: {}}
                ^^^^^
    set it under rules

ozlint.yaml:10:62: hours: a number is wanted here
        rules: {OZ007: {severity: info}, AC301: {params: {hours: true}}, AC3O2: {}}
                                                                 ^^^^

ozlint.yaml:10:70: no rule has the id "AC3O2"
        rules: {OZ007: {severity: info}, AC301: {params: {hours: true}}, AC3O2: {}}
                                                                         ^^^^^
    did you mean "AC302"?"""


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Rule, ...]:
    """Two rules of one's own, one of them with parameters, and the built-in ones that tell of missing data."""
    pack = tmp_path / "pack"
    pack.mkdir()
    for identity, name, hours, params in (("AC301", "late", "params.hours", PARAMS), ("AC302", "soon", "3", "")):
        text = RULE.format(id=identity, name=name, hours=hours, params=params)
        (pack / f"{identity}-{name}.yaml").write_text(text, encoding="utf-8")
    own = [one.rule for one in load_packs([pack], cwd=tmp_path)]
    builtin = [one.rule for one in load_packs([builtin_pack()], cwd=tmp_path) if one.rule.id in DIAGNOSTICS]
    return (*own, *builtin)


def apply(rules: tuple[Rule, ...], folder: Path, text: str) -> dict[str, Rule]:
    """The rules with the settings of a file."""
    (folder / "ozlint.yaml").write_text(text, encoding="utf-8")
    config = read_config({}, World(environ={}, folder=folder, lang="en", formats=("text",)), now=0.0)
    applied = apply_settings(rules, config.rules, config.overrides, cwd=folder)
    assert [rule.id for rule in applied] == [rule.id for rule in rules]
    return {rule.id: rule for rule in applied}


def test_parameters_are_bound_anew(rules: tuple[Rule, ...], tmp_path: Path) -> None:
    """A set parameter changes the rule's values and condition; every other rule stays as it is."""
    applied = apply(rules, tmp_path, "rules: {AC301: {params: {hours: 6.5, methods: [7, a]}}}")
    own = {rule.id: rule for rule in rules}
    assert applied["AC301"].params == {"hours": 6.5, "methods": [7, "a"]}
    assert applied["AC301"].test != own["AC301"].test
    assert all(applied[identity] is own[identity] for identity in own if identity != "AC301")


def test_a_severity_is_fixed(rules: tuple[Rule, ...], tmp_path: Path) -> None:
    """A severity of the seller's takes the place of the rule's own and of all its cases, which are read no more."""
    applied = apply(rules, tmp_path, "rules: {AC302: {severity: warning}}")["AC302"]
    own = next(rule for rule in rules if rule.id == "AC302")
    assert (applied.severity, applied.severity_when) == ("warning", ())
    assert "delivery_method.warehouse" in own.reads - applied.reads


def test_what_is_off_is_told_apart(tmp_path: Path) -> None:
    """`off: true` names the rule; `off: false` and other settings do not."""
    (tmp_path / "ozlint.yaml").write_text(
        "rules: {OZ101: {off: true}, OZ102: {off: false}, OZ103: {severity: info}}", encoding="utf-8"
    )
    config = read_config({}, World(environ={}, folder=tmp_path, lang="en", formats=("text",)), now=0.0)
    assert switched_off(config.rules) == {"OZ101"}


def test_every_wrong_setting_is_told_in_its_place(rules: tuple[Rule, ...], tmp_path: Path) -> None:
    """Rules and parameters that are not there, and values out of bounds, are told all at once."""
    text = """\
rules:
  AC3O1: {off: true}
  latte: {off: true}
  QQQ: {off: true}
  OZ001: {off: true}
  AC301: {params: {hour: 3, hours: -1, methods: "3", zzz: 1}}
  AC302: {params: {a: 3}}
overrides:
  - when: scheme == "fbs"
    rules: {OZ007: {severity: info}, AC301: {params: {hours: true}}, AC3O2: {}}
"""
    with pytest.raises(RuleProblems) as caught:
        apply(rules, tmp_path, text)
    assert caught.value.show("en") == EXPECTED


def test_wrong_settings_are_told_in_russian(rules: tuple[Rule, ...], tmp_path: Path) -> None:
    """The same in the other language."""
    with pytest.raises(RuleProblems) as caught:
        apply(rules, tmp_path, "rules: {AC3O1: {}, OZ001: {off: true}, AC301: {params: {hour: 1, hours: -1}}}")
    assert [problem.message.ru for problem in caught.value.problems] == [
        "нет правила с номером «AC3O1»",
        "OZ001 нельзя отключить: оно говорит о том, что данных не хватает",
        "у AC301 нет параметра «hour»; может быть, «hours»?",
        "hours: -1 меньше минимума 0",
    ]


def test_a_setting_is_checked_by_what_it_is_compared_with(tmp_path: Path) -> None:
    """A value that an enum cannot have is told where the file gives it, of all postings and of some."""
    pack = tmp_path / "pack"
    pack.mkdir()
    params = "params: {carriers: {default: [cdek], en: C, ru: П}, state: {default: delivered, en: S, ru: С}}"
    text = RULE.format(id="AC301", name="late", hours="3", params=params)
    text = text.replace("present(tracking_number)", "carrier in params.carriers")
    text = text.replace("present(warehouse)", "status == params.state")
    (pack / "AC301-late.yaml").write_text(text, encoding="utf-8")
    own = tuple(one.rule for one in load_packs([pack], cwd=tmp_path))
    settings = """\
rules:
  AC301: {params: {carriers: [dpd, СДЭК], state: deliverd}}
overrides:
  - when: scheme == "fbs"
    rules: {AC301: {params: {state: deliver}}}
"""
    with pytest.raises(RuleProblems) as caught:
        apply(own, tmp_path, settings)
    told = [(one.line, one.column, one.message.en, one.hint and one.hint.en) for one in caught.value.problems]
    assert [one[:2] for one in told] == [(2, 36), (2, 50), (5, 37)]
    assert told[0][2] == '"СДЭК" is a name of the carrier cdek'
    assert told[1][3] == 'did you mean "delivered"?'
