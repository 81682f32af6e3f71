"""What holds for every test: no network but loopback, and the same pace on a slow machine."""

import ipaddress
import os
import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

# A deadline measures the machine; a failing example printed as a blob can be replayed anywhere. A change is let in by
# what it breaks, and not by luck: in CI the examples are the same each time, and new ones are looked for elsewhere.
settings.register_profile("ozlint", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("ozlint")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no test: gzip writes the time into them, and all processes must call a test the same."""
    return "bytes" if isinstance(val, bytes) else None


class NetworkBlockedError(RuntimeError):
    """A test tried to leave this machine."""


def is_loopback(host: str | None) -> bool:
    """Whether a host, as a name or an address, is this machine."""
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets and name look-ups reach loopback and nothing else."""

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(sock: socket.socket, *arguments: Any) -> Any:  # noqa: ANN401 - as the socket method it stands in for
            # The address is the last argument of connect(address) and of sendto(data[, flags], address).
            address = arguments[-1]
            if sock.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
                raise NetworkBlockedError(f"no network in tests: {address}")
            return original(sock, *arguments)

        return call

    look_up = socket.getaddrinfo

    def loopback_addresses(host: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as socket.getaddrinfo
        name = host.decode() if isinstance(host, bytes) else host
        if not is_loopback(name):
            raise NetworkBlockedError(f"no network in tests: {name}")
        return look_up(host, *arguments, **options)

    for method in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, method, guarded(getattr(socket.socket, method)))
    monkeypatch.setattr(socket, "getaddrinfo", loopback_addresses)
