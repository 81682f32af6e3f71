"""The parcel that a document is about, and the events of it."""

import msgspec

from ozlint.carriers.moments import Moment
from ozlint.carriers.phases import label_of, phase_of
from ozlint.model.tracking import Phase, TrackingEvent


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What all events of a parcel have in common."""

    vocabulary: str
    """Which table says what its codes mean."""
    carrier: str
    number: str
    """The tracking number; empty where the document has none."""
    posting_number: str = ""
    """The seller's number for the order; empty where the document has none."""

    def event(  # noqa: PLR0913 - what may differ between two events of a parcel
        self,
        code: str,
        moment: Moment,
        *,
        text: str = "",
        phase: Phase | None = None,
        returning: bool = False,
        withdrawn: bool = False,
    ) -> TrackingEvent:
        """Return an event; `text` is the carrier's name of the code, `phase` given only where the code does not tell.

        Free text (descriptions, comments) must not be given: it may name the buyer. Without a text the table's label
        stands in.
        """
        if phase is None:
            phase = phase_of(self.vocabulary, code, returning=returning)
        at, zoned = moment
        return TrackingEvent(
            tracking_number=self.number or None,
            posting_number=self.posting_number or None,
            carrier=self.carrier,
            code=code,
            text=text or label_of(self.vocabulary, code),
            phase=phase,
            at=at,
            zoned=zoned,
            is_return=returning or phase in {"returning", "returned"},
            withdrawn=withdrawn,
        )
