"""Where the records of a run stand, looked up once all findings are known, and for those only."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ozlint.engine.index import Index
from ozlint.engine.postings import Postings
from ozlint.model.record import Place

NOWHERE = Place("", 0, 0, "")
"""The place of a finding before the places are looked up."""


def places_of(index: Index, inputs: Sequence[Postings], records: Iterable[int]) -> dict[int, Place]:
    """Return where some records stand, as far as that can be told."""
    places: dict[int, Place] = {}
    for place, group in groupby(sorted(records), index.input_of):
        own = list(group)
        found = inputs[place].places(sorted(index.addresses[record] for record in own))
        for record in own:
            if (where := found.pop(index.addresses[record], None)) is not None:  # not held twice: there may be many
                places[record] = where
    return places


def also_at(places: Mapping[int, Place], record: int, earlier: Sequence[int]) -> tuple[Place, ...]:
    """Return the places of the records that one replaces, its own parts aside."""
    found = (places[other] for other in earlier if other in places)
    return tuple(place for place in found if place != places.get(record))
