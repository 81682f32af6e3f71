"""What a seller says codes mean that no table has, or that a table has wrongly for this seller's parcels."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import msgspec

from ozlint.carriers.phases import code_key
from ozlint.carriers.words import words
from ozlint.model.tracking import Phase

ANY_CARRIER = "*"


def said_key(carrier: str, said: str) -> str:
    """Return what is the same for a code or text of a carrier however it is written: case and punctuation aside."""
    return words(code_key(carrier, said))


class Corrections(msgspec.Struct, frozen=True):
    """Phases of codes and texts, by carrier."""

    phases: Mapping[tuple[str, str], Phase] = MappingProxyType({})
    """By the carrier's code, or `*`, and the key of what it says."""

    def phase(self, carrier: str, said: Iterable[str]) -> Phase | None:
        """Return the phase of the first of these codes and texts that is corrected for a carrier; None for none."""
        if not self.phases:
            return None
        found = (self.phases.get((carrier, said_key(carrier, word))) for word in said if word)
        return next((phase for phase in found if phase is not None), None)


NO_CORRECTIONS = Corrections()
