"""Explaining a rule to a person and to a program."""

import json
from pathlib import Path

import pytest

from ozlint.authoring.docs import rules_page
from ozlint.authoring.explain import explain_data, explain_text
from ozlint.model.text import Lang
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import Loaded, load_packs


@pytest.fixture(scope="module")
def pack() -> dict[str, Loaded]:
    """The built-in rules by their ids."""
    return {one.rule.id: one for one in load_packs([builtin_pack()], cwd=Path())}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_explanation_says_everything(pack: dict[str, Loaded], lang: Lang) -> None:
    """Id, title, severity, reason, remedy, condition, parameters and sources are all there, in one language."""
    one = pack["OZ301"]
    text = "\n".join(explain_text(one, lang))
    rule = one.rule
    for part in (rule.id, rule.name, rule.title.say(lang), rule.why.say(lang).strip(), rule.fix.say(lang).strip()):
        assert part in text
    assert {"en": "severity: warning or error", "ru": "серьёзность: warning или error"}[lang] in text
    assert "cancel_days = 5" in text
    assert "age(deadline) < days(params.cancel_days)" in text
    assert all(reference in text for reference in rule.references)
    other = rule.title.say("ru" if lang == "en" else "en")
    assert other not in text


def test_a_condition_is_shown_on_one_line(pack: dict[str, Loaded]) -> None:
    """Folded expressions of the file become single lines, `when` before what it is about."""
    lines = list(explain_text(pack["OZ102"], "en"))
    start = lines.index("When it fires")
    assert lines[start + 1].startswith("  applies where: present(tracking_number) and seller_ships and status not in")
    assert lines[start + 2] == "  forbids: sharing(tracking_number) > 1"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_data_holds_what_the_text_says(pack: dict[str, Loaded], lang: Lang) -> None:
    """A program gets the same as plain JSON, with values and defaults of the parameters."""
    data = json.loads(json.dumps(explain_data(pack["OZ301"], lang)))
    assert data["id"] == "OZ301"
    assert data["title"] == pack["OZ301"].rule.title.say(lang)
    assert data["severity"] == "warning"
    assert data["severity_when"] == [{"when": "present(shipment_date_without_delay)", "severity": "error"}]
    assert set(data["condition"]) == {"when", "forbid"}
    assert data["params"]["cancel_days"]["default"] == data["params"]["cancel_days"]["value"] == 5


def test_the_page_holds_every_rule_once(pack: dict[str, Loaded]) -> None:
    """Each rule has a row that links to its section, and both of its languages."""
    page = rules_page(list(pack.values()))
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    for one in pack.values():
        heading = f"\n## {one.rule.id} {one.rule.name}\n"
        assert page.count(heading) == 1
        assert page.count(f"(#{one.rule.id.lower()}-{one.rule.name})") == 1
        assert one.rule.title.ru in page


def test_the_page_does_not_depend_on_where_it_is_written(pack: dict[str, Loaded]) -> None:
    """The page says nothing of this machine: no absolute paths, and the same text each time."""
    page = rules_page(list(pack.values()))
    assert str(builtin_pack()) not in page
    assert page == rules_page(list(pack.values()))


def test_examples_of_inputs_and_of_several_postings_are_shown(pack: dict[str, Loaded]) -> None:
    """Whatever an example is of, the page shows it as JSON."""
    page = rules_page([pack["OZ007"], pack["OZ102"]])
    blocks = [block.partition("```")[0] for block in page.split("```json\n")[1:]]
    shown = [json.loads(block) for block in blocks]
    assert [type(one) for one in shown] == [dict, dict, list, list]
