"""The report as SARIF: valid by the schema and by the tool of the standard's authors, and what code scanning needs."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import msgspec
import pytest

from ozlint.model.record import Place
from ozlint.model.report import Report
from ozlint.reporters import sarif
from ozlint.reporters.options import Options
from ozlint.reporters.sarif import sarif_report

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
MULTITOOL = shutil.which("sarif-multitool", path=f"{ROOT / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}")


def write(report: Report, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - the options of a report
    """Return the only run of a report, once the whole log is valid."""
    log = json.loads("".join(sarif_report(report, Options(**options))))
    jsonschema.validate(log, SCHEMA)
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


def places(result: dict[str, Any], key: str = "locations") -> list[tuple[str, int, int]]:
    """Return the file, line and column of each place of a result."""
    physical = [location["physicalLocation"] for location in result[key]]
    return [
        (one["artifactLocation"]["uri"], one["region"]["startLine"], one["region"]["startColumn"]) for one in physical
    ]


@pytest.fixture
def awkward(make: SimpleNamespace) -> Report:
    """A report with everything there can be in one: all states and severities, odd places, reasons, unread inputs."""
    findings = (
        make.finding("OZ110", "3-0001-1", "looks {unusual}", 9, state="suppressed"),
        make.finding("OZ302", "1-0001-1", "1-0001-1 is overdue", 17, account="Кабинет 1", state="baselined"),
        make.finding("OZ101", "2-0001-1", "see [this](https://evil.test)", 3, place=Place("-", 3, 1, "/0")),
        make.finding("OZ101", None, "no number", 0, place=Place("папка/a b#1.json", 0, 0, "")),
    )
    return make.report(
        *findings,
        exit_code=3,
        complete=False,
        inputs=(make.input, msgspec.structs.replace(make.input, path="b.json", error="it is empty", complete=False)),
        not_evaluated=(
            make.open_rule("OZ302", 2, "carrier is empty"),
            make.open_rule("OZ302", 3, "carrier is empty", input="b.json"),
        ),
        reasons=("b.json: it is empty", "no postings were read"),
    )


def test_a_small_report(two_postings: Report) -> None:
    """The whole log of one finding at two places, key by key."""
    report = msgspec.structs.replace(two_postings, findings=two_postings.findings[2:], rules=two_postings.rules[:1])
    fingerprint = report.findings[0].fingerprint
    assert json.loads("".join(sarif_report(report, Options()))) == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ozlint",
                        "version": "0.1.0",
                        "semanticVersion": "0.1.0",
                        "rules": [
                            {
                                "id": "OZ101",
                                "name": "missing-tracking-number",
                                "shortDescription": {"text": "A shipped posting has no tracking number"},
                                "fullDescription": {"text": "The buyer cannot follow the parcel."},
                                "help": {
                                    "text": "The buyer cannot follow the parcel. "
                                    "What to do: Enter the number the carrier gave.",
                                    "markdown": "The buyer cannot follow the parcel.\n\n"
                                    "**What to do:** Enter the number the carrier gave.",
                                },
                                "defaultConfiguration": {"level": "error"},
                                "properties": {
                                    "tags": ["tracking"],
                                    "profile": "safety",
                                    "problem.severity": "error",
                                },
                                "helpUri": "https://example.test/rules#OZ101",
                            }
                        ],
                    }
                },
                "invocations": [{"executionSuccessful": True, "exitCode": 1, "toolExecutionNotifications": []}],
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the folder that ozlint worked in"}}},
                "columnKind": "unicodeCodePoints",
                "language": "en",
                "properties": {
                    "now": "2026-11-25T13:00:00Z",
                    "complete": True,
                    "summary": msgspec.to_builtins(report.summary),
                    "resultsLeftOut": 0,
                },
                "results": [
                    {
                        "ruleId": "OZ101",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "2-0001-1 is delivering without a tracking number"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "orders.json", "uriBaseId": "%SRCROOT%"},
                                    "region": {"startLine": 61, "startColumn": 5},
                                },
                                "logicalLocations": [
                                    {"name": "2-0001-1", "fullyQualifiedName": "2-0001-1", "kind": "resource"}
                                ],
                            }
                        ],
                        "partialFingerprints": {
                            "ozlint/v1": fingerprint,
                            "primaryLocationLineHash": f"{fingerprint[:16]}:1",
                        },
                        "relatedLocations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "b.json", "uriBaseId": "%SRCROOT%"},
                                    "region": {"startLine": 3, "startColumn": 1},
                                },
                                "message": {"text": "a further place of the same finding"},
                            }
                        ],
                        "properties": {"pointer": "/result/postings/1"},
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_report_is_valid(lang: str, awkward: Report, make: SimpleNamespace) -> None:
    """An awkward report and an empty one fit the schema, in both languages."""
    for report in (awkward, make.report(), make.report(inputs=(), rules=())):
        assert write(msgspec.structs.replace(report, lang=lang))["language"] == lang


@pytest.mark.skipif(MULTITOOL is None, reason="needs node and the npm package @microsoft/sarif-multitool")
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_multitool_finds_no_error(lang: str, awkward: Report, tmp_path: Path) -> None:
    """The validator of SARIF's authors has no error about an awkward report, by the standard and by GitHub's rules."""
    report = msgspec.structs.replace(awkward, lang=lang)
    (tmp_path / "ozlint.sarif").write_text("".join(sarif_report(report, Options())), encoding="utf-8")
    command = [str(MULTITOOL), "validate", "ozlint.sarif", "--output", "said.sarif", "--rule-kind", "'Sarif;Gh'"]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True, timeout=120)
    said = json.loads((tmp_path / "said.sarif").read_text(encoding="utf-8-sig"))["runs"][0]
    assert said["invocations"][0]["executionSuccessful"]
    assert [result for result in said["results"] if result.get("level") == "error"] == []
    # There is no home page to name; anything else would be a warning that nobody has looked at.
    assert {result["ruleId"] for result in said["results"] if result.get("level", "warning") == "warning"} <= {
        "SARIF2005"
    }


def test_results_come_gravest_first_and_those_set_aside_last(awkward: Report) -> None:
    """Code scanning keeps the first of too many."""
    assert [(result["ruleId"], result["level"]) for result in write(awkward)["results"]] == [
        ("OZ101", "error"),
        ("OZ101", "error"),
        ("OZ302", "warning"),
        ("OZ110", "note"),
    ]


def test_too_many_results_are_cut_and_counted(
    two_postings: Report, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gravest are kept, and both the run's properties and a warning say how many there was no room for."""
    assert sarif.MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = write(two_postings)
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    assert run["properties"]["resultsLeftOut"] == 1
    assert run["invocations"][0]["toolExecutionNotifications"] == [
        {
            "level": "warning",
            "message": {
                "text": "Findings that are not in this file: 1. Code scanning takes no longer one; "
                "--format json has them all"
            },
        }
    ]
    assert write(make.report(*two_postings.findings[:2]))["properties"]["resultsLeftOut"] == 0


def test_every_result_points_at_its_rule(two_postings: Report) -> None:
    """The index beside the id is that of the rule."""
    run = write(two_postings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_fingerprints_outlive_a_new_export(two_postings: Report) -> None:
    """What GitHub knows a result by does not change when the posting moves to another line and is told otherwise."""
    moved = tuple(
        msgspec.structs.replace(finding, place=Place("orders.json", 900, 1, "/9"), message="told otherwise")
        for finding in two_postings.findings
    )
    prints = [
        [result["partialFingerprints"] for result in write(report)["results"]]
        for report in (two_postings, msgspec.structs.replace(two_postings, findings=moved))
    ]
    assert prints[0] == prints[1]
    assert len({one["primaryLocationLineHash"] for one in prints[0]}) == 3


def test_an_address_is_encoded(awkward: Report) -> None:
    """A path with a space, a number sign and Russian letters is a relative address."""
    addresses = [places(result)[0] for result in write(awkward)["results"]]
    assert ("%D0%BF%D0%B0%D0%BF%D0%BA%D0%B0/a%20b%231.json", 1, 1) in addresses


@pytest.mark.parametrize(
    "path", ["-", "", "/data/orders.json", "C:/data/orders.json", r"\\host\orders.json", "../a.json", "a/../../b.json"]
)
def test_what_is_not_in_the_repository_is_shown_at_the_configuration(path: str, make: SimpleNamespace) -> None:
    """A finding about no file of the repository points at the configuration file, and says where it really is."""
    report = make.report(make.finding("OZ101", "1", "m", 7, place=Place(path, 7, 2, "/0")))
    for config_file, shown in (
        ("conf/ozlint.yaml", "conf/ozlint.yaml"),
        (None, "ozlint.yaml"),
        ("../ozlint.yaml", "ozlint.yaml"),
    ):
        (result,) = write(report, config_file=config_file)["results"]
        assert places(result) == [(shown, 1, 1)]
        assert result["properties"] == {"pointer": "/0", "path": path, "line": 7}


def test_further_places_are_related(make: SimpleNamespace) -> None:
    """Further places in the repository are given, as many as are shown."""
    also = (Place("-", 1, 1, ""), *(Place("b.json", line, 1, "") for line in range(1, 200)))
    (result,) = write(make.report(make.finding("OZ101", "1", "m", 1, also_at=also)))["results"]
    assert places(result, "relatedLocations") == [("b.json", line, 1) for line in range(1, 100)]


def test_a_posting_is_a_logical_place(make: SimpleNamespace) -> None:
    """A posting is named with its account; what is about no posting has no such place."""
    report = make.report(make.finding("OZ101", "1-0001-1", "m", 1, account="shop"), make.finding("OZ101", None, "m", 2))
    first, second = (result["locations"][0] for result in write(report)["results"])
    assert first["logicalLocations"] == [
        {"name": "1-0001-1", "fullyQualifiedName": "shop/1-0001-1", "kind": "resource"}
    ]
    assert "logicalLocations" not in second


def test_what_was_set_aside_says_so(awkward: Report, two_postings: Report) -> None:
    """Suppressed and baselined findings are marked; the marks stand on all results of a run or on none."""
    states = [(result["suppressions"], result["baselineState"]) for result in write(awkward)["results"]]
    assert states == [
        ([], "new"),
        ([], "new"),
        ([], "unchanged"),
        ([{"kind": "external", "justification": "suppressed in the configuration of ozlint"}], "new"),
    ]
    for result in write(two_postings)["results"]:
        assert not {"suppressions", "baselineState"} & set(result)


def test_a_message_has_no_links_and_no_placeholders(awkward: Report) -> None:
    """Braces are doubled, as the standard asks for, and what would be a link is none."""
    texts = [result["message"]["text"] for result in write(awkward)["results"]]
    assert texts == ["see [this] (https://evil.test)", "no number", "1-0001-1 is overdue", "looks {{unusual}}"]


def test_a_run_that_was_not_whole_says_why(awkward: Report) -> None:
    """Exit code 3 is no success; reasons are errors, unread inputs have a place, and what stayed open is counted."""
    (invocation,) = write(awkward)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    unread = {"physicalLocation": {"artifactLocation": {"uri": "b.json", "uriBaseId": "%SRCROOT%"}}}
    assert invocation["toolExecutionNotifications"] == [
        {"level": "error", "message": {"text": "b.json: it is empty"}, "locations": [unread]},
        {"level": "error", "message": {"text": "no postings were read"}},
        {
            "level": "note",
            "message": {"text": "not evaluated: 5 postings: carrier is empty"},
            "associatedRule": {"id": "OZ302"},
        },
    ]


def test_what_else_is_to_be_said_is_a_note(make: SimpleNamespace) -> None:
    """A reason beside a job that was done is no error, and the run is a success."""
    (invocation,) = write(make.report(reasons=("by the way",)))["invocations"]
    assert invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"] == [{"level": "note", "message": {"text": "by the way"}}]


def test_a_rule_explains_itself_in_markdown(make: SimpleNamespace) -> None:
    """Why and what to do are text in Markdown, in the language of the report, and never markup."""
    rule = msgspec.structs.replace(
        make.rule("OZ110", "ru"),
        why="_b <b>\n c",
        help_uri="javascript:alert(1)",
        tags=tuple("abcdefghijklmnopqrstuvwxyz"),
    )
    (entry,) = write(make.report(lang="ru", rules=(rule,)))["tool"]["driver"]["rules"]
    assert entry["help"]["markdown"] == (
        "\\_b &lt;b&gt; c\n\n**Что делать:** Сверьте его с этикеткой. Потом исправьте."
    )
    assert entry["help"]["text"] == "_b <b> c Что делать: Сверьте его с этикеткой. Потом исправьте."
    assert "helpUri" not in entry
    assert len(entry["properties"]["tags"]) == 20


def test_results_are_written_one_by_one(two_postings: Report) -> None:
    """No chunk holds two results, so that memory does not grow with their number."""
    chunks = list(sarif_report(two_postings, Options()))
    assert max(chunk.count('"partialFingerprints"') for chunk in chunks) == 1
