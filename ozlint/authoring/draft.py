"""What a new rule may say of a posting: a few simple rules, each true of the posting that it was drafted from."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ozlint.authoring.cut import DEFAULT_NUMBER, put
from ozlint.model.pattern import pattern
from ozlint.model.text import Text

Plain = dict[str, Any]

_WORDS = pattern(r"[\w.,()/+-]+(?: [\w.,()/+-]+)*")
"""Texts that can stand in an expression, in YAML and in a message as they are."""
_PROVIDERS = ("delivery_method.tpl_provider", "analytics_data.tpl_provider")
_MOST_PIECES = 1_000_000
_STATUSES = ("awaiting_packaging", "awaiting_deliver", "delivering", "delivered", "cancelled")
"""Where a made-up rule may apply: the first one that no rule beside it speaks of."""


class Draft(msgspec.Struct, frozen=True):
    """A rule to begin with, and the fields its examples cannot do without."""

    when: str
    forbid: str
    field: str
    title: Text
    message: Text
    needs: frozenset[str]
    """Paths, without the brackets of lists, that stay in the example."""
    bad: Plain
    """A posting the rule fires on, with the needed fields only."""
    good: Plain
    """A posting it does not fire on."""
    open: Plain
    """A posting it cannot judge."""
    pieces: int = 0
    """The default of `params.pieces`, where the rule has that parameter."""


def drafts(posting: Plain) -> Iterator[Draft]:
    """Yield what could be said of a posting, the most useful first; nothing of one whose status means nothing."""
    number, status = str(posting.get("posting_number", DEFAULT_NUMBER)), posting.get("status")
    if isinstance(status, str) and status:
        for make in (_pieces, _carrier, _status):
            draft = make(number, status, posting)
            if draft is not None:
                yield draft


def default_drafts() -> Iterator[Draft]:
    """Yield what a new rule may be where there is no posting to begin with; the first one is the one to have."""
    for status in _STATUSES:
        yield _of_pieces(DEFAULT_NUMBER, status, [12], 10)


def _pieces(number: str, status: str, posting: Plain) -> Draft | None:
    quantities = [product.get("quantity") for product in posting.get("products", ())]
    if not quantities or not all(type(one) is int and 0 < one < _MOST_PIECES for one in quantities):
        return None
    most = max(quantities)
    return _of_pieces(number, status, quantities, most - 1) if most > 1 else None


def _of_pieces(number: str, status: str, quantities: list[int], pieces: int) -> Draft:
    base = {"posting_number": number, "status": status}
    return Draft(
        when=f'status == "{status}"',
        forbid="any(p.quantity > params.pieces for p in products)",
        field="products[].quantity",
        title=Text(
            "A posting has more pieces of one product than one packer may take",
            "В отправлении больше штук одного товара, чем можно собирать одному",
        ),
        message=Text(
            "{posting_number} is {status} with more than {params.pieces} pieces of one product",
            "{posting_number}: статус {status}, больше {params.pieces} шт. одного товара",
        ),
        needs=frozenset(("posting_number", "status", "products.quantity")),
        bad={**base, "products": [{"quantity": one} for one in quantities]},
        good={**base, "products": [{"quantity": min(one, pieces)} for one in quantities]},
        open=base,
        pieces=pieces,
    )


def _carrier(number: str, status: str, posting: Plain) -> Draft | None:
    found = next((path for path in _PROVIDERS if isinstance(_get(posting, path), str)), "")
    carrier = _get(posting, found) if found else None
    if not isinstance(carrier, str) or not _WORDS.fullmatch(carrier):
        return None
    base = {"posting_number": number, "status": status}
    with_carrier = [msgspec.json.decode(msgspec.json.encode(base), type=dict[str, Any]) for _ in range(2)]
    put(with_carrier[0], found, carrier)
    put(with_carrier[1], found, "DPD" if carrier != "DPD" else "CDEK")
    return Draft(
        when=f'status == "{status}"',
        forbid=f'carrier_name == "{carrier}"',
        field=found,
        title=Text(f"A posting is {status} with {carrier}", f"Отправление в статусе {status} везёт {carrier}"),
        message=Text(
            "{posting_number} is {status} with {carrier_name}",
            "{posting_number}: статус {status}, везёт {carrier_name}",
        ),
        needs=frozenset(("posting_number", "status", found)),
        bad=with_carrier[0],
        good=with_carrier[1],
        open=base,
    )


def _status(number: str, status: str, posting: Plain) -> Draft | None:  # noqa: ARG001 - as the other drafts
    other = "delivering" if status != "delivering" else "delivered"
    return Draft(
        when="",
        forbid=f'status == "{status}"',
        field="status",
        title=Text(f"A posting is {status}", f"Отправление в статусе {status}"),
        message=Text("{posting_number} is {status}", "{posting_number}: статус {status}"),
        needs=frozenset(("posting_number", "status")),
        bad={"posting_number": number, "status": status},
        good={"posting_number": number, "status": other},
        open={"posting_number": number},
    )


def _get(posting: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - a plain value
    value: Any = posting
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
