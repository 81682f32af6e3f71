"""Where the records of a run stand, looked up once all findings are known, and for those only."""

from collections.abc import Iterable, Mapping, Sequence

from ozlint.engine.index import Index
from ozlint.engine.postings import Postings
from ozlint.model.record import Address, Place

NOWHERE = Place("", 0, 0, "")
"""The place of a finding before the places are looked up."""


def places_of(index: Index, inputs: Sequence[Postings], records: Iterable[int]) -> dict[int, Place]:
    """Return where some records stand, as far as that can be told."""
    by_input: dict[int, dict[Address, int]] = {}
    for record in records:
        by_input.setdefault(index.input_of(record), {})[index.addresses[record]] = record
    places: dict[int, Place] = {}
    for place, records_at in by_input.items():
        found: dict[Address, Place] = inputs[place].places(sorted(records_at))
        places.update((records_at[address], where) for address, where in found.items())
    return places


def also_at(places: Mapping[int, Place], record: int, earlier: Sequence[int]) -> tuple[Place, ...]:
    """Return the places of the records that one replaces, its own parts aside."""
    found = (places[other] for other in earlier if other in places)
    return tuple(place for place in found if place != places.get(record))
