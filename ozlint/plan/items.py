"""From a request to what it does to each posting."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from hashlib import blake2b
from typing import Any

import msgspec

from ozlint.model.contract import NUMBER
from ozlint.model.record import Undecodable
from ozlint.model.text import Text
from ozlint.model.update import PlannedProduct, Request, Update
from ozlint.plan.moment import moment_of

_TEXT = Text("a text is expected here", "здесь должен быть текст")
_NUMBER = Text("a number is expected here", "здесь должно быть число")
_AT_LEAST_ONE = Text("a whole number over 0 is expected here", "здесь должно быть целое число больше 0")
_REVERSED = Text("the time slot ends before it begins", "интервал кончается раньше, чем начинается")
_MOMENT = Text(
    "a date is expected here, such as 2026-11-22T09:00:00Z",
    "здесь должна быть дата, например 2026-11-22T09:00:00Z",
)
_NUMBERLESS = Text(
    "has no posting_number, so it is not clear which posting this is about",
    "нет posting_number: непонятно, о каком отправлении речь",
)

_DIGITS = 18
"""No id and no count has more."""


class _ItemFault(Exception):  # noqa: N818 - the problem of one item, not an error of the run
    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(reason.en)
        self.field = field
        self.reason = reason


def items_of(request: Request, zone: tzinfo | None = None) -> tuple[Update | Undecodable, ...]:
    """Return what a request does to each posting, in its order, and what of it cannot be read.

    There are as many as elements in its list; of a method that changes no posting, or is not known, there are none.
    Times that come without a zone are in `zone`.
    """
    contract = request.contract
    if contract is None or not contract.changes_postings:
        return ()
    return tuple(_item(request, place, element, zone) for place, element in enumerate(_elements(request)))


def _elements(request: Request) -> list[Any]:
    """Return what the body holds of each posting; a value in place of a list stands for one element."""
    contract = request.contract
    if contract is None or not contract.items:
        return [request.body]
    found = request.body.get(contract.items)
    return found if isinstance(found, list) else [found]


def _item(request: Request, place: int, element: Any, zone: tzinfo | None) -> Update | Undecodable:  # noqa: ANN401
    is_text = request.contract is not None and request.contract.holds == "texts"
    try:
        return _named(request, place, element, zone) if is_text else _update(request, place, element, zone)
    except _ItemFault as fault:
        spot = request.items[place] if request.items else request.spot
        number = element.get(NUMBER) if isinstance(element, dict) else element if is_text else None
        named = number.strip() if isinstance(number, str) else None
        return Undecodable(spot.address, named, digest_of(element), fault.field, fault.reason)


def digest_of(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the digest of a value, as reports of records have it."""
    return blake2b(msgspec.json.encode(value), digest_size=8).hexdigest()


def _named(request: Request, place: int, element: Any, zone: tzinfo | None) -> Update:  # noqa: ANN401 - any JSON
    """Return the update that a posting number tells; raises _ItemFault."""
    number = _number(element)
    action = request.contract.action if request.contract is not None else ""
    return Update(
        request=request,
        item=place,
        posting_number=number,
        action=action,
        tracking_number=request.tracking_number,
        handed_at=_handed_at(request.handed_at, number, zone) if action == "delivering" else None,
    )


def _number(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a posting number; raises _ItemFault."""
    if value is not None and not isinstance(value, str):
        raise _ItemFault(NUMBER, _TEXT)
    if value is None or not value.strip():
        raise _ItemFault(NUMBER, _NUMBERLESS)
    return value


def _update(request: Request, place: int, record: Any, zone: tzinfo | None) -> Update:  # noqa: ANN401 - any JSON
    """Return the update that a record tells; raises _ItemFault."""
    if not isinstance(record, dict) or request.contract is None:
        raise _ItemFault("", _NUMBERLESS)
    action = request.contract.action
    slot = record.get("new_timeslot")
    slot = slot if isinstance(slot, dict) else {}
    slot_from, slot_to = _moment(slot, "from", zone), _moment(slot, "to", zone)
    if slot_from is not None and slot_to is not None and slot_to <= slot_from:
        raise _ItemFault("new_timeslot", _REVERSED)
    return Update(
        request=request,
        item=place,
        posting_number=_number(record.get(NUMBER)),
        action=action,
        tracking_number=_text(record, "tracking_number"),
        cutoff_at=_moment(record, "new_cutoff_date", zone),
        slot_from=slot_from,
        slot_to=slot_to,
        cancel_reason_id=_count(record, "cancel_reason_id"),
        has_cancel_message=bool((_text(record, "cancel_reason_message") or "").strip()) if action == "cancel" else None,
        boxes=_at_least_one(record, "multi_box_qty"),
        products=tuple(_products(record)),
    )


def _text(record: Mapping[str, Any], key: str) -> str | None:
    """Return a text; a number in its place, as programs write numbers that are names, is one."""
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _ItemFault(key, _TEXT)


def _count(record: Mapping[str, Any], key: str) -> int | None:
    """Return a whole number; one that is written as a text is one."""
    value = record.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _DIGITS:
        return int(value)
    raise _ItemFault(key, _NUMBER)


def _at_least_one(record: Mapping[str, Any], key: str) -> int | None:
    """Return a count of things that there are."""
    count = _count(record, key)
    if count is not None and count < 1:
        raise _ItemFault(key, _AT_LEAST_ONE)
    return count


def _moment(record: Mapping[str, Any], key: str, zone: tzinfo | None) -> float | None:
    value = record.get(key)
    if value is None:
        return None
    moment = moment_of(value, zone)
    if moment is None:
        raise _ItemFault(key, _MOMENT)
    return moment


def _handed_at(written: str | Mapping[str, str] | None, number: str, zone: tzinfo | None) -> float | None:
    told = written.get(number) if isinstance(written, Mapping) else written
    if told is None:
        return None
    moment = moment_of(told, zone)
    if moment is None:
        raise _ItemFault("handed_at", _MOMENT)
    return moment


def _products(record: Mapping[str, Any]) -> Iterator[PlannedProduct]:
    """Yield the products that are to be packed, of all parcels."""
    packages = record.get("packages", [record])
    for place, package in enumerate(packages if isinstance(packages, list) else []):
        products = package.get("products") if isinstance(package, dict) else None
        for product in products if isinstance(products, list) else []:
            if isinstance(product, dict):
                yield PlannedProduct(_text(product, "product_id"), _at_least_one(product, "quantity"), place)
