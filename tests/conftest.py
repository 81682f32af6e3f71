"""What holds for every test: no network but loopback, and the same pace on a slow machine."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from ozlint import rulebooks

# A deadline measures the machine; a failing example printed as a blob can be replayed anywhere. A change is let in by
# what it breaks, and not by luck: in CI the examples are the same each time, and new ones are looked for elsewhere.
settings.register_profile("ozlint", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("ozlint")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no test: gzip writes the time into them, and all processes must call a test the same."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def rules_are_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Runs that name no cache have one for all tests: reading the built-in rules anew took a fifth of the time of all.

    What is read anew, and whether what is kept says the same, has tests of its own in tests/unit/rulebook.
    """
    load = rulebooks.load_rules
    folder = tmp_path_factory.mktemp("kept")

    def load_rules(*folders: Any, cache: Any = None, **more: Any) -> Any:  # noqa: ANN401 - as what it stands in for
        return load(*folders, cache=cache or folder, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulebooks, "load_rules", load_rules)
        yield


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
