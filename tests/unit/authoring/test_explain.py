"""Explaining a rule to a person and to a program."""

import json
from pathlib import Path

import msgspec
import pytest

from ozlint.authoring.dictionary import entries, names
from ozlint.authoring.docs import rules_page, with_tables
from ozlint.authoring.effect import Effect, Special
from ozlint.authoring.explain import explain_data, explain_markdown, explain_text
from ozlint.model.text import Lang
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import Loaded, bind_file, load_packs


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
    assert {"en": "severity: warning or error", "ru": "серьёзность: предупреждение или ошибка"}[lang] in text
    assert "cancel_days = 5" in text
    assert "age(deadline) < days(params.cancel_days)" in text
    assert all(reference in text for reference in rule.references)
    other = rule.title.say("ru" if lang == "en" else "en")
    assert other not in text


def test_every_form_says_what_a_finding_says(pack: dict[str, Loaded]) -> None:
    """The message and the field are in the text and on the page, which has tags and bounds as well."""
    one = pack["OZ302"]
    text, page = "\n".join(explain_text(one, "en")), "\n".join(explain_markdown(one, "en"))
    for shown in (text, page):
        assert " ".join(one.file.message.en.split()) in shown
        assert str(one.rule.field) in shown
        assert ", ".join(one.rule.tags) in shown
        assert "; at least 0" in shown
    assert explain_data(pack["OZ901"], "en")["condition"]["group_by"] == ["account"]


def test_long_examples_are_folded(pack: dict[str, Loaded]) -> None:
    """No line of an example runs past the edge of a wide terminal."""
    lines = list(explain_text(pack["OZ901"], "en"))
    assert max(map(len, lines[lines.index("Examples") : lines.index("References")])) <= 114


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


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_explanation_can_be_a_page(pack: dict[str, Loaded], lang: Lang) -> None:
    """As Markdown a rule has its condition as YAML, its parameters as a table, every example as JSON."""
    one = pack["OZ301"]
    page = "\n".join(explain_markdown(one, lang))
    assert page.startswith("# OZ301 overdue-shipment\n")
    assert page.count("```yaml") == 1
    assert "| `cancel_days` | 5 | 5 |" in page
    examples = one.file.examples
    blocks = [block.partition("```")[0] for block in page.split("```json\n")[1:]]
    assert len(blocks) == len(examples.bad) + len(examples.good) + len(examples.not_evaluated)
    assert json.loads(blocks[0]) == examples.bad[0].posting
    assert one.rule.title.say(lang) in page
    assert one.rule.title.say("ru" if lang == "en" else "en") not in page


def test_the_values_in_force_are_told_apart_from_the_defaults() -> None:
    """A parameter that a configuration sets shows its value, and the default beside it, with its bounds."""
    (plain,) = [one for one in load_packs([builtin_pack()], cwd=Path()) if one.rule.id == "OZ301"]
    one = msgspec.structs.replace(plain, rule=bind_file(plain.file, plain.document, {"cancel_days": 3}))
    (line,) = [line for line in explain_text(one, "en") if line.startswith("  cancel_days")]
    assert line.startswith("  cancel_days = 3  (")
    assert line.endswith("; at least 0; set by the configuration; default 5)")
    assert explain_data(one, "en")["params"]["cancel_days"] | {"text": ""} == {
        "value": 3, "default": 5, "min": 0, "max": None, "text": "",
    }  # fmt: skip
    assert "| `cancel_days` | 3 | 5 |" in "\n".join(explain_markdown(one, "en"))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_a_configuration_says_is_told(pack: dict[str, Loaded], lang: Lang) -> None:
    """That a rule is off, and what is set about it for some postings, stands in every format."""
    special = Special('warehouse == "Kazan"', off=False, severity="info", params={"cancel_days": 1})
    effect = Effect("ozlint.yaml", off=True, special=(special,))
    off = {"en": "off", "ru": "отключено"}[lang]
    said = {
        "en": '  if warehouse == "Kazan": severity: info, cancel_days = 1',
        "ru": '  если warehouse == "Kazan": серьёзность: info, cancel_days = 1',
    }[lang]
    lines = list(explain_text(pack["OZ301"], lang, effect))
    assert f"  {off}" in lines
    assert said in lines
    page = list(explain_markdown(pack["OZ301"], lang, effect))
    assert f"- {said.strip()}" in page
    data = explain_data(pack["OZ301"], lang, effect)
    assert data["off"] is True
    assert data["overrides"][0]["params"] == {"cancel_days": 1}
    assert explain_data(pack["OZ301"], lang)["overrides"] == []


def test_examples_are_in_every_format(pack: dict[str, Loaded]) -> None:
    """Examples are shown with their titles, moments and parameters."""
    one = pack["OZ101"]
    text = "\n".join(explain_text(one, "en"))
    assert 'Does not fire on (The seller\'s own couriers; with {"own_delivery_methods": ["21321684811000"]})' in text
    data = json.loads(json.dumps(explain_data(one, "en")))
    assert [len(data["examples"][kind]) for kind in ("bad", "good", "not_evaluated")] == [
        len(one.file.examples.bad), len(one.file.examples.good), len(one.file.examples.not_evaluated),
    ]  # fmt: skip


def test_tables_are_written_between_their_markers() -> None:
    """Only what stands between the markers of a guide is written; a second time changes nothing."""
    page = "Before\n<!-- generated: functions -->\nold\n<!-- /generated -->\nAfter | <!-- generated: other -->\n"
    once = with_tables(page, "en")
    assert once.startswith("Before\n<!-- generated: functions -->\n")
    assert once.endswith("<!-- /generated -->\nAfter | <!-- generated: other -->\n")
    assert "\nold\n" not in once
    assert with_tables(once, "en") == once
    assert "| `present(value)` | bool | The value is there and not empty (sees empty values) |" in once
    assert with_tables("No markers\n", "ru") == "No markers\n"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_tables_hold_every_name_and_function(lang: Lang) -> None:
    """Each name and function of the language has its row, with a meaning in the language of the guide."""
    marks = "".join(f"<!-- generated: {kind} -->\n<!-- /generated -->\n" for kind in ("fields", "functions"))
    page = with_tables(marks, lang)
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) == len(names()) + len(entries())
    assert all(row.count(" | ") >= 3 for row in rows)
    assert all(name.meaning.say(lang) in page for name in names())


def test_an_example_is_shown_with_what_other_inputs_say(pack: dict[str, Loaded]) -> None:
    """A posting alone does not show why a rule on its earlier state fires."""
    shown = explain_text(pack["OZ503"], "en")
    assert '"previous": {"status": "cancelled"}' in " ".join(" ".join(shown).split())
