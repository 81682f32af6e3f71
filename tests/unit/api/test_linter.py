"""`from ozlint import lint`: the same judgement as on the command line, over plain dicts."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import ozlint
from ozlint import lint
from ozlint.config.config import Config
from ozlint.config.moment import read_moment
from ozlint.reporters.json import json_report
from ozlint.reporters.options import Options
from ozlint.run import check

AT = "2026-11-22T09:00:00Z"
BARE = {"posting_number": "12345678-0001-1", "status": "delivering", "tpl_integration_type": "non_integrated"}
BAD = {**BARE, "tracking_number": ""}
GOOD = {**BARE, "tracking_number": "1106153417"}
OWN = """\
id: MY001
name: own-rule
title: {en: A, ru: А}
severity: info
profile: safety
subject: posting
forbid: status == "delivering"
message: {en: "{posting_number}", ru: "{posting_number}"}
why: {en: b, ru: б}
fix: {en: c, ru: в}
examples: {bad: [{posting: {}}], good: [{posting: {}}]}
"""


def fired(*postings: Mapping[str, Any], **asked: Any) -> list[tuple[str, str | None]]:  # noqa: ANN401 - as lint
    """Rule and posting of each finding."""
    return [(one.rule, one.posting_number) for one in lint(postings, **{"at": AT, **asked}).findings]


def test_a_posting_is_judged() -> None:
    """A dict of the API is a posting; the finding says where it was in the list."""
    report = lint([GOOD, {**BAD, "posting_number": "12345678-0002-1"}], at=AT)
    (finding,) = report.findings
    assert (finding.rule, finding.posting_number) == ("OZ101", "12345678-0002-1")
    assert (finding.place.path, finding.place.line, finding.place.pointer) == ("postings", 2, "")
    assert (report.exit_code, report.summary.postings) == (1, 2)


@pytest.mark.parametrize(
    ("wrap", "pointer"),
    [
        (lambda postings: {"result": {"postings": postings, "has_next": False}}, "/result/postings/1"),
        (lambda postings: {"postings": postings, "has_next": False, "cursor": ""}, "/postings/1"),
        (lambda postings: {"result": postings}, "/result/1"),
    ],
)
def test_a_whole_answer_is_judged(wrap: Any, pointer: str) -> None:  # noqa: ANN401 - an envelope
    """An answer with its envelope is read like its postings, which its pointers lead to."""
    (finding,) = lint([wrap([GOOD, {**BAD, "posting_number": "12345678-0002-1"}])], at=AT).findings
    assert finding.place.pointer == pointer


def test_it_is_the_judgement_of_the_command_line(tmp_path: Path) -> None:
    """The findings are those of `ozlint check` over the same postings in a file, places aside."""
    postings = [BAD, GOOD, {**GOOD, "posting_number": "12345678-0003-1"}, {**BARE, "posting_number": "7", "status": ""}]
    (tmp_path / "postings").write_text("\n".join(map(json.dumps, postings)), encoding="utf-8")
    config = Config(inputs=("postings",), now=read_moment(AT, "at"))
    by_file, by_dicts = check(config, BytesIO(), tmp_path), lint(postings, at=AT)
    assert by_dicts.findings == by_file.findings
    assert by_dicts.per_rule == by_file.per_rule
    assert by_dicts.not_evaluated == by_file.not_evaluated
    assert by_dicts.summary == by_file.summary


def test_postings_may_come_one_by_one() -> None:
    """Any iterable is read once, from its beginning to its end."""
    assert [one.rule for one in lint(iter([BAD]), at=AT).findings] == ["OZ101"]
    assert lint((posting for posting in (GOOD, GOOD)), at=AT).summary.superseded == 1


def test_no_postings_are_no_fault() -> None:
    """An empty list is a whole run about nothing: the caller knows what was handed over."""
    report = lint([], at=AT)
    assert (report.exit_code, report.findings, report.reasons) == (0, (), ())


def test_incomplete_data_is_told() -> None:
    """An answer that promises more is OZ007 and code 3, as on the command line."""
    report = lint([{"postings": [GOOD], "has_next": True, "cursor": "x"}], at=AT)
    assert ([one.rule for one in report.findings], report.exit_code) == (["OZ007"], 3)


@pytest.mark.parametrize(
    "stranger", [{}, {"x": 1}, {"code": 7, "message": "Invalid Api-Key"}, {"posting_number": None}]
)
def test_what_is_no_posting_stops_nothing(stranger: dict[str, Any]) -> None:
    """A dict that is no posting is OZ001 at its place; the others are judged."""
    assert fired(stranger, BAD) == [("OZ001", None), ("OZ101", "12345678-0001-1")]


def test_half_an_emoji_is_read() -> None:
    """A text that is no sound Unicode, as clients cut it, is no reason to stop."""
    assert fired({**GOOD, "products": [{"name": "\ud83d"}]}) == []


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        ("2026-11-22T09:00:00Z", ["OZ301"]),
        (datetime(2026, 11, 22, 9, tzinfo=UTC), ["OZ301"]),
        (datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=3))), ["OZ301"]),
        ("2026-11-22T07:00:00Z", ["OZ302"]),
    ],
)
def test_the_moment_decides(at: datetime | str, rules: list[str]) -> None:
    """The moment is a text with a zone or an aware datetime of any zone."""
    due = "2026-11-22T08:00:00Z"
    late = {**BARE, "status": "awaiting_deliver", "shipment_date": due, "shipment_date_without_delay": due}
    assert [rule for rule, _ in fired(late, at=at)] == rules


def test_rules_are_chosen() -> None:
    """`select`, `ignore` and `profile` choose rules as their flags do."""
    untidy = {**BARE, "tracking_number": "rb 123456785 gb"}
    assert fired(untidy) == fired(untidy, select=["OZ107"]) == [("OZ107", BARE["posting_number"])]
    assert fired(untidy, select=["OZ101"]) == []
    assert fired(BAD, ignore=["missing-tracking-number"]) == []
    sizes = [len(lint([], at=AT, profile=profile).rules) for profile in ("safety", "recommended", "pedantic")]
    assert sizes == sorted(set(sizes))


def test_own_rules_run_beside_or_instead_of_the_builtin_ones(tmp_path: Path) -> None:
    """A pack adds its rules; with `builtin=False` only its rules run, and those that tell of missing data."""
    (tmp_path / "MY001-own-rule.yaml").write_text(OWN, encoding="utf-8")
    number = BAD["posting_number"]
    assert fired(BAD, packs=[tmp_path]) == [("MY001", number), ("OZ101", number)]
    assert fired(BAD, packs=[str(tmp_path)], builtin=False) == [("MY001", number)]
    assert fired({}, packs=[tmp_path], builtin=False) == [("OZ001", None)]


def test_an_own_version_of_the_pack_may_keep_its_ids(tmp_path: Path) -> None:
    """Without the built-in rules, a seller's copy of one keeps its id, and its changes count."""
    text = OWN.replace("MY001", "OZ101").replace("own-rule", "missing-tracking-number")
    (tmp_path / "OZ101-missing-tracking-number.yaml").write_text(text, encoding="utf-8")
    report = lint([GOOD], at=AT, packs=[tmp_path], builtin=False)
    assert [(one.rule, one.severity) for one in report.findings] == [("OZ101", "info")]
    with pytest.raises(ozlint.RuleError, match="already the id of"):
        lint([GOOD], at=AT, packs=[tmp_path])


def test_the_report_speaks_the_language_asked_for() -> None:
    """Messages, titles and reasons are in one language."""
    english, russian = (lint([BAD], at=AT, lang=lang) for lang in ("en", "ru"))
    assert english.findings[0].message != russian.findings[0].message
    assert english.findings[0].fingerprint == russian.findings[0].fingerprint
    assert russian.rules[0].title != english.rules[0].title


@pytest.mark.parametrize(
    ("asked", "en"),
    [
        ({"postings": BAD}, "postings: give a list of dicts; for a single one, a list of one"),
        ({"postings": "postings.json"}, "postings: give a list of dicts"),
        ({"postings": None}, "postings: give a list of dicts"),
        ({"postings": [GOOD, "12345678-0001-1"]}, "postings: number 2 is a str, not a dict"),
        ({"postings": [{"status": object()}]}, "postings: number 1 has no form in JSON"),
        ({"at": datetime(2026, 11, 22, 9)}, "at: the datetime has no zone"),  # noqa: DTZ001 - the fault under test
        ({"at": "2026-11-22T09:00:00"}, "at 2026-11-22T09:00:00: the zone is missing"),
        ({"at": "noon"}, "at noon: this is no date-time"),
        ({"at": None}, "at: give a datetime with a zone"),
        ({"tz": "Mars"}, 'tz: there is no time zone "Mars"'),
        ({"select": "OZ101"}, "select: give a list, like ['OZ101']"),
        ({"packs": Path("own")}, "packs: give a list, like ['own']"),
        ({"select": ["OZ1O1"]}, 'no rule fits the selector "OZ1O1"; did you mean "OZ101"?'),
        ({"profile": "safty"}, 'there is no profile "safty"; did you mean "safety"?'),
        ({"lang": "de"}, 'lang: there is no "de"; it is en or ru'),
        ({"packs": ["no-such-folder"]}, '"no-such-folder" is no folder, and no installed pack is called so'),
    ],
)
def test_wrong_arguments_are_told(asked: dict[str, Any], en: str) -> None:
    """A wrong argument raises UsageError before anything is judged, worded in both languages."""
    arguments = {"postings": [GOOD], "at": AT, **asked}
    with pytest.raises(ozlint.UsageError) as caught:
        lint(arguments.pop("postings"), **arguments)
    assert str(caught.value).startswith(en)
    assert caught.value.text.ru
    assert isinstance(caught.value, ozlint.OzlintError)


UPDATE = {"path": "/v2/fbs/posting/delivering", "body": {"posting_number": ["12345678-0001-1"]}}


@pytest.mark.parametrize(
    ("asked", "en"),
    [
        ({"updates": UPDATE}, "updates: give a list of dicts; for a single one, a list of one"),
        ({"updates": "plan.json"}, "updates: give a list of dicts"),
        ({"updates": None}, "updates: give a list of dicts"),
        ({"updates": [UPDATE, "x"]}, "updates: number 2 is a str, not a dict"),
        ({"updates": [{"body": object()}]}, "updates: one of them has no form in JSON"),
        ({"updates": [GOOD], "postings": [UPDATE]}, "postings: number 1 is no posting"),
        ({"postings": {"postings": [GOOD]}}, "postings: give a list of dicts"),
        ({"postings": [{"postings": [GOOD]}]}, "postings: number 1 is no posting"),
        ({"method": "teleport"}, 'method: "teleport" names no method'),
        ({"taken_at": 5}, "taken_at: give a datetime with a zone"),
        ({"tz": "Mars"}, 'tz: there is no time zone "Mars"'),
    ],
)
def test_wrong_arguments_about_updates_are_told(asked: dict[str, Any], en: str) -> None:
    """So are two that changed places, and what is no list: nothing is judged by half."""
    arguments = {"updates": [UPDATE], "postings": [GOOD], "at": AT, **asked}
    with pytest.raises(ozlint.UsageError) as caught:
        ozlint.lint_updates(arguments.pop("updates"), arguments.pop("postings"), **arguments)
    assert str(caught.value).startswith(en)
    assert caught.value.text.ru


def test_a_method_may_be_a_word() -> None:
    """As on the command line."""
    judged = ozlint.lint_updates([UPDATE["body"]], [GOOD], at=AT, method="Передано в доставку")
    (request,) = (*judged.passed, *judged.held)
    assert request["path"] == UPDATE["path"]


def test_a_zone_may_be_named_for_times_without_one() -> None:
    """Nine in Kamchatka is over when it is ten in Moscow."""
    update = {**UPDATE, "handed_at": "2026-11-22 09:00"}
    posting = {**GOOD, "status": "awaiting_deliver", "in_process_at": "2026-11-20T09:00:00Z"}
    rules = {}
    for zone in ("Asia/Kamchatka", "-11:00"):
        judged = ozlint.lint_updates([update], [posting], at="2026-11-22T07:00:00Z", tz=zone, select=["OZ624"])
        rules[zone] = [one.rule for one in judged.report.findings]
    assert rules == {"Asia/Kamchatka": [], "-11:00": ["OZ624"]}


def test_a_dict_that_holds_itself_is_refused() -> None:
    """A circle has no form in JSON: an error of ours, not a crash."""
    circle: dict[str, Any] = {**GOOD}
    circle["parent"] = circle
    with pytest.raises(ozlint.UsageError, match="number 1 has no form in JSON"):
        lint([circle], at=AT)


def test_the_moment_is_asked_for() -> None:
    """Nothing below the command line looks at the clock, so `at` has no default."""
    with pytest.raises(TypeError, match="at"):
        lint([GOOD])  # type: ignore[call-arg]


def test_the_package_is_light() -> None:
    """`import ozlint` loads none of the libraries it needs for linting; the names it promises are there."""
    code = (
        "import sys, ozlint\n"
        "assert ozlint.__version__\n"
        "heavy = {'msgspec', 'pydantic', 'yaml', 'rich', 'httpx'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert set(ozlint.__all__) <= set(dir(ozlint))\n"
        "assert all(getattr(ozlint, name) for name in ozlint.__all__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_type_checkers_see_is_what_there_is() -> None:
    """The stub beside the package names exactly what the package hands out."""
    stub = Path(ozlint.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    assert {line.split()[-1] for line in stub.splitlines() if " as " in line} == set(ozlint.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name the package does not have is told as Python tells it."""
    with pytest.raises(AttributeError, match="has no attribute 'lnit'"):
        ozlint.lnit  # noqa: B018 - asking is the test


def test_findings_are_set_aside_by_files_that_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suppressions and a baseline hold as on the command line; one that lies about is not looked for."""
    monkeypatch.chdir(tmp_path)
    entry = 'suppressions: [{rule: OZ101, posting: "12345678-*", reason: strike, expires: 2026-11-22}]\n'
    (tmp_path / "ozlint-suppressions.yaml").write_text(entry, encoding="utf-8")
    assert lint([BAD], at=AT).exit_code == 1
    held = lint([BAD], at=AT, suppressions="ozlint-suppressions.yaml")
    assert (held.exit_code, held.summary.suppressed, held.findings[0].because) == (0, 1, "strike")
    assert lint([BAD], at="2026-11-23T00:00:00Z", suppressions=tmp_path / "ozlint-suppressions.yaml").exit_code == 1
    known = "".join(json_report(lint([BAD], at=AT), Options()))
    (tmp_path / "report.json").write_text(known, encoding="utf-8")
    report = lint([BAD, {**BAD, "posting_number": "12345678-0002-1"}], at=AT, baseline="report.json")
    assert (report.exit_code, report.summary.baselined, report.summary.errors) == (1, 1, 1)


def test_a_file_that_is_not_there_is_told() -> None:
    """Neither is taken for an empty one."""
    with pytest.raises(ozlint.RuleError, match="there is no such file"):
        lint([BAD], at=AT, suppressions="nowhere.yaml")
    with pytest.raises(ozlint.UsageError, match="no such baseline"):
        lint([BAD], at=AT, baseline="nowhere.json")
