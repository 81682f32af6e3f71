"""What changed from one run to the next."""

import msgspec

from ozlint.model.finding import Finding


class Changes(msgspec.Struct, frozen=True):
    """The findings of a run beside those that stood before it; all of them are shown ones."""

    new: tuple[Finding, ...]
    """Found now, and not before."""
    gone: tuple[Finding, ...]
    """Looked for, and found no more."""
    standing: tuple[Finding, ...]
    """All that stand now, among them those that nobody could look for this time."""
