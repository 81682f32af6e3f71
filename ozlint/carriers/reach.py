"""What the phases of some events prove: that a parcel was accepted follows from its being on the way."""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from ozlint.model.table import table_rows
from ozlint.model.text import Text


class PhaseMeaning(msgspec.Struct, frozen=True):
    """What one phase means, and what it says of the others."""

    proves: frozenset[str]
    """The phases a parcel has reached that is or was in this one."""
    leaves_open: frozenset[str]
    """The phases it may have reached: nobody can tell."""
    meaning: Text
    name: Text
    """What it is called in a sentence."""


@cache
def phase_meanings() -> Mapping[str, PhaseMeaning]:
    """Return every phase, in the order of the way of a parcel."""
    return {
        phase: PhaseMeaning(_names(proves), _names(leaves_open), Text(en, ru), Text(phase, f"«{short}»"))
        for phase, proves, leaves_open, en, ru, short, _ in table_rows("carriers/reached.tsv")
    }


def _names(cell: str) -> frozenset[str]:
    return frozenset(name for name in cell.split(", ") if name)


def has_reached(phase: str, phases: Iterable[str]) -> bool | None:
    """Return whether a parcel has reached a phase, by the phases of its events; None where they leave it open."""
    meanings = [phase_meanings()[one] for one in phases]
    if any(phase in one.proves for one in meanings):
        return True
    return None if any(phase in one.leaves_open for one in meanings) else False
