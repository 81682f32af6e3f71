"""The values that Ozon's enumerated fields are known to take, and those of the words derived from them."""

from functools import cache
from types import MappingProxyType

import msgspec

from ozlint.model.table import table_rows
from ozlint.model.text import Text


class EnumValue(msgspec.Struct, frozen=True):
    """One value an enumerated field may have."""

    value: str
    evidence: str
    """How sure it is: see the grades in `ozlint.ozon`."""
    meaning: Text
    source: str


@cache
def _sets() -> MappingProxyType[str, tuple[EnumValue, ...]]:
    found: dict[str, list[EnumValue]] = {}
    for name, value, evidence, en, ru, source in table_rows("ozon/values.tsv"):
        found.setdefault(name, []).append(EnumValue(value, evidence, Text(en, ru), source))
    return MappingProxyType({name: tuple(values) for name, values in found.items()})


def enum_sets() -> tuple[str, ...]:
    """Return the names of all sets, in the order of the table."""
    return tuple(_sets())


def enum_values(name: str) -> tuple[EnumValue, ...]:
    """Return the values of a set with their meaning, in the order of the table; KeyError for no such set."""
    return _sets()[name]


@cache
def known_values(name: str) -> frozenset[str]:
    """Return the values of a set; KeyError for no such set."""
    return frozenset(known.value for known in enum_values(name))
