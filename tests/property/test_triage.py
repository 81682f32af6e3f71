"""Whatever is found can be set aside: by suppressions or by a baseline, and then nothing but missing data fails."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import Generator
from ozlint import lint
from ozlint.model.report import Report
from ozlint.reporters.json import json_report
from ozlint.reporters.options import Options
from ozlint.triage.baseline import baseline_of, write_baseline

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def judged(seed: int, **asked: str) -> Report:
    """The report about postings made at random, broken in many ways."""
    records = [record for group in Generator(seed, torn=False).records(60) for record in group]
    postings = [json.loads(record.text) for record in records]
    return lint([one for one in postings if isinstance(one, dict)], at=AT, profile="pedantic", **asked)


@settings(max_examples=4)
@given(st.integers(0, 10**6))
def test_everything_can_be_suppressed_but_missing_data(seed: int) -> None:
    """With an entry for each rule and posting of a report, only the diagnostics still count."""
    report = judged(seed)
    entries = {
        (one.rule, one.posting_number)
        for one in report.findings
        if one.posting_number is not None and one.rule != "OZ001"
    }
    lines = "".join(
        f"  - {{rule: {rule}, posting: {json.dumps(number)}, reason: x, expires: 2026-11-22}}\n"
        for rule, number in sorted(entries)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, "s.yaml")
        path.write_text(f"suppressions:\n{lines or '  []'}", encoding="utf-8")
        held = judged(seed, suppressions=str(path))
    shown = {one.rule for one in held.findings if one.state == "shown"}
    assert shown <= {"OZ001", "OZ007", *(one.rule for one in report.findings if one.posting_number is None)}
    assert "OZ011" not in shown
    assert held.summary.suppressed >= len(entries)
    assert held.exit_code in ((0, 3) if not shown else (0, 1, 3))


@settings(max_examples=4)
@given(st.integers(0, 10**6))
def test_a_baseline_of_a_run_leaves_nothing_new(seed: int) -> None:
    """As a file of its own and as a JSON report: the same run finds nothing new, and nothing is gone."""
    report = judged(seed)
    with TemporaryDirectory() as folder:
        own, earlier = Path(folder, "b.json"), Path(folder, "r.json")
        own.write_bytes(write_baseline(baseline_of("b.json", report.findings)))
        earlier.write_text("".join(json_report(report, Options())), encoding="utf-8")
        for path in (own, earlier):
            again = judged(seed, baseline=str(path))
            assert {one.rule for one in again.findings if one.state == "shown"} <= {"OZ001", "OZ007"}
            assert again.gone == ()
            assert again.summary.baselined == report.summary.shown - again.summary.shown
