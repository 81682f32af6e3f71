"""The configuration, as people use it: a file beside the data, variables in CI, flags on top."""

import json
from pathlib import Path
from typing import Any

import pytest
from finished import Build, Ozlint, Save

LATE = {"status": "awaiting_deliver", "substatus": "posting_in_carriage", "delivering_date": None}
DUE = {"shipment_date": "2026-11-22T10:00:00Z", "shipment_date_without_delay": "2026-11-22T10:00:00Z"}


@pytest.fixture
def orders(save: Save, posting: Build) -> Path:
    """A shipped posting without a number, which is OZ101 alone, and one that is due in an hour: OZ302 alone."""
    return save("answers/orders.json", [posting(1, tracking_number=""), posting(2, **LATE, **DUE)])


def found(done: Any) -> dict[str, str]:  # noqa: ANN401 - a Finished
    """The rules that fired, with their severity."""
    return {finding["rule"]: finding["severity"] for finding in json.loads(done.out)["findings"]}


def test_a_run_needs_no_arguments(ozlint: Ozlint, save: Save, orders: Path) -> None:
    """Inputs, reports and rules of the file are those of the run, from any folder below it."""
    text = f"inputs: [{orders.parent.name}]\nfail_on: never\noutput: [text, 'json:report.json']\nselect: [OZ101]\n"
    file = save("ozlint.yaml", text)
    done = ozlint("check")
    assert (done.code, done.err) == (0, "")
    assert "OZ101" in done.out
    report = json.loads((file.parent / "report.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in report["findings"]] == ["OZ101"]


def test_without_inputs_there_is_nothing_to_check(ozlint: Ozlint, save: Save) -> None:
    """Neither arguments nor inputs: wrong usage, with the way out, in both languages."""
    alone = ozlint("check")
    assert (alone.code, alone.out) == (2, "")
    assert alone.err == (
        "ozlint: nothing to check: name an INPUT (a file, a folder, a pattern, or - for standard input), or list them "
        "under inputs: in ozlint.yaml; `ozlint check --help` shows examples\n"
    )
    save("ozlint.yaml", "lang: ru\n")
    told = ozlint("check")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "ozlint: проверять нечего: в ozlint.yaml нет inputs, а INPUT (файл, папка, маска или - для стандартного ввода) "
        "не указан; примеры покажет `ozlint check --help`\n"
    )


def test_rules_are_set_by_their_ids(ozlint: Ozlint, save: Save, orders: Path) -> None:
    """A severity replaces the rule's own, a parameter its default, and what is off does not fire."""
    arguments = ("check", str(orders), "--format", "json")
    assert found(ozlint(*arguments)) == {"OZ101": "error", "OZ302": "warning"}
    save("ozlint.yaml", "rules: {OZ101: {severity: info}, OZ302: {severity: error}}\n")
    assert found(ozlint(*arguments)) == {"OZ101": "info", "OZ302": "error"}
    save("ozlint.yaml", "rules: {OZ101: {off: true}, OZ302: {params: {hours: 0.5, hours_deliver: 0.5}}}\n")
    done = ozlint(*arguments)
    assert (found(done), done.code) == ({}, 0)
    assert "OZ101" not in {rule["id"] for rule in json.loads(done.out)["rules"]}
    assert found(ozlint(*arguments, "--no-config")) == {"OZ101": "error", "OZ302": "warning"}


def test_nothing_is_left_where_all_is_off(ozlint: Ozlint, save: Save, orders: Path) -> None:
    """A rule that is selected and off at once is a run without rules: exit 2, with the reason."""
    save("ozlint.yaml", "rules: {OZ101: {off: true}}\n")
    done = ozlint("check", str(orders), "--select", "OZ101")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("ozlint: no rule is left to run, beside those that say that data is missing; ")
    assert done.err.endswith("the configuration switches off OZ101\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("rules: {OZ1O1: {off: true}}", 'ozlint.yaml:1:9: no rule has the id "OZ1O1"'),
        ("rules: {OZ101: {params: {x: 1}}}", 'ozlint.yaml:1:26: OZ101 has no parameter "x"'),
        ("rules: {OZ302: {params: {hours: -1}}}", "ozlint.yaml:1:33: hours: -1 is under the minimum of 0"),
        ("select: [OZ101, OZ1O1]", 'ozlint.yaml:1:17: no rule fits the selector "OZ1O1"; did you mean "OZ101"?'),
        ("ignore: [layte]", 'ozlint.yaml:1:10: no rule fits the selector "layte"; did you mean "late"?'),
        ("must_evaluate: [OZ110]", 'ozlint.yaml:1:17: "OZ110" is not among the rules of this run'),
        ("packs: [nowhere]", 'ozlint.yaml:1:9: "nowhere" is no folder, and no installed pack is called so'),
        ("rules: {OZ101: 'off'}", "ozlint.yaml:1:16: a mapping is wanted here, not text"),
        ("builtin: false", "ozlint.yaml:1:10: without the built-in rules none are left"),
        ("profile: safty", 'ozlint.yaml:1:10: profile cannot be "safty"'),
    ],
)
def test_what_is_wrong_in_the_file_is_exit_2(ozlint: Ozlint, save: Save, orders: Path, text: str, place: str) -> None:
    """Whatever a slip is in, the run does not start, and its line is told with the line itself."""
    save("ozlint.yaml", text + "\n")
    done = ozlint("check", str(orders))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(place)
    assert f"\n    {text}\n" in done.err


@pytest.mark.parametrize(
    ("short", "meant"), [("off", "{off: true}"), ('"off"', "{off: true}"), ("warning", "{severity: warning}")]
)
def test_a_setting_in_one_word_is_shown_as_it_is_written(ozlint: Ozlint, save: Save, short: str, meant: str) -> None:
    """Other linters let a rule be `off` in one word; whoever writes so is shown the way of this one."""
    save("ozlint.yaml", f"rules:\n  OZ101: {short}\n")
    done = ozlint("config", "show")
    assert done.code == 2
    assert f"\n    write {meant}\n" in done.err


def test_the_environment_is_over_the_file_and_under_the_flags(ozlint: Ozlint, save: Save, orders: Path) -> None:
    """CI sets what a file leaves to it; whoever types a flag has the last word."""
    save("ozlint.yaml", "select: [OZ101]\noutput: [json]\n")
    assert set(found(ozlint("check", str(orders)))) == {"OZ101"}
    assert set(found(ozlint("check", str(orders), extra={"OZLINT_SELECT": "OZ302"}))) == {"OZ302"}
    both = ozlint("check", str(orders), "--select", "OZ101,OZ302", extra={"OZLINT_SELECT": "OZ302"})
    assert set(found(both)) == {"OZ101", "OZ302"}
    wrong = ozlint("check", str(orders), extra={"OZLINT_SELCT": "OZ302"})
    assert (wrong.code, wrong.err) == (
        2, 'ozlint: OZLINT_SELCT: ozlint has no such environment variable; did you mean "OZLINT_SELECT"?\n',
    )  # fmt: skip
    selector = ozlint("check", str(orders), extra={"OZLINT_SELECT": "OZ1O1"})
    assert (selector.code, selector.err) == (
        2, 'ozlint: OZLINT_SELECT: no rule fits the selector "OZ1O1"; did you mean "OZ101"?\n',
    )  # fmt: skip


def test_the_file_may_choose_the_language(ozlint: Ozlint, save: Save, orders: Path) -> None:
    """Findings and errors of the run are in the language of the file; a flag or a variable is stronger."""
    save("ozlint.yaml", "lang: ru\nselect: [OZ101]\n")
    assert "отправлени" in ozlint("check", str(orders)).out
    assert "posting" in ozlint("check", str(orders), "--lang", "en").out
    assert "posting" in ozlint("check", str(orders), extra={"OZLINT_LANG": "en"}).out
    assert "такой папки нет" in ozlint("check", str(orders), "--rules", "nowhere").err


def test_config_show_prints_what_check_runs_with(ozlint: Ozlint, save: Save, posting: Build) -> None:
    """The effective configuration and the origin of every value; what is wrong with its rules follows, as exit 2."""
    save("ozlint.yaml", "inputs: [orders.json]\nrules: {OZ101: {off: true}}\n")
    save("orders.json", [posting()])
    done = ozlint("config", "show", "--profile", "safety", extra={"OZLINT_FAIL_ON": "never"})
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == """\
# configuration: ozlint.yaml
inputs: [orders.json]        # ozlint.yaml:1
tracking: []                 # default
# carrier_map: not set       # default
require_tracking: false      # default
previous: []                 # default
packs: []                    # default
builtin: true                # default
profile: safety              # --profile
select: []                   # default
ignore: []                   # default
fail_on: never               # OZLINT_FAIL_ON
lang: en                     # locale
# tz: not set                # default
zones: {}                    # default
schemes: {}                  # default
output: [text]               # default
group: posting               # default
sort: severity               # default
must_evaluate: []            # default
covers: 0d                   # default
allow_empty: false           # default
allow_incomplete: false      # default
# baseline: not set          # default
suppression_days: 90         # default
allow_never_expiring: false  # default
jobs: 1                      # default
rules:
  OZ101:
    off: true                # ozlint.yaml:2
overrides: []                # default
known_values: {}             # default
carriers: {}                 # default
contacts: {}                 # default
columns: {}                  # default
costs: {}                    # default
accounts: []                 # default
# api_url: not set           # default
"""
    )
    assert (
        ozlint("config", "show", "--format", "json", "--no-config").out
        == ozlint("config", "show", "--format=json", "--no-config").out
    )
    save("ozlint.yaml", "rules: {OZ1O1: {off: true}}\n")
    wrong = ozlint("config", "show")
    assert wrong.code == 2
    assert "OZ1O1:\n    off: true" in wrong.out
    assert wrong.err.startswith('ozlint.yaml:1:9: no rule has the id "OZ1O1"')


@pytest.mark.parametrize("kind", ["rule", "config"])
def test_schema_prints_a_schema(ozlint: Ozlint, kind: str) -> None:
    """The schema is JSON, the same in every run."""
    done = ozlint("schema", kind)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert ozlint("schema", kind).out == done.out


def test_a_schema_of_something_else_is_wrong_usage(ozlint: Ozlint) -> None:
    """There are two kinds of files."""
    done = ozlint("schema", "rul")
    assert (done.code, done.err) == (2, 'ozlint: KIND: there is no "rul"; did you mean "rule"?\n')
