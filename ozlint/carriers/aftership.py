"""AfterShip: what it knows of parcels of all carriers."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, records, text, within
from ozlint.carriers.moments import NO_MOMENT, Moment, read_moment
from ozlint.carriers.names import known_carrier
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is one or several trackings of AfterShip, as answered or as sent by webhook."""
    return any(map(_is_tracking, _entries(document)))


def _entries(document: object) -> Iterator[Record]:
    return within(document, "data", "tracking", "trackings", "msg")


def _is_tracking(entry: Record) -> bool:
    return "checkpoints" in entry and not entry.keys().isdisjoint({"tag", "subtag", "slug"})


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the checkpoints of trackings; the tag alone, without a time, where there is no checkpoint.

    The posting number is the seller's order_number or order_id. Messages are not read: they are the carriers' free
    text. Shapes: aftership-tracking-sdk 10.0.1 (MIT); the webhook's envelope as documented, not as seen.
    """
    for entry in filter(_is_tracking, _entries(document)):
        checkpoints = list(records(entry.get("checkpoints")))
        for checkpoint in checkpoints:
            moment = read_moment(checkpoint.get("checkpoint_time"))
            yield _event(entry, checkpoint, moment)
        if not checkpoints:
            yield _event(entry, entry, NO_MOMENT)


def _event(tracking: Record, checkpoint: Record, moment: Moment) -> TrackingEvent:
    parcel = Parcel(
        vocabulary="aftership",
        carrier=known_carrier(text(checkpoint, "slug") or text(tracking, "slug")),
        number=text(tracking, "tracking_number"),
        posting_number=text(tracking, "order_number", "order_id"),
    )
    return parcel.event(text(checkpoint, "subtag", "tag"), moment, text=text(checkpoint, "subtag_message"))
