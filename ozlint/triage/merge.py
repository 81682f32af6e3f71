"""One finding for each identity, however often its fault was met."""

from collections.abc import Sequence

import msgspec

from ozlint.model.finding import Finding
from ozlint.model.record import Place


def merge(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings with one for each identity; further places go to `also_at` of the first.

    Those are in the order of files and lines, each once: which record was met first does not show in them.
    """
    kept: dict[str, Finding] = {}
    others: dict[str, set[Place]] = {}
    for finding in findings:
        first = kept.setdefault(finding.fingerprint, finding)
        if first is not finding or finding.also_at:
            others.setdefault(finding.fingerprint, set()).update((finding.place, *finding.also_at))
    for identity, places in others.items():
        first = kept[identity]
        more = sorted(places - {first.place}, key=lambda place: (place.path, place.line, place.column, place.pointer))
        kept[identity] = msgspec.structs.replace(first, also_at=tuple(more))
    return tuple(kept.values())
