"""One finding for each identity, however often its fault was met."""

from array import array
from collections.abc import Sequence

import msgspec

from ozlint.engine.index import repeated
from ozlint.model.finding import Finding
from ozlint.model.record import Place


def merge(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings with one for each identity; further places go to `also_at` of the first.

    Those are in the order of files and lines, each once: which record was met first does not show in them.
    """
    hashes = array("q", (hash(finding.identity) for finding in findings))
    twice = repeated(hashes)
    kept: list[Finding] = []
    firsts: dict[str, int] = {}
    others: dict[int, set[Place]] = {}
    for hashed, finding in zip(hashes, findings, strict=True):
        # Most are met but once: only of the others the identity is kept, and compared.
        place = firsts.setdefault(finding.identity, len(kept)) if hashed in twice else len(kept)
        is_first = place == len(kept)
        if is_first:
            kept.append(finding)
        if not is_first or finding.also_at:
            others.setdefault(place, set()).update((finding.place, *finding.also_at))
    for place, places in others.items():
        first = kept[place]
        more = sorted(places - {first.place}, key=lambda place: (place.path, place.line, place.column, place.pointer))
        kept[place] = msgspec.structs.replace(first, also_at=tuple(more))
    return tuple(kept)
