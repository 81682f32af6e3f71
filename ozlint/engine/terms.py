"""What a run is judged by besides its rules."""

import msgspec

from ozlint.model.rate import NO_RATES, Rates
from ozlint.model.text import Lang


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The moment of a run, the language of its findings, and what whoever runs it says of the data."""

    now: float
    """Seconds since 1970 UTC."""
    lang: Lang = "en"
    covers: float = 0.0
    """The inputs hold all postings of so many seconds before now."""
    timelines: bool = True
    """Whether anybody wants to see what happened to postings with findings."""
    rates: Rates = NO_RATES
    """What charges amount to where postings do not say, by the id of the charge."""
