"""CDEK's webhooks about statuses, read at once from their bytes: logs of them are long, and most are of one form."""

from typing import Literal

import msgspec
from msgspec import UNSET, Raw, UnsetType

from ozlint.carriers.cdek import status_event
from ozlint.carriers.moments import read_moment
from ozlint.model.tracking import TrackingEvent

_Words = str | None


class _Attributes(msgspec.Struct):
    cdek_number: _Words = None
    number: _Words = None
    code: _Words = None
    status_code: _Words = None
    name: _Words = None
    reason_code: _Words = None
    status_reason_code: _Words = None
    date_time: _Words = None
    status_date_time: _Words = None
    is_return: bool | None = None
    is_reverse: bool | None = None
    is_client_return: bool | None = None
    deleted: bool | None = None


class _Webhook(msgspec.Struct):
    type: Literal["ORDER_STATUS"]
    attributes: _Attributes
    entity: Raw | UnsetType = UNSET
    """What orders have and webhooks have not."""


_DECODE = msgspec.json.Decoder(_Webhook).decode
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_webhook(raw: bytes) -> TrackingEvent | None:
    """Return what `cdek` reads from a webhook; None for one of another form, and for whatever is no webhook."""
    try:
        webhook = _DECODE(raw)
    except _FAULTS:
        return None
    if webhook.entity is not UNSET:
        return None
    said = webhook.attributes
    return status_event(
        number=_plain(said.cdek_number),
        posting_number=_plain(said.number),
        code=_plain(said.code),
        old_code=_plain(said.status_code),
        name=_plain(said.name),
        reason=_plain(said.reason_code) or _plain(said.status_reason_code),
        moment=read_moment(_plain(said.date_time) or _plain(said.status_date_time)),
        returning=bool(said.is_return or said.is_reverse or said.is_client_return),
        withdrawn=bool(said.deleted),
    )


def _plain(words: _Words) -> str:
    return words.strip() if words else ""
