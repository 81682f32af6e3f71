"""TrackingMore: what it knows of parcels of all carriers."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, record, records, text, within
from ozlint.carriers.moments import Moment, read_moment
from ozlint.carriers.names import known_carrier
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent

_LEGS = ("origin_info", "destination_info")
"""The carrier that took the parcel, and the one that delivers it."""


def recognise(document: object) -> bool:
    """Return whether a document is one or several trackings of TrackingMore."""
    return any(map(_is_tracking, _entries(document)))


def _entries(document: object) -> Iterator[Record]:
    return within(document, "data", "items")


def _is_tracking(entry: Record) -> bool:
    return not entry.keys().isdisjoint(_LEGS)


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the checkpoints of both legs; the status of the whole where there is no checkpoint.

    The posting number is the seller's order_number. Details are not read: they are the carriers' free text. Shapes:
    API v4 as public clients read it, and the names that versions 2 and 3 have for the same members.
    """
    for entry in filter(_is_tracking, _entries(document)):
        legs = [record(entry.get(leg)) for leg in _LEGS]
        checkpoints = [(leg, checkpoint) for leg in legs for checkpoint in records(leg.get("trackinfo"))]
        for leg, checkpoint in checkpoints:
            yield _event(entry, leg, checkpoint, read_moment(text(checkpoint, "checkpoint_date", "Date")))
        if not checkpoints:
            yield _event(
                entry, {}, entry, read_moment(text(entry, "latest_checkpoint_time", "lastest_checkpoint_time"))
            )


def _event(tracking: Record, leg: Record, checkpoint: Record, moment: Moment) -> TrackingEvent:
    parcel = Parcel(
        vocabulary="trackingmore",
        carrier=known_carrier(text(leg, "courier_code") or text(tracking, "courier_code", "carrier_code")),
        number=text(tracking, "tracking_number"),
        posting_number=text(tracking, "order_number"),
    )
    code = text(checkpoint, "checkpoint_delivery_substatus", "substatus")
    status = text(checkpoint, "checkpoint_delivery_status", "checkpoint_status", "delivery_status", "status")
    return parcel.event(code or status, moment)
