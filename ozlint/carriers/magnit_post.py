"""Магнит Пост: the history of orders."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, records, text
from ozlint.carriers.moments import read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is the history of an order, or a list of histories."""
    return any(map(_is_history, records(document)))


def _is_history(entry: Record) -> bool:
    return "tracking_number" in entry and any("timestamp" in status for status in records(entry.get("statuses")))


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the statuses of orders, which have Unix times.

    Shape: DeliveryOrderHistoryResponse of SergeR/magnit-b2b-platform-sdk-php. The customer_order_id, which other
    answers of Магнит Пост have, is taken as the posting number where it stands beside the statuses.
    """
    for entry in filter(_is_history, records(document)):
        parcel = Parcel(
            vocabulary="magnit_post",
            carrier="magnit_post",
            number=text(entry, "tracking_number"),
            posting_number=text(entry, "customer_order_id"),
        )
        for status in records(entry.get("statuses")):
            yield parcel.event(text(status, "status"), read_moment(status.get("timestamp")))
