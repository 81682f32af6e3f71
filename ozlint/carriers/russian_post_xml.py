"""The XML in which Почта России tells what happened to parcels, as the records its JSON has."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ozlint.carriers.members import Record

_Fields = Mapping[str, "_Fields"]
_LEAF: _Fields = {}
_NAMED: _Fields = {"Id": _LEAF, "Name": _LEAF}
_HISTORY_RECORD: _Fields = {
    "ItemParameters": {"Barcode": _LEAF},
    "OperationParameters": {"OperType": _NAMED, "OperAttr": _NAMED, "OperDate": _LEAF},
}
"""All that is taken of a record: the parameters of sender, recipient and address are left where they are."""
_OPERATION = ("OperTypeID", "OperCtgID", "OperName", "DateOper")
_ANSWERS = ("OperationHistoryData", "historyRecord", "answerByTicketResponse")


def is_history(root: Element) -> bool:
    """Return whether an element holds an answer of the single (rtm34) or the packet tracking service."""
    return any(_name(element) in _ANSWERS for element in root.iter())


def history_of(root: Element) -> Iterator[Record]:
    """Yield the records of an answer, wherever in it they stand: historyRecord of rtm34, Item of the packet service."""
    for element in root.iter():
        name = _name(element)
        if name == "historyRecord":
            yield _members(element, _HISTORY_RECORD)
        elif name == "Item":
            rows = [_row(child) for child in element if _name(child) == "Operation"]
            yield {"Barcode": element.get("Barcode"), "Operation": rows}


def _name(element: Element) -> str:
    """Return an element's name without its namespace; that of a comment is no text, and fits no name."""
    return str(element.tag).rpartition("}")[2]


def _row(operation: Element) -> Record:
    return {name: operation.get(name) for name in _OPERATION}


def _members(element: Element, fields: _Fields) -> dict[str, object]:
    found: dict[str, object] = {}
    for child in element:
        name = _name(child)
        if name in fields:
            found[name] = _members(child, fields[name]) if fields[name] else child.text
    return found
