"""How much a charge is: a sum, or a share of what the goods are worth."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

Evidence = Literal["D", "I"]
"""D: Ozon's documentation says it. I: worked out from what it says."""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """One rate of a charge: `roubles`, or `percent` of the price of the goods between `least` and `most` roubles."""

    name: str = ""
    """What the table of rates calls it; empty for a seller's own."""
    roubles: float | None = None
    percent: float | None = None
    least: float | None = None
    most: float | None = None
    since: str = ""
    """The first day on which it holds; empty where nobody says."""
    checked: str = ""
    """The day on which it was last seen where it is published; empty where nobody says."""
    shelf_days: int = 180
    """How long after that day it may be taken for what still holds."""
    evidence: Evidence | None = None
    """How sure it is; None for a seller's own."""
    source: str = ""


Rates = Mapping[str, Rate]
"""The rate that counts for a charge, by the id of the charge."""
NO_RATES: Rates = MappingProxyType({})
