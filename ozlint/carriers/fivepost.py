"""5Post: the statuses of orders and their history."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, records, text
from ozlint.carriers.moments import read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is an answer of getOrderStatus or getOrderHistory."""
    return any(map(_is_status, records(document)))


def _is_status(entry: Record) -> bool:
    return "executionStatus" in entry or ("senderOrderId" in entry and "changeDate" in entry)


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the statuses of orders: executionStatus says where a parcel is, status stands in where that is missing.

    The seller's number of the order is the posting number. A refusal adds its reason to the code, behind a colon, and
    mileType begins with REVERSE on the way back. Shapes: lapaygroup/fivepost-sdk README (MIT).
    """
    for entry in filter(_is_status, records(document)):
        parcel = Parcel(
            vocabulary="fivepost",
            carrier="fivepost",
            number=text(entry, "orderId"),
            posting_number=text(entry, "senderOrderId"),
        )
        code, _, _ = text(entry, "executionStatus", "status").partition(":")
        returning = text(entry, "mileType").upper().startswith("REVERSE")
        yield parcel.event(code.strip(), read_moment(entry.get("changeDate")), returning=returning)
