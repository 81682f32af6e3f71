"""Ozon's error index: the zones that the share of orders cancelled by the seller's fault falls into."""

from functools import cache

import msgspec

from ozlint.model.table import table_rows


class Zone(msgspec.Struct, frozen=True):
    """One zone of the index, as Ozon Global's pages give it; what holds for sellers from Russia is not published."""

    name: str
    over: float
    """The index from which on it begins; that value itself still belongs to the zone before."""


@cache
def zones() -> tuple[Zone, ...]:
    """Return the zones, the best first."""
    return tuple(Zone(name, float(over)) for _, name, over, *_ in table_rows("ozon/error_index.tsv"))


def error_index_zone(index: float) -> str:
    """Return the zone of an error index (a share from 0 on): green, blue, yellow, orange or red."""
    best, *worse = zones()
    return next((zone.name for zone in reversed(worse) if index > zone.over), best.name)
