"""A fake Ozon on loopback, and clients that ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_ozon.clients import WEEK, Connect
from fake_ozon.clock import REAL, FastClock
from fake_ozon.ozon import API_KEY, CLIENT_ID, FakeOzon
from fake_ozon.server import Server, serving
from ozlint.seller_api.client import Client
from ozlint.seller_api.key import read_key
from ozlint.seller_api.limits import Limits
from ozlint.seller_api.query import Query
from ozlint.seller_api.transport import HttpTransport


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """One server for all tests."""
    with serving(FakeOzon()) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """The server with a new Ozon behind it, and nothing else about it changed."""
    running.ozon = FakeOzon(host=running.url)
    running.latency, running.skew, running.packs, running.per_second, running.drip = 0.0, 0.0, True, None, 0.3
    return running


@pytest.fixture
def ozon(server: Server) -> FakeOzon:
    """What the server answers from."""
    return server.ozon


@pytest.fixture
def fast() -> FastClock:
    """A clock on which waiting takes no time."""
    return FastClock()


@pytest.fixture
def connected(server: Server, fast: FastClock) -> Iterator[Connect]:
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
