"""The report of a run: everything a reporter may say, already decided."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from ozlint.model.finding import Finding, Known
from ozlint.model.other import Joined, Role
from ozlint.model.text import Lang
from ozlint.model.timeline import TimelineEvent

Sort = Literal["severity", "cost"]
"""What comes first in reports for people: the gravest findings, or the costliest."""
SCHEMA_VERSION = 1
NOT_DONE = 3
"""The exit code of a job that could not be done whole."""
_NO_TIMELINES: Mapping[str, Sequence[TimelineEvent]] = MappingProxyType({})


class InputSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from one input."""

    path: str
    role: Role = "postings"
    """What it is to the run."""
    format: str
    """What the input was recognised as."""
    postings: int
    records: int = 0
    """Of another input: the events, postings, notifications, requests or answers in it."""
    undecodable: int
    pages: int
    complete: bool
    """False where the last page says that there are more, or the file was cut off."""
    taken_at: str | None = None
    """When it was fetched from Ozon, ISO 8601 UTC, where a manifest beside it says so."""
    error: str | None = None
    """Why the input could not be read at all."""


class RuleSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of the run."""

    id: str
    name: str
    title: str
    help_uri: str | None
    severity: str
    profile: str
    params: dict[str, Any]
    pack: str | None = None
    """The pack it belongs to, as `acme 1.2.0`, where that says what it is called."""
    sha256: str
    tags: tuple[str, ...]
    why: str
    """What it costs to leave it so."""
    fix: str
    """What to do about it."""


class RuleCount(msgspec.Struct, frozen=True, kw_only=True):
    """How one rule was judged: the four add up to the subjects of its kind."""

    rule: str
    broken: int
    holds: int
    not_applicable: int
    not_evaluated: int


class NotEvaluated(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that could not be judged on some subjects, for one reason, in one input."""

    rule: str
    kind: str
    """What the subjects are: posting, input, batch, notification, suppression, update or answer."""
    count: int
    code: str
    input: str
    field: str
    needs: str | None = None
    """How much of an input it takes, where there is too little: `15d`."""
    text: str
    examples: tuple[str, ...]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers at the end of a report."""

    postings: int
    undecodable: int
    superseded: int
    """Records that a later record of the same posting replaced."""
    errors: int
    warnings: int
    infos: int
    shown: int
    suppressed: int
    baselined: int
    rules: int
    rules_not_evaluated: int
    """Rules that could not be judged on at least one subject."""
    unreadable_inputs: int
    cost: float = 0.0
    """Roubles that the findings shown come to, as far as numbers are known; a charge counts once for a posting."""
    costed: int = 0
    """Findings shown whose cost is known."""
    uncosted: int = 0
    """Findings shown of whose cost no number is known."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run: what was read, what was found, what could not be judged, and the exit code."""

    schema_version: int
    version: str
    now: str
    exit_code: int
    complete: bool
    lang: Lang
    inputs: tuple[InputSummary, ...]
    joined: Joined | None = None
    """How carriers' events and postings found each other; None where no events were given."""
    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    gone: tuple[Known, ...] = ()
    """What the baseline knows, and the run could have found and did not."""
    timelines: Mapping[str, Sequence[TimelineEvent]] = _NO_TIMELINES
    """What happened to postings with findings, by posting number: in the order of time, what has none at the end."""
    per_rule: tuple[RuleCount, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    never_applied: tuple[str, ...] = ()
    """Ids of the rules whose condition matched nothing, though there was something to judge."""
    summary: Summary
    sort: Sort = "severity"
    reasons: tuple[str, ...] = ()
    """Why the exit code is 3, or what else is to be said of the run as a whole."""

    @property
    def done(self) -> bool:
        """Return whether the whole job could be done; `reasons` say why not."""
        return self.exit_code != NOT_DONE
