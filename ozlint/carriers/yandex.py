"""Яндекс Доставка: the history of requests for delivery on another day."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, record, records, text, within
from ozlint.carriers.moments import read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.model.tracking import TrackingEvent


def recognise(document: object) -> bool:
    """Return whether a document is an answer of request/history or request/info, or several of them."""
    return any(True for _ in _requests(document))


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the states of requests: all that request/history answers, the present one of request/info.

    A history does not say which request it is about: its number is the member request_id beside it, or the key above
    it where several are kept together. The posting number is the shop's own number of the order,
    operator_request_id. That member, and request/info as a whole, are as Yandex documents them, not as seen.
    """
    for number, request in _requests(document):
        info = record(record(request.get("request")).get("info"))
        parcel = Parcel(
            vocabulary="yandex",
            carrier="yandex",
            number=number,
            posting_number=text(info, "operator_request_id") or text(request, "operator_request_id"),
        )
        states = list(records(request.get("state_history"))) or list(records(request.get("state")))
        for state in states:
            moment = read_moment(state.get("timestamp") or state.get("timestamp_utc"))
            yield parcel.event(text(state, "status"), moment, text=text(state, "description"))


def _requests(document: object) -> Iterator[tuple[str, Record]]:
    """Yield the requests of a document with their numbers."""
    for entry in within(document, "requests"):
        if _is_request(entry):
            yield text(entry, "request_id"), entry
            continue
        for key, value in entry.items():
            if isinstance(value, dict) and _is_request(value):
                yield key, value


def _is_request(entry: Record) -> bool:
    return "state_history" in entry or ("request_id" in entry and "status" in record(entry.get("state")))
