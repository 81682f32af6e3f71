"""Reading packs of rules: all of their problems at once, each with its place, in both languages."""

import os
import textwrap
from pathlib import Path

import pytest

from ozlint.errors import UsageError
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import bind_file, load_packs, load_rule
from ozlint.rulebook.problem import RuleProblems
from ozlint.rulebook.setting import setting_problems

RULE = """\
id: {id}
name: {name}
title: {{en: A number is missing, ru: Нет номера}}
severity: error
profile: safety
tags: [own]
since: 0.1.0
subject: posting
when: status == "delivering" and age(shipment_date) > hours(params.grace)
require: present(tracking_number)
field: tracking_number
message: {{en: "{{posting_number}} has none", ru: "{{posting_number}}: нет"}}
why: {{en: The buyer sees nothing., ru: Покупатель ничего не видит.}}
fix: {{en: Set it., ru: Укажите его.}}
params:
  grace: {{default: 24, min: 0, max: 240, en: Hours, ru: Часы}}
references:
  - {{url: "https://docs.ozon.ru/", checked: 2026-11-22}}
examples:
  bad: [{{posting: {{posting_number: "1-0001-1"}}}}]
  good: [{{posting: {{posting_number: "1-0001-1"}}}}]
"""


def write(folder: Path, identity: str, name: str = "own-rule", **replaced: str) -> Path:
    """Write a rule file with some of its text replaced."""
    text = RULE.format(id=identity, name=name)
    for old, new in replaced.items():
        text = text.replace(old, new)
    path = folder / f"{identity}-{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(*folders: Path, cwd: Path) -> RuleProblems:
    """The error that loading some folders raises."""
    with pytest.raises(RuleProblems) as caught:
        load_packs(folders, cwd=cwd)
    return caught.value


def test_packs_are_read_in_the_order_of_ids(tmp_path: Path) -> None:
    """Rules come in the order of their ids, whatever folder and subfolder they lie in."""
    write(tmp_path / "b", "AA002")
    write(tmp_path / "b" / "deep", "AA001", "another")
    write(tmp_path / "a", "AA003", "third")
    loaded = load_packs([Path("b"), Path("a")], cwd=tmp_path)
    assert [one.rule.id for one in loaded] == ["AA001", "AA002", "AA003"]
    assert loaded[0].rule.path == "b/deep/AA001-another.yaml"


def test_one_file_may_be_a_pack(tmp_path: Path) -> None:
    """A path of a rule file loads that rule alone."""
    path = write(tmp_path, "AA001")
    assert [one.rule.id for one in load_packs([path], cwd=tmp_path)] == ["AA001"]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """The same folder twice, or a folder inside of another, is no clash of ids."""
    write(tmp_path / "a" / "b", "AA001")
    assert len(load_packs([Path("a"), Path("a/b"), Path("a")], cwd=tmp_path)) == 1


def test_an_id_is_never_shared(tmp_path: Path) -> None:
    """The second rule of an id is a problem that names the file of the first."""
    write(tmp_path / "a", "AA001")
    write(tmp_path / "b", "AA001")
    (problem,) = problems_of(Path("a"), Path("b"), cwd=tmp_path).problems
    assert (problem.path, problem.line) == ("b/AA001-own-rule.yaml", 1)
    assert "a/AA001-own-rule.yaml" in problem.message.en
    assert "a/AA001-own-rule.yaml" in problem.message.ru


def test_a_builtin_id_cannot_be_taken(tmp_path: Path) -> None:
    """An own rule beside the built-in ones needs an id of its own."""
    write(tmp_path, "OZ101")
    assert "already the id of" in str(problems_of(builtin_pack(), tmp_path, cwd=tmp_path))


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Three bad files give the problems of all three; none of them hides another."""
    write(tmp_path, "AA001", "one", **{"severity: error": "severity: eror"})
    write(
        tmp_path, "AA002", "two", **{"tracking_number)": "trackin_number)", 'status == "delivering"': 'status == "x"'}
    )
    (tmp_path / "AA003-three.yaml").write_bytes(b"id: \xff\xfe")
    error = problems_of(tmp_path, cwd=tmp_path)
    told = [(problem.path, problem.line) for problem in error.problems]
    assert told == [
        ("AA001-one.yaml", 4),
        ("AA002-two.yaml", 9),
        ("AA002-two.yaml", 10),
        ("AA003-three.yaml", 1),
    ]
    assert 'did you mean "error"?' in error.show("en")
    assert "tracking_number" in error.show("ru")


def test_a_problem_shows_its_place(tmp_path: Path) -> None:
    """A fault inside an expression is underlined where it stands in the file."""
    write(tmp_path, "AA001", **{"present(tracking_number)": "present(trackin_number)"})
    shown = problems_of(tmp_path, cwd=tmp_path).show("en").splitlines()
    assert shown[0].startswith("AA001-own-rule.yaml:10:18: ")
    assert shown[1].strip() == "require: present(trackin_number)"
    assert shown[2].index("^") == shown[1].index("trackin_number")
    assert shown[2].count("^") == len("trackin_number")


@pytest.mark.parametrize(("name", "en"), [("ruls", 'did you mean "rules"?'), ("elsewhere", "no such folder")])
def test_a_folder_that_is_not_there(tmp_path: Path, name: str, en: str) -> None:
    """A missing folder is wrong usage, with the folder beside it that was probably meant."""
    write(tmp_path / "rules", "AA001")
    with pytest.raises(UsageError) as caught:
        load_packs([Path(name)], cwd=tmp_path)
    assert en in str(caught.value)
    assert caught.value.text.ru.startswith(f"{name}: такой папки с правилами нет")


def test_a_folder_without_rules(tmp_path: Path) -> None:
    """A folder with no rule file is wrong usage, not a pack of no rules."""
    with pytest.raises(UsageError, match="no rule files"):
        load_packs([tmp_path], cwd=tmp_path)


def test_a_folder_of_rules_and_other_things(tmp_path: Path) -> None:
    """Hidden files, those of a configuration and of packs are no rules; any other YAML is one, and must be right."""
    write(tmp_path / "deep", "AA001")
    for name in ("ozlint.yaml", "pack.yaml", "deep/pack.yaml", ".pre-commit-config.yaml", ".github/workflows/ci.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("name: acme\nversion: 1.0.0\n", encoding="utf-8")
    assert [one.rule.id for one in load_packs([Path()], cwd=tmp_path)] == ["AA001"]
    (tmp_path / "deep" / "AA001-own-rule.yaml").unlink()
    with pytest.raises(
        UsageError, match=r"hidden files and ozlint\.yaml, pack\.yaml, ozlint-suppressions\.yaml are none"
    ):
        load_packs([Path()], cwd=tmp_path)
    (tmp_path / "workflow.yml").write_text("on: [push]\n", encoding="utf-8")
    assert "workflow.yml" in str(problems_of(tmp_path, cwd=tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A rule file without permission is a problem with its name, not a traceback."""
    write(tmp_path, "AA001").chmod(0)
    assert "there is no such file" in str(problems_of(tmp_path, cwd=tmp_path))


def test_a_link_to_nothing_is_a_problem(tmp_path: Path) -> None:
    """A rule file that vanished is told like any other problem."""
    (tmp_path / "AA001-own-rule.yaml").symlink_to(tmp_path / "gone.yaml")
    assert "there is no such file" in str(problems_of(tmp_path, cwd=tmp_path))


def test_settings_reach_the_rule(tmp_path: Path) -> None:
    """A parameter has the value of the settings, else its default."""
    write(tmp_path, "AA001")
    (plain,) = load_packs([tmp_path], cwd=tmp_path)
    assert plain.rule.params == {"grace": 24}
    assert bind_file(plain.file, plain.document, {"grace": 48}).params == {"grace": 48}


@pytest.mark.parametrize(
    ("settings", "en"),
    [
        ({"grase": 48}, 'AA001 has no parameter "grase"; did you mean "grace"?'),
        ({"grace": "two days"}, "grace: a number is wanted here"),
        ({"grace": True}, "grace: a number is wanted here"),
        ({"grace": None}, "grace: a number is wanted here"),
        ({"grace": [1]}, "grace: a number is wanted here"),
        ({"grace": -1}, "grace: -1 is under the minimum of 0"),
        ({"grace": 241}, "grace: 241 is over the maximum of 240"),
    ],
)
def test_settings_are_checked(settings: dict[str, object], en: str) -> None:
    """An unknown parameter, a value of another type and one outside of the bounds are refused."""
    one = load_rule(RULE.format(id="AA001", name="own-rule"), "AA001-own-rule.yaml")
    (problem,) = setting_problems(one.file, one.document, settings)
    assert en in problem.message.en


@pytest.mark.parametrize(
    ("example", "en"),
    [
        ('posting: {posting_number: "1-0001-1"}, params: {grace: "x"}', "grace: a number is wanted here"),
        ('posting: {posting_number: "1-0001-1"}, params: {grace: null}', "grace: a number is wanted here"),
        ("input: {postngs: 3}", 'an input has no "postngs"; did you mean "postings"?'),
        ('input: {postings: "many"}', "postings must be a number"),
        ("input: {more_expected: 1}", "more_expected must be a bool"),
    ],
)
def test_examples_are_checked_when_the_rule_loads(example: str, en: str) -> None:
    """What an example sets is checked like everything else in the file, so that running it never fails."""
    text = RULE.format(id="AA001", name="own-rule").replace(
        'good: [{posting: {posting_number: "1-0001-1"}}]', f"good: [{{{example}}}]"
    )
    with pytest.raises(RuleProblems) as caught:
        load_rule(text, "AA001-own-rule.yaml")
    assert en in str(caught.value)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].line == len(textwrap.dedent(text).splitlines())
