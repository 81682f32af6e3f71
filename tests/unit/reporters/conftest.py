"""Small reports, built by hand: one fault more or less is one argument."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.model.report import InputSummary, NotEvaluated, Report, RuleCount, RuleSummary, Summary

EMPTY = Summary(
    postings=3,
    undecodable=0,
    superseded=0,
    errors=0,
    warnings=0,
    infos=0,
    shown=0,
    suppressed=0,
    baselined=0,
    rules=45,
    rules_not_evaluated=0,
    unreadable_inputs=0,
)
INPUT = InputSummary(
    path="orders.json",
    format="json: /v3/posting/fbs/list",
    postings=3,
    undecodable=0,
    pages=1,
    complete=True,
)
TEXTS = {
    "en": {
        "OZ101": (
            "A shipped posting has no tracking number",
            "The buyer cannot follow the parcel.",
            "Enter the number the carrier gave.",
        ),
        "OZ302": ("The shipping deadline has passed", "Ozon counts the delay.", "Hand the parcel over today."),
        "OZ110": (
            "The tracking number looks unusual",
            "The parcel may not be found.",
            "Compare it with the label.\nThen correct it.",
        ),
    },
    "ru": {
        "OZ101": (
            "У отправленного заказа нет трек-номера",
            "Покупатель не может следить за посылкой.",
            "Впишите номер, который дал перевозчик.",
        ),
        "OZ302": ("Срок отгрузки прошёл", "Ozon засчитает опоздание.", "Передайте посылку сегодня."),
        "OZ110": (
            "Необычный трек-номер",
            "Посылку могут не найти.",
            "Сверьте его с этикеткой.\nПотом исправьте.",
        ),
    },
}
NAMES = {
    "OZ101": "missing-tracking-number",
    "OZ302": "overdue-shipment",
    "OZ110": "unusual-tracking-number",
}


def finding_of(rule: str, number: str | None, message: str, line: int, **changes: Any) -> Finding:  # noqa: ANN401
    """Return a finding at a line of orders.json."""
    finding = Finding(
        rule=rule,
        name=NAMES[rule],
        severity={"OZ101": "error", "OZ302": "warning", "OZ110": "info"}[rule],  # type: ignore[arg-type]
        posting_number=number,
        account=None,
        subject=Subject("posting", number or ""),
        field="tracking_number",
        message=message,
        values={"status": "delivering", "tracking_number": None},
        facts={
            "status": "delivering",
            "scheme": "fbs",
            "carrier": "cdek",
            "warehouse": "Main warehouse",
            "deadline": "2026-11-22T09:00:00Z",
        },
        place=Place("orders.json", line, 5, f"/result/postings/{line // 40}"),
    )
    return msgspec.structs.replace(finding, **changes)


def rule_of(rule: str, lang: str = "en") -> RuleSummary:
    """Return a rule as a report holds it."""
    title, why, fix = TEXTS[lang][rule]
    return RuleSummary(
        id=rule,
        name=NAMES[rule],
        title=title,
        help_uri=f"https://example.test/rules#{rule}",
        severity="error",
        profile="safety",
        params={"grace_hours": 24},
        sha256="00ff",
        tags=("tracking",),
        why=why,
        fix=fix,
    )


def open_rule(rule: str, count: int, text: str, **changes: Any) -> NotEvaluated:  # noqa: ANN401
    """Return a rule that could not be judged."""
    entry = NotEvaluated(
        rule=rule,
        kind="posting",
        count=count,
        code="field_absent",
        input="orders.json",
        field="tpl_provider",
        text=text,
        examples=("1-0001-1",),
    )
    return msgspec.structs.replace(entry, **changes)


def report_of(*findings: Finding, summary: dict[str, int] | None = None, **changes: Any) -> Report:  # noqa: ANN401
    """Return a report with these findings, counted by state and severity, and anything else changed."""
    shown = [finding.severity for finding in findings if finding.state == "shown"]
    counts = {
        "errors": shown.count("error"),
        "warnings": shown.count("warning"),
        "infos": shown.count("info"),
        "shown": len(shown),
        "suppressed": sum(finding.state == "suppressed" for finding in findings),
        "baselined": sum(finding.state == "baselined" for finding in findings),
    }
    report = Report(
        schema_version=1,
        version="0.1.0",
        now="2026-11-25T13:00:00Z",
        exit_code=1 if "error" in shown else 0,
        complete=True,
        lang="en",
        inputs=(INPUT,),
        rules=tuple(rule_of(rule, changes.get("lang", "en")) for rule in NAMES),
        findings=findings,
        per_rule=(RuleCount(rule="OZ101", broken=1, holds=1, not_applicable=1, not_evaluated=0),),
        not_evaluated=(),
        summary=msgspec.structs.replace(EMPTY, **counts, **(summary or {})),
    )
    return msgspec.structs.replace(report, **changes)


@pytest.fixture
def make() -> SimpleNamespace:
    """Makers of reports and of their parts."""
    return SimpleNamespace(finding=finding_of, rule=rule_of, open_rule=open_rule, report=report_of, input=INPUT)


@pytest.fixture
def two_postings() -> Report:
    """Three findings about two postings, one of them at two places."""
    return report_of(
        finding_of("OZ101", "1-0001-1", "1-0001-1 is delivering without a tracking number", 17),
        finding_of("OZ302", "1-0001-1", "1-0001-1 is overdue by 3 d 4 h", 17),
        finding_of(
            "OZ101",
            "2-0001-1",
            "2-0001-1 is delivering without a tracking number",
            61,
            also_at=(Place("b.json", 3, 1, ""),),
        ),
    )


@pytest.fixture
def text() -> Callable[..., str]:
    """Write a report for people with the options given."""
    from ozlint.reporters.options import Options
    from ozlint.reporters.text import text_report

    return lambda report, **options: "".join(text_report(report, Options(**{"lang": report.lang, **options})))
