"""What a rule file says, without its examples: plain values that can be kept, and that binding starts from."""

from typing import Any, Literal, get_args

import msgspec

from ozlint.model.finding import Severity
from ozlint.model.text import Text
from ozlint.version import __version__

Subject = Literal["posting", "record", "input", "batch", "previous", "notification", "suppression", "update", "answer"]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
"""What rules may be about."""


class PackStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack says of itself."""

    name: str
    version: str
    prefix: str | None
    """The letters that the ids of all its rules begin with; None: any may."""
    ozlint: str | None
    """The least version of ozlint that its rules need; None: any will do."""

    @property
    def title(self) -> str:
        """The pack as people name it: `acme 1.2.0`."""
        return f"{self.name} {self.version}"

    @property
    def runs_here(self) -> bool:
        """Whether this ozlint is new enough for it."""
        return self.ozlint is None or _numbers(self.ozlint) <= _numbers(__version__)

    def has(self, identity: str) -> bool:
        """Return whether an id begins as those of the pack do."""
        return self.prefix is None or identity.rstrip("0123456789") == self.prefix


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it is written and found to be right, its expressions still texts."""

    id: str
    name: str
    title: Text
    severity: Severity
    severity_when: tuple[tuple[str, Severity], ...]
    profile: str
    tags: tuple[str, ...]
    since: str
    subject: str
    group_by: tuple[str, ...] = ()
    let: dict[str, str] = msgspec.field(default_factory=dict)
    """The rule's own words, in the order in which they are written."""
    when: str | None
    test: str
    forbid: bool
    field: str | None
    cost: str = ""
    message: Text
    why: Text
    fix: Text
    params: dict[str, Any]
    """Defaults of the parameters."""
    references: tuple[str, ...]
    sha256: str
    """Of the file's text."""
