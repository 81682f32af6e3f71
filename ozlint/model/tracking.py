"""What carriers say of parcels: events, each with a phase that means the same for every carrier."""

from typing import Literal, get_args

import msgspec

Phase = Literal[
    "registered", "accepted", "in_transit", "arrived_pickup_point", "out_for_delivery", "delivered",
    "returning", "returned", "lost", "exception", "cancelled", "info", "unknown",
]  # fmt: skip
"""How far a parcel is, by the carrier's own account.

registered: only data or a label, the carrier does not have the parcel. accepted: the first physical scan. exception:
something went wrong and the parcel stays where it is. info: an event without movement. unknown: a code nobody has
mapped.
"""
PHASES: tuple[Phase, ...] = get_args(Phase)


class TrackingEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing a carrier says happened to a parcel."""

    tracking_number: str | None
    """As the carrier writes it; None where the document has only the seller's own number."""
    posting_number: str | None = None
    """The seller's number for the order at the carrier, where the document has one: for most sellers the posting's."""
    carrier: str = ""
    """Code as in `carriers/names.tsv`; empty where neither the document nor its format says whose event this is."""
    code: str
    """What the phase was looked up by: the carrier's code, or its text where it has no codes."""
    text: str = ""
    """The carrier's words, for people to read."""
    phase: Phase
    at: float
    """Seconds since 1970 UTC; NaN where the document gives no time. A time without zone is taken as UTC."""
    zoned: bool = True
    """Whether the document says which zone its times are in."""
    is_day: bool = False
    """Whether only the day is known; `at` is when it begins."""
    is_return: bool = False
    """The parcel is on its way back to the sender, or the whole order is a return."""
    withdrawn: bool = False
    """The carrier has taken the event back: it did not happen."""
