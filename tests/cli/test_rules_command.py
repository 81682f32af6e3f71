"""`ozlint rules`: list, explain, test, docs."""

import json
from pathlib import Path

import pytest
from finished import Ozlint, Save
from own_rule import OWN_RULE

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "rules").rglob("*.yaml"))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_rule_is_listed(ozlint: Ozlint, lang: str) -> None:
    """`rules list` prints one line a rule, in the order of the ids, with its title in the language asked for."""
    done = ozlint("rules", "list", "--lang", lang)
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(path.name.partition("-")[0] for path in FILES)
    (line,) = [line for line in lines if line.startswith("OZ101 ")]
    assert line.split()[1:4] == ["missing-tracking-number", "error", "safety"]
    assert line.endswith("нет трек-номера" if lang == "ru" else "has no tracking number")


def test_the_list_is_json_as_well(ozlint: Ozlint) -> None:
    """`rules list --format json` is an array of the same rules."""
    rules = json.loads(ozlint("rules", "list", "--format", "json").out)
    assert len(rules) == len(FILES)
    assert {"id", "name", "severity", "profile"} <= rules[0].keys()


@pytest.mark.parametrize("name", ["OZ101", "oz101", "missing-tracking-number"])
def test_a_rule_is_explained_by_id_and_by_name(ozlint: Ozlint, name: str) -> None:
    """`rules explain` says what a rule means, why it matters and what to do."""
    done = ozlint("rules", "explain", name)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("OZ101 missing-tracking-number\n")
    for head in ("Why it matters", "What to do", "When it fires", "require"):
        assert head in done.out


def test_a_rule_is_explained_in_russian(ozlint: Ozlint) -> None:
    """`rules explain --lang ru` says in Russian whatever it says."""
    done = ozlint("rules", "explain", "OZ101", "--lang", "ru")
    assert (done.code, done.err) == (0, "")
    for head in ("Почему это важно", "Что делать", "Когда срабатывает"):
        assert head in done.out
    assert "What to do" not in done.out


def test_an_unknown_rule_is_refused_with_a_suggestion(ozlint: Ozlint) -> None:
    """`rules explain` with a misspelt name is exit 2 and names the nearest one."""
    done = ozlint("rules", "explain", "missing-traking-number")
    assert (done.code, done.out) == (2, "")
    assert '"missing-tracking-number"' in done.err


def test_the_examples_of_the_built_in_rules_pass(ozlint: Ozlint, save: Save) -> None:
    """`rules test` runs the built-in examples where no configuration counts, and all come out as they say."""
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE)
    save("ozlint.yaml", "packs: [own]\n")
    done = ozlint("rules", "test", "--no-config")
    assert done.code == 0, done.out
    assert done.out.startswith("only the built-in rules were tested; for those here: ozlint rules test own\n")
    assert done.out.endswith("0 examples failed\n")


def test_an_example_that_does_not_fire_fails_the_test(ozlint: Ozlint, save: Save) -> None:
    """`rules test DIR` is exit 1 where an example does not come out as it says, and names it."""
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE.replace("status: delivering}}", "status: delivered}}"))
    done = ozlint("rules", "test", "own")
    assert done.code == 1
    assert "ACME001 bad[0]" in done.out


def test_a_folder_of_good_rules_passes(ozlint: Ozlint, save: Save) -> None:
    """`rules test DIR` runs the examples of that folder only, and exits 0 where all come out."""
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE)
    done = ozlint("rules", "test", "own")
    assert done.code == 0
    assert done.out.startswith("3 examples passed")


def test_rules_that_do_not_load_are_told_all_at_once(ozlint: Ozlint, save: Save) -> None:
    """`rules test DIR` is exit 2 where rules are no rules, with the faults of all files, their places and a way out."""
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE.replace("severity: error", "severity: eror"))
    other = OWN_RULE.replace("ACME001", "ACME002").replace("no-blue-boxes", "no-red-boxes")
    save("own/ACME002-no-red-boxes.yaml", other.replace('"delivering"\n', '"deliverng"\n'))
    for lang in ("en", "ru"):
        done = ozlint("rules", "test", "own", "--lang", lang)
        assert (done.code, done.out) == (2, "")
        for said in ("ACME001-no-blue-boxes.yaml:4:11", "error", "ACME002-no-red-boxes.yaml:9:19", "delivering"):
            assert said in done.err


def test_own_rules_are_listed_and_explained(ozlint: Ozlint, save: Save) -> None:
    """--rules adds a folder's rules to what is listed and explained."""
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE)
    assert "ACME001  no-blue-boxes" in ozlint("rules", "list", "--rules", "own").out
    assert "Синий выцветает." in ozlint("rules", "explain", "ACME001", "--rules", "own", "--lang", "ru").out


def test_the_documentation_is_written_and_checked(ozlint: Ozlint, tmp_path: Path) -> None:
    """`rules docs` writes the page; `--check` is 0 while it is as written, and 1 once it is not."""
    assert ozlint("rules", "docs", "--check").code == 1
    assert ozlint("rules", "docs").code == 0
    page = tmp_path / "docs" / "rules.md"
    assert "## OZ101 missing-tracking-number" in page.read_text(encoding="utf-8")
    assert ozlint("rules", "docs", "--check").code == 0
    page.write_text("edited by hand", encoding="utf-8")
    stale = ozlint("rules", "docs", "--check")
    assert stale.code == 1
    assert "docs/rules.md" in stale.out
    assert page.read_text(encoding="utf-8") == "edited by hand"


def test_the_page_of_the_transitions_is_written_and_checked(ozlint: Ozlint, tmp_path: Path) -> None:
    """`rules docs` writes transitions.md beside the page of the rules; `--check` minds if it is changed or gone."""
    assert ozlint("rules", "docs", "pages/rules.md").out.splitlines()[1] == "pages/transitions.md written"
    page = tmp_path / "pages" / "transitions.md"
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Statuses and transitions\n")
    assert ozlint("rules", "docs", "pages/rules.md", "--check").code == 0
    page.write_text(text.replace("rank", "place"), encoding="utf-8")
    for _ in ("changed", "gone"):
        stale = ozlint("rules", "docs", "pages/rules.md", "--check")
        assert stale.code == 1
        assert "pages/transitions.md is out of date" in stale.out
        assert "pages/rules.md is up to date" in stale.out
        page.unlink(missing_ok=True)
    assert not page.exists()
