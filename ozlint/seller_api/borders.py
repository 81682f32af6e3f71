"""Whether Ozon counts the ends of a window in, found out with a posting whose moment is known.

Fetching does not need to know, since its parts overlap. People who compare with the seller's account do.
"""

import msgspec

from ozlint.model.times import read_time
from ozlint.seller_api.answers import read_page
from ozlint.seller_api.client import Client
from ozlint.seller_api.line import make_line
from ozlint.seller_api.listing import page_request
from ozlint.seller_api.method import Scheme
from ozlint.seller_api.part import undivided
from ozlint.seller_api.query import Query
from ozlint.seller_api.window import Window, window_of


class Borders(msgspec.Struct, frozen=True):
    """Which ends of a window Ozon counts in."""

    since: bool
    to: bool


def find_borders(client: Client, scheme: Scheme, number: str, moment: str) -> Borders:
    """Return whether windows that begin and end at the moment of a posting hold it; costs two requests.

    `moment` is its in_process_at as Ozon writes it, fractions of a second included.
    """
    at = read_time(moment)[0]
    before, after = window_of(at - 60, at).since, window_of(at, at + 60).to
    return Borders(
        since=_holds(client, scheme, Window(moment, after), number),
        to=_holds(client, scheme, Window(before, moment), number),
    )


def _holds(client: Client, scheme: Scheme, window: Window, number: str) -> bool:
    """Return whether the first page of a window of a minute has a posting."""
    query = Query(window=window, schemes=(scheme,))
    page = client.ask(page_request(query, undivided(query)), read_page)
    return any(make_line(raw, None).number == number for raw in page.postings)
