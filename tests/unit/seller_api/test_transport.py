"""Over real HTTP on loopback: what is sent, what is refused, and how each way of failing is told."""

import logging
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import structs

from fake_ozon.clients import Connect
from fake_ozon.clock import REAL
from fake_ozon.ozon import API_KEY, CLIENT_ID, FakeOzon, Reply
from fake_ozon.server import Server
from fake_ozon.shipment import shipment
from ozlint.errors import UsageError
from ozlint.seller_api.answers import read_page, read_roles
from ozlint.seller_api.checks import roles_request
from ozlint.seller_api.key import read_key
from ozlint.seller_api.limits import MIB, Limits
from ozlint.seller_api.listing import page_request
from ozlint.seller_api.part import undivided
from ozlint.seller_api.problem import ApiProblem
from ozlint.seller_api.query import Query
from ozlint.seller_api.request import Request
from ozlint.seller_api.transport import OZON, HttpTransport, connect
from ozlint.version import __version__

ASKED = roles_request()
OTHER_KEY = "99999999-8888-7777-6666-555555555555"


def problem_of(ask: Callable[[], object]) -> ApiProblem:
    """Return the problem that an attempt ends with."""
    with pytest.raises(ApiProblem) as failed:
        ask()
    return failed.value


def test_a_request_carries_the_key_and_says_who_asks(ozon: FakeOzon, connected: Connect) -> None:
    """By the headers Ozon wants, as JSON, for answers that are packed."""
    roles = connected().ask(ASKED, read_roles)
    assert [role.name for role in roles.roles] == ["Admin"]
    (call,) = ozon.calls
    assert call.path == "/v1/roles"
    assert call.body == b"{}"
    assert (call.headers["client-id"], call.headers["api-key"]) == (CLIENT_ID, API_KEY)
    assert call.headers["content-type"] == "application/json"
    assert call.headers["user-agent"] == f"ozlint/{__version__}"
    assert "gzip" in call.headers["accept-encoding"]


@pytest.mark.parametrize("packs", [True, False])
def test_an_answer_is_the_same_packed_or_not(
    ozon: FakeOzon,
    server: Server,
    connected: Connect,
    week: Query,
    packs: bool,  # noqa: FBT001 - a parameter of a case
) -> None:
    """A server that does not pack is as good."""
    server.packs = packs
    ozon.add([shipment("1-0001-1", 1795300000.0)])
    page = connected().ask(page_request(week, undivided(week)), read_page)
    assert len(page.postings) == 1


def test_a_path_that_slipped_past_a_request_is_not_sent(ozon: FakeOzon, server: Server) -> None:
    """The allow-list is looked at once more where a request leaves."""
    request = Request("/v1/roles", b"{}")
    structs.force_setattr(request, "path", "/v2/posting/fbs/cancel")
    transport = HttpTransport(read_key(CLIENT_ID, API_KEY), REAL, base=server.url)
    with pytest.raises(ValueError, match="may ask"):
        transport.send(request, 5, MIB)
    transport.close()
    assert not ozon.calls


@pytest.mark.parametrize("way", ["half", "cut", "bad gzip", "429", "500", "502", "circle", "web page", "no list"])
def test_a_fault_of_the_way_passes(ozon: FakeOzon, connected: Connect, week: Query, way: str) -> None:
    """What breaks twice and then comes whole has come whole."""
    ozon.add([shipment("1-0001-1", 1795300000.0)])
    ozon.faults.extend([way, way])
    page = connected().ask(page_request(week, undivided(week)), read_page)
    assert len(page.postings) == 1
    assert len(ozon.calls) == 3


@pytest.mark.parametrize(
    ("way", "kind"),
    [("half", "unreadable"), ("cut", "cut"), ("bad gzip", "unreadable"), ("429", "busy"), ("500", "server"),
     ("502", "server"), ("circle", "circle"), ("web page", "unreadable"), ("no list", "unreadable")],
)  # fmt: skip
def test_a_fault_that_stays_is_told(  # noqa: PLR0913, PLR0917 - fixtures and a case
    ozon: FakeOzon, server: Server, connected: Connect, week: Query, way: str, kind: str
) -> None:
    """With host and method, in both languages; nothing of the key is in it."""
    ozon.befalls = lambda _: way
    told = problem_of(lambda: connected().ask(page_request(week, undivided(week)), read_page))
    assert told.kind == kind
    for text in (told.text.en, told.text.ru):
        assert text.startswith(f"{server.url.removeprefix('http://')}/v4/posting/fbs/list: ")
        assert API_KEY not in text
    assert len(ozon.calls) == 5


def test_an_answer_that_drips_is_given_up(ozon: FakeOzon, server: Server, connected: Connect, week: Query) -> None:
    """Each piece is in time and the whole is not."""
    server.drip = 0.05
    ozon.add(shipment(f"{place}-0001-1", 1795300000.0) for place in range(60))
    ozon.befalls = lambda _: "slow"
    client = connected(request_seconds=0.12, attempts=1)
    assert problem_of(lambda: client.ask(page_request(week, undivided(week)), read_page)).kind == "timeout"


def test_silence_is_given_up(server: Server, connected: Connect) -> None:
    """A server that takes the request and says nothing."""
    server.latency = 0.5
    client = connected(request_seconds=0.1, attempts=1)
    assert problem_of(lambda: client.ask(ASKED, read_roles)).kind == "timeout"


@pytest.mark.parametrize("packs", [True, False])
def test_an_answer_that_is_too_large_is_not_read(
    ozon: FakeOzon,
    server: Server,
    connected: Connect,
    week: Query,
    packs: bool,  # noqa: FBT001 - a parameter of a case
) -> None:
    """Its size counts unpacked: a small archive may hold a great deal."""
    server.packs = packs
    ozon.add([shipment("1-0001-1", 1795300000.0, filler="x" * 3 * MIB)])
    client = connected(answer_bytes=MIB)
    told = problem_of(lambda: client.ask(page_request(week, undivided(week)), read_page))
    assert told.kind == "too_large"
    assert len(ozon.calls) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(ozon: FakeOzon, connected: Connect, status: int) -> None:
    """The key goes to the address that was given, and nowhere else."""
    ozon.faults.append(Reply(status, b"", {"Location": f"{ozon.host}/v1/report/info"}))
    assert problem_of(lambda: connected().ask(ASKED, read_roles)).kind == "redirect"
    assert len(ozon.calls) == 1


@pytest.mark.parametrize(
    ("client_id", "api_key", "kind"), [(CLIENT_ID, OTHER_KEY, "wrong_key"), ("42", API_KEY, "wrong_key")]
)
def test_a_wrong_key_is_told_at_once(
    ozon: FakeOzon, connected: Connect, client_id: str, api_key: str, kind: str
) -> None:
    """Ozon answers 404 to it, which is no missing method."""
    told = problem_of(lambda: connected(api_key, client_id).ask(ASKED, read_roles))
    assert told.kind == kind
    assert len(ozon.calls) == 1


@pytest.mark.parametrize("status", [400, 403, 200])
def test_a_key_that_ozon_repeats_is_not_shown(ozon: FakeOzon, connected: Connect, status: int) -> None:
    """Some proxies answer with what they were sent."""
    ozon.refuses["/v1/roles"] = (status, f"bad header Api-Key: {API_KEY}")
    told = problem_of(lambda: connected().ask(ASKED, read_roles))
    assert API_KEY not in told.text.en + told.text.ru + repr(told)
    assert "Api-Key: ***" in told.text.en


def test_no_log_has_the_key(ozon: FakeOzon, connected: Connect, caplog: pytest.LogCaptureFixture) -> None:
    """Not even with everything logged that the libraries have to log."""
    with caplog.at_level(logging.DEBUG):
        connected().ask(ASKED, read_roles)
    assert caplog.records
    assert API_KEY not in caplog.text


def test_nobody_at_the_address_is_no_network(connected: Connect) -> None:
    """A port without a server behind it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    told = problem_of(lambda: connected(base=address).ask(ASKED, read_roles))
    assert told.kind == "network"
    assert "VPN" in told.text.ru


def test_a_proxy_that_refuses_is_no_network(server: Server) -> None:
    """It was handed in, it is there, and it does not lead to Ozon."""
    with connect(read_key(CLIENT_ID, API_KEY), REAL, Limits(attempts=1), proxy=server.url) as client:
        told = problem_of(lambda: client.ask(ASKED, read_roles))
    assert told.kind == "network"
    assert "proxy" in told.text.en


def test_a_server_without_tls_is_told_as_such(ozon: FakeOzon, server: Server, connected: Connect) -> None:
    """And asked once: asking again does not make it safe."""
    client = connected(base=server.url.replace("http://", "https://"))
    told = problem_of(lambda: client.ask(ASKED, read_roles))
    assert told.kind == "tls"
    assert client.sent == {"/v1/roles": 1}
    assert not ozon.calls


@pytest.mark.parametrize(
    "address",
    ["http://api-seller.ozon.ru", "http://192.0.2.1", "ftp://api-seller.ozon.ru", "api-seller.ozon.ru", "", "https://",
     "https://user:word@api-seller.ozon.ru", "https://api-seller.ozon.ru/v1", "https://api-seller.ozon.ru?x=1",
     "http://127.0.0.1.example.com", "https://[::1"],
)  # fmt: skip
def test_the_key_is_not_sent_in_the_open(address: str) -> None:
    """Http is for this machine; anything but a host is no address of an API."""
    with pytest.raises(UsageError) as refused:
        connect(read_key(CLIENT_ID, API_KEY), REAL, base=address)
    assert OZON in refused.value.text.en
    assert OZON in refused.value.text.ru


@pytest.mark.parametrize(
    "address",
    [OZON, f"{OZON}/", "https://localhost:8443", "http://127.0.0.1:80", "http://[::1]:80", "http://localhost"],
)
def test_other_addresses_are_taken(address: str) -> None:
    """Ozon's own, a proxy with TLS, and a server on this machine."""
    with connect(read_key(CLIENT_ID, API_KEY), REAL, base=address) as client:
        assert client.sent == {}


@pytest.mark.parametrize("address", ["", "host:3128", "socks5://user:hidden@host:1080", "http://", "http://[::1"])
def test_a_proxy_that_is_none_is_told(address: str) -> None:
    """Without showing the address, which may have a password in it."""
    with pytest.raises(UsageError, match="proxy") as refused:
        connect(read_key(CLIENT_ID, API_KEY), REAL, proxy=address)
    assert "hidden" not in refused.value.text.en + refused.value.text.ru


def test_certificates_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A file that is not there, and one that holds none."""
    (tmp_path / "empty.pem").write_text("no certificate")
    for name in ("empty.pem", "missing.pem"):
        with pytest.raises(UsageError, match=name):
            connect(read_key(CLIENT_ID, API_KEY), REAL, ca_file=str(tmp_path / name))


def test_the_environment_is_not_looked_at(
    ozon: FakeOzon, connected: Connect, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A proxy, or names and passwords of other programs, are used only if handed in."""
    (tmp_path / ".netrc").write_text("default login somebody password hidden")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    connected().ask(ASKED, read_roles)
    assert "authorization" not in ozon.calls[0].headers


def test_a_file_is_loaded_without_the_key(ozon: FakeOzon, server: Server, connected: Connect) -> None:
    """Where reports lie is another's business."""
    ozon.report = b"whole"
    into = BytesIO()
    connected().load(f"{server.url}/files/1.csv", into)
    assert into.getvalue() == b"whole"
    assert not {"api-key", "client-id", "authorization"} & ozon.calls[0].headers.keys()


@pytest.mark.parametrize(
    "address",
    ["http://example.com/1.csv", "http://127.0.0.1:1/1.csv", "file:///etc/passwd", "ftp://x/1.csv", "", "1.csv",
     "//x/1", "https://user:word@x/1.csv", "https://[::1"],
)  # fmt: skip
def test_a_file_is_not_loaded_from_where_it_is_not_safe(ozon: FakeOzon, connected: Connect, address: str) -> None:
    """https, or the host that was given: nothing else is asked at all."""
    assert problem_of(lambda: connected().load(address, BytesIO())).kind == "report_address"
    assert not ozon.calls


def test_a_file_that_is_too_large_is_not_loaded(ozon: FakeOzon, server: Server, connected: Connect) -> None:
    """Its size counts unpacked."""
    ozon.report = b"x" * 3 * MIB
    client = connected(file_bytes=MIB)
    assert problem_of(lambda: client.load(f"{server.url}/files/1.csv", BytesIO())).kind == "too_large"
