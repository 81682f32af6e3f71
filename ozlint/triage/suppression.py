"""Suppressions: findings that somebody has decided to live with for a while, each with its reason."""

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from types import SimpleNamespace
from typing import Any

import msgspec
from msgspec import UNSET

from ozlint.language.interpret import Moment, truth
from ozlint.language.knowledge import Knowledge
from ozlint.language.tree import Node
from ozlint.model.finding import Finding
from ozlint.model.times import DAY, Day
from ozlint.rulebook.origin import Spot
from ozlint.rulebook.select import DIAGNOSTICS

STALE = "OZ011"
"""The rule about suppressions themselves."""
ALWAYS_COUNT = DIAGNOSTICS | {STALE}
"""Rules whose findings always count: of missing data, and of suppressions that are about nothing."""
NEVER = "never"
"""How a suppression is written that does not expire."""
CodeOf = Callable[[str], str]
"""What gives the code of a carrier by its name."""


class Suppression(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the file: what is suppressed, why, and until when."""

    rule: str
    postings: tuple[str, ...] = ()
    """Numbers of postings, and patterns of such; empty where a condition says which findings are meant."""
    when: str = ""
    condition: Node | None = None
    """The condition about a finding, checked."""
    reason: str
    owner: str = ""
    expires: float | None
    """The last moment of it, or its last Day, in UTC; None: it has none."""
    spot: Spot
    """Where it is written."""

    @property
    def about(self) -> str:
        """What it is about besides its rule, as it is written."""
        return ", ".join(self.postings) or " ".join(self.when.split())

    @property
    def numbers(self) -> tuple[str, ...] | None:
        """The postings it is about; None where a pattern or a condition leaves open which ones these are."""
        is_plain = self.postings and not any(mark in one for one in self.postings for mark in "*?[")
        return self.postings if is_plain else None

    def is_over(self, now: float) -> bool:
        """Return whether it has expired: after its moment, or after the end of its day."""
        return self.expires is not None and now >= ends(self.expires)

    def fits(self, finding: Finding, now: float, code_of: CodeOf) -> bool:
        """Return whether it is about a finding; where its condition cannot be told, it is not."""
        if finding.rule != self.rule or finding.rule in ALWAYS_COUNT:
            return False
        if self.condition is not None:
            return truth(self.condition, Moment(subject=_subject(finding, code_of), now=now)) is True
        number = finding.posting_number
        return number is not None and any(fnmatchcase(number, one) for one in self.postings)


class SuppressionTerms(msgspec.Struct, frozen=True, kw_only=True):
    """What suppressions are held to."""

    now: float
    """Seconds since 1970 UTC."""
    longest: float
    """How far ahead a suppression may expire, in seconds."""
    forever: bool = False
    """Whether one may never expire."""
    known: Mapping[str, str]
    """The names of all rules there are, selected or not, by id."""
    knowledge: Knowledge
    """What conditions may name beyond the tables."""


def ends(expires: float) -> float:
    """Return the moment from which on something that expires no longer counts, seconds since 1970 UTC."""
    return float(expires) + DAY if isinstance(expires, Day) else expires


def _subject(finding: Finding, code_of: CodeOf) -> Any:  # noqa: ANN401 - read by name, as the language reads subjects
    """Return a finding as conditions see it: what it does not carry is unknown."""
    carrier = finding.facts.get("carrier", UNSET)
    facts = {**finding.facts, "carrier_name": carrier, "carrier": code_of(carrier) if carrier else carrier}
    return SimpleNamespace(posting_number=finding.posting_number or UNSET, account=finding.account or UNSET, **facts)
