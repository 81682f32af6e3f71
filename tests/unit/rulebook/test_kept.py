"""What is kept of rule files between runs: the rules of the files, and nothing that others can have written."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import msgpack

from ozlint.language.knowledge import TABLES, knowledge_of
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.kept import Kept
from ozlint.rulebook.load import load_packs
from ozlint.rulebook.pack import load_rules
from ozlint.rulebook.problem import RuleProblems

RULE = next(builtin_pack().rglob("OZ406-*.yaml"))
PACK = RULE.parent


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder in which some built-in rules are kept."""
    load_rules([PACK], cwd=tmp_path, cache=tmp_path / "cache")
    return tmp_path / "cache"


def kept_in(cache: Path) -> Path:
    """Return the file in which rules are kept."""
    (path,) = cache.iterdir()
    return path


def test_kept_rules_are_those_of_the_files(cache: Path, tmp_path: Path) -> None:
    """A run from what is kept has the very rules that the files give."""
    assert Kept(cache, TABLES).rule(RULE).id == "OZ406"
    from_files = tuple(one.rule for one in load_packs([PACK], cwd=tmp_path))

    assert load_rules([PACK], cwd=tmp_path, cache=cache) == from_files


def test_a_changed_file_is_read_anew(cache: Path, tmp_path: Path) -> None:
    """What is kept belongs to the bytes of a file: one that says something else is read, and told if it is wrong."""
    pack = tmp_path / "pack"
    pack.mkdir()
    text = RULE.read_text(encoding="utf-8")
    (pack / RULE.name).write_text(text.replace("severity: warning", "severity: info"), encoding="utf-8")

    assert [rule.severity for rule in load_rules([pack], cwd=tmp_path, cache=cache)] == ["info"]
    (pack / RULE.name).write_text(text.replace("severity: warning", "severity: eror"), encoding="utf-8")
    with pytest.raises(RuleProblems):
        load_rules([pack], cwd=tmp_path, cache=cache)


def test_two_files_of_one_id_are_refused_though_both_are_kept(cache: Path, tmp_path: Path) -> None:
    """Keeping does not hide that an id is taken."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / RULE.name).write_bytes(RULE.read_bytes())

    with pytest.raises(RuleProblems):
        load_rules([PACK, tmp_path / "pack"], cwd=tmp_path, cache=cache)


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", msgpack.encode({1: b"a"}), b"\x91" * 100_000])
def test_a_damaged_file_is_ignored(cache: Path, tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in it, a run goes on from the files, and mends it."""
    kept_in(cache).write_bytes(damage)

    assert not len(Kept(cache, TABLES))
    assert load_rules([PACK], cwd=tmp_path, cache=cache)
    assert len(Kept(cache, TABLES))


def test_a_rule_of_another_shape_is_read_anew(cache: Path, tmp_path: Path) -> None:
    """Each rule is checked when it is taken out: a function that there is not makes a run read the file."""
    whole = kept_in(cache).read_bytes()
    kept_in(cache).write_bytes(whole.replace(b"known_carrier", b"known_nothing"))

    with pytest.raises(KeyError):
        Kept(cache, TABLES).rule(RULE)
    assert load_rules([PACK], cwd=tmp_path, cache=cache)


def test_rules_belong_to_the_code_that_has_read_them(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a module or table reads them anew; what nobody has asked for in a month is cleared away."""
    package = cache.parent / "ozlint"
    for room in ("model", "ozon", "carriers", "language", "rulebook"):
        (package / room).mkdir(parents=True)
    monkeypatch.setattr("ozlint.rulebook.kept._PACKAGE", package)
    before = kept_in(cache)
    os.utime(before, (0, 0))
    (package / "ozon" / "values.tsv").write_text("one", encoding="utf-8")
    load_rules([PACK], cwd=cache.parent, cache=cache)
    first = kept_in(cache)
    (package / "ozon" / "values.tsv").write_text("another", encoding="utf-8")
    assert not len(Kept(cache, TABLES))
    load_rules([PACK], cwd=cache.parent, cache=cache)

    assert first in cache.iterdir()
    assert before not in cache.iterdir()
    assert len([*cache.iterdir()]) == 2


def test_rules_belong_to_what_a_configuration_adds(cache: Path) -> None:
    """A rule is bound to the tables: with names of carriers added to them, it is another one."""
    known = knowledge_of({}, {"cdek": ["Наш СДЭК"]})

    with pytest.raises(KeyError):
        Kept(cache, known).rule(RULE)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners and modes here")
@pytest.mark.parametrize("place", [kept_in, Path])
def test_what_others_can_write_is_ignored(cache: Path, place: Callable[[Path], Path]) -> None:
    """A file or folder that others may write is not believed."""
    place(cache).chmod(0o777)

    assert not len(Kept(cache, TABLES))


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, nothing is kept and the rules are loaded all the same."""
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    Kept(tmp_path / "cache", TABLES).keep({})

    assert load_rules([PACK], cwd=tmp_path, cache=tmp_path / "cache")
