"""What overrides of a configuration do to the rules of a run, seen in whole runs."""

import json
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from fake_ozon.clock import FastClock
from ozlint.cli.main import run as run_command
from ozlint.cli.terminal import Terminal

AT = "2026-11-22T09:00:00Z"
OVERDUE = {
    "status": "awaiting_packaging",
    "tpl_integration_type": "ozon",
    "shipment_date": "2026-11-20T09:00:00Z",
    "shipment_date_without_delay": "2026-11-20T09:00:00Z",
    "substatus": "posting_created",
    "available_actions": [],
}


def check(
    folder: Path,
    config: str,
    capsys: pytest.CaptureFixture[str],
    more: Mapping[str, object] = MappingProxyType({}),
    /,
    **warehouses: str | None,
) -> dict[str, object]:
    """Return the severity of OZ301 by posting, and how the rule came out, under a configuration."""
    (folder / "ozlint.yaml").write_text(config, encoding="utf-8")
    postings = [
        {key: value for key, value in {**OVERDUE, **more}.items() if value is not None}
        | {"posting_number": f"{number:08}-0001-1"}
        | ({} if name is None else {"delivery_method": {"warehouse": name}})
        for number, name in enumerate(warehouses.values())
    ]
    (folder / "postings.json").write_text(json.dumps(postings), encoding="utf-8")
    out = folder / "report.json"
    terminal = Terminal(BytesIO(), sys.stdout, sys.stderr, {}, 0.0, folder, FastClock().clock)
    arguments = ["check", "postings.json", "--at", AT, "--select", "OZ301", "--format", f"json:{out}"]
    assert run_command(arguments, terminal) in (0, 1), capsys.readouterr()
    report = json.loads(out.read_text(encoding="utf-8"))
    [count] = [one for one in report["per_rule"] if one["rule"] == "OZ301"]
    return {
        "found": {one["posting_number"][7]: one["severity"] for one in report["findings"]},
        "outcomes": [count[name] for name in ("broken", "holds", "not_applicable", "not_evaluated")],
    }


def test_a_rule_may_be_off_for_one_warehouse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere it goes on, and where the warehouse is not told it cannot be judged."""
    config = 'overrides:\n  - when: warehouse == "Main"\n    rules: {OZ301: {off: true}}\n'

    result = check(tmp_path, config, capsys, a="Main", b="Other", c=None)

    assert result == {"found": {"1": "error"}, "outcomes": [1, 0, 1, 1]}


def test_the_first_override_that_fits_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Severities and parameters are those of the first one, and of the rule's own settings below it."""
    config = (
        "rules: {OZ301: {severity: info}}\n"
        "overrides:\n"
        '  - when: warehouse == "Main"\n    rules: {OZ301: {severity: error}}\n'
        '  - when: warehouse in ("Main", "Far")\n    rules: {OZ301: {params: {cancel_days: 1}}}\n'
    )

    result = check(tmp_path, config, capsys, a="Main", b="Far", c="Other")

    assert result == {"found": {"0": "error", "2": "info"}, "outcomes": [2, 1, 0, 0]}


def test_a_rule_that_is_off_may_be_on_for_some(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An override can switch on what is off otherwise."""
    config = (
        'rules: {OZ301: {off: true}}\noverrides:\n  - when: warehouse == "Main"\n    rules: {OZ301: {off: false}}\n'
    )

    assert check(tmp_path, config, capsys, a="Main", b="Other") == {"found": {"0": "error"}, "outcomes": [1, 0, 1, 0]}


def test_a_severity_leaves_no_rule_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is not known whether the condition of a mere severity holds, the rule has its own severity."""
    config = 'overrides:\n  - when: warehouse == "Main"\n    rules: {OZ301: {severity: info}}\n'

    result = check(tmp_path, config, capsys, a="Main", b="Other", c=None)

    assert result == {"found": {"0": "info", "1": "error", "2": "error"}, "outcomes": [3, 0, 0, 0]}


def test_the_first_override_that_surely_holds_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A severity keeps the overrides behind it away from its own postings only, and those before it from theirs."""
    severity = '  - when: warehouse == "Main"\n    rules: {OZ301: {severity: info}}\n'
    params = "  - when: is_express\n    rules: {OZ301: {params: {cancel_days: 1}}}\n"
    express = {"is_express": True}

    first = check(tmp_path, f"overrides:\n{severity}{params}", capsys, express, a="Main", b="Other", c=None)
    last = check(tmp_path, f"overrides:\n{params}{severity}", capsys, express, a="Main", b="Other", c=None)
    unknown = check(tmp_path, f"overrides:\n{severity}{params}", capsys, a="Main", b="Other", c=None)

    assert first == {"found": {"0": "info"}, "outcomes": [1, 2, 0, 0]}
    assert last == {"found": {}, "outcomes": [0, 3, 0, 0]}
    assert unknown == {"found": {"0": "info"}, "outcomes": [1, 0, 0, 2]}


def test_what_leaves_a_variant_open_is_named_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason is the field that the override asks for, not one of the rule's own that is not there either."""
    config = "overrides:\n  - when: delivery_method.warehouse_id == 7\n    rules: {OZ301: {off: true}}\n"

    check(tmp_path, config, capsys, {"substatus": None}, a="Main")

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    reasons = {one["rule"]: one["field"] for one in report["not_evaluated"]}
    assert reasons["OZ301"] == "delivery_method.warehouse_id"


@pytest.mark.parametrize("settings", ["", "rules: {OZ301: {severity: warning}}\n"])
def test_a_rule_is_reported_with_its_own_severity(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str
) -> None:
    """What the report says of a rule itself is what holds everywhere, whatever an override says for some postings."""
    config = (
        f"{settings}overrides:\n"
        '  - when: warehouse == "Main"\n    rules: {OZ301: {severity: info, params: {cancel_days: 9}}}\n'
    )

    check(tmp_path, config, capsys, a="Main")

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    [rule] = [one for one in report["rules"] if one["id"] == "OZ301"]
    assert (rule["severity"], rule["params"]) == ("warning", {"cancel_days": 5, "grace_hours": 12})


def test_the_severity_of_shared_values_is_worked_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A condition about other postings of the run decides a severity as it decides a rule."""
    config = "overrides:\n  - when: sharing(tracking_number) > 1\n    rules: {OZ301: {severity: info}}\n"

    result = check(tmp_path, config, capsys, {"tracking_number": "12345678901234"}, a="Main", b="Other")

    assert result["found"] == {"0": "info", "1": "info"}
