"""Boxberry: the statuses of parcels, which have texts and no codes."""

from collections.abc import Iterator

from ozlint.carriers.members import Record, record, records, text
from ozlint.carriers.moments import read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.model.pattern import pattern
from ozlint.model.tracking import TrackingEvent

_DIGIT = pattern("[0-9]")
"""Every number of a parcel has one; a key without is the name of something else."""


def recognise(document: object) -> bool:
    """Return whether a document is an answer of ListStatuses or ListStatusesFull, or several under their numbers."""
    return any(True for _ in _histories(document, ""))


def events(document: object, number: str = "") -> Iterator[TrackingEvent]:
    """Yield the statuses of a parcel; Boxberry gives their times without zone.

    Its answers do not say which parcel they are about. So `number` is what was asked for; in answers kept together
    the key above each is its number ({"DUD15086277": [...]}), or the member track, ImId or tracking_number beside the
    statuses. Comments are not read: they hold addresses. Shapes: iamwildtuna/boxberry-sdk (MIT); the members beside
    the statuses are what Boxberry calls these numbers elsewhere.
    """
    for parcel, statuses in _histories(document, number):
        for status in statuses:
            name = text(status, "Name")
            yield parcel.event(name, read_moment(status.get("Date")), text=name)


def _histories(document: object, number: str) -> Iterator[tuple[Parcel, list[Record]]]:
    """Yield the parcels of a document with their statuses."""
    if isinstance(document, list) and not _statuses(document):
        for element in document:
            yield from _kept(element, number)
    else:
        yield from _kept(document, number)


def _kept(answer: object, number: str) -> Iterator[tuple[Parcel, list[Record]]]:
    """Yield the parcel of one answer, or those of the answers that an object keeps under their numbers."""
    statuses = _statuses(answer)
    if statuses:
        yield _parcel(record(answer), number), statuses
        return
    for key, value in record(answer).items():
        statuses = _statuses(value)
        if statuses:
            yield _parcel(record(value), key if _DIGIT.search(key) else number), statuses


def _statuses(answer: object) -> list[Record]:
    """Return the statuses of an answer, which is the list of them or an object that holds it; none of anything else."""
    found = list(records(answer.get("statuses") if isinstance(answer, dict) else answer))
    return found if any(map(_is_status, found)) else []


def _is_status(entry: Record) -> bool:
    return "Name" in entry and "Date" in entry


def _parcel(entry: Record, number: str) -> Parcel:
    return Parcel(
        vocabulary="boxberry",
        carrier="boxberry",
        number=text(entry, "track", "ImId", "tracking_number") or number,
        posting_number=text(entry, "order_id"),
    )
