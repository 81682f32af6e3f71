"""The methods of the Seller API that ozlint may ask: an allow-list, none of which changes a posting."""

from functools import cache
from typing import Literal

import msgspec

from ozlint.model.table import table_rows

Scheme = Literal["fbs", "fbo"]
"""Which list a posting is in: that of the seller's own warehouses (rFBS is part of it), or that of Ozon's."""
Task = Literal["list", "unfulfilled", "report"]
"""What is fetched: all postings of a window, those not finished whose cut-off is in it, or Ozon's own report."""
Paging = Literal["cursor", "offset", ""]


class Method(msgspec.Struct, frozen=True):
    """One method, called by POST."""

    path: str
    scheme: str
    """fbs or fbo; empty where the method is not about one of them."""
    task: str
    paging: Paging
    page: int
    """How many postings a page may hold."""
    effect: str
    """What a call does at Ozon: it reads, or has a report made."""


@cache
def methods() -> dict[str, Method]:
    """Return every method that may be asked by its path, in the order of the table: newer ones first."""
    return {
        path: Method(path, scheme, task, paging, int(page), effect)  # type: ignore[arg-type]
        for path, scheme, task, paging, page, effect, _ in table_rows("seller_api/methods.tsv")
    }


def listing_methods(scheme: str, task: str) -> tuple[Method, ...]:
    """Return the methods that list the postings of a scheme, the newest first: the others stand in once it is gone."""
    return tuple(method for method in methods().values() if (method.scheme, method.task) == (scheme, task))


def stand_in_of(path: str) -> str | None:
    """Return the older method that answers the same question; None where there is none."""
    method = methods()[path]
    older = [one.path for one in listing_methods(method.scheme, method.task)]
    place = older.index(path) + 1
    return older[place] if place < len(older) else None
