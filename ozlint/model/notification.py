"""A notification of Ozon's about a posting, as far as rules need it: no texts, no names of anybody."""

from math import nan

import msgspec


class Notification(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What Ozon sent to a seller's webhook, in the order of arrival.

    Times are seconds since 1970 UTC, NaN where the notification or the log does not have them.
    """

    type: str
    """TYPE_STATE_CHANGED and the like."""
    posting_number: str | None = None
    """None in notifications about orders, stocks and other things than postings."""
    account: str | None = None
    """The seller, as Ozon numbers sellers."""
    state: str | None = None
    """What the posting became, as Ozon writes it: a substatus, or a status."""
    status: str | None = None
    """The status that the state belongs to; None where it belongs to none or to several."""
    substatus: str | None = None
    """The state, where it is a substatus that is known."""
    previous_state: str | None = None
    """What the posting was before; only cancellations tell."""
    changed_at: float = nan
    """When that happened; notifications of a moved date do not say."""
    arrived_at: float = nan
    """When the receiver got it, where the log has it."""
    promised_before: float = nan
    """Until when the buyer was promised it before the change."""
    promised_after: float = nan
    """Until when since."""
    cutoff_before: float = nan
    """The shipment date before the change."""
    cutoff_after: float = nan
    """The shipment date since."""
    cancel_reason_id: str | None = None
    """The reason of a cancellation, as Ozon numbers them; its text is not read."""
    reply_ms: float | None = None
    """How long the receiver took to reply, in milliseconds, where the log has it."""
    reply_status: float | None = None
    """The HTTP status it replied with, where the log has it."""
    reply_ok: bool | None = None
    """Whether the reply was the one Ozon wants, where the log has it."""
