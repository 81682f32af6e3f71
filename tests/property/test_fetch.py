"""Whatever happens between ozlint and Ozon: a snapshot is whole and right, or an error left something to go on with.

A fake Ozon on loopback is stocked, changed, broken in every way it knows, and fetched from; interrupted fetches are
gone on with, now or later. Nothing is ever lost, and nothing written twice.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec import structs

from fake_ozon.clients import DAY, WEEK
from fake_ozon.clock import NOW, REAL, FastClock
from fake_ozon.ozon import API_KEY, CLIENT_ID, FakeOzon
from fake_ozon.server import Server, serving
from fake_ozon.shipment import PERSONAL, shipment
from ozlint.errors import SourceError
from ozlint.seller_api.client import Client
from ozlint.seller_api.fetch import fetch
from ozlint.seller_api.key import read_key
from ozlint.seller_api.limits import Limits
from ozlint.seller_api.manifest import load_manifest, read_manifest
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.query import Query
from ozlint.seller_api.snapshot import Snapshot, begin_snapshot, resume_snapshot
from ozlint.seller_api.transport import HttpTransport

SINCE = NOW - 7 * DAY
METHODS = ("/v4/posting/fbs/list", "/v3/posting/fbs/list", "/v3/posting/fbo/list", "/v2/posting/fbo/list")
DETAILS = "/v3/posting/fbs/get"
FAULTS = ("", "429", "500", "502", "circle", "half", "cut", "bad gzip", "web page", "no list")
BOTH = Query(window=WEEK, schemes=("fbs", "fbo"), account="main")


sales = st.tuples(st.integers(1, 230), st.floats(0.01, 6.9), st.sampled_from(["fbs", "fbo"]))
"""How many, from which day on, by which scheme."""
budgets = st.sampled_from([*[None] * 5, 9, 25])


class Fetching(RuleBasedStateMachine):
    """One account, and one snapshot of it that is taken again and again."""

    server: Server

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.file = self.folder / "postings.ndjson"
        self.ozon = FakeOzon(host=self.server.url)
        self.server.ozon = self.ozon
        self.clock = FastClock()
        self.count = 0
        self.always: set[str] = set()
        """Postings that were there all the time since the fetch that is under way began."""
        self.ever: set[str] = set()
        """Postings that were there at some time since then."""
        self.is_under_way = False
        self.query = BOTH

    @initialize(
        stock=st.lists(sales, min_size=2, max_size=5),
        includes=st.tuples(st.booleans(), st.booleans()),
        in_result=st.booleans(),
        end=st.sampled_from(["honest", "empty", "unmoved"]),
        longest=st.sampled_from([None, 2 * DAY, DAY / 2]),
        stuck_over=st.sampled_from([None, None, 150]),
        repeats=st.sampled_from([0, 0, 3]),
        off=st.sets(st.sampled_from([METHODS[0], METHODS[2]])),
        status=st.sampled_from([400, 404, 410]),
    )
    def open_the_account(  # noqa: PLR0913, PLR0917 - everything that may be otherwise
        self,
        stock: list[tuple[int, float, str]],
        includes: tuple[bool, bool],
        in_result: bool,  # noqa: FBT001 - drawn
        end: str,
        longest: float | None,
        stuck_over: int | None,
        repeats: int,
        off: set[str],
        status: int,
    ) -> None:
        """Ozon is what it is today."""
        self.ozon.includes, self.ozon.in_result, self.ozon.end = includes, in_result, end
        self.ozon.longest, self.ozon.stuck_over, self.ozon.repeats = longest, stuck_over, repeats
        self.ozon.off = dict.fromkeys(off, status)
        for sale in stock:
            self.sell(sale)

    @rule(sale=sales)
    def sell(self, sale: tuple[int, float, str]) -> None:
        """Orders come in, seven seconds apart."""
        count, begin, scheme = sale
        since = SINCE + begin * DAY
        sold = [
            shipment(f"{self.count + place:08}-0001-1", since + place * 7, scheme=scheme)
            for place in range(count)
            if since + place * 7 < NOW - 5
        ]
        self.count += count
        self.ozon.add(sold)
        self.ever |= {one.number for one in sold}

    @rule(step=st.integers(2, 9))
    def let_some_vanish(self, step: int) -> None:
        """Postings leave the list, wherever they stand in it."""
        for number in self.ozon.numbers[::step]:
            self.ozon.remove(number)
            self.always.discard(number)

    @rule(step=st.integers(3, 9), at_once=st.integers(1, 9))
    def let_some_vanish_between_pages(self, step: int, at_once: int) -> None:
        """The same, while they are being read."""
        leaving = self.ozon.numbers[::step]
        self.always -= set(leaving)

        def leave(ozon: FakeOzon) -> None:
            for _ in range(min(at_once, len(leaving))):
                ozon.remove(leaving.pop())

        self.ozon.after_page = leave

    @rule(faults=st.lists(st.sampled_from(FAULTS), max_size=40))
    def break_some_answers(self, faults: list[str]) -> None:
        """The next requests go wrong, each in its own way."""
        self.ozon.faults.extend(faults)

    @rule(fault=st.sampled_from(FAULTS[1:]), path=st.sampled_from((*METHODS, DETAILS)), after=st.integers(0, 30))
    def break_a_method(self, fault: str, path: str, after: int) -> None:
        """A method fails from some request on, and goes on failing."""
        calls = len(self.ozon.calls) + after
        self.ozon.befalls = lambda asked: fault if asked == path and len(self.ozon.calls) > calls else ""

    @rule()
    def mend(self) -> None:
        """Ozon is well again."""
        self.ozon.befalls, self.ozon.forgets_cursors, self.ozon.after_page = None, False, None
        self.ozon.faults.clear()

    @rule(path=st.sampled_from([METHODS[0], METHODS[2]]), status=st.sampled_from([400, 404, 410]))
    def switch_a_method_off(self, path: str, status: int) -> None:
        """As Ozon does with each version in the end."""
        self.ozon.off[path] = status

    @rule()
    def forget_the_cursors(self) -> None:
        """Those that were written down are not taken any more."""
        self.ozon.forgets_cursors = True

    @rule(side_by_side=st.sampled_from([1, 2, 8]), budget=budgets, details=st.sampled_from([(), ("delivering",)]))
    def fetch_anew(self, side_by_side: int, budget: int | None, details: tuple[str, ...]) -> None:
        """Begin a snapshot, perhaps with the details that are of use, and take it as far as it goes."""
        self.query = structs.replace(BOTH, details_in=details)
        self.always, self.ever = set(self.ozon.numbers), set(self.ozon.numbers)
        self.note_what_vanishes()
        with begin_snapshot(self.file, self.query, self.clock.clock) as snapshot:
            self.take(snapshot, side_by_side, budget)

    @rule(side_by_side=st.sampled_from([1, 8]), budget=budgets, is_after_crash=st.booleans())
    def go_on(self, side_by_side: int, budget: int | None, is_after_crash: bool) -> None:  # noqa: FBT001 - drawn
        """Take the snapshot up where it was left, perhaps after a crash that left half a line behind."""
        # No precondition: which thread meets a fault differs from run to run, and what is drawn must not.
        if not self.is_under_way:
            return
        if is_after_crash:
            with partial_path(self.file).open("ab") as partial:
                partial.write(b'{"posting_number":"00000')
        with resume_snapshot(self.file, self.query, self.clock.clock) as snapshot:
            self.take(snapshot, side_by_side, budget)

    def note_what_vanishes(self) -> None:
        """What is leaving between pages is not there all the time."""
        leave = self.ozon.after_page
        if leave is not None:
            self.ozon.after_page = None
            self.let_some_vanish_between_pages(3, 4)

    def take(self, snapshot: Snapshot, side_by_side: int, budget: int | None) -> None:
        """Fetch; either the snapshot is right, or an error was raised and there is something to go on with."""
        transport = HttpTransport(read_key(CLIENT_ID, API_KEY), REAL, base=self.server.url)
        with Client(transport, self.clock.clock, Limits(max_requests=budget, attempts=3)) as client:
            try:
                manifest = fetch(client, snapshot, side_by_side=side_by_side)
            except SourceError:
                self.is_under_way = True
                partial = load_manifest(partial_path(self.file))
                assert partial is not None
                assert not partial.complete
                return
        self.is_under_way = False
        assert manifest.complete
        assert read_manifest(self.file) == manifest
        lines = self.file.read_bytes().splitlines()
        found = Counter(json.loads(line)["posting_number"] for line in lines)
        assert max(found.values(), default=1) == 1
        assert self.always <= found.keys() <= self.ever
        assert sum(manifest.postings.values()) == len(lines)
        if self.query.details_in:
            sold = {one.number for one in self.ozon._shelves["fbs"]} & self.always
            bare = {one["posting_number"] for one in map(json.loads, lines) if "fact_delivery_date" not in one}
            assert len(sold & bare) <= manifest.undetailed
            assert (manifest.why_undetailed is None) == (manifest.undetailed == 0)
        assert not any(hidden.encode() in self.file.read_bytes() for hidden in PERSONAL)

    @invariant()
    def nothing_is_left_lying_about(self) -> None:
        """There is the snapshot, and the one under way: no draft, no forgotten partial file."""
        names = {path.name.removesuffix(".manifest.json") for path in self.folder.iterdir()}
        assert names <= {self.file.name, partial_path(self.file).name}
        assert self.is_under_way == partial_path(self.file).exists()

    def teardown(self) -> None:
        """Once Ozon is well, what was interrupted comes to its end."""
        self.mend()
        for _ in range(30):
            if not self.is_under_way:
                break
            self.go_on(8, None, is_after_crash=False)
        else:
            raise AssertionError("an interrupted fetch that never ends")
        rmtree(self.folder)


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    """One server for all runs."""
    with serving(FakeOzon()) as server:
        yield server


def test_nothing_is_lost_and_nothing_comes_twice(served: Server) -> None:
    """Over random histories of an account, its faults and its fetches."""
    machine = type("Machine", (Fetching,), {"server": served})
    machine.TestCase.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
    machine.TestCase("runTest").runTest()
