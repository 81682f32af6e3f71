"""Which rules run: --select, --ignore, --profile, and rules of one's own."""

import json
from collections.abc import Callable

import pytest
from finished import Build, Ozlint, Save
from own_rule import OWN_RULE

Choose = Callable[..., list[str]]

DIAGNOSTICS = ["OZ001", "OZ007"]


@pytest.fixture
def chosen(ozlint: Ozlint, save: Save, posting: Build) -> Choose:
    """The ids of the rules that some arguments choose."""
    save("orders.json", [posting()])

    def ids(*arguments: str) -> list[str]:
        done = ozlint("check", "orders.json", "--format", "json", *arguments)
        assert done.code == 0, done.err
        return [rule["id"] for rule in json.loads(done.out)["rules"]]

    return ids


def test_a_rule_is_selected_by_its_id(chosen: Choose) -> None:
    """--select with an id runs that rule and the diagnostics, which always run."""
    assert chosen("--select", "OZ101") == ["OZ001", "OZ007", "OZ101"]


def test_rules_are_selected_by_the_beginning_of_an_id(chosen: Choose) -> None:
    """--select OZ1 runs every rule whose id begins so, whatever its profile."""
    rules = chosen("--select", "OZ1")
    assert {"OZ101", "OZ110"} <= set(rules)
    assert all(rule.startswith("OZ1") for rule in rules if rule not in DIAGNOSTICS)


def test_rules_are_selected_by_tag_and_by_name(chosen: Choose) -> None:
    """A tag and a name select too, several separated by commas or given one after the other."""
    assert chosen("--select", "missing-status", "--select", "OZ101,OZ102") == [*DIAGNOSTICS, "OZ101", "OZ102", "OZ703"]
    assert {"OZ101", "OZ105"} <= set(chosen("--select", "tracking"))


def test_rules_are_ignored(chosen: Choose) -> None:
    """--ignore takes rules away from the profile and from a selection alike."""
    assert "OZ301" in chosen()
    assert "OZ301" not in chosen("--ignore", "OZ301")
    assert chosen("--select", "OZ101,OZ102", "--ignore", "OZ102") == [*DIAGNOSTICS, "OZ101"]


@pytest.mark.parametrize("selector", ["OZ001", "oz007", "incomplete-answer"])
def test_the_diagnostics_cannot_be_ignored(ozlint: Ozlint, save: Save, chosen: Choose, selector: str) -> None:
    """To ignore a rule that says that data is missing is exit 2, from a flag and from a file; a group may hold it."""
    done = ozlint("check", "orders.json", "--ignore", selector)
    assert (done.code, done.out) == (2, "")
    assert "--ignore: OZ00" in done.err
    assert "cannot be ignored: it says that data is missing" in done.err
    save("ozlint.yaml", f"ignore: [OZ101, {selector}]\n")
    assert ozlint("check", "orders.json", "--lang", "ru").err.startswith("ozlint.yaml:1:17: OZ00")
    save("ozlint.yaml", "")
    assert chosen("--ignore", "OZ0")[:2] == DIAGNOSTICS


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        (["--profile", "safety"], "none of the others is of the profile safety: --profile pedantic takes all"),
        (["--profile", "recommended"], "none of the others is of the profile recommended"),
        (["--select", "OZ001,OZ007"], "select other rules (--select)"),
        (["--profile", "pedantic", "--ignore", "ACME"], "ignore fewer rules (--ignore)"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_run_of_nothing_but_diagnostics_is_refused(
    ozlint: Ozlint, save: Save, posting: Build, arguments: list[str], way_out: str
) -> None:
    """A run that could only say that data is missing is exit 2, and says how to mend it; so is one of switches."""
    save("orders.json", [posting()])
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE.replace("recommended", "pedantic"))
    own = ["check", "orders.json", "--rules", "own", "--no-builtin"]
    done = ozlint(*own, *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"no rule is left to run, beside those that say that data is missing; {way_out}" in done.err
    save("ozlint.yaml", "rules: {ACME001: {off: true}}\n")
    assert "the configuration switches off ACME001" in ozlint(*own, "--profile", "pedantic").err


def test_profiles_hold_one_another(chosen: Choose) -> None:
    """Safety is part of recommended, which is the default, and recommended is part of pedantic."""
    safety, recommended, pedantic = (set(chosen("--profile", name)) for name in ("safety", "recommended", "pedantic"))
    assert safety < recommended < pedantic
    assert recommended == set(chosen())


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--select", "trakcing"], "tracking"),
        (["--select", "OZ1011"], "OZ101"),
        (["--ignore", "missing-trackin-number"], "missing-tracking-number"),
        (["--profile", "saftey"], "safety"),
        (["--fail-on", "wraning"], "warning"),
        (["--format", "jsom"], "json"),
        (["--must-evaluate", "OZ1011"], "OZ101"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "to",
)
def test_a_misspelt_value_is_refused_with_a_suggestion(
    ozlint: Ozlint, save: Save, posting: Build, arguments: list[str], word: str
) -> None:
    """A selector, profile, severity or format nobody knows is exit 2, prints no report, and names the nearest one."""
    save("orders.json", [posting()])
    for lang, suggestion in (("en", f'did you mean "{word}"?'), ("ru", f"может быть, «{word}»?")):
        done = ozlint("check", "orders.json", *arguments, "--lang", lang)
        assert (done.code, done.out) == (2, "")
        assert suggestion in done.err
        assert arguments[1] in done.err


@pytest.mark.parametrize("arguments", [["--select", "OZ101", "--ignore", "OZ1"], ["--ignore", "OZ"]], ids=" ".join)
def test_zero_rules_are_refused(ozlint: Ozlint, save: Save, posting: Build, arguments: list[str]) -> None:
    """A selection that leaves no rule is exit 2 and no green run."""
    save("orders.json", [posting()])
    done = ozlint("check", "orders.json", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "no rule" in done.err


def test_own_rules_run_beside_the_built_in_ones(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--rules adds the rules of a folder, which are selected like the others."""
    save("orders.json", [posting(tracking_number="")])
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE)
    done = ozlint("check", "orders.json", "--rules", "own", "--format", "json")
    assert {finding["rule"] for finding in json.loads(done.out)["findings"]} == {"ACME001", "OZ101"}
    assert done.code == 1


def test_own_rules_run_instead_of_the_built_in_ones(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """--no-builtin leaves the folder's rules and the diagnostics."""
    save("orders.json", [posting(tracking_number="")])
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE)
    done = ozlint("check", "orders.json", "--rules", "own", "--no-builtin", "--format", "json")
    report = json.loads(done.out)
    assert sorted(rule["id"] for rule in report["rules"]) == ["ACME001", *DIAGNOSTICS]
    assert [finding["rule"] for finding in report["findings"]] == ["ACME001"]


def test_no_rules_at_all_are_refused(ozlint: Ozlint, save: Save) -> None:
    """--no-builtin without --rules is exit 2 and says which flag is missing."""
    save("orders.json", "[]")
    done = ozlint("check", "orders.json", "--no-builtin")
    assert (done.code, done.out) == (2, "")
    assert "--rules" in done.err


def test_a_folder_of_rules_that_is_not_there_is_named(ozlint: Ozlint, save: Save) -> None:
    """--rules with a folder that does not exist is exit 2 and names it."""
    save("orders.json", "[]")
    done = ozlint("check", "orders.json", "--rules", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "nowhere" in done.err


def test_a_broken_rule_stops_the_run(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """A rule that does not load is exit 2 with file, line, column, the source line, a caret and the nearest name."""
    save("orders.json", [posting()])
    save("own/ACME001-no-blue-boxes.yaml", OWN_RULE.replace('status == "delivering"', 'statsu == "delivering"'))
    done = ozlint("check", "orders.json", "--rules", "own")
    assert (done.code, done.out) == (2, "")
    assert "ACME001-no-blue-boxes.yaml:9:9" in done.err
    assert 'forbid: statsu == "delivering"' in done.err
    assert "^^^^^^" in done.err
    assert "`status`" in done.err
