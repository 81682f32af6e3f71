"""A rule file: what is read from it, and what people are told of each slip in it."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from pydantic import ValidationError

from ozlint.model.text import Text
from ozlint.rulebook.problem import Problem, RuleProblems
from ozlint.rulebook.rule_file import RuleFile, read_rule_file

PATH = "rules/SHOP001-no-number.yaml"
GOOD = """\
id: SHOP001
name: no-number
title: {en: No number, ru: Нет номера}
severity: error
severity_when: [{when: manual, severity: warning}]
profile: safety
tags: [tracking]
since: 0.1.0
subject: posting
when: status == "delivering"
require: present(tracking_number)
field: tracking_number
message: {en: "{posting_number}: no number", ru: "{posting_number}: нет номера"}
why:
  en: The buyer cannot follow it.
  ru: Покупатель не видит, где посылка.
fix: {en: Set it., ru: Передайте номер.}
params:
  grace_hours: {default: 24, min: 0, en: Hours to wait, ru: Сколько часов ждать}
references:
  - {url: "https://example.org/a", checked: 2026-11-22}
examples:
  bad:
    - posting: {posting_number: 1-1-1, status: delivering, tracking_number: ""}
      at: 2026-11-22T09:00:00Z
  good:
    - posting: {posting_number: 1-1-1, status: delivering, tracking_number: AB}
"""
MINIMAL = """\
id: OZ999
name: x
title: {en: a, ru: б}
severity: info
profile: pedantic
subject: input
forbid: missing(status)
message: {en: a, ru: б}
why: {en: a, ru: б}
fix: {en: a, ru: б}
examples: {bad: [{input: {a: 1}}], good: [{postings: [{a: 1}, {a: 2}]}]}
"""
GOOD_EXAMPLE = "posting: {posting_number: 1-1-1, status: delivering, tracking_number: AB}"


def _problems(text: str, path: str = PATH) -> tuple[Problem, ...]:
    with pytest.raises(RuleProblems) as caught:
        read_rule_file(text, path)
    return caught.value.problems


def _slip(written: str, instead: str, path: str = PATH) -> tuple[Problem, ...]:
    """Return the problems of the good rule with one thing in it written otherwise."""
    assert written in GOOD
    return _problems(GOOD.replace(written, instead, 1), path)


def _shown(problem: Problem, path: str = PATH) -> tuple[str, str, str]:
    """Return place and message, the text over the carets, and the hint, as people see them."""
    head, source, carets, *hint = problem.show("en").split("\n")
    start = carets.index("^")
    return head.removeprefix(f"{path}:"), source[start : start + carets.count("^")], "".join(hint).strip()


def test_reads_a_whole_rule() -> None:
    """Every key of a good rule file is in the rule, its texts in both languages."""
    rule, document = read_rule_file(GOOD, PATH)
    assert (rule.id, rule.name, rule.severity, rule.profile, rule.subject) == (
        "SHOP001", "no-number", "error", "safety", "posting",
    )  # fmt: skip
    assert rule.title.text == Text("No number", "Нет номера")
    assert (rule.title.say("en"), rule.title.say("ru")) == ("No number", "Нет номера")
    assert (rule.severity_when[0].when, rule.severity_when[0].severity) == ("manual", "warning")
    assert (rule.tags, rule.since, rule.field) == (("tracking",), "0.1.0", "tracking_number")
    assert (rule.when, rule.require, rule.forbid) == ('status == "delivering"', "present(tracking_number)", None)
    grace = rule.params["grace_hours"]
    assert (grace.default, grace.min, grace.max) == (24, 0, None)
    assert grace.text == Text("Hours to wait", "Сколько часов ждать")
    assert (rule.references[0].url, rule.references[0].checked) == ("https://example.org/a", "2026-11-22")
    assert rule.examples.bad[0].at == "2026-11-22T09:00:00Z"
    assert rule.examples.bad[0].posting == {"posting_number": "1-1-1", "status": "delivering", "tracking_number": ""}
    assert document.spot(("require",)) == (11, 10)


def test_reads_a_rule_with_nothing_but_what_is_needed() -> None:
    """Optional keys may be left out."""
    rule, _ = read_rule_file(MINIMAL, "OZ999-x.yaml")
    assert (rule.when, rule.require, rule.forbid) == (None, None, "missing(status)")
    assert (rule.tags, rule.since, rule.field, rule.params, rule.references) == ((), "", None, {}, ())
    assert rule.examples.bad[0].input == {"a": 1}
    assert rule.examples.good[0].postings == ({"a": 1}, {"a": 2})
    assert rule.examples.not_evaluated == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("1.5", 1.5), ("true", True), ("text", "text"), ("[]", ()), ("[1, 2.5]", (1, 2.5)),
        ("[a, b]", ("a", "b")),
    ],
)  # fmt: skip
def test_defaults_of_parameters(written: str, value: object) -> None:
    """A parameter is a number, a boolean, a text or a list of numbers or of texts, and keeps its type."""
    rule, _ = read_rule_file(GOOD.replace("default: 24, min: 0", f"default: {written}"), PATH)
    assert rule.params["grace_hours"].default == value
    assert type(rule.params["grace_hours"].default) is type(value)


def test_a_rule_is_never_changed() -> None:
    """A rule is a value: nothing can be set on it."""
    rule, _ = read_rule_file(GOOD, PATH)
    with pytest.raises(ValidationError):
        rule.id = "OZ001"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "instead", "head", "under", "hint"),
    [
        # keys
        ("profile:", "profil:", '6:1: no such key: "profil"', "profil", 'did you mean "profile"?'),
        ("severity:", "Severity:", '4:1: no such key: "Severity"', "Severity", 'did you mean "severity"?'),
        ("severity_when", "severity-when", '5:1: no such key: "severity-when"', "severity-when", "did you mean"),
        ("require:", "requires:", '11:1: no such key: "requires"', "requires", 'did you mean "require"?'),
        ("fix:", "fixx:", '17:1: no such key: "fixx"', "fixx", 'did you mean "fix"?'),
        ("field:", "zzz:", '12:1: no such key: "zzz"', "zzz", "known keys: id, name, title, severity, "),
        ("min: 0", "mim: 0", '19:30: no such key: "mim"', "mim", 'did you mean "min"?'),
        ("url:", "urll:", '21:6: no such key: "urll"', "urll", 'did you mean "url"?'),
        ("  bad:", "  baad:", '23:3: no such key: "baad"', "baad", 'did you mean "bad"?'),
        ("at: 2026", "At: 2026", '25:7: no such key: "At"', "At", 'did you mean "at"?'),
        ("{when: manual", "{wen: manual", '5:18: no such key: "wen"', "wen", 'did you mean "when"?'),
        ("{en: Set it., ru:", "{en: Set it., rus:", '17:20: no such key: "rus"', "rus", 'did you mean "ru"?'),
        ("title: {en: No number, ru: Нет номера}\n", "", '1:1: the key "title" is missing', "i", "add title: {en: …"),
        ("severity: error\n", "", '1:1: the key "severity" is missing', "i", "add severity: error | warning | info"),
        ("default: 24, ", "", '19:16: the key "default" is missing', "{", "add default: …"),
        # known values
        ("safety", "safty", '6:10: profile cannot be "safty"', "safty", 'did you mean "safety"? Known: safety, rec'),
        ("safety", "strict", '6:10: profile cannot be "strict"', "strict", "known: safety, recommended, pedantic"),
        ("severity: error", "severity: eror", '4:11: severity cannot be "eror"', "eror", 'did you mean "error"?'),
        ("severity: error", "severity: ERROR", '4:11: severity cannot be "ERROR"', "ERROR", 'did you mean "error"?'),
        ("severity: error", "severity: 1", '4:11: severity cannot be "1"', "1", "known: error, warning, info"),
        ("severity: warning", "severity: warn", '5:42: severity cannot be "warn"', "warn", 'did you mean "warning"?'),
        ("subject: posting", "subject: postings", '9:10: subject cannot be "postings"', "postings", "did you mean"),
        # require and forbid
        ("require: present(tracking_number)\n", "", "1:1: the rule demands nothing", "i", "add require: <what must"),
        ("field:", "forbid: x\nfield:", "12:1: a rule has require or forbid, not both", "forbid", "keep one"),
        ("present(tracking_number)", "", "11:1: require is empty", "require", "write its value, or delete the key"),
        # shapes of ids, names, versions, addresses, times
        ("SHOP001", "shop1", "1:5: an id is 2-8 capital letters and 3-4 digits", "shop1", "like OZ101 or SHOP001"),
        ("name: no-number", "name: No number", "2:7: a name is small letters", "No number", "like missing-tracking-"),
        ("[tracking]", "[Tracking]", "7:8: a name is small letters", "Tracking", "like missing-tracking-number"),
        ("0.1.0", "v1", "8:8: a version is three numbers", "v1", "like 0.1.0"),
        ("grace_hours:", "Grace-Hours:", "19:3: a parameter's name is", "Grace-Hours", "like grace_hours"),
        ("grace_hours:", "class:", "19:3: a parameter's name is", "class", "like grace_hours"),
        ("https://", "ftp://", "21:11: an address starts with https://", '"ftp://example.org/a"', "a source without"),
        ("2026-11-22}", "2026-13-22}", "21:45: no day and no moment", "2026-13-22", "like 2026-11-22 or"),
        ("T09:00:00Z", "T25:00:00Z", "25:11: no day and no moment", "2026-11-22T25:00:00Z", "like 2026-11-22 or"),
        # languages
        (', ru: "{posting_number}: нет номера"', "", "13:10: message has no Russian text", "{", "add ru: …"),
        ("  en: The buyer cannot follow it.\n", "", "15:3: why has no English text", "r", "add en: …"),
        ("ru: Покупатель не видит, где посылка.", "ru:", "16:3: why has no Russian text", "ru", "write its value"),
        ("ru: Нет номера", "ru: ' '", "3:24: title has no Russian text", "ru", "write its value"),
        (", ru: Сколько часов ждать", "", "19:16: params.grace_hours has no Russian text", "{", "add ru: …"),
        ("{en: Set it., ru: Передайте номер.}", "Set it.", "17:6: a text in two languages is wanted here, not in one",
         "Set it.", "write fix: {en: …, ru: …}"),
        # wrong types
        ("tags: [tracking]", "tags: tracking", "7:7: a list is wanted here, not text", "tracking", "start each item"),
        ("[tracking]", "[tracking, 12]", "7:18: text is wanted here, not a number", "12", 'quote it: "12"'),
        ("0.1.0", "1.0", "8:8: text is wanted here, not a number", "1.0", 'write "1.0.0"'),
        ("0.1.0", "2", "8:8: text is wanted here, not a number", "2", 'write "2.0.0"'),
        ('status == "delivering"', "true", "10:7: text is wanted here, not true/false", "true", 'quote it: "true"'),
        ('status == "delivering"', "", "10:1: when is empty", "when", "write its value, or delete the key"),
        ('"{posting_number}: no number"', "{posting_number}", "13:15: text is wanted here, not a mapping", "{",
         "a text that starts with { goes in quotes"),
        ("[{when: manual, severity: warning}]", "{when: manual}", "5:16: a list is wanted here, not a mapping", "{",
         "start each item with a hyphen: - …"),
        ("Hours to wait", "[x]", "19:42: text is wanted here, not a list", "[", "a text that starts with [ goes in"),
        ("min: 0", 'min: "0"', "19:35: a number is wanted", '"0"', ""),
        ("default: 24, min: 0", "default: {a: 1}", "19:26: a parameter is a number", "{", ""),
        ("default: 24, min: 0", "default: [1, a]", "19:26: a parameter is a number", "[", ""),
        ("default: 24, min: 0", "default: null", "19:17: default is empty", "default", "write its value"),
        (f"- {GOOD_EXAMPLE}", "- 12", "27:7: a mapping is wanted here, not a number", "12", "its keys: title, posting"),
        (GOOD_EXAMPLE, "posting: 12", "27:16: a mapping is wanted here, not a number", "12", ""),
        (f"- {GOOD_EXAMPLE}", GOOD_EXAMPLE, "27:5: a list is wanted here, not a mapping", "p", "start each item with"),
        # parameters
        ("min: 0", "min: 30", "19:26: the default 24 is outside of min and max", "24", "it may be 30 or more"),
        ("min: 0", "min: 30, max: 20", "19:35: min 30 is over max 20", "30", ""),
        ("default: 24", "default: text", "19:32: min is for numbers, and the default is a text", "min", ""),
        ("default: 24", 'default: "5000"', "19:34: min is for numbers, and the default is a text", "min",
         "write default: 5000"),
        ("default: 24", "default: true", "19:32: min is for numbers, and the default is true or false", "min", ""),
        ("default: 24", "default: [1]", "19:31: min is for numbers, and the default is a list", "min", ""),
        ("posting: {posting_number: 1-1-1, status: delivering, tracking_number: AB}", "posting: [{a: 1}, {b: 2}]",
         "27:16: a mapping is wanted here, not a list", "[", "several postings of one run stand under postings"),
        ("subject: posting", "subject: order", '9:10: subject cannot be "order"', "order",
         "known: posting, record, input, batch"),
        ("subject: posting", "subject: postings", '9:10: subject cannot be "postings"', "postings",
         'did you mean "posting"? Known: posting, record, input, batch'),
        ("params:", "let: {Waiting: shipped}\nparams:", "18:7: a word of let is small letters", "Waiting",
         "like waiting"),
        ("at: 2026-11-22T09:00:00Z", "params: {grace_hour: 1}", '25:16: the rule has no parameter "grace_hour"',
         "grace_hour", 'did you mean "grace_hours"?'),
        ("field: tracking_number", "cost: surchage", '12:7: there is no charge "surchage"', "surchage",
         'did you mean "surcharge"?'),
        ("field: tracking_number", "cost: rent", '12:7: there is no charge "rent"', "rent",
         "there are surcharge, delay, cancellation"),
        # references and examples
        ('url: "https://example.org/a", ', "", "21:5: a reference to nothing: no url and no source", "{", ""),
        (f"    - {GOOD_EXAMPLE}", "    []", "26:3: good is empty", "good", "write its value"),
        (f"  good:\n    - {GOOD_EXAMPLE}\n", "", '23:3: the key "good" is missing', "b", "add good: …"),
        ("at: 2026-11-22T09:00:00Z", "input: {a: 1}", "25:7: an example has one of posting, postings, input", "input",
         "make it two examples"),
        (GOOD_EXAMPLE, "title: x", "27:7: the example is of nothing", "t", "add posting, postings or input"),
        # what the document itself refuses
        ("field: tracking_number", "severity: info", '12:1: the key "severity" is there twice, first in line 4',
         "severity", "keep one of the two"),
        ("default: 24", "default: no", '19:26: "no" without quotes means false', "no", "write false, or"),
        ("default: 24", "default: 1_000", '19:26: "1_000" with underscores', "1_000", "write 1000, or"),
        ("  bad:", "\tbad:", "23:1: a tab at the start of the line", "    ", "YAML is indented with spaces only"),
        ("title: {en: No number", "title: {en: Any: number", "3:16: a colon and a space inside", ":", "put the"),
        ("warning}]", "warning}", "5:16: this [ is never closed", "[", "close it with ]"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_its_place(written: str, instead: str, head: str, under: str, hint: str) -> None:
    """One slip is one problem, with its line and column, carets under it and the way out."""
    (problem,) = _slip(written, instead)
    shown = _shown(problem)
    assert shown[0].startswith(head)
    assert shown[1] == under
    assert shown[2].startswith(hint)
    assert bool(shown[2]) == bool(hint)
    assert problem.message.ru != problem.message.en
    assert problem.hint is None or problem.hint.ru != problem.hint.en or ":" in problem.hint.en


@pytest.mark.parametrize(
    ("path", "head", "under"),
    [
        ("rules/SHOP002-no-number.yaml", '1:5: the file is called "SHOP002-no-number", but the rule is', "SHOP001"),
        ("rules/SHOP001-number.yml", '2:7: the file is called "SHOP001-number", but the rule is', "no-number"),
        ("rules/no-number.yaml", '1:5: the file is called "no-number", but the rule is', "SHOP001"),
    ],
)
def test_a_file_is_called_as_its_rule(path: str, head: str, under: str) -> None:
    """A rule's file is named by its id and name; the caret is under the one that differs."""
    (problem,) = _problems(GOOD, path)
    shown = _shown(problem, path)
    assert shown[0].startswith(head)
    assert shown[1] == under
    assert shown[2].startswith("rename the file to SHOP001-no-number.y")


def test_only_what_is_about_postings_has_a_cost() -> None:
    """A file or a run is charged for by nobody."""
    (problem,) = _problems(f"{MINIMAL}cost: delay\n", "-")
    assert problem.message.en == "only rules about postings, with subject: posting, have a cost"
    assert read_rule_file(f"{GOOD}cost: delay\n", "-")[0].cost == "delay"


def test_a_rule_from_no_file_has_no_name_to_match() -> None:
    """A rule read from standard input or a string is not measured by a file name."""
    assert read_rule_file(GOOD, "-")[0].id == "SHOP001"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("- a\n", "a rule file is a mapping of keys"),
        ("hello\n", "a rule file is a mapping of keys"),
    ],
)
def test_a_file_that_holds_no_rule(text: str, message: str) -> None:
    """A file without keys is told what it should start with."""
    (problem,) = _problems(text)
    assert (problem.message.en, problem.line, problem.column) == (message, 1, 1)
    assert problem.hint == Text("start with id: …", "начните с id: …")


def test_all_slips_of_a_file_are_told_at_once() -> None:
    """Wrong keys, values, languages and words of YAML come together, in the order of the file."""
    text = GOOD
    for written, instead in (
        ("profile", "profil"), ("error", "eror"), ("0.1.0", "no"), ("  ru: Покупатель не видит, где посылка.\n", ""),
        ("https:", "ftp:"), ("default: 24", "default: -1"),
    ):  # fmt: skip
        text = text.replace(written, instead, 1)
    lines = [(problem.line, problem.column) for problem in _problems(text)]
    assert lines == [(4, 11), (6, 1), (8, 8), (15, 3), (18, 26), (20, 11)]


def test_a_file_of_strange_keys_costs_no_time() -> None:
    """Of many unknown keys a hundred are told, without looking for what each could have meant."""
    problems = _problems("".join(f"key{number}: 1\n" for number in range(50_000)))
    assert 1 < len(problems) <= 101


def test_what_is_missing_is_named() -> None:
    """A rule with one key only is told every key it lacks."""
    messages = {problem.message.en for problem in _problems("id: SHOP001\n")}
    for key in ("name", "title", "severity", "profile", "subject", "message", "why", "fix", "examples"):
        assert f'the key "{key}" is missing' in messages
    assert "the rule demands nothing: no require and no forbid" in messages


def test_russian_is_russian() -> None:
    """Problems read naturally in Russian too."""
    (problem,) = _slip("safety", "safty")
    assert problem.show("ru").split("\n")[0].endswith("profile не может быть «safty»")
    assert problem.show("ru").endswith("может быть, «safety»? Известны: safety, recommended, pedantic")


def test_a_key_is_described_by_the_model() -> None:
    """The model names every key that a rule file may have; no key is there by accident."""
    assert set(RuleFile.model_fields) == {
        "id", "name", "title", "severity", "severity_when", "profile", "tags", "since", "subject", "group_by", "let",
        "when", "require",
        "forbid", "field", "cost", "message", "why", "fix", "params", "references", "examples",
    }  # fmt: skip


def test_reading_documents_needs_no_pydantic() -> None:
    """The document and its problems are read without pydantic, which takes longer to load than all of them."""
    code = (
        "import sys, ozlint.rulebook.document as d; d.read_document('a: 1', 'x'); "
        "sys.exit('pydantic' in sys.modules or 'difflib' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_built_in_rules_are_read() -> None:
    """Every rule file of the built-in pack is read without a problem."""
    files = sorted((Path(__file__).parents[3] / "rules").glob("*/*.yaml"))
    assert files
    for file in files:
        rule, _ = read_rule_file(file.read_text(encoding="utf-8"), file.as_posix())
        assert file.stem == f"{rule.id}-{rule.name}"
