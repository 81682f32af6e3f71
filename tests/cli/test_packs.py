"""Packs of rules: folders with and without a pack.yaml, and packs that are installed as Python packages."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from finished import Ozlint, Save
from own_rule import own_rule

POSTING = {"posting_number": "12345678-0001-1", "status": "delivering"}
BOMB = "raise SystemExit('the pack ran')\n"


@pytest.fixture
def install(tmp_path: Path, save: Save) -> Any:  # noqa: ANN401 - a function
    """Installs a package beside the interpreter's own: what pip leaves behind, and no more; gives the environment."""

    def run(value: str = "acme_rules.rules", name: str = "acme", dist: str = "acme-rules") -> Mapping[str, str]:
        place = f"site/{dist.replace('-', '_')}-1.0.dist-info"
        save(f"{place}/METADATA", f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.0\n")
        save(f"{place}/entry_points.txt", f"[ozlint.rules]\n{name} = {value}\n")
        save("site/acme_rules/__init__.py", BOMB)
        save("site/acme_rules/rules/__init__.py", BOMB)
        save("site/acme_rules/rules/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
        return {"PYTHONPATH": str(tmp_path / "site")}

    return run


def test_an_installed_pack_runs_and_none_of_its_code_does(ozlint: Ozlint, save: Save, install: Any) -> None:  # noqa: ANN401
    """A pack is found by its entry point's name; its package, which would end the process, is never imported."""
    save("postings.json", [POSTING])
    extra = install()
    done = ozlint("check", "postings.json", "--rules", "acme", "--select", "ACME001", "--format", "json", extra=extra)
    assert [finding["rule"] for finding in json.loads(done.out)["findings"]] == ["ACME001"]

    save("ozlint.yaml", "packs: [acme]\n")
    assert ozlint("rules", "test", "acme", extra=extra).code == 0
    assert "ACME001" in ozlint("rules", "list", extra=extra).out


def test_a_folder_goes_before_an_installed_pack(ozlint: Ozlint, save: Save, install: Any) -> None:  # noqa: ANN401
    """A bare name that is a folder here means the folder."""
    extra = install()
    save("acme/MINE001-no-blue-boxes.yaml", own_rule("MINE001"))
    listed = ozlint("rules", "list", "--rules", "acme", extra=extra).out
    assert "MINE001" in listed
    assert "ACME001" not in listed


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("acmee", '"acmee" is no folder, and no installed pack is called so; did you mean "acme"?'),
        ("my-ruls", '"my-ruls" is no folder, and no installed pack is called so; did you mean "my-rules"?'),
        ("zebra", '"zebra" is no folder, and no installed pack is called so; installed are acme'),
    ],
)
def test_a_pack_that_is_not_there_is_told(ozlint: Ozlint, save: Save, install: Any, asked: str, told: str) -> None:  # noqa: ANN401
    """A misspelt pack is an error with the nearest name, of a folder or of an installed pack."""
    save("postings.json", [POSTING])
    save("my-rules/MINE001-no-blue-boxes.yaml", own_rule("MINE001"))
    done = ozlint("check", "postings.json", "--rules", asked, extra=install())
    assert (done.code, done.out) == (2, "")
    assert told in done.err


@pytest.mark.parametrize(
    "value", ["acme_rules.nothing", "no_such_package", "acme_rules:rules", "..", "acme_rules/rules"]
)
def test_an_entry_point_that_names_no_folder_is_told(ozlint: Ozlint, save: Save, install: Any, value: str) -> None:  # noqa: ANN401
    """An entry point that leads to no folder of rules is an error that names the package."""
    save("postings.json", [POSTING])
    done = ozlint("check", "postings.json", "--rules", "acme", extra=install(value))
    assert done.code == 2
    assert 'the pack "acme" of acme-rules names no folder of rules' in done.err


def test_two_packages_that_offer_one_name_are_told(ozlint: Ozlint, save: Save, install: Any) -> None:  # noqa: ANN401
    """Which of two packs of one name runs is not left to chance."""
    install("acme_rules", dist="acme-old")
    extra = install()
    save("postings.json", [POSTING])
    done = ozlint("check", "postings.json", "--rules", "acme", extra=extra)
    assert done.code == 2
    assert '"acme" is the name of several installed packs: acme-old, acme-rules' in done.err


def test_two_packs_with_one_id_are_told_with_both_files(ozlint: Ozlint, save: Save) -> None:
    """One id in two packs is an error that names both files."""
    save("one/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("two/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("postings.json", [POSTING])
    done = ozlint("check", "postings.json", "--rules", "one", "--rules", "two")
    assert done.code == 2
    assert "two/ACME001-no-blue-boxes.yaml:" in done.err
    assert "ACME001 is already the id of one/ACME001-no-blue-boxes.yaml" in done.err


PACK = "name: acme\nversion: 1.2.0\nprefix: ACME\nozlint: 0.1.0\n"


def test_a_pack_says_what_it_is_called(ozlint: Ozlint, save: Save) -> None:
    """The name and version of a pack stand in the explanation of its rules and in the report."""
    save("mine/pack.yaml", PACK)
    save("mine/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("postings.json", [POSTING])
    assert "pack: acme 1.2.0" in ozlint("rules", "explain", "ACME001", "--rules", "mine").out
    for _ in range(2):  # from the files, and from what is kept of them
        done = ozlint("check", "postings.json", "--rules", "mine", "--select", "ACME001,OZ005", "--format", "json")
        rules = {rule["id"]: rule["pack"] for rule in json.loads(done.out)["rules"]}
        assert rules["ACME001"] == "acme 1.2.0"
        assert rules["OZ005"] is None


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (PACK.replace("ACME", "SHOP"), ("mine/ACME001-no-blue-boxes.yaml:1:5", "begin with SHOP", "like SHOP001")),
        (PACK.replace("ozlint: 0.1.0", "ozlint: 9.0.0"), ("mine/pack.yaml:4:9", "needs ozlint 9.0.0 or newer")),
        (PACK.replace("version: 1.2.0", "version: one"), ("mine/pack.yaml:2:10", "a version is three numbers")),
        (PACK.replace("prefix: ACME", "prefix: acme1"), ("mine/pack.yaml:3:9", "a prefix is two to eight")),
        (PACK + "author: me\n", ("mine/pack.yaml:5:1", 'no such key: "author"')),
        ("", ("mine/pack.yaml:1:1", "the file is empty")),
        ("name: acme\nname: acme\nversion: 1.2.0\n", ("mine/pack.yaml:2:1", 'the key "name" is there twice')),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pack_is_told_in_its_place(
    ozlint: Ozlint, save: Save, pack: str, told: tuple[str, ...]
) -> None:
    """A pack.yaml is as strict as a rule file, and a pack that is wrong never runs in part, the second time neither."""
    save("mine/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("postings.json", [POSTING])
    assert ozlint("check", "postings.json", "--rules", "mine").code == 1  # the rules are kept now
    save("mine/pack.yaml", pack)
    for _ in range(2):
        done = ozlint("check", "postings.json", "--rules", "mine")
        assert (done.code, done.out) == (2, "")
        for part in told:
            assert part in done.err


def test_the_letters_of_the_built_in_rules_are_reserved(ozlint: Ozlint, save: Save) -> None:
    """A rule of a seller's own cannot have an id that ozlint may give out one day."""
    save("mine/OZ999-no-blue-boxes.yaml", own_rule("OZ999"))
    save("postings.json", [POSTING])
    for command in (("check", "postings.json", "--rules", "mine"), ("rules", "test", "mine")):
        done = ozlint(*command)
        assert done.code == 2
        assert "mine/OZ999-no-blue-boxes.yaml:1:5: the letters OZ are reserved for the built-in rules" in done.err


def test_a_link_out_of_the_pack_is_refused(ozlint: Ozlint, save: Save) -> None:
    """A pack is what its folder holds: a link to a file elsewhere is not followed, and nothing of it is shown."""
    secret = save("secret.txt", "password: hunter2\n")
    save("mine/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    (secret.parent / "mine" / "ACME002-leak.yaml").symlink_to(secret)
    save("postings.json", [POSTING])
    done = ozlint("check", "postings.json", "--rules", "mine")
    assert done.code == 2
    assert "mine/ACME002-leak.yaml:1:1: this is a link that leads out of the pack" in done.err
    assert "hunter2" not in done.err


def test_a_link_in_place_of_a_pack_file_is_refused(ozlint: Ozlint, save: Save) -> None:
    """A pack.yaml that is a link to a file elsewhere is not read either, the second time neither."""
    secret = save("secret.txt", "password: hunter2\n")
    save("mine/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("postings.json", [POSTING])
    assert ozlint("check", "postings.json", "--rules", "mine").code == 1  # the rules are kept now
    (secret.parent / "mine" / "pack.yaml").symlink_to(secret)
    for command in (("check", "postings.json", "--rules", "mine"), ("rules", "test", "mine")):
        done = ozlint(*command)
        assert (done.code, done.out) == (2, "")
        assert "mine/pack.yaml:1:1: this is a link that leads out of the pack" in done.err
        assert "hunter2" not in done.err
        assert "password" not in done.err


@pytest.mark.parametrize("builtin", [(), ("--no-builtin",)], ids=["beside", "instead"])
def test_no_pack_replaces_a_diagnostic(ozlint: Ozlint, save: Save, builtin: tuple[str, ...]) -> None:
    """A rule with the id of one that says that data is missing is an error, also without the built-in rules."""
    save("mine/OZ001-no-blue-boxes.yaml", own_rule("OZ001"))
    save("mine/ACME001-other-boxes.yaml", own_rule("ACME001").replace("no-blue-boxes", "other-boxes"))
    save("postings.json", [POSTING])
    done = ozlint("check", "postings.json", "--rules", "mine", *builtin)
    assert (done.code, done.out) == (2, "")
    assert "mine/OZ001-no-blue-boxes.yaml:1:5: OZ001 cannot be replaced: it says that data is missing" in done.err


def test_two_rules_of_one_name_are_told_with_both_files(ozlint: Ozlint, save: Save) -> None:
    """A name means one rule of a run: two that share it are an error that names both files."""
    save("one/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("two/SHOP001-no-blue-boxes.yaml", own_rule("SHOP001"))
    save("postings.json", [POSTING])
    assert {ozlint("check", "postings.json", "--rules", folder).code for folder in ("one", "two")} == {1}
    done = ozlint("check", "postings.json", "--rules", "one", "--rules", "two")
    assert done.code == 2
    assert "two/SHOP001-no-blue-boxes.yaml:2:7" in done.err
    assert "no-blue-boxes is already the name of one/ACME001-no-blue-boxes.yaml" in done.err


def test_the_same_pack_twice_is_told_so(ozlint: Ozlint, save: Save) -> None:
    """Where two folders hold the same rule word for word, the advice is to give its pack once."""
    for folder in ("mine", "copy"):
        save(f"{folder}/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    done = ozlint("rules", "test", "mine", "copy")
    assert done.code == 2
    assert "this is the same rule: give its pack once" in done.err


def test_a_pack_cannot_have_the_reserved_letters(ozlint: Ozlint, save: Save) -> None:
    """A pack.yaml whose prefix is OZ is refused where it says so."""
    save("mine/ACME001-no-blue-boxes.yaml", own_rule("ACME001"))
    save("mine/pack.yaml", "name: mine\nversion: 1.0.0\nprefix: OZ\n")
    done = ozlint("rules", "test", "mine")
    assert done.code == 2
    assert "mine/pack.yaml:3:9: the letters OZ are reserved for the built-in rules" in done.err
