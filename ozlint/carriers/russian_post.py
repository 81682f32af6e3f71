"""Почта России: the history of parcels as the single (rtm34) and the packet tracking service tell it."""

from collections.abc import Iterator
from math import inf, isnan
from xml.etree.ElementTree import Element

import msgspec

from ozlint.carriers.members import Record, record, records, text, within
from ozlint.carriers.moments import Moment, read_moment
from ozlint.carriers.parcel import Parcel
from ozlint.carriers.russian_post_xml import history_of, is_history
from ozlint.model.pattern import pattern
from ozlint.model.tracking import TrackingEvent

_DIGIT = pattern("[0-9]")
"""Every number of a parcel has one; a key without is the name of something else."""
_RETURN = "3:"
"""Operations that send a parcel back."""
_CANCELLATION = "26:"
"""Operations that take back the one before them."""


class _Operation(msgspec.Struct, frozen=True):
    barcode: str
    code: str
    text: str
    moment: Moment


def recognise(document: object) -> bool:
    """Return whether a document is a history of Почта: its XML, the same records as JSON, rows of packets."""
    if isinstance(document, Element):
        return is_history(document)
    return any(_is_ours(entry) for entry in _entries(document))


def _is_ours(entry: Record) -> bool:
    if not entry.keys().isdisjoint({"OperationHistoryData", "historyRecord", "OperationParameters", "OperTypeID"}):
        return True
    return any("OperTypeID" in row for value in entry.values() for row in records(value))


def operation_of(document: object) -> str | None:
    """Return the number of the parcel that a lone operation is of, empty where it does not say; None for all else.

    What an operation means shows among the others of its parcel: one after a return is of the way back.
    """
    entry = record(document)
    if "OperationParameters" in entry:
        return text(record(entry.get("ItemParameters")), "Barcode")
    return text(entry, "Barcode") if "OperTypeID" in entry else None


def _entries(document: object) -> Iterator[Record]:
    return within(document, "OperationHistoryData", "historyRecord", "value", "Item")


def events(document: object) -> Iterator[TrackingEvent]:
    """Yield the operations of each parcel in the order of their times.

    A document is the root of an XML answer, its records as JSON, or rows of the packet service: under Operation
    beside a Barcode, under the number as their key (lapaygroup/RussianPost, MIT), or bare, without a number. Rows have
    no zone. An operation after a return has begun is one of the way back; an operation that the next one cancels
    is withdrawn.
    """
    history = list(history_of(document)) if isinstance(document, Element) else document
    parcels: dict[str, list[_Operation]] = {}
    for operation in _operations(history):
        parcels.setdefault(operation.barcode, []).append(operation)
    for barcode, operations in parcels.items():
        yield from _history(barcode, sorted(operations, key=_place_in_time))


def _operations(document: object) -> Iterator[_Operation]:
    for entry in _entries(document):
        if not entry.keys().isdisjoint({"OperationParameters", "ItemParameters"}):
            yield _of_record(entry)
        elif "OperTypeID" in entry:
            yield _of_row(entry, text(entry, "Barcode"))
        elif "Operation" in entry:
            yield from (_of_row(row, text(entry, "Barcode")) for row in records(entry["Operation"]))
        else:
            for key, rows in entry.items():
                number = key if _DIGIT.search(key) else ""
                found = (row for row in records(rows) if "OperTypeID" in row)
                yield from (_of_row(row, text(row, "Barcode") or number) for row in found)


def _of_record(entry: Record) -> _Operation:
    operation = record(entry.get("OperationParameters"))
    kind, attribute = record(operation.get("OperType")), record(operation.get("OperAttr"))
    names = (text(kind, "Name"), text(attribute, "Name"))
    return _Operation(
        text(record(entry.get("ItemParameters")), "Barcode"),
        _code(text(kind, "Id"), text(attribute, "Id")),
        ": ".join(filter(None, names)),
        read_moment(operation.get("OperDate")),
    )


def _of_row(row: Record, barcode: str) -> _Operation:
    code = _code(text(row, "OperTypeID"), text(row, "OperCtgID"))
    return _Operation(barcode, code, text(row, "OperName"), read_moment(row.get("DateOper")))


def _code(kind: str, attribute: str) -> str:
    if not kind:
        return ""
    return f"{kind}:{'0' if attribute in {'', '-'} else attribute}"


def _place_in_time(operation: _Operation) -> float:
    at, _ = operation.moment
    return inf if isnan(at) else at


def _history(barcode: str, operations: list[_Operation]) -> Iterator[TrackingEvent]:
    parcel = Parcel(vocabulary="russian_post", carrier="russian_post", number=barcode)
    withdrawn = _withdrawn(operations)
    returning = False
    for place, operation in enumerate(operations):
        yield parcel.event(
            operation.code,
            operation.moment,
            text=operation.text,
            returning=returning,
            withdrawn=place in withdrawn,
        )
        returning = returning or (operation.code.startswith(_RETURN) and place not in withdrawn)


def _withdrawn(operations: list[_Operation]) -> set[int]:
    """Return the places of the operations that others take back."""
    standing: list[int] = []
    withdrawn: set[int] = set()
    for place, operation in enumerate(operations):
        if not operation.code.startswith(_CANCELLATION):
            standing.append(place)
        elif standing:
            withdrawn.add(standing.pop())
    return withdrawn
