"""What judging a run gives: findings, counts, and reasons, with nothing decided about them yet."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import UnsetType

from ozlint.language.operands import Reason
from ozlint.model.finding import Finding
from ozlint.model.other import Held, Joined
from ozlint.model.record import Place
from ozlint.model.timeline import TimelineEvent

Group = tuple[str | None, ...]
"""The values that postings have in common, for what rules about the run group by."""


class InputCount(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from one input."""

    path: str
    format: str = ""
    """What it was recognised as."""
    postings: int
    undecodable: int
    pages: int
    family: str
    more_expected: bool | None
    """Whether the last page says that there are more and none follows; None where no page says anything."""
    vouched: bool = False
    """Whether that is said of the input from outside: then no other input has what is missing."""
    account: str | None = None
    """The account that it was fetched from, where that is said from outside."""
    cut_off: bool = False
    """Whether the input ends before its end, so that nobody knows how many postings are lost."""
    sheets: tuple[str, ...] = ()
    """The sheets with postings that were not read."""


class SuppressionCount(msgspec.Struct, frozen=True, kw_only=True):
    """A suppression as rules about suppressions see it."""

    rule: str
    about: str
    reason: str
    matched: bool | UnsetType
    """Whether it is about a finding of the run; UNSET where the run could not have found one."""
    place: Place

    @property
    def key(self) -> str:
        """What it is known by from run to run."""
        return f"{self.rule} {self.about}"


class Tally(msgspec.Struct):
    """How often one rule came out which way."""

    broken: int = 0
    holds: int = 0
    not_applicable: int = 0
    not_evaluated: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(
            self.broken + other.broken,
            self.holds + other.holds,
            self.not_applicable + other.not_applicable,
            self.not_evaluated + other.not_evaluated,
        )


class Unjudged(msgspec.Struct, frozen=True):
    """A rule that could not be judged on some subjects of one input, for one reason."""

    rule: str
    kind: str
    """What the subjects are: posting, input, batch, notification or suppression."""
    input: str
    reason: Reason
    count: int
    examples: tuple[str, ...]
    quote: str = ""
    """One value of those that cannot be read, where that is the reason and it may be shown."""
    places: tuple[Place, ...] = ()
    """Where the first of them stand."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Everything judging a run gives."""

    findings: tuple[Finding, ...]
    inputs: tuple[InputCount, ...]
    tallies: dict[str, Tally]
    unjudged: tuple[Unjudged, ...]
    superseded: int
    held: tuple[Held, ...] = ()
    """What each of the other inputs held."""
    timelines: Mapping[str, Sequence[TimelineEvent]] = msgspec.field(default_factory=dict)
    """What happened to postings with findings, by number, where other inputs tell."""
    joined: Joined | None = None
    """How carriers' events and postings found each other; None where no events were given."""
