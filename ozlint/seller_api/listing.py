"""Requests for postings: pages of the list methods, and single postings with their details."""

from typing import Any

import msgspec

from ozlint.seller_api.details import detail_flags
from ozlint.seller_api.method import methods
from ozlint.seller_api.part import Part
from ozlint.seller_api.query import Query
from ozlint.seller_api.request import Request
from ozlint.seller_api.window import Window

_WANTED = {"analytics_data": True}
"""What is asked for besides: the promise to the buyer, carrier and warehouse. Nothing about money or people is."""


def page_request(query: Query, part: Part) -> Request:
    """Return the request for the next page of a part."""
    method = methods()[part.method]
    if method.paging == "cursor":
        body = {
            "cursor": part.cursor,
            "filter": _filter(query, part.window, _by_cursor(query)),
            "limit": method.page,
            "sort_dir": "ASC",
            "with": _WANTED,
        }
    else:
        body = {
            "dir": "ASC",
            "filter": _filter(query, part.window, _by_offset(query)),
            "limit": method.page,
            "offset": part.offset,
            "with": _WANTED,
        }
    return Request(part.method, msgspec.json.encode(body))


def details_request(number: str) -> Request:
    """Return the request for one FBS posting with all that Ozon tells of it."""
    body = {"posting_number": number, "with": _WANTED | detail_flags()}
    return Request("/v3/posting/fbs/get", msgspec.json.encode(body))


def _filter(query: Query, window: Window, named: dict[str, Any]) -> dict[str, Any]:
    """Return the filter of a list method: the window, and what else the query says, where it says something."""
    # Without the cut-off filter live accounts get an empty list of unfulfilled postings (seen 2026-08).
    names = ("cutoff_from", "cutoff_to") if query.task == "unfulfilled" else ("since", "to")
    ends: dict[str, Any] = dict(zip(names, (window.since, window.to), strict=True))
    if query.changed is not None:
        ends |= {"last_changed_status_date": {"from": query.changed.since, "to": query.changed.to}}
    return ends | {name: value for name, value in named.items() if value}


def _by_cursor(query: Query) -> dict[str, Any]:
    """Return the names that version 4 (version 3 of FBO) has for a query; ids are texts."""
    return {
        "statuses": query.statuses,
        "warehouse_ids": [str(one) for one in query.warehouse_ids],
        "delivery_method_ids": [str(one) for one in query.delivery_method_ids],
    }


def _by_offset(query: Query) -> dict[str, Any]:
    """Return the names that the older methods have for a query; they know one status at most."""
    warehouse = int if query.task == "unfulfilled" else str  # as the schemas of the two have it
    return {
        "status": query.statuses[0] if len(query.statuses) == 1 else "",
        "warehouse_id": [warehouse(one) for one in query.warehouse_ids],
        "delivery_method_id": query.delivery_method_ids,
    }
