"""Tests cannot leave this machine."""

import socket

import pytest


def test_a_foreign_address_is_refused() -> None:
    """Connecting to an address outside loopback fails before a packet is sent."""
    with socket.socket() as sock, pytest.raises(RuntimeError, match="no network in tests"):
        sock.connect(("192.0.2.1", 80))


def test_a_datagram_to_a_foreign_address_is_refused() -> None:
    """Sending a datagram outside loopback fails too."""
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(RuntimeError, match="no network in tests"):
        sock.sendto(b"", ("192.0.2.1", 53))


def test_a_foreign_name_is_not_looked_up() -> None:
    """A name other than localhost is refused without asking a name server."""
    with pytest.raises(RuntimeError, match="no network in tests"):
        socket.create_connection(("api-seller.ozon.ru", 443))


def test_loopback_works() -> None:
    """A server on this machine can be reached, by address and by name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost"):
            with socket.create_connection((host, port), timeout=5):
                pass
