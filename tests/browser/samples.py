"""Reports to show a browser: a morning with timelines, fifty thousand findings, hostile texts, an unfinished run."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

from ozlint import lint
from ozlint.model.finding import Finding, Subject
from ozlint.model.record import Place
from ozlint.model.report import InputSummary, NotEvaluated, Report, RuleSummary, Summary
from ozlint.model.text import Lang
from ozlint.model.timeline import Lane, TimelineEvent

ROOT = Path(__file__).parents[2]
NOW = "2026-11-23T06:00:00Z"
SHARED = "44736911-0007-1"
"""A posting of the morning that its carrier contradicts."""
PLANNED = "38820174-0145-1"
"""One that a plan is about to change."""


def event(at: str | None, lane: Lane, what: str, code: str = "", *, contradiction: bool = False) -> TimelineEvent:
    """Return an event at a moment that is written as people write it, in UTC."""
    moment = None if at is None else datetime.fromisoformat(f"2026-{at}Z").timestamp()
    return TimelineEvent(moment, lane, what, code, contradiction)


TIMELINES = {
    SHARED: (
        event("11-17 15:30", "ozon", "in_process_at"),
        event("11-18 09:12", "ozon", "awaiting_deliver"),
        event("11-18 09:14", "carrier", "Создан", "CREATED"),
        event("11-20 08:16", "ozon", "delivering", contradiction=True),
        event("11-20 12:00", "ozon", "deadline"),
        event("11-21 17:40", "carrier", "Принят на склад отправителя", "RECEIVED_AT_SHIPMENT_WAREHOUSE"),
        event("11-22 03:05", "carrier", "Отправлен в г. транзит", "SENT_TO_TRANSIT_CITY"),
        event("11-28 18:00", "ozon", "promised_at"),
        event(None, "carrier", "Осмотр", "INSPECTION"),
    ),
    PLANNED: (
        event("11-12 16:45", "ozon", "in_process_at"),
        event("11-14 09:20", "ozon", "delivering"),
        event("11-14 12:00", "ozon", "deadline"),
        event("11-15 10:00", "carrier", "In transit"),
        event("11-19 19:30", "carrier", "Delivered"),
        event("11-21 18:00", "ozon", "promised_at"),
        event("11-23 07:00", "plan", "delivered"),
    ),
}


@cache
def morning(lang: Lang = "en") -> Report:
    """Return the report of examples/a-morning, with what is known of the course of two postings."""
    path = ROOT / "examples" / "a-morning" / "unfulfilled.json"
    report = lint([json.loads(path.read_text(encoding="utf-8"))], at=NOW, lang=lang)
    return msgspec.structs.replace(report, timelines=TIMELINES)


def many(number: int, lang: Lang = "en") -> Report:
    """Return a report with so many findings, of a few rules, forty warehouses, six carriers and sixty days."""
    rules = [(f"OZ{301 + place}", one) for place, one in enumerate(("error", "warning", "error", "info", "warning"))]
    findings = tuple(_one_of_many(place, *rules[place * 7 % 5 if place % 3 else 0]) for place in range(number))
    return _report(findings, lang, postings=number * 2)


def _one_of_many(place: int, rule: str, severity: str) -> Finding:
    posting = f"{20000000 + place * 7 // 2}-{place % 9000:04d}-1"
    day = f"2026-{10 + place % 60 // 30:02d}-{1 + place % 30:02d}T12:00:00Z"
    hours = place % 400
    return Finding(
        rule=rule,
        name=f"rule-{rule[2:]}",
        severity=severity,  # type: ignore[arg-type]
        posting_number=posting,
        account=f"shop {place % 3}",
        subject=Subject("posting", posting),
        field="shipment_date",
        message=f"{posting} should have shipped by {day[:10]} 12:00 UTC, {hours} h ago, and is still awaiting_deliver",
        values={"status": "awaiting_deliver", "deadline": day, "now": NOW, "age(deadline)": hours, "scheme": "fbs"},
        facts={
            "status": ("awaiting_deliver", "awaiting_packaging", "delivering")[place % 3],
            "scheme": "fbs",
            "carrier": ("СДЭК", "Boxberry", "Почта России", "DPD", "5Post", "Яндекс")[place % 6],
            "warehouse": f"Склад {place % 40}",
            "deadline": day,
        },
        place=Place(f"answers/page-{place // 1000}.json", 5 + place % 1000 * 114, 5, f"/postings/{place % 1000}"),
    )


def hostile(value: str) -> Report:
    """Return a report with a text in every place that data, file names, rules and carriers reach."""
    finding = _one_of_many(0, "OZ301", "error")
    attacked = msgspec.structs.replace(
        finding,
        posting_number=value,
        account=value,
        subject=Subject("posting", value),
        field=value,
        message=value,
        values={value: value, "list": [value]},
        facts=dict.fromkeys(("status", "scheme", "carrier", "warehouse", "deadline"), value),
        place=Place(value, 1, 1, value),
        also_at=(Place(value, 2, 1, value),),
    )
    report = _report((finding, attacked), "en", postings=2)
    rule = msgspec.structs.replace(report.rules[0], name=value, title=value, why=value, fix=value, help_uri=value)
    return msgspec.structs.replace(
        report,
        exit_code=3,
        complete=False,
        version=value,
        inputs=(msgspec.structs.replace(report.inputs[0], path=value, format=value, error=value),),
        rules=(rule, *report.rules[1:]),
        not_evaluated=(
            NotEvaluated(
                rule="OZ301",
                kind="posting",
                count=1,
                code="field_absent",
                input=value,
                field=value,
                text=value,
                examples=(value,),
            ),
        ),
        never_applied=(value,),
        reasons=(value,),
        timelines={value: (TimelineEvent(1.7e9, "carrier", value, value), TimelineEvent(1.71e9, "ozon", value))},
    )


def unfinished(lang: Lang = "en") -> Report:
    """Return a run that found nothing, and read only a part: half of an answer, and one file not at all."""
    report = _report((), lang, postings=50)
    inputs = (
        msgspec.structs.replace(report.inputs[0], complete=False, undecodable=2),
        msgspec.structs.replace(report.inputs[0], path="b.json", postings=0, complete=False, error="no such file"),
    )
    entry = NotEvaluated(
        rule="OZ301", kind="posting", count=7, code="field_absent", input="a.json", field="shipment_date",
        text="shipment_date is not in this input", examples=("1-0001-1",),
    )  # fmt: skip
    return msgspec.structs.replace(
        report,
        exit_code=3,
        complete=False,
        inputs=inputs,
        not_evaluated=(entry,),
        summary=msgspec.structs.replace(report.summary, undecodable=2, unreadable_inputs=1, rules_not_evaluated=1),
        reasons=("a.json is incomplete: its last page says that there are more",),
    )


def _report(findings: tuple[Finding, ...], lang: Lang, postings: int) -> Report:
    severities = [finding.severity for finding in findings]
    counts = dict.fromkeys(Summary.__struct_fields__, 0) | {
        "postings": postings, "shown": len(findings), "rules": 5, "errors": severities.count("error"),
        "warnings": severities.count("warning"), "infos": severities.count("info"),
    }  # fmt: skip
    return Report(
        schema_version=1,
        version="0.1.0",
        now=NOW,
        exit_code=1 if findings else 0,
        complete=True,
        lang=lang,
        inputs=(
            InputSummary(
                path="a.json", format="json: /v4/posting/fbs/list", postings=postings, undecodable=0, pages=1,
                complete=True,
            ),
        ),
        rules=tuple(
            RuleSummary(
                id=f"OZ{number}", name=f"rule-{number}", title=f"What rule {number} finds", severity="error",
                help_uri=f"https://example.test/rules#OZ{number}", profile="safety", params={}, sha256="00ff",
                tags=(), why="It costs money.", fix="Look at it.\nThen correct it.",
            )
            for number in range(301, 306)
        ),
        findings=findings,
        per_rule=(),
        not_evaluated=(),
        summary=Summary(**counts),
    )  # fmt: skip
