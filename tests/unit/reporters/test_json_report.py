"""The report for programs: one valid document that says exactly what the report holds."""

import json
from importlib import resources
from types import SimpleNamespace
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model import cost, finding, record, report, timeline
from ozlint.model.report import Report
from ozlint.reporters import document
from ozlint.reporters.json import json_report
from ozlint.reporters.options import Options
from ozlint.reporters.schema import report_schema

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
COUNT = st.integers(0, 2**40)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXT, values, max_size=3),
    max_leaves=5,
)


def few(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return tuples of a few of the values."""
    return st.lists(values, max_size=3).map(tuple)


def struct(cls: type[msgspec.Struct], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values of a struct: texts and counts where nothing else is said."""
    simple = {str: TEXT, int: COUNT, bool: st.booleans()}
    plain = {field.name: simple[field.type] for field in msgspec.structs.fields(cls) if field.type in simple}
    return st.builds(cls, **plain | fields)


SCHEMA = jsonschema.Draft202012Validator(json.loads(report_schema()))
PLACES = struct(record.Place)
VALUES = st.dictionaries(TEXT, PLAIN, max_size=3)
SEVERITIES = st.sampled_from(finding.SEVERITIES)
ENTRIES = {
    "exit_code": st.sampled_from([0, 1, 3]),
    "schema_version": st.just(report.SCHEMA_VERSION),
    "lang": st.sampled_from(["en", "ru"]),
    "inputs": few(struct(report.InputSummary, error=st.none() | TEXT, taken_at=st.none() | TEXT)),
    "rules": few(
        struct(
            report.RuleSummary,
            help_uri=st.none() | TEXT,
            severity=SEVERITIES,
            profile=st.sampled_from(["safety", "recommended", "pedantic"]),
            params=VALUES,
            tags=few(TEXT),
        )
    ),
    "findings": few(
        struct(
            finding.Finding,
            severity=SEVERITIES,
            posting_number=st.none() | TEXT,
            account=st.none() | TEXT,
            subject=struct(finding.Subject),
            field=st.none() | TEXT,
            values=VALUES,
            facts=VALUES,
            place=PLACES,
            cost=st.none() | struct(cost.Cost, roubles=st.none() | st.floats(0, 1e9)),
            also_at=few(PLACES),
            state=st.sampled_from(["shown", "suppressed", "baselined"]),
        )
    ),
    "timelines": st.dictionaries(
        TEXT,
        few(
            struct(
                timeline.TimelineEvent,
                at=st.none() | st.sampled_from([0.0, 1795338000.0]),
                lane=st.sampled_from(["ozon", "carrier", "plan"]),
            )
        ),
        max_size=3,
    ),
    "per_rule": few(struct(report.RuleCount)),
    "not_evaluated": few(
        struct(
            report.NotEvaluated,
            count=st.integers(1, 9),
            code=st.sampled_from(["field_absent", "field_empty", "cannot_say"]),
            kind=st.sampled_from(["posting", "input", "batch"]),
            examples=few(TEXT),
        )
    ),
    "summary": struct(report.Summary),
    "reasons": few(TEXT),
}
REPORTS = struct(Report, **ENTRIES)


def write(report: Report) -> str:
    """Return the whole document of a report."""
    return "".join(json_report(report, Options()))


def plain(value: Any) -> Any:  # noqa: ANN401 - any part of a report
    """Return what the standard library would read back."""
    return msgspec.to_builtins(value, builtin_types=())


def expected(report: Report) -> dict[str, Any]:
    """Return the document of a report, put together in the plainest way."""
    whole: dict[str, Any] = json.loads(json.dumps(plain(report)))
    del whole["sort"]
    for rule in whole["rules"]:
        for name in ("tags", "why", "fix"):
            del rule[name]
    for entry, found in zip(whole["findings"], report.findings, strict=True):
        entry.update(entry.pop("place"), fingerprint=found.fingerprint)
        entry.update(line=entry["line"] or None, column=entry["column"] or None)  # there is no line 0
    moments = {None: None, 0.0: "1970-01-01T00:00:00Z", 1795338000.0: "2026-11-22T09:00:00Z"}
    whole["timelines"] = [
        {"posting_number": number, "events": [event | {"at": moments[event["at"]]} for event in events]}
        for number, events in whole["timelines"].items()
    ]
    return whole


@given(REPORTS)
def test_what_goes_in_comes_out(report: Report) -> None:
    """Any report is one JSON document of the published shape that holds all of it."""
    output = write(report)
    assert output.endswith("}\n")
    assert json.loads(output) == expected(report)
    SCHEMA.validate(json.loads(output))
    msgspec.json.decode(output, type=document.Document)


def test_the_document_of_a_small_report(two_postings: Report) -> None:
    """The keys stand in the order of the design, indented by two, places of a finding beside its other keys."""
    costing = cost.Cost(charge="surcharge", roubles=150.5, basis="it runs")
    finding_ = msgspec.structs.replace(two_postings.findings[2], cost=costing)
    small = msgspec.structs.replace(two_postings, findings=(finding_,), rules=two_postings.rules[:1])
    assert (
        write(small)
        == """\
{
  "schema_version": 1,
  "version": "0.1.0",
  "now": "2026-11-25T13:00:00Z",
  "exit_code": 1,
  "complete": true,
  "lang": "en",
  "inputs": [
    {
      "path": "orders.json",
      "role": "postings",
      "format": "json: /v3/posting/fbs/list",
      "postings": 3,
      "records": 0,
      "undecodable": 0,
      "pages": 1,
      "complete": true,
      "taken_at": null,
      "error": null
    }
  ],
  "joined": null,
  "rules": [
    {
      "id": "OZ101",
      "name": "missing-tracking-number",
      "title": "A shipped posting has no tracking number",
      "help_uri": "https://example.test/rules#OZ101",
      "severity": "error",
      "profile": "safety",
      "params": {
        "grace_hours": 24
      },
      "pack": null,
      "sha256": "00ff"
    }
  ],
  "findings": [
    {
      "rule": "OZ101",
      "name": "missing-tracking-number",
      "severity": "error",
      "posting_number": "2-0001-1",
      "account": null,
      "subject": {
        "kind": "posting",
        "key": "2-0001-1"
      },
      "field": "tracking_number",
      "message": "2-0001-1 is delivering without a tracking number",
      "values": {
        "status": "delivering",
        "tracking_number": null
      },
      "facts": {
        "status": "delivering",
        "scheme": "fbs",
        "carrier": "cdek",
        "warehouse": "Main warehouse",
        "deadline": "2026-11-22T09:00:00Z"
      },
      "cost": {
        "charge": "surcharge",
        "roubles": 150.5,
        "basis": "it runs"
      },
      "state": "shown",
      "because": null,
      "path": "orders.json",
      "line": 61,
      "column": 5,
      "pointer": "/result/postings/1",
      "also_at": [
        {
          "path": "b.json",
          "line": 3,
          "column": 1,
          "pointer": ""
        }
      ],
      "fingerprint": "FINGERPRINT"
    }
  ],
  "gone": [],
  "timelines": [],
  "per_rule": [
    {
      "rule": "OZ101",
      "broken": 1,
      "holds": 1,
      "not_applicable": 1,
      "not_evaluated": 0
    }
  ],
  "not_evaluated": [],
  "never_applied": [],
  "summary": {
    "postings": 3,
    "undecodable": 0,
    "superseded": 0,
    "errors": 2,
    "warnings": 1,
    "infos": 0,
    "shown": 3,
    "suppressed": 0,
    "baselined": 0,
    "rules": 45,
    "rules_not_evaluated": 0,
    "unreadable_inputs": 0,
    "cost": 0.0,
    "costed": 0,
    "uncosted": 0
  },
  "reasons": []
}
""".replace("FINGERPRINT", small.findings[0].fingerprint)
    )


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_layout_is_that_of_the_standard_library(number: int, two_postings: Report) -> None:
    """Written in pieces or at once, with or without findings, the layout is the same."""
    output = write(msgspec.structs.replace(two_postings, findings=two_postings.findings[:number]))
    assert output == json.dumps(json.loads(output), ensure_ascii=False, indent=2) + "\n"


def test_findings_are_written_one_by_one(two_postings: Report) -> None:
    """No chunk holds two findings, so that memory does not grow with their number."""
    chunks = list(json_report(two_postings, Options()))
    assert max(chunk.count('"fingerprint"') for chunk in chunks) == 1


def test_invisible_characters_are_escaped(make: SimpleNamespace) -> None:
    """A terminal or a runner that the document is printed on obeys nothing in it, and Russian stays readable."""
    message = "трек \x1b[2J\x9b\u202e\u200b\u2028\x7f\U000e0041##[x]#[y]"
    output = write(make.report(make.finding("OZ101", "1", message, 1)))
    assert r'"трек \u001b[2J\u009b\u202e\u200b\u2028\u007f\udb40\udc41\u0023#[x]#[y]"' in output
    assert json.loads(output)["findings"][0]["message"] == message


def test_names_that_are_no_unicode_do_not_break_the_document(make: SimpleNamespace) -> None:
    """A file name with bytes that are no UTF-8 (lone surrogates in Python) is written out."""
    bad = make.finding(
        "OZ101", "1", "m", 1, place=record.Place("a\udcff.json", 1, 1, ""), values={"k\ud800": ["\ud800"]}
    )
    found = json.loads(write(make.report(bad)).encode("utf-8"))["findings"][0]
    assert found["path"] == r"a\udcff.json"
    assert found["values"] == {r"k\ud800": [r"\ud800"]}


def test_the_schema_that_ships_is_the_one_of_the_document() -> None:
    """The shipped file was derived from the shape the reporter writes.

    To renew it: write `ozlint.reporters.schema.report_schema()` to `ozlint/reporters/report.schema.json`.
    """
    shipped = resources.files("ozlint.reporters") / "report.schema.json"
    assert shipped.read_bytes() == report_schema().encode("utf-8")


def test_the_schema_is_sound_and_closed() -> None:
    """The schema is valid 2020-12; each object is described, closed, and has all its keys required."""
    schema = json.loads(report_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    for entry in schema["$defs"].values():
        assert entry["description"]
        assert entry["additionalProperties"] is False
        assert entry["required"] == list(entry["properties"])


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"extra": 1}, ()),
        ({"extra": 1}, ("findings", 0)),
        ({"state": "hidden"}, ("findings", 0)),
        ({"severity": "fatal"}, ("findings", 0)),
        ({"exit_code": 2}, ()),
        ({"summary": None}, ()),
    ],
)
def test_the_schema_refuses_another_shape(
    change: dict[str, Any], path: tuple[str | int, ...], two_postings: Report
) -> None:
    """A document with a key too many or a value outside its set is not valid."""
    whole = target = json.loads(write(two_postings))
    for step in path:
        target = target[step]
    target |= change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, json.loads(report_schema()))


@pytest.mark.parametrize(
    ("inside", "outside", "left_out"),
    [
        (report.Report, document.Document, {"sort"}),
        (report.InputSummary, document.Input, set()),
        (report.RuleSummary, document.Rule, {"tags", "why", "fix"}),
        (report.RuleCount, document.RuleCount, set()),
        (report.NotEvaluated, document.NotEvaluated, set()),
        (report.Summary, document.Summary, set()),
        (finding.Subject, document.Subject, set()),
        (cost.Cost, document.Cost, set()),
        (timeline.TimelineEvent, document.TimelineEvent, set()),
        (record.Place, document.Place, set()),
    ],
)
def test_the_document_leaves_nothing_out_unnoticed(
    inside: type[msgspec.Struct], outside: type[msgspec.Struct], left_out: set[str]
) -> None:
    """Each value of the model is in the document with all its fields, in their order, but for those named here."""
    assert [name for name in inside.__struct_fields__ if name not in left_out] == list(outside.__struct_fields__)


def test_a_finding_has_its_place_and_fingerprint_beside_its_fields() -> None:
    """A finding in the document has the fields of the model, the place taken apart."""
    fields = set(finding.Finding.__struct_fields__) - {"place"} | set(record.Place.__struct_fields__) | {"fingerprint"}
    assert set(document.Finding.__struct_fields__) == fields
