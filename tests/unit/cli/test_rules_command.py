"""`ozlint rules`: listing, explaining, testing and documenting rules."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ozlint.rulebook.builtin import builtin_pack

Run = Callable[..., SimpleNamespace]

RULE = """\
id: MY001
name: parcel-without-warehouse
title: {en: A posting names no warehouse, ru: У отправления не указан склад}
severity: warning
profile: recommended
tags: [own]
since: 0.1.0
subject: posting
require: present(delivery_method.warehouse)
field: delivery_method
message: {en: "{posting_number} names none", ru: "{posting_number}: склада нет"}
why: {en: Nobody knows where it is., ru: "Никто не знает, где оно."}
fix: {en: Name it., ru: Укажите его.}
references: [{source: our own rules of the house}]
examples:
  bad:
    - title: Empty
      posting: {posting_number: "12345678-0001-1", delivery_method: {warehouse: ""}}
  good:
    - title: Named
      posting: {posting_number: "12345678-0001-1", delivery_method: {warehouse: North}}
  not_evaluated:
    - posting: {posting_number: "12345678-0001-1"}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one rule of one's own, whose examples come out."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "MY001-parcel-without-warehouse.yaml").write_text(RULE, encoding="utf-8")
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    """Replace some text of the own rule."""
    (path,) = folder.glob("MY001-*.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_own_examples_come_out_among_the_builtin_rules(ozlint: Run, own: Path) -> None:
    """Good examples pass, and only those of the folder are counted."""
    tested = ozlint("rules", "test", "own")
    assert (tested.code, tested.out, tested.err) == (0, "3 examples passed, 0 examples failed\n", "")


def test_an_example_that_does_not_fire_fails(ozlint: Run, own: Path) -> None:
    """A failed example is exit 1, with the rule, the place, what was wanted and what came."""
    edit(own, 'warehouse: ""', "warehouse: South")
    tested = ozlint("rules", "test", "own")
    assert tested.code == 1
    assert tested.out.splitlines() == [
        "FAILED  own/MY001-parcel-without-warehouse.yaml:17  MY001 bad[0] (Empty)",
        "    expected: MY001 fires, and no other rule does",
        "    got: nothing fired",
        "    the values in MY001, for 12345678-0001-1:",
        "      require: present(delivery_method.warehouse) → true",
        '        delivery_method.warehouse → "South"',
        "",
        "2 examples passed, 1 example failed",
    ]


def test_an_example_that_fires_a_builtin_rule_too_fails(ozlint: Run, own: Path) -> None:
    """The bad example of an own rule may not be bad in another way as well."""
    edit(own, 'delivery_method: {warehouse: ""}}', 'status: "", delivery_method: {warehouse: ""}}')
    tested = ozlint("rules", "test", "own", LANG="ru")
    assert tested.code == 1
    assert "получилось: сработало MY001, а ещё OZ703\n" in tested.out


def test_a_rule_that_is_not_left_open_fails(ozlint: Run, own: Path) -> None:
    """An example under not_evaluated must leave the rule open."""
    edit(own, '- posting: {posting_number: "12345678-0001-1"}', RULE.partition("Named\n      ")[2].partition("\n")[0])
    edit(own, "\n  not_evaluated:\n    posting", "\n  not_evaluated:\n    - posting")
    tested = ozlint("rules", "test", "own")
    assert tested.code == 1
    assert tested.out.splitlines()[:3] == [
        "FAILED  own/MY001-parcel-without-warehouse.yaml:23  MY001 not_evaluated[0]",
        "    expected: MY001 cannot be judged, and no rule fires",
        "    got: nothing fired; MY001 was evaluated",
    ]


def test_a_rule_that_does_not_load_is_told(ozlint: Run, own: Path) -> None:
    """A broken rule is exit 2 with its place and a suggestion; no example is run."""
    edit(own, "present(delivery_method.warehouse)", "present(delivery_method.warehous)")
    tested = ozlint("rules", "test", "own")
    assert tested.code == 2
    assert tested.err.startswith("own/MY001-parcel-without-warehouse.yaml:9:18: ")
    assert "delivery_method.warehouse`?" in tested.err
    assert tested.out == ""


def test_a_folder_with_builtin_ids_is_tested_alone(ozlint: Run, tmp_path: Path) -> None:
    """A folder of the built-in pack stands for itself, and so does a copy of it without the built-in rules."""
    alone = ozlint("rules", "test", str(builtin_pack() / "buyer"))
    assert alone.code == 0
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (builtin_pack() / "buyer").iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    assert ozlint("rules", "test", "copy").code == 2
    (tmp_path / "ozlint.yaml").write_text("builtin: false\npacks: [copy]\n", encoding="utf-8")
    assert ozlint("rules", "test", "copy").out == alone.out


def test_the_list_speaks_the_language_asked_for(ozlint: Run, own: Path) -> None:
    """Titles are in the language of --lang or the locale; own rules are listed among the others."""
    english = ozlint("rules", "list", "--rules", "own").out
    assert "A shipped posting has no tracking number" in english
    assert "A posting names no warehouse" in english
    russian = ozlint("rules", "list", "--lang", "ru").out
    assert "У отправленного" in russian
    assert russian == ozlint("rules", "list", LC_ALL="ru_RU.UTF-8").out
    listed = json.loads(ozlint("rules", "list", "--format", "json", "--lang", "ru").out)
    assert listed[0]["title"] in russian


def test_the_page_is_checked_and_written(ozlint: Run, tmp_path: Path) -> None:
    """A missing or stale page is exit 1 and stays as it is; writing it makes it fresh, in any language."""
    page = tmp_path / "docs" / "rules.md"
    assert ozlint("rules", "docs", "--check").code == 1
    assert not page.exists()
    assert ozlint("rules", "docs").code == 0
    assert ozlint("rules", "docs", "--check", LANG="ru").code == 0
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert ozlint("rules", "docs", "--check").code == 1
    page.write_bytes(b"\xff")
    assert ozlint("rules", "docs", "--check").code == 1


def test_a_page_that_cannot_be_written_is_wrong_usage(ozlint: Run, tmp_path: Path) -> None:
    """A file where the folder should be: exit 2, and the reason."""
    (tmp_path / "docs").write_text("", encoding="utf-8")
    told = ozlint("rules", "docs")
    assert told.code == 2
    assert "docs/rules.md: cannot be written" in told.err
