"""Telling two runs apart by the identity of their findings."""

from collections.abc import Collection, Sequence

from ozlint.model.changes import Changes
from ozlint.model.finding import Finding


def changes(before: Sequence[Finding], found: Sequence[Finding], unasked: Collection[str | None] = ()) -> Changes:
    """Return what changed between what stood before and what is found now.

    `unasked` are the accounts that were not read this time, by their names: what stood there stands, since nobody
    looked; so does what is of no account, since it may be about them all.
    """
    shown = [finding for finding in found if finding.state == "shown"]
    now = {finding.fingerprint for finding in shown}
    known = {finding.fingerprint for finding in before}
    missing = [finding for finding in before if finding.fingerprint not in now]
    kept = [finding for finding in missing if unasked and (finding.account is None or finding.account in unasked)]
    carried = {finding.fingerprint for finding in kept}
    return Changes(
        new=tuple(finding for finding in shown if finding.fingerprint not in known),
        gone=tuple(finding for finding in missing if finding.fingerprint not in carried),
        standing=(*shown, *kept),
    )
