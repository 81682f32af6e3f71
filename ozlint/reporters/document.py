"""The shape of the JSON report: what its keys are, in which order, and what they mean.

Kept apart from the model, so that a change inside ozlint never changes the document unnoticed.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Severity = Literal["error", "warning", "info"]
Count = Annotated[int, Meta(ge=0)]
Roubles = Annotated[float, Meta(ge=0)]
Ordinal = Annotated[int, Meta(ge=1)]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One object of the document; every key is always there."""


class Input(Entry, frozen=True):
    """What was read from one input."""

    path: Annotated[str, Meta(description="The input, relative to the working folder, with `/`; `-` is stdin.")]
    role: Annotated[
        Literal["postings", "tracking", "previous", "notifications", "updates", "answers"],
        Meta(
            description="The postings, carriers' events, an earlier snapshot, a log of notifications, a plan of "
            "updates, or a log of what Ozon answered to some."
        ),
    ]
    format: Annotated[str, Meta(description="What the content was recognised as.")]
    postings: Annotated[Count, Meta(description="Records read as postings.")]
    records: Annotated[
        Count, Meta(description="Of another role: events, earlier postings, notifications, requests or answers read.")
    ]
    undecodable: Annotated[Count, Meta(description="Records that could not be read; each is a finding of OZ001.")]
    pages: Annotated[Count, Meta(description="Answers of the API in it.")]
    complete: Annotated[bool, Meta(description="False where more pages exist than were given, or the file is cut off.")]
    taken_at: Annotated[str | None, Meta(description="When it was fetched, ISO 8601 UTC, where its manifest says so.")]
    error: Annotated[str | None, Meta(description="Why the input could not be read at all.")]


class UnknownCode(Entry, frozen=True):
    """A code of a carrier's that nobody has mapped to a phase."""

    carrier: str
    code: str
    events: Count


class Joined(Entry, frozen=True):
    """How carriers' events and postings found each other."""

    events: Count
    parcels: Count
    joined: Annotated[Count, Meta(description="Parcels that belong to a posting of the run.")]
    unknown: Annotated[tuple[UnknownCode, ...], Meta(description="Codes nobody has mapped, the most frequent first.")]


class Rule(Entry, frozen=True):
    """One rule of the run."""

    id: Annotated[str, Meta(description="Stable, never reused.")]
    name: str
    title: Annotated[str, Meta(description="What it finds, in the language of the report.")]
    help_uri: Annotated[str | None, Meta(description="Where the rule is explained.")]
    severity: Severity
    profile: Literal["safety", "recommended", "pedantic"]
    params: Annotated[dict[str, Any], Meta(description="The settings it ran with.")]
    pack: Annotated[str | None, Meta(description="Name and version of the pack it belongs to, where that says so.")]
    sha256: Annotated[str, Meta(description="Digest of the rule as it ran: equal digests, equal rules.")]


class Subject(Entry, frozen=True):
    """What a finding is about."""

    kind: Annotated[
        str, Meta(description="posting, record, input, batch, notification, suppression, update, request or answer.")
    ]
    key: Annotated[str, Meta(description="A posting's number, an input's path, a record's number or digest, a group.")]


class Place(Entry, frozen=True):
    """Where a record stands."""

    path: Annotated[str, Meta(description="The file, relative to the working folder, with `/`.")]
    line: Annotated[Count, Meta(description="1-based; 0 where there is no line.")]
    column: Annotated[Count, Meta(description="1-based, in characters; 0 where there is no line.")]
    pointer: Annotated[str, Meta(description="JSON Pointer (RFC 6901) of the posting; empty = the line or the file.")]


class Cost(Entry, frozen=True):
    """What Ozon charges for what a finding is about, as far as that is known."""

    charge: Annotated[str, Meta(description="What it is for: surcharge, delay, cancellation.")]
    roubles: Annotated[Roubles | None, Meta(description="An estimate; null where no number is known.")]
    basis: Annotated[str, Meta(description="Where the number comes from, or why there is none, in the report's words.")]


class Finding(Entry, frozen=True):
    """One rule broken by one subject."""

    rule: Annotated[str, Meta(description="Id of the rule.")]
    name: Annotated[str, Meta(description="Name of the rule.")]
    severity: Severity
    posting_number: Annotated[str | None, Meta(description="Null where the finding is about no posting.")]
    account: Annotated[str | None, Meta(description="The seller's account, where it is known.")]
    subject: Subject
    field: Annotated[str | None, Meta(description="The field at fault, where the rule names one.")]
    message: Annotated[str, Meta(description="In the language of the report.")]
    values: Annotated[
        dict[str, Any],
        Meta(description="Every operand of the rule; moments in ISO 8601 UTC, durations in hours, null = empty."),
    ]
    facts: Annotated[
        dict[str, Any],
        Meta(description="Status, scheme, warehouse, carrier, deadline, where known; of a group, what it is of."),
    ]
    cost: Annotated[
        Cost | None, Meta(description="Null where no charge of Ozon's is known to follow from what the rule finds.")
    ]
    state: Annotated[
        Literal["shown", "suppressed", "baselined"], Meta(description="Only `shown` counts for the exit code.")
    ]
    because: Annotated[str | None, Meta(description="Why it is suppressed, in the words of whoever did it.")]
    path: Annotated[str, Meta(description="The file of the record.")]
    line: Annotated[Ordinal | None, Meta(description="1-based; null where it is about no line, but about the run.")]
    column: Annotated[Ordinal | None, Meta(description="1-based, in characters; null where there is no line.")]
    pointer: Annotated[str, Meta(description="JSON Pointer (RFC 6901) of the posting; empty = the line or the file.")]
    also_at: Annotated[tuple[Place, ...], Meta(description="Further places of the same finding.")]
    fingerprint: Annotated[
        str,
        Meta(description="Identity: equal in every run that finds this fault of this subject.", pattern="^[0-9a-f]+$"),
    ]


class Gone(Entry, frozen=True):
    """A finding of the baseline that the run could have found again, and did not."""

    rule: Annotated[str, Meta(description="Id of the rule.")]
    account: Annotated[str | None, Meta(description="The seller's account, where it is known.")]
    subject: Subject
    field: Annotated[str | None, Meta(description="The field at fault, where the rule names one.")]
    fingerprint: Annotated[str, Meta(description="Identity, as of findings.", pattern="^[0-9a-f]+$")]


class TimelineEvent(Entry, frozen=True):
    """One thing that Ozon, a carrier or a plan says of a posting."""

    at: Annotated[str | None, Meta(description="ISO 8601 UTC; null where no time is given.")]
    lane: Annotated[Literal["ozon", "carrier", "plan"], Meta(description="Who says it.")]
    what: Annotated[
        str,
        Meta(
            description="Ozon's status, a time of the rule language, the carrier's words, or the action of an update.",
        ),
    ]
    code: Annotated[str, Meta(description="The carrier's code; empty where there is none.")]
    contradiction: Annotated[bool, Meta(description="Whether another side contradicts it.")]


class Timeline(Entry, frozen=True):
    """What happened to one posting, in the order of time."""

    posting_number: str
    events: tuple[TimelineEvent, ...]


class RuleCount(Entry, frozen=True):
    """How one rule was judged: the four add up to the subjects of its kind."""

    rule: str
    broken: Count
    holds: Count
    not_applicable: Annotated[Count, Meta(description="The rule is not about them.")]
    not_evaluated: Annotated[Count, Meta(description="A value it needs is not known: neither passed nor failed.")]


class NotEvaluated(Entry, frozen=True):
    """A rule that could not be judged on some subjects of one input, for one reason."""

    rule: str
    kind: Annotated[
        Literal["posting", "input", "batch", "notification", "suppression", "update", "answer"],
        Meta(description="What the subjects are."),
    ]
    count: Annotated[
        Count,
        Meta(
            description="Subjects left open: of a batch rule, groups; 0 where there was no input of their kind at all."
        ),
    ]
    code: Literal[
        "input_not_given",
        "field_absent",
        "field_empty",
        "field_unreadable",
        "not_joined",
        "zone_unknown",
        "hour_unknown",
        "cannot_say",
    ]
    input: Annotated[str, Meta(description="Path of the input.")]
    field: Annotated[str, Meta(description="The operand that was not known, or the input that was not given.")]
    needs: Annotated[str | None, Meta(description="How much of that input it takes, where there is too little: 15d.")]
    text: Annotated[str, Meta(description="The reason, in the language of the report.")]
    examples: Annotated[tuple[str, ...], Meta(description="Keys of some of the subjects.")]


class Summary(Entry, frozen=True):
    """The numbers of the run; errors, warnings and infos are those of the findings shown."""

    postings: Count
    undecodable: Annotated[Count, Meta(description="Records that could not be read.")]
    superseded: Annotated[Count, Meta(description="Records that a later record of the same posting replaced.")]
    errors: Count
    warnings: Count
    infos: Count
    shown: Count
    suppressed: Count
    baselined: Count
    rules: Annotated[Count, Meta(description="Rules of the run.")]
    rules_not_evaluated: Annotated[Count, Meta(description="Rules left open on at least one subject.")]
    unreadable_inputs: Annotated[Count, Meta(description="Inputs that could not be read at all.")]
    cost: Annotated[Roubles, Meta(description="As far as numbers are known; a charge counts once for a posting.")]
    costed: Annotated[Count, Meta(description="Findings shown of whose cost a number is known.")]
    uncosted: Annotated[Count, Meta(description="Findings shown of whose cost no number is known.")]


class Document(Entry, frozen=True):
    """The report of one run of ozlint."""

    schema_version: Annotated[
        Literal[1], Meta(description="Grows with every change of this schema that could break a reader.")
    ]
    version: Annotated[str, Meta(description="Version of ozlint.")]
    now: Annotated[str, Meta(description="The moment the postings were judged at, ISO 8601 UTC.")]
    exit_code: Annotated[
        Literal[0, 1, 3], Meta(description="0 = clean, 1 = findings that count, 3 = the whole job could not be done.")
    ]
    complete: Annotated[bool, Meta(description="Whether all that was to be read was read.")]
    lang: Annotated[Literal["en", "ru"], Meta(description="Language of the texts.")]
    inputs: tuple[Input, ...]
    joined: Annotated[Joined | None, Meta(description="Null where no events of carriers were given.")]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    gone: Annotated[tuple[Gone, ...], Meta(description="What the baseline knows, and is no more.")]
    timelines: Annotated[tuple[Timeline, ...], Meta(description="Of postings with findings, where it is known.")]
    per_rule: tuple[RuleCount, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    never_applied: Annotated[
        tuple[str, ...], Meta(description="Rules whose `when` held for nothing that was judged: dead in this run.")
    ]
    summary: Summary
    reasons: Annotated[tuple[str, ...], Meta(description="Why the exit code is 3, or what else is to be said.")]
