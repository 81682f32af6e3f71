"""Requests over HTTP: the only module that knows httpx, loaded by commands that talk to Ozon."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import BinaryIO

import httpx

from ozlint.errors import UsageError
from ozlint.model.text import Text
from ozlint.seller_api.client import Client
from ozlint.seller_api.clock import Clock
from ozlint.seller_api.key import Key
from ozlint.seller_api.limits import MIB, Limits
from ozlint.seller_api.problem import problem
from ozlint.seller_api.refusal import Answer, refusal_of
from ozlint.seller_api.request import Request, check_path
from ozlint.version import __version__

OZON = "https://api-seller.ozon.ru"
_OZONS = ("ozon.ru", "ozon.com")
CONNECTIONS = 16
_PIECE = 1 << 16
_SILENCE = 60.0
"""Seconds without a byte after which a file is given up."""


def connect(  # noqa: PLR0913 - what a connection is made of
    key: Key,
    clock: Clock,
    limits: Limits | None = None,
    *,
    base: str = OZON,
    proxy: str | None = None,
    ca_file: str | None = None,
) -> Client:
    """Return a client of the Seller API, to be closed by `with`.

    `proxy` and `ca_file` (certificates of those who may vouch for Ozon, PEM) are what the environment has to say, which
    is not looked at here. Raises UsageError for an address that the key must not go to, for a proxy that is none, and
    for certificates that cannot be read.
    """
    return Client(HttpTransport(key, clock, base=base, proxy=proxy, ca_file=ca_file), clock, limits)


def is_ozons(base: str) -> bool:
    """Return whether an address is one of Ozon's own, or of this machine: where a key may go unasked."""
    try:
        host = httpx.URL(base).host
    except httpx.InvalidURL:
        return False
    return _is_this_machine(host) or any(f".{host}".endswith(f".{own}") for own in _OZONS)


class HttpTransport:
    """Sends requests to one host with the key of one account."""

    def __init__(
        self, key: Key, clock: Clock, *, base: str = OZON, proxy: str | None = None, ca_file: str | None = None
    ) -> None:
        self._base = _safe_address(base)
        self.host = self._base.netloc.decode("ascii")
        self._key = key
        self._clock = clock
        self._http = httpx.Client(
            base_url=self._base,
            headers={"User-Agent": f"ozlint/{__version__}"},
            follow_redirects=False,
            trust_env=False,
            proxy=_proxy(proxy),
            verify=_certificates(ca_file),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
        )

    def send(self, request: Request, seconds: float, most: int) -> Answer:
        """Return the answer to a request, whatever its status."""
        check_path(request.path)
        headers = {
            "Client-Id": self._key.client_id,
            "Api-Key": self._key.api_key.reveal(),
            "Content-Type": "application/json",
        }
        where = f"{self.host}{request.path}"
        call = self._http.build_request("POST", request.path, content=request.body, headers=headers, timeout=seconds)
        with self._answered(call, where) as response:
            body = b"".join(self._pieces(response, where, seconds, most))
        # Whatever Ozon or a proxy repeats of the request, the key is not in it.
        body = body.replace(self._key.api_key.reveal().encode(), b"***")
        return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)

    def load(self, address: str, into: BinaryIO, seconds: float, most: int) -> None:
        """Write the file at an address into another; without the key, and only from where it is safe."""
        url = self._file_address(address)
        where = url.netloc.decode("ascii")
        call = self._http.build_request("GET", url, timeout=min(seconds, _SILENCE))
        with self._answered(call, where) as response:
            if response.status_code != httpx.codes.OK:
                raise refusal_of(Answer(response.status_code, {}, b""), where)
            into.writelines(self._pieces(response, where, seconds, most))

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _file_address(self, address: str) -> httpx.URL:
        """Return the address of a report, which is at https or at the host that was given itself."""
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL:
            url = httpx.URL("")
        is_own = (url.scheme, url.netloc) == (self._base.scheme, self._base.netloc)
        if not url.host or not (url.scheme == "https" or is_own) or url.userinfo:
            raise problem("report_address", self.host)
        return url

    @contextmanager
    def _answered(self, call: httpx.Request, where: str) -> Iterator[httpx.Response]:
        """Give the answer to a call while its body is read; what fails is told as a problem."""
        try:
            response = self._http.send(call, stream=True)
            try:
                yield response
            finally:
                response.close()
        except httpx.TimeoutException:
            raise problem("timeout", where) from None
        except httpx.DecodingError:
            reason = Text("it is packed, and damaged", "он сжат и повреждён")
            raise problem("unreadable", where, reason=reason) from None
        except httpx.ConnectError as error:
            kind = "tls" if _is_about_tls(error) else "network"
            raise problem(kind, where, reason=error) from None
        except httpx.ProxyError as error:
            raise problem("network", where, reason=error) from None
        except httpx.TransportError as error:
            raise problem("cut", where, reason=error) from None

    def _pieces(self, response: httpx.Response, where: str, seconds: float, most: int) -> Iterator[bytes]:
        """Yield the body of an answer, unpacked; one that is too large or never ends is a problem."""
        size, began = 0, self._clock.elapsed()
        for piece in response.iter_bytes(_PIECE):
            size += len(piece)
            if size > most:
                raise problem("too_large", where, size=most // MIB)
            if self._clock.elapsed() - began > seconds:
                raise problem("timeout", where)
            yield piece


def _safe_address(base: str) -> httpx.URL:
    """Return the address of the API; one that would show the key to the network raises UsageError."""
    try:
        url = httpx.URL(base)
    except httpx.InvalidURL:
        url = httpx.URL("")
    is_safe = url.scheme == "https" or (url.scheme == "http" and _is_this_machine(url.host))
    if not is_safe or not url.host or url.userinfo or url.path not in ("", "/") or url.query:
        raise UsageError(
            f"the address of the API is to be like {OZON}; http without s is for this machine only",
            f"адрес API должен быть вида {OZON}; http без s — только для этого же компьютера",
        )
    return url


def _proxy(address: str | None) -> httpx.URL | None:
    """Return the address of a proxy; raises UsageError for what is none, without showing what may be a password."""
    try:
        url = None if address is None else httpx.URL(address)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url is not None and (url.scheme not in ("http", "https") or not url.host):
        raise UsageError(
            "the address of the proxy is to be like http://host:3128",
            "адрес прокси должен быть вида http://host:3128",
        )
    return url


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _certificates(ca_file: str | None) -> ssl.SSLContext | bool:
    """Return who may vouch for Ozon; raises UsageError for a file that does not say."""
    if ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:  # an ssl.SSLError is one
        raise UsageError(
            f"{ca_file}: no certificates can be read from it: {error.strerror or error}",
            f"{ca_file}: сертификаты оттуда не читаются: {error.strerror or error}",
        ) from None


def _is_about_tls(error: BaseException) -> bool:
    """Return whether an error comes from TLS, by what caused it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
