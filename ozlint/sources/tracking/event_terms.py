"""How the events of all tracking files of a run are understood: the names, zone and phases that hold for them."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from math import inf

import msgspec
from msgspec import structs

from ozlint.carriers.corrections import ANY_CARRIER, NO_CORRECTIONS, Corrections
from ozlint.carriers.names import carrier_code
from ozlint.carriers.phases import known_code, on_the_way_back, phase_of
from ozlint.model.times import DAY
from ozlint.model.tracking import TrackingEvent

BACK = frozenset({"returning", "returned"})


class EventTerms(msgspec.Struct, frozen=True):
    """What is said of events outside of the files that hold them."""

    corrections: Corrections = NO_CORRECTIONS
    """What a seller says codes and texts mean."""
    zone: tzinfo | None = None
    """The zone of times that come without one; None: nobody says, they are taken as UTC and stay without zone."""
    carrier_of: Callable[[str], str] = carrier_code
    """Gives the code of a carrier by its name."""
    asked_at: float = inf
    """When the carriers were asked at the latest: what happened a day after that did not happen."""

    def is_future(self, moment: float, fetched_at: float | None) -> bool:
        """Return whether a moment cannot have come yet, by any clock and in any zone, when the carrier was asked."""
        return moment > max(self.asked_at, fetched_at or 0.0) + DAY

    @property
    def change(self) -> bool:
        """Whether an event that says all it can may be another one in these terms."""
        return self.zone is not None or bool(self.corrections.phases)

    def placed(self, moment: float) -> float:
        """Return the moment that a time without zone is, which was read as if it were UTC, in the zone of the run."""
        if self.zone is None or moment != moment:  # noqa: PLR0124 - NaN is what differs from itself
            return moment
        try:
            return datetime.fromtimestamp(moment, UTC).replace(tzinfo=self.zone).timestamp()
        except (OverflowError, ValueError, OSError):
            return moment

    def applied(self, event: TrackingEvent, reader: str) -> TrackingEvent:
        """Return an event of a document in the terms of this run; `reader` is whose words the document is in."""
        if not event.zoned and self.zone is not None:
            event = structs.replace(event, at=self.placed(event.at), zoned=True)
        return self._corrected(event, reader) if self.corrections.phases else event

    def _corrected(self, event: TrackingEvent, reader: str) -> TrackingEvent:
        said = (event.code, event.text)
        phase = self.corrections.phase(event.carrier, said) or self.corrections.phase(reader, said)
        if phase is None and event.phase == "unknown" and not known_code(reader, event.code):
            phase = self.corrections.phase(ANY_CARRIER, said)
        if phase is None:
            return event
        # A code that means a return makes an event one of the way back, unless it is corrected.
        is_return = event.is_return and phase_of(reader, event.code) not in BACK
        phase = on_the_way_back(phase) if is_return else phase
        return structs.replace(event, phase=phase, is_return=is_return or phase in BACK)
