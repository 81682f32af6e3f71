"""Where the records of a run stand, looked up once all findings are known, and for those only."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import structs

from ozlint.engine.index import Index
from ozlint.engine.postings import Postings
from ozlint.model.finding import Finding
from ozlint.model.record import Address, Place

NOWHERE = Place("", 0, 0, "")
"""The place of a finding before the places are looked up."""


class Places:
    """The places of some records, as far as they can be told."""

    def __init__(self, index: Index, inputs: Sequence[Postings], records: Iterable[int]) -> None:
        self._index = index
        # As the inputs give them, and no second time by record: of a million postings a third may have findings.
        self._found: Mapping[int, Mapping[Address, Place]] = {
            place: inputs[place].places(sorted(index.addresses[record] for record in own))
            for place, own in groupby(sorted(set(records)), index.input_of)
        }

    def of(self, record: int) -> Place | None:
        """Return where a record stands; None where nobody knows."""
        return self._found.get(self._index.input_of(record), {}).get(self._index.addresses[record])

    def also_at(self, record: int, earlier: Iterable[int]) -> tuple[Place, ...]:
        """Return the places of the records that one replaces, its own parts aside."""
        own = self.of(record)
        found = map(self.of, earlier)
        return tuple(place for place in found if place is not None and place != own)


def placed(
    found: list[tuple[int, Finding]], index: Index, inputs: Sequence[Postings], superseded: Mapping[int, int]
) -> list[Finding]:
    """Return findings with the places of their records, and of the records they replace; `found` is empty then."""
    earlier: dict[int, list[int]] = {}
    for record, last in superseded.items():
        earlier.setdefault(last, []).append(record)
    wanted = (one for record, _ in found for one in (record, *earlier.get(record, ())))
    places = Places(index, inputs, wanted)
    # One after the other, so that there never are two of all of them.
    known: list[Finding] = []
    found.reverse()
    while found:
        record, finding = found.pop()
        further = places.also_at(record, earlier[record]) if record in earlier else ()
        known.append(structs.replace(finding, place=places.of(record) or NOWHERE, also_at=further))
    return known
