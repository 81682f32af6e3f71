"""The fake Ozon behind a socket of this machine."""

import asyncio
import gzip
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from email.utils import formatdate

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from fake_ozon.ozon import Call, FakeOzon, Reply, error

PIECE = 4096


class CutOffError(Exception):
    """Ends a connection in the middle of an answer."""


class Server:
    """Serves whichever fake Ozon it was given last, so that many tests share one socket."""

    def __init__(self, ozon: FakeOzon) -> None:
        self.ozon = ozon
        self.latency = 0.0
        """Seconds before an answer."""
        self.skew = 0.0
        """Seconds by which its clock is ahead."""
        self.packs = True
        """Whether answers are packed for who takes that."""
        self.per_second: int | None = None
        """Requests that are answered in a second."""
        self.drip = 0.3
        """Seconds between the pieces of a slow answer."""
        self.url = ""
        self._times: deque[float] = deque()

    async def handle(self, request: Request) -> Response:
        """Answer one request."""
        now = time.monotonic()
        if self.latency:
            await asyncio.sleep(self.latency)
        call = Call(request.url.path, dict(request.headers), await request.body())
        headers = {"Date": formatdate(time.time() + self.skew, usegmt=True)}
        if self._is_too_fast(now):
            reply = error(429, 8, "You have reached request rate limit per second")
            return self._whole(reply, {**headers, "Retry-After": "1", "Ratelimit-Remaining": "0"}, request)
        reply = self.ozon.answer(call)
        return self._on_its_way(reply, {**headers, **reply.headers}, request)

    def _is_too_fast(self, now: float) -> bool:
        if self.per_second is None:
            return False
        while self._times and self._times[0] <= now - 1:
            self._times.popleft()
        self._times.append(now)
        return len(self._times) > self.per_second

    def _on_its_way(self, reply: Reply, headers: dict[str, str], request: Request) -> Response:
        match reply.fault:
            case "half":
                return Response(reply.body[: len(reply.body) // 2], reply.status, headers)
            case "cut":
                return StreamingResponse(half(reply.body), reply.status, headers)
            case "slow":
                return StreamingResponse(dripping(reply.body, self.drip), reply.status, headers)
            case "bad gzip":
                packed = bytearray(gzip.compress(reply.body))
                packed[len(packed) // 2] ^= 0xFF
                return Response(bytes(packed), reply.status, {**headers, "Content-Encoding": "gzip"})
            case _:
                return self._whole(reply, headers, request)

    def _whole(self, reply: Reply, headers: dict[str, str], request: Request) -> Response:
        if self.packs and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(gzip.compress(reply.body, 1), reply.status, {**headers, "Content-Encoding": "gzip"})
        return Response(reply.body, reply.status, headers)


async def half(body: bytes) -> AsyncIterator[bytes]:
    """Yield half of a body and break the connection."""
    yield body[: len(body) // 2]
    raise CutOffError


async def dripping(body: bytes, pause: float) -> AsyncIterator[bytes]:
    """Yield a body slowly."""
    for begin in range(0, max(len(body), 1), PIECE):
        await asyncio.sleep(pause)
        yield body[begin : begin + PIECE]


@contextmanager
def serving(ozon: FakeOzon) -> Iterator[Server]:
    """Give a running server."""
    served = Server(ozon)
    app = Starlette(routes=[Route("/{path:path}", served.handle, methods=["GET", "POST"])])
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, lifespan="off", http="h11", ws="none", date_header=False
    )
    server = uvicorn.Server(config)
    # Named as TCP, asyncio sends what it has at once; otherwise every answer waits 40 ms for the one who reads.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        served.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        served.ozon.host = served.url
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.005)
            yield served
        finally:
            server.should_exit = True
            thread.join(10)
