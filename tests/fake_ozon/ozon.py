"""A fake Ozon: what its list methods answer, by the contract of the real ones and with their faults.

Nothing here knows HTTP; `server` puts it behind a socket. Everything that a test may want otherwise is an attribute.
"""

import base64
import json
from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1
from threading import Lock
from typing import Any, NamedTuple

from fake_ozon.contract import METHODS, PUSHES, Contract, breach_of
from fake_ozon.shipment import UNFINISHED, Shipment

CLIENT_ID = "1234567"
API_KEY = "11111111-2222-3333-4444-555555555555"
KEY_ERROR = "Invalid Api-Key, please check the key and try again"
OBSOLETE = "obsolete method cannot be used"


class Reply(NamedTuple):
    """What is answered: HTTP status, body, further headers, and a fault of the way."""

    status: int
    body: bytes
    headers: dict[str, str] = {}  # noqa: RUF012 - never written
    fault: str = ""


class Call(NamedTuple):
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was sent
        """The body."""
        return json.loads(self.body)


@dataclass
class FakeOzon:
    """The postings of one account, and how they are given out."""

    is_strict: bool = True
    """Whether what a method does not know in a request is refused; else it is passed over in silence."""
    in_result: bool = False
    """Whether the v4 envelope stands under `result`, as live accounts have it."""
    includes: tuple[bool, bool] = (True, True)
    """Whether the beginning and the end of a window belong to it."""
    off: dict[str, int] = field(default_factory=dict)
    """Methods that are switched off, and with which HTTP status they say so."""
    refuses: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Methods that answer with an HTTP status and words."""
    longest: float | None = None
    """Seconds of the longest window."""
    end: str = "honest"
    """How a list ends: honest, `empty` (one more page, which is empty and promises more), `unmoved` (the cursor)."""
    stuck_over: int | None = None
    """A list of more postings than this never gets past its first page."""
    repeats: int = 0
    """How many postings of the page before a page begins with."""
    greatest_offset: int = 20000
    forgets_cursors: bool = False
    """Whether every cursor is refused."""
    refuses_posting: dict[str, str] = field(default_factory=dict)
    """Postings that no update moves, and the error that says so inside of a 200."""
    pushed: list[tuple[str, str]] = field(default_factory=list)
    """The updates that were accepted, in their order: the path of the method, and the posting."""
    roles: Any = None
    report_polls: int = 1
    """How often a report is still being made when asked for."""
    report_status: str = "success"
    report_address: str = ""
    """Where the report is said to lie; empty: here."""
    report: bytes = b""
    faults: deque["str | Reply"] = field(default_factory=deque)
    """What befalls the next requests, one after another: a fault by name, another answer; empty text: nothing."""
    befalls: "Callable[[str], str | Reply] | None" = None
    """What befalls a request to a path, once `faults` are used up."""
    after_page: Callable[["FakeOzon"], None] | None = None
    """Is called after every page."""
    calls: list[Call] = field(default_factory=list)
    host: str = ""
    """Address of the server, once there is one."""

    def __post_init__(self) -> None:
        self._shelves: dict[str, list[Shipment]] = {"fbs": [], "fbo": []}
        self._lock = Lock()

    @property
    def numbers(self) -> list[str]:
        """Every posting's number, sorted."""
        return sorted(one.number for shelf in self._shelves.values() for one in shelf)

    def add(self, shipments: Iterable[Shipment]) -> None:
        """Put postings where they belong."""
        with self._lock:
            for one in shipments:
                insort(self._shelves[one.scheme], one)

    def remove(self, number: str) -> None:
        """Let a posting vanish."""
        with self._lock:
            for shelf in self._shelves.values():
                shelf[:] = [one for one in shelf if one.number != number]

    def answer(self, call: Call) -> Reply:
        """Answer one request."""
        with self._lock:
            self.calls.append(call)
            fault = self.faults.popleft() if self.faults else self.befalls(call.path) if self.befalls else ""
        if isinstance(fault, Reply):
            return fault
        if fault in BEFORE:
            return BEFORE[fault]
        if call.path.startswith("/files/"):
            return Reply(200, self.report, {"Content-Type": "text/csv"}, fault)
        refused = self._refusal(call)
        reply = refused or self._answer(call)
        return reply._replace(fault=fault)

    def _refusal(self, call: Call) -> Reply | None:  # noqa: PLR0911 - one for each way of refusing
        if not call.headers.get("client-id", "").isdecimal():
            return error(400, 3, "Client-Id header value should be positive integer")
        if (call.headers.get("client-id"), call.headers.get("api-key")) != (CLIENT_ID, API_KEY):
            return error(404, 5, KEY_ERROR)
        if call.path in self.refuses:
            status, words = self.refuses[call.path]
            return error(status, 7, words)
        if call.path in self.off:
            status = self.off[call.path]
            return Reply(404, b"404 page not found\n") if status == 404 else error(status, 9, OBSOLETE)
        if call.path in PUSHES:
            return self._push(call)
        if call.path not in METHODS:
            return Reply(404, b"404 page not found\n")
        if self.is_strict and (breach := breach_of(METHODS[call.path], call.json)):
            return error(400, 3, f"Request validation error: {breach}")
        return None

    def _push(self, call: Call) -> Reply:
        """Move postings, each by itself: what is refused is said inside of a 200."""
        items = call.json[PUSHES[call.path]]
        if not 1 <= len(items) <= 20:
            return error(400, 3, "value must contain between 1 and 20 items")
        results = []
        for item in items:
            number = item if isinstance(item, str) else item["posting_number"]
            words = self.refuses_posting.get(number, "")
            if not words:
                self.pushed.append((call.path, number))
            results.append({"posting_number": number, "result": not words, "error": words})
        return ok({"result": results})

    def _answer(self, call: Call) -> Reply:
        contract, body = METHODS[call.path], call.json
        match contract.task:
            case "list" | "unfulfilled":
                with self._lock:
                    reply = self._page(contract, body)
                if self.after_page is not None:
                    self.after_page(self)
                return reply
            case "details":
                return self._details(body["posting_number"])
            case "roles":
                return ok(self.roles or {"roles": [{"name": "Admin", "methods": ["/v1/actions"]}]})
            case "report":
                return ok({"result": {"code": "REPORT_seller_postings_1"}})
            case _:
                return self._report_state()

    def _page(self, contract: Contract, body: dict[str, Any]) -> Reply:
        wanted = body["filter"]
        window = [seconds(wanted[name]) for name in contract.window if name in wanted]
        if len(window) < 2:  # the list of unfulfilled postings without its cut-off filter
            return self._envelope(contract, [], "", has_next=False)
        if self.longest is not None and window[1] - window[0] > self.longest:
            return error(400, 3, "PERIOD_IS_TOO_LONG")
        found = self._found(contract, wanted, window)
        if contract.paging == "offset":
            if body["offset"] > self.greatest_offset:
                return error(400, 3, "MAX_OFFSET_EXCEEDED")
            begin = body["offset"]
        else:
            if self.forgets_cursors and body["cursor"]:
                return error(400, 3, "cursor is not valid")
            begin = begin_of(body["cursor"], wanted, found)
            if begin is None:
                return error(400, 3, "cursor is of another filter")
            begin = max(0, begin - self.repeats) if begin < len(found) else begin
        page = found[begin : begin + body["limit"]]
        more = begin + len(page) < len(found)
        cursor = cursor_after(page[-1], wanted) if page else body.get("cursor", "")
        if self.stuck_over is not None and len(found) > self.stuck_over and more:
            cursor = body.get("cursor", "")
        if not more and self.end != "honest":
            cursor = body.get("cursor", "") if self.end == "unmoved" else cursor
            more = True
        return self._envelope(contract, page, cursor, has_next=more)

    def _found(self, contract: Contract, wanted: dict[str, Any], window: list[float]) -> list[Shipment]:
        """Return what the filter of a request fits, in order of time."""
        shelf = self._shelves[contract.scheme]
        if contract.task == "unfulfilled":
            shelf = [one for one in shelf if one.status in UNFINISHED]
            found = [one for one in shelf if window[0] <= one.cutoff <= window[1]]
        else:
            begin = (bisect_left if self.includes[0] else bisect_right)(shelf, window[0], key=at)
            end = (bisect_right if self.includes[1] else bisect_left)(shelf, window[1], key=at)
            found = shelf[begin:end]
        statuses = wanted.get("statuses") or ([wanted["status"]] if wanted.get("status") else [])
        warehouses = [int(one) for name in ("warehouse_ids", "warehouse_id") for one in wanted.get(name) or ()]
        if statuses:
            found = [one for one in found if one.status in statuses]
        if warehouses:
            found = [one for one in found if one.warehouse in warehouses]
        return found

    def _envelope(self, contract: Contract, page: list[Shipment], cursor: str, *, has_next: bool) -> Reply:
        postings = b",".join(one.text for one in page)
        if contract.path == "/v2/posting/fbo/list":
            return Reply(200, b'{"result":[%b]}' % postings)
        if contract.paging == "offset":
            return Reply(200, b'{"result":{"postings":[%b],"has_next":%b}}' % (postings, flag(has_next)))
        answer = b'{"cursor":%b,"has_next":%b,"postings":[%b]}' % (
            json.dumps(cursor).encode(),
            flag(has_next),
            postings,
        )
        return Reply(200, b'{"result":%b}' % answer if self.in_result else answer)

    def _details(self, number: str) -> Reply:
        for one in self._shelves["fbs"]:
            if one.number == number:
                more = b'{"fact_delivery_date":"2026-11-01T10:00:00Z",' + one.text[1:]
                return Reply(200, b'{"result":%b}' % more)
        return error(404, 5, "POSTING_NOT_FOUND")

    def _report_state(self) -> Reply:
        self.report_polls -= 1
        if self.report_polls >= 0:
            return ok({"result": {"status": "processing", "file": "", "error": ""}})
        file = self.report_address or f"{self.host}/files/1.csv"
        is_done = self.report_status == "success"
        return ok({"result": {"status": self.report_status, "file": file if is_done else "", "error": "no data"}})


def ok(answer: Any) -> Reply:  # noqa: ANN401 - any JSON
    """Return a good answer."""
    return Reply(200, json.dumps(answer).encode())


def error(status: int, code: int, message: str) -> Reply:
    """Return an error in its present shape."""
    return Reply(status, json.dumps({"code": code, "message": message, "details": []}).encode())


def at(one: Shipment) -> float:
    """Return the moment that a list is sorted by."""
    return one.at


def flag(value: bool) -> bytes:  # noqa: FBT001 - it is what is written
    """Return a flag as JSON."""
    return b"true" if value else b"false"


def seconds(text: str) -> float:
    """Return a moment of a request."""
    return datetime.fromisoformat(text).timestamp()


def cursor_after(one: Shipment, wanted: dict[str, Any]) -> str:
    """Return the cursor that stands behind a posting in the list of a filter."""
    return base64.b64encode(json.dumps([one.at, one.number, digest(wanted)]).encode()).decode()


def begin_of(cursor: str, wanted: dict[str, Any], found: list[Shipment]) -> int | None:
    """Return the place behind a cursor; None for one of another filter."""
    if not cursor:
        return 0
    moment, number, of = json.loads(base64.b64decode(cursor))
    return bisect_right(found, (moment, number), key=lambda one: (one.at, one.number)) if of == digest(wanted) else None


def digest(wanted: dict[str, Any]) -> str:
    """Return what tells filters apart."""
    return sha1(json.dumps(wanted, sort_keys=True).encode(), usedforsecurity=False).hexdigest()[:8]


BEFORE = {
    "429": error(429, 8, "You have reached request rate limit per second")._replace(headers={"Retry-After": "1"}),
    "500": error(500, 13, "Internal error"),
    "502": Reply(502, b"<html><head><title>502 Bad Gateway</title></head></html>", {"Content-Type": "text/html"}),
    "circle": error(503, 14, "Circle is open"),
    "web page": Reply(200, b"<!doctype html><html><body>Sorry</body></html>"),
    "no list": Reply(200, b'{"something":"else"}'),
}
"""Faults that come in place of an answer."""
ON_THE_WAY = ("half", "cut", "slow", "bad gzip")
"""Faults that befall a good answer on its way."""
