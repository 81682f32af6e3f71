"""What a rule file says, without its examples: plain values that can be kept, and that binding starts from."""

from typing import Any

import msgspec

from ozlint.model.finding import Severity
from ozlint.model.text import Text


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
    when: str | None
    test: str
    forbid: bool
    field: str | None
    message: Text
    why: Text
    fix: Text
    params: dict[str, Any]
    """Defaults of the parameters."""
    references: tuple[str, ...]
    sha256: str
    """Of the file's text."""
