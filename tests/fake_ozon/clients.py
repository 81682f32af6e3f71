"""Clients of the fake Ozon, and what they mostly ask for."""

from typing import Protocol

from fake_ozon.clock import NOW
from ozlint.seller_api.client import Client
from ozlint.seller_api.window import window_of

DAY = 86400.0
WEEK = window_of(NOW - 7 * DAY, NOW)


class Connect(Protocol):
    """Gives a client of the fake Ozon."""

    def __call__(self, api_key: str = ..., client_id: str = ..., base: str = ..., **limits: float) -> Client:
        """Return a client; an empty address is that of the server."""
        ...
