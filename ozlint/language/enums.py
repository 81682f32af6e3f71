"""The sets of values that enums of the language have: Ozon's, the phases of parcels, and what updates do."""

from functools import cache

from ozlint.carriers.reach import phase_meanings
from ozlint.model.text import Text
from ozlint.ozon import values
from ozlint.ozon.contract import contracts_by_action

PHASES = "phase"
"""The set of the phases of parcels."""
ACTIONS = "action"
"""The set of what the methods do that change postings."""


def enum_sets() -> tuple[str, ...]:
    """Return the names of all sets."""
    return (*values.enum_sets(), PHASES, ACTIONS)


@cache
def enum_values(name: str) -> tuple[tuple[str, Text], ...]:
    """Return the values of a set with their meanings; KeyError for no such set."""
    if name == PHASES:
        return tuple((phase, one.meaning) for phase, one in phase_meanings().items())
    if name == ACTIONS:
        return tuple((action, contract.name) for action, contract in contracts_by_action().items())
    return tuple((known.value, known.meaning) for known in values.enum_values(name))


@cache
def known_values(name: str) -> frozenset[str]:
    """Return the values of a set; KeyError for no such set."""
    return frozenset(value for value, _ in enum_values(name))
