"""Where the records of a run stand, looked up once all findings are known, and for those only."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ozlint.engine.index import Index
from ozlint.engine.postings import Postings
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
