"""A notification of Ozon's about a posting, as far as rules need it: no texts, no names of anybody."""

from math import nan

import msgspec


class Notification(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What Ozon sent to a seller's webhook, in the order of arrival."""

    type: str
    """TYPE_STATE_CHANGED and the like."""
    posting_number: str | None = None
    account: str | None = None
    """The seller, as Ozon numbers sellers."""
    state: str | None = None
    """What the posting became, as Ozon writes it: a substatus, or a status."""
    status: str | None = None
    """The status that the state belongs to; None where it belongs to none or to several."""
    changed_at: float = nan
    """When that happened: seconds since 1970 UTC; NaN where it does not say."""
    promised_before: float = nan
    """Until when the buyer was promised it before the change."""
    promised_after: float = nan
    """Until when since."""
    reply_ms: float | None = None
    """How long the receiver took to reply, in milliseconds, where the log has it."""
    reply_ok: bool | None = None
    """Whether the reply was the one Ozon wants, where the log has it."""
