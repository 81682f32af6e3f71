"""What other inputs say in the examples of rules: events of a carrier, notifications, the earlier snapshot."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from ozlint.model.tracking import Phase
from ozlint.rulebook.rule_checks import given, is_time, not_blank

_Words = Annotated[str, AfterValidator(not_blank)]
_MaybeWords = Annotated[_Words | None, BeforeValidator(given)]
_MaybeTime = Annotated[Annotated[str, AfterValidator(is_time)] | None, BeforeValidator(given)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class EventKeys(_Part):
    """One event of a carrier; of the example's own posting, unless it says whose."""

    phase: Phase
    """How far the parcel was."""
    at: _MaybeTime = None
    """When it happened."""
    carrier: _Words = ""
    """Name or code of the carrier; that of the posting, where none is given."""
    text: _MaybeWords = None
    """The carrier's words."""
    tracking_number: _MaybeWords = None
    """The number of the parcel; that of the posting, where none is given."""
    posting_number: _MaybeWords = None
    """The posting, where the carrier's document names it."""
    is_return: bool = False
    """The parcel is on its way back."""
    withdrawn: bool = False
    """The carrier has taken the event back."""


class NotificationKeys(_Part):
    """One notification of Ozon's, in the order of arrival."""

    type: _Words = "TYPE_STATE_CHANGED"
    """What it is about."""
    posting_number: _MaybeWords = None
    """The posting; that of the example, where none is given."""
    state: _MaybeWords = None
    """What the posting became, as Ozon writes it."""
    status: _MaybeWords = None
    """The status it belongs to."""
    changed_at: _MaybeTime = None
    """When that happened."""
    promised_before: _MaybeTime = None
    """Until when it was promised before."""
    promised_after: _MaybeTime = None
    """Until when since."""
    reply_ms: int | None = None
    """How long the receiver took to reply, in milliseconds."""
    reply_ok: bool | None = None
    """Whether the reply was the one Ozon wants."""
