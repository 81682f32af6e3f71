"""CDEK: orders of API v2, and the webhooks about their statuses."""

from collections.abc import Iterator
from functools import lru_cache

from ozlint.carriers.members import Record, flag, record, records, text, within
from ozlint.carriers.moments import Moment, read_moment
from ozlint.carriers.phases import label_of, phase_of
from ozlint.model.tracking import Phase, TrackingEvent

_NOT_DELIVERED = ("NOT_DELIVERED", "5")
"""The status whose reason says more than itself: lost, thrown away. In both vocabularies."""


def recognise(document: object) -> bool:
    """Return whether a document is an order of CDEK, a webhook ORDER_STATUS, or a list of them."""
    return any(_is_webhook(entry) or _is_order(entry) for entry in within(document, "entity"))


def _is_webhook(entry: Record) -> bool:
    return entry.get("type") == "ORDER_STATUS" and "attributes" in entry


def _is_order(entry: Record) -> bool:
    return "statuses" in entry and ("cdek_number" in entry or "is_return" in entry)


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the statuses of orders as GET /v2/orders answers (newest first), and of webhooks (one each).

    The seller's number of the order is the posting number. A status that CDEK has deleted is withdrawn. Shapes:
    cdek-it/sdk2.0 and its tests; the fields deleted and reason_code as in the PyPI package cdek 1.2.0.
    """
    for entry in within(document, "entity"):
        if _is_webhook(entry):
            attributes = record(entry.get("attributes"))
            yield _event(attributes, attributes)
        elif _is_order(entry):
            for status in records(entry.get("statuses")):
                yield _event(entry, status)


def _event(order: Record, status: Record) -> TrackingEvent:
    return status_event(
        number=text(order, "cdek_number"),
        posting_number=text(order, "number"),
        code=text(status, "code"),
        old_code=text(status, "status_code"),
        name=text(status, "name"),
        reason=text(status, "reason_code", "status_reason_code"),
        moment=read_moment(text(status, "date_time", "status_date_time")),
        returning=flag(order, "is_return", "is_reverse", "is_client_return"),
        withdrawn=flag(status, "deleted"),
    )


def status_event(  # noqa: PLR0913 - what CDEK tells of a status
    *,
    number: str,
    posting_number: str,
    code: str,
    old_code: str,
    name: str,
    reason: str,
    moment: Moment,
    returning: bool,
    withdrawn: bool,
) -> TrackingEvent:
    """Return the event that a status is, whichever document tells it."""
    meant, words, phase = _meaning(code, old_code, name, reason, returning)
    at, zoned = moment
    return TrackingEvent(
        tracking_number=number or None,
        posting_number=posting_number or None,
        carrier="cdek",
        code=meant,
        text=words,
        phase=phase,
        at=at,
        zoned=zoned,
        is_return=returning or phase in {"returning", "returned"},
        withdrawn=withdrawn,
    )


@lru_cache(maxsize=4096)
def _meaning(code: str, old_code: str, name: str, reason: str, returning: bool) -> tuple[str, str, Phase]:  # noqa: FBT001 - a key of the cache
    """Return which code a status has, its words and its phase."""
    vocabulary = "cdek_codes" if old_code and not code else "cdek"
    code = code or old_code
    words = (name or label_of(vocabulary, code), label_of("cdek_reasons", reason))
    phase = _phase_by_reason(code, reason, returning=returning) or phase_of(vocabulary, code, returning=returning)
    return code, ": ".join(filter(None, words)), phase


def _phase_by_reason(code: str, reason: str, *, returning: bool) -> Phase | None:
    """Return the phase that a reason gives an order that was not delivered, None where it gives none."""
    if code.upper() not in _NOT_DELIVERED:
        return None
    phase = phase_of("cdek_reasons", reason, returning=returning)
    return None if phase == "unknown" else phase
