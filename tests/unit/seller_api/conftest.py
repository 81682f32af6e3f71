"""A fake Ozon on loopback, and clients that ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_ozon.clients import WEEK, Connect
from fake_ozon.clock import REAL, FastClock
from fake_ozon.fixtures import ozon, running, server  # noqa: F401 - fixtures
from fake_ozon.ozon import API_KEY, CLIENT_ID
from fake_ozon.server import Server
from ozlint.seller_api.client import Client
from ozlint.seller_api.key import read_key
from ozlint.seller_api.limits import Limits
from ozlint.seller_api.query import Query
from ozlint.seller_api.transport import HttpTransport


@pytest.fixture
def fast() -> FastClock:
    """A clock on which waiting takes no time."""
    return FastClock()


@pytest.fixture
def connected(server: Server, fast: FastClock) -> Iterator[Connect]:  # noqa: F811 - the fixture
    """Connects to the server; pauses take no time, answers take the time they take."""
    clients = []

    def connect(api_key: str = API_KEY, client_id: str = CLIENT_ID, base: str = "", **limits: float) -> Client:
        transport = HttpTransport(read_key(client_id, api_key), REAL, base=base or server.url)
        client = Client(transport, fast.clock, Limits(**limits), jitter=lambda: 1.0)
        clients.append(client)
        return client

    yield connect
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def week() -> Query:
    """All FBS postings of the last seven days."""
    return Query(window=WEEK)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a snapshot goes."""
    return tmp_path / "postings.ndjson"
