"""The products that an update packs, held against those of its posting."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from ozlint.model.update import Update

PACKING = ("ship", "ship_package")
"""The actions that name products."""

Listed = Sequence[str] | UnsetType


class Packing(msgspec.Struct, frozen=True):
    """What is wrong with the products of an update, each by its SKU; unknown where either side does not tell enough."""

    excess: Listed = UNSET
    """Those of which more is packed than the posting has, be that none."""
    left_out: Listed = UNSET
    """Those of which something is left, where all has to be packed at once."""


def packing_of(update: Update, posting: object) -> Packing:
    """Return how the products that an update packs and those of its posting differ."""
    if update.action == "ship_package" and not update.products:
        return Packing((), ())  # all that are left
    packed = _counted((one.product_id, one.quantity) for one in update.products)
    listed = getattr(posting, "products", UNSET)
    there = _counted((one.sku, one.quantity) for one in listed) if isinstance(listed, list) else None
    if not packed or not there:
        return Packing()
    return Packing(
        excess=tuple(sku for sku, many in packed.items() if many > there[sku]),
        left_out=tuple(sku for sku, many in there.items() if packed[sku] < many) if update.action == "ship" else (),
    )


def _counted(products: Iterable[tuple[Any, Any]]) -> Counter[str] | None:
    """Return how many of each SKU there are; None where one of the products does not tell."""
    counted: Counter[str] = Counter()
    for sku, quantity in products:
        if not isinstance(sku, str | int) or not isinstance(quantity, int | float):
            return None
        counted[str(sku)] += int(quantity)
    return counted
