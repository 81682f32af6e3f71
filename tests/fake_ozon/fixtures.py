"""The fake Ozon as fixtures; a conftest takes them in by importing them."""

from collections.abc import Iterator

import pytest

from fake_ozon.ozon import FakeOzon
from fake_ozon.server import Server, serving


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
