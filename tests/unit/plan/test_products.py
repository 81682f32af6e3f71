"""The products that an update packs, held against those of its posting."""

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from ozlint.model.update import Update
from ozlint.plan.products import Packing, packing_of
from ozlint.plan.reading import plan_of
from ozlint.sources.decoding import PostingDecoder

DECODER = PostingDecoder(frozenset({"products[].sku", "products[].quantity"}))


def posting(*products: dict[str, Any]) -> object:
    """Return a posting with some products."""
    return DECODER(msgspec.json.encode({"posting_number": "1", "products": list(products)}))


def packing(path: str, *products: dict[str, Any]) -> Update:
    """Return an update that packs some products."""
    body = {"packages": [{"products": list(products)}]} if path.endswith("ship") else {"products": list(products)}
    (update,) = plan_of([{"path": path, "body": {"posting_number": "1", **body}}]).updates
    return update


SHIP, PART = "/v4/posting/fbs/ship", "/v4/posting/fbs/ship/package"
TWO, ONE = {"sku": 5, "quantity": 2}, {"sku": "6", "quantity": 1}


@pytest.mark.parametrize(
    ("path", "packed", "told"),
    [
        (SHIP, [("5", 2), (6, 1)], Packing((), ())),
        (SHIP, [(5, 1), (5, 1), (6, 1)], Packing((), ())),
        (SHIP, [(5, 3), (7, 1), (6, 1)], Packing(("5", "7"), ())),
        (SHIP, [(5, 1)], Packing((), ("5", "6"))),
        (PART, [(5, 1)], Packing((), ())),
        (PART, [], Packing((), ())),
    ],
)
def test_what_is_packed_is_counted(path: str, packed: list[tuple[Any, int]], told: Packing) -> None:
    """By SKU, over all parcels; only the method for all of a posting leaves anything out."""
    products = [{"product_id": sku, "quantity": many} for sku, many in packed]
    assert packing_of(packing(path, *products), posting(TWO, ONE)) == told


def test_what_either_side_does_not_tell_is_unknown() -> None:
    """A product without its SKU, or an input without products, is no ground to say that something is wrong."""
    update = packing(SHIP, {"product_id": 5, "quantity": 2})
    assert packing_of(update, posting()) == Packing()
    assert packing_of(update, posting({"sku": None, "quantity": 2})) == Packing()
    assert packing_of(packing(SHIP, {"quantity": 2}), posting(TWO)).excess is UNSET
