"""The sets of values that enums of the language have: Ozon's, and the phases of parcels."""

from functools import cache

from ozlint.carriers.reach import phase_meanings
from ozlint.model.text import Text
from ozlint.ozon import values

PHASES = "phase"
"""The set of the phases, the only one that is not Ozon's."""


def enum_sets() -> tuple[str, ...]:
    """Return the names of all sets."""
    return (*values.enum_sets(), PHASES)


@cache
def enum_values(name: str) -> tuple[tuple[str, Text], ...]:
    """Return the values of a set with their meanings; KeyError for no such set."""
    if name == PHASES:
        return tuple((phase, one.meaning) for phase, one in phase_meanings().items())
    return tuple((known.value, known.meaning) for known in values.enum_values(name))


@cache
def known_values(name: str) -> frozenset[str]:
    """Return the values of a set; KeyError for no such set."""
    return frozenset(value for value, _ in enum_values(name))
