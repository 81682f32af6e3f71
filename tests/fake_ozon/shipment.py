"""Postings that the fake Ozon has."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

UNFINISHED = {"awaiting_approve", "awaiting_packaging", "awaiting_registration", "awaiting_deliver", "delivering"}
"""Statuses that the list of unfulfilled postings has: with a cut-off filter, delivering is among them."""
DAY = 86400.0
PERSONAL = ("PERSONAL-NAME", "+7-PERSONAL-PHONE", "PERSONAL@MAIL", "PERSONAL-STREET")
"""What stands where an answer has the buyer: none of it may come out anywhere."""
MONEY = "8765.43"
"""What stands where an answer has a price."""


class Shipment(NamedTuple):
    """One posting: what it is found by, and its JSON."""

    at: float
    """Seconds since 1970 UTC: when its processing began."""
    number: str
    scheme: str
    status: str
    warehouse: int
    text: bytes

    @property
    def cutoff(self) -> float:
        """By when it has to be packed."""
        return self.at + DAY


def moment(at: float) -> str:
    """Return a moment as Ozon writes it."""
    return datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")


def shipment(
    number: str, at: float, *, scheme: str = "fbs", status: str = "delivering", warehouse: int = 1, **more: object
) -> Shipment:
    """Return a small posting that has a field of every kind, some of which ozlint must not let through."""
    posting: dict[str, Any] = {
        "posting_number": number,
        "order_id": 680420041,
        "status": status,
        "in_process_at": moment(at),
        "available_actions": ["cancel"],
        "customer": {"name": PERSONAL[0], "phone": PERSONAL[1], "customer_email": PERSONAL[2]},
        "addressee": {"name": PERSONAL[0]},
        "analytics_data": {"warehouse_id": warehouse, "city": PERSONAL[3], "delivery_type": "PVZ"},
        "products": [{"sku": 358924380, "quantity": 1, "price": {"amount": MONEY, "currency": "RUB"}}],
        "requirements": {"products_requiring_gtd": [1], "courier": [PERSONAL[1]]},
        "financial_data": {"products": [{"price": MONEY}]},
        "something_new": PERSONAL[0],
    }
    if scheme == "fbs":
        posting |= {"delivery_method": {"id": 7, "warehouse_id": warehouse}, "tracking_number": "10944022440321"}
    else:
        posting |= {"created_at": moment(at)}
    text = json.dumps({**posting, **more}, ensure_ascii=False, separators=(",", ":")).encode()
    return Shipment(at, number, scheme, status, warehouse, text)


def shipments(count: int, since: float, to: float, scheme: str = "fbs") -> Iterator[Shipment]:
    """Yield so many postings, spread evenly over a window, in order of time."""
    step = (to - since) / max(count, 1)
    kind = 1 if scheme == "fbs" else 2
    for place in range(count):
        yield shipment(f"{kind}{place:07d}-0001-1", since + step * place, scheme=scheme)
