"""From the model to the JSON report: what each value is in the document."""

from collections.abc import Iterable
from typing import Any

from ozlint.model import cost, finding, other, record, report, timeline
from ozlint.model.times import iso_time
from ozlint.reporters.document import (
    Cost,
    Entry,
    Finding,
    Gone,
    Input,
    Joined,
    NotEvaluated,
    Place,
    Rule,
    RuleCount,
    Subject,
    Summary,
    Timeline,
    TimelineEvent,
    UnknownCode,
)

_ENTRIES: dict[type, type[Entry]] = {
    report.InputSummary: Input,
    other.Joined: Joined,
    other.UnknownCode: UnknownCode,
    report.RuleSummary: Rule,
    report.RuleCount: RuleCount,
    report.NotEvaluated: NotEvaluated,
    report.Summary: Summary,
    record.Place: Place,
    finding.Subject: Subject,
    cost.Cost: Cost,
    finding.Known: Gone,
}
"""What each value of the model is in the document."""


def entry_of(value: Any) -> Any:  # noqa: ANN401 - any part of a report
    """Return what a part of a report is in the document."""
    if isinstance(value, tuple):
        return tuple(map(entry_of, value))
    entry = _ENTRIES.get(type(value))
    return value if entry is None else entry(*(getattr(value, name) for name in entry.__struct_fields__))


def finding_entry(found: finding.Finding) -> Finding:
    """Return what a finding is in the document: its place stands beside its other keys."""
    place = found.place
    return Finding(
        rule=found.rule,
        name=found.name,
        severity=found.severity,
        posting_number=found.posting_number,
        account=found.account,
        subject=entry_of(found.subject),
        field=found.field,
        message=found.message,
        values=found.values,
        facts=found.facts,
        cost=entry_of(found.cost),
        state=found.state,
        because=found.because,
        path=place.path,
        line=place.line or None,
        column=place.column or None,
        pointer=place.pointer,
        also_at=entry_of(found.also_at),
        fingerprint=found.fingerprint,
    )


def timeline_entry(posting_number: str, events: Iterable[timeline.TimelineEvent]) -> Timeline:
    """Return what the timeline of a posting is in the document."""
    return Timeline(
        posting_number=posting_number,
        events=tuple(
            TimelineEvent(
                at=None if event.at is None else iso_time(event.at),
                lane=event.lane,
                what=event.what,
                code=event.code,
                contradiction=event.contradiction,
            )
            for event in events
        ),
    )
