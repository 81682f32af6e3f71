"""`ozlint watch`: rounds over real HTTP, and only what changed between them."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest
from finished import Finished, Ozlint, Save
from msgspec import structs
from selling import INTERRUPT, TERMINATE, accounts, due, ended, key, started, wait_until

from fake_ozon.clock import NOW, FastClock
from fake_ozon.ozon import API_KEY, FakeOzon
from fake_ozon.server import Server
from fake_ozon.shipment import MONEY, PERSONAL, moment, shipments
from ozlint.cli.main import run
from ozlint.cli.terminal import Terminal

DAY = 86400.0
CANARY = "0f4d1e9c-canary-1234567890ab"
LONG = 60.0
"""Seconds that nobody sleeps but between two rounds."""
Watching = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def now() -> float:
    """The moment of the test: the tool asks the real clock."""
    return time.time()


@pytest.fixture
def watching(tmp_path: Path, server: Server) -> Iterator[Watching]:
    """Starts `ozlint watch` with a round a second; what is not ended by the test is killed."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, extra: dict[str, str] | None = None) -> "subprocess.Popen[bytes]":
        command = ("watch", "--every", "1s", *arguments)
        running.append(started(tmp_path, command, key(server) if extra is None else extra))
        return running[-1]

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
            process.communicate()


class Between(Protocol):
    """Runs `ozlint watch` with a clock of its own, and does something after each round; then it is interrupted."""

    def __call__(
        self, *steps: Callable[[], None], arguments: Sequence[str] = ..., naps: list[float] | None = ...
    ) -> Finished:
        """Return what it left behind; `naps` gets the seconds between the rounds' ends and the next beginnings."""
        ...


@pytest.fixture
def between(tmp_path: Path, server: Server) -> Between:
    """The tool in this process, asking the fake Ozon over HTTP; only the time is not real."""

    def run_rounds(
        *steps: Callable[[], None], arguments: Sequence[str] = (), naps: list[float] | None = None
    ) -> Finished:
        fast, left = FastClock(NOW), iter(steps)

        def sleep(seconds: float) -> None:
            fast.sleep(seconds)
            if seconds >= LONG:
                if naps is not None:
                    naps.append(seconds)
                next(left, interrupt)()

        clock = structs.replace(fast.clock, sleep=sleep)
        out, err = StringIO(), StringIO()
        terminal = Terminal(BytesIO(), out, err, key(server), NOW, tmp_path, clock)
        return Finished(run(("watch", *arguments), terminal), out.getvalue(), err.getvalue())

    return run_rounds


def interrupt() -> None:
    """What Ctrl-C is."""
    raise KeyboardInterrupt


def nothing() -> None:
    """Nothing happens."""


def rounds(ozon: FakeOzon) -> int:
    """How many rounds have begun: each asks for the roles of the key first."""
    return sum(call.path == "/v1/roles" for call in ozon.calls)


def wait_for_rounds(ozon: FakeOzon, count: int) -> None:
    """Wait until so many more rounds have begun and ended."""
    until = rounds(ozon) + count + 1
    wait_until(lambda: rounds(ozon) >= until)


def test_only_what_changed_is_told(watching: Watching, ozon: FakeOzon, now: float) -> None:
    """Three rounds: two postings are late, one of them is handed over and another becomes late, nothing changes."""
    ozon.add([due("11111111-0001-1", now, -24), due("11111111-0002-1", now, -48), due("11111111-0003-1", now, 240)])
    process = watching("--select", "OZ301")
    wait_for_rounds(ozon, 1)
    ozon.remove("11111111-0001-1")
    ozon.remove("11111111-0003-1")
    ozon.add([due("11111111-0001-1", now, -24, status="delivering"), due("11111111-0003-1", now, -1)])
    wait_for_rounds(ozon, 2)
    done = ended(process, TERMINATE)
    assert (done.code, done.err) == (0, "")
    first, second = done.out.split("\n20")[0], "20" + done.out.split("\n20")[1]
    assert " UTC: new: 2, gone: 0; now: 2 errors in 3 postings\n" in first
    assert "error  OZ301  11111111-0001-1 should have shipped by" in first
    assert "error  OZ301  11111111-0002-1 should have shipped by" in first
    assert " UTC: new: 1, gone: 1; now: 2 errors in 3 postings\n" in second
    assert "error  OZ301  11111111-0003-1 should have shipped by" in second
    assert "Gone\n  OZ301  11111111-0001-1: A posting is past its shipping deadline" in second
    assert "11111111-0002-1" not in second
    assert done.out.count(" UTC: new: ") == 2


def test_a_posting_becomes_late_by_the_clock(between: Between, ozon: FakeOzon) -> None:
    """Each round judges as of its own moment; nothing about the posting has changed but that."""
    ozon.add([due("11111111-0001-1", NOW, 1)])
    done = between(*[nothing] * 4, arguments=("--every", "25m", "--select", "OZ301"))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2026-11-22 09:00 UTC: new: 0, gone: 0; now: nothing in 1 posting\n")
    assert "\n2026-11-22 10:15 UTC: new: 1, gone: 0; now: 1 error in 1 posting\n" in done.out
    assert done.out.count(" UTC: new: ") == 2


def test_a_network_that_fails_is_told_once_and_counted(between: Between, ozon: FakeOzon) -> None:
    """What stood stands meanwhile: nobody could look. Ozon is asked less and less, and then all as before."""
    ozon.add([due("11111111-0001-1", NOW, -24), due("11111111-0002-1", NOW, -24)])
    naps: list[float] = []

    def fail() -> None:
        ozon.befalls = lambda _: "502"
        ozon.remove("11111111-0002-1")

    def recover() -> None:
        ozon.befalls = None

    done = between(fail, nothing, recover, nothing, arguments=("--select", "OZ301"), naps=naps)
    assert done.code == 0
    away, back = done.err.splitlines()
    assert away.startswith("ozlint: 2026-11-22 09:10 UTC: ")
    assert ": Ozon's server fails (502). " in away
    assert back == "ozlint: 2026-11-22 10:10 UTC: Ozon answers again; failed: 2 rounds"
    assert done.out.count(" UTC: new: ") == 2
    assert "\n2026-11-22 10:10 UTC: new: 0, gone: 1; now: 1 error in 1 posting\n" in done.out
    assert [round(nap / 600) for nap in naps] == [1, 2, 4, 1, 1]


def test_it_may_begin_without_a_network(between: Between, ozon: FakeOzon) -> None:
    """Whoever starts before the network is there waits for it; the first round that works tells all."""
    ozon.add([due("11111111-0001-1", NOW, -24)])
    ozon.befalls = lambda _: "502"

    def recover() -> None:
        ozon.befalls = None

    done = between(nothing, recover, nothing, arguments=("--select", "OZ302", "--lang", "ru"))
    assert done.out == "2026-11-22 10:00 UTC: новых: 0, ушло: 0; сейчас: находок нет, 1 отправление\n"
    ozon.befalls = lambda _: "502"
    done = between(nothing, recover, nothing, arguments=("--select", "OZ301", "--lang", "ru"))
    assert done.code == 0
    assert done.out.startswith("2026-11-22 10:00 UTC: новых: 1, ушло: 0; сейчас: 1 ошибка, 1 отправление\n")
    assert done.err.splitlines()[1] == "ozlint: 2026-11-22 10:00 UTC: Ozon снова отвечает; неудач: 2 попытки"


def test_what_keeps_a_round_from_being_whole_is_told_once(between: Between, ozon: FakeOzon) -> None:
    """Such as that there is nothing to judge; --allow-empty finds that right. So is a key that ends soon."""
    ozon.roles = {"roles": [], "expires_at": moment(NOW + 3 * DAY)}
    expires, empty = between(nothing, nothing).err.splitlines()
    assert "it expires on" in expires
    assert empty.endswith("no postings were read: nothing was checked (--allow-empty accepts that)")
    ozon.roles = None
    assert between(nothing, nothing, arguments=("--allow-empty",)).err == ""


def test_a_file_that_cannot_be_read_makes_nothing_better(
    between: Between, ozon: FakeOzon, save: Save, tmp_path: Path
) -> None:
    """While a file beside the postings is away nothing is gone, which is told; once it is back it counts."""
    ozon.add([due("11111111-0001-1", NOW, -24)])
    earlier = [{"posting_number": "11111111-0001-1", "status": "awaiting_deliver"}]
    save("earlier.json", earlier)

    def lose() -> None:
        ozon.remove("11111111-0001-1")
        ozon.add([due("11111111-0002-1", NOW, 240)])
        (tmp_path / "earlier.json").unlink()

    def restore() -> None:
        save("earlier.json", earlier)

    done = between(lose, restore, arguments=("--select", "OZ301", "--previous", "earlier.json"))
    assert done.code == 0
    (told,) = done.err.splitlines()
    assert told.startswith("ozlint: 2026-11-22 09:10 UTC: earlier.json: ")
    assert [line for line in done.out.splitlines() if " UTC: new: " in line] == [
        "2026-11-22 09:00 UTC: new: 1, gone: 0; now: 1 error in 1 posting",
        "2026-11-22 09:20 UTC: new: 0, gone: 1; now: nothing in 1 posting",
    ]


@pytest.mark.parametrize("number", [INTERRUPT, TERMINATE], ids=["SIGINT", "SIGTERM"])
def test_a_signal_ends_it_cleanly(
    watching: Watching, ozon: FakeOzon, server: Server, tmp_path: Path, number: int
) -> None:
    """In the middle of a round or between two: exit 0, nothing said, nothing left behind."""
    ozon.add(shipments(3000, time.time() - 10 * DAY, time.time() - 60))
    (tmp_path / "tmp").mkdir()
    server.latency = 0.1
    process = watching(extra=key(server, TMPDIR=str(tmp_path / "tmp")))
    wait_until(lambda: len(ozon.calls) > 8)
    assert ended(process, number) == (0, "", "")
    server.latency = 0.0
    process = watching("--every", "1h", "--no-details", extra=key(server, TMPDIR=str(tmp_path / "tmp")))
    out = process.stdout
    assert out is not None
    out.readline()
    assert ended(process, number)[::2] == (0, "")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_key_that_is_refused_from_the_beginning_ends_it(watching: Watching, server: Server) -> None:
    """Waiting does not make it right: exit 3 with the reason."""
    done = ended(watching(extra=key(server, "wrong")))
    assert (done.code, done.out) == (3, "")
    assert "Ozon does not know this pair of Client-Id and Api-Key" in done.err


def test_one_account_that_fails_does_not_keep_the_others(
    watching: Watching, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """It is told once, by its name, and the others go on."""
    ozon.add([due("11111111-0001-1", now, -24)])
    extra = accounts(tmp_path, server, {"bad": CANARY, "good": API_KEY})
    process = watching("--select", "OZ301", "--account", "bad", "--account", "good", extra=extra)
    wait_for_rounds(ozon, 3)
    ozon.remove("11111111-0001-1")
    wait_for_rounds(ozon, 4)
    done = ended(process, TERMINATE)
    assert done.code == 0
    assert done.err.count("bad: ") == 1
    assert "good" not in done.err
    assert "Gone\n  OZ301  11111111-0001-1 (account good): " in done.out


def test_snapshots_are_kept_where_into_says(watching: Watching, ozon: FakeOzon, tmp_path: Path, now: float) -> None:
    """One a round, whether anything changed or not."""
    ozon.add([due("11111111-0001-1", now, -24)])
    process = watching("--into", "all", "--select", "OZ301")
    wait_for_rounds(ozon, 3)
    assert ended(process, INTERRUPT).code == 0
    assert len(list((tmp_path / "all").glob("*.ndjson.gz"))) >= 3


def test_a_report_in_a_file_is_that_of_the_last_round(between: Between, ozon: FakeOzon, tmp_path: Path) -> None:
    """Whole, with what stands, though the screen shows only changes; without a format for it, nothing is shown."""
    ozon.add([due("11111111-0001-1", NOW, -24)])
    done = between(nothing, nothing, arguments=("--format", "json:now.json", "--select", "OZ301"))
    assert (done.code, done.out, done.err) == (0, "", "")
    report = json.loads((tmp_path / "now.json").read_text())
    assert [one["rule"] for one in report["findings"]] == ["OZ301"]
    assert (report["now"], report["exit_code"]) == ("2026-11-22T09:20:00Z", 1)


def test_details_are_not_asked_for_each_round(between: Between, ozon: FakeOzon) -> None:
    """Only for postings that are new, or of which the list says something else; and of all after a quarter of a day."""
    on_its_way = {"status": "delivering", "substatus": "posting_on_way_to_city"}
    ozon.add([due("11111111-0001-1", NOW, 24, **on_its_way), due("11111111-0002-1", NOW, 24, **on_its_way)])
    asked: list[int] = []

    def count() -> None:
        asked.append(sum(call.path == "/v3/posting/fbs/get" for call in ozon.calls))

    def another() -> None:
        count()
        ozon.remove("11111111-0002-1")
        ozon.add([due(f"11111111-000{n}-1", NOW, 24, **on_its_way, tracking_number="T") for n in (2, 3)])

    done = between(count, another, count, count, arguments=("--every", "3h", "--select", "OZ701"))
    assert (done.code, done.err) == (0, "")
    assert asked == [2, 2, 4, 5]


def test_rounds_do_not_overlap(watching: Watching, ozon: FakeOzon, server: Server) -> None:
    """One that takes longer than --every is not joined by the next: all of its pages come before the next roles."""
    ozon.add(shipments(300, time.time() - 10 * DAY, time.time() - 60))
    server.latency = 0.4
    process = watching("--no-details")
    wait_for_rounds(ozon, 3)
    ended(process, TERMINATE)
    paths = [call.path for call in ozon.calls]
    places = [place for place, path in enumerate(paths) if path == "/v1/roles"]
    assert len({end - begin for begin, end in pairwise(places)}) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.json",), "watch asks Ozon: leave INPUT out"),
        (("--previous", "-"), "standard input can be read once"),
        (("--every", "often"), '--every: "often" is no length of time'),
        (("--every", "10"), '--every: "10" is no length of time; write 10m or 10h'),
        (("--details", "--no-details"), "--details and --no-details contradict each other"),
        (("--every", "0m"), "--every: 0m leaves no time between two rounds"),
        (("--format", "json"), "--format: watch shows changes as text; give json a file"),
        (("--since", "soon"), '--since: "soon" is neither a date nor a length of time'),
        (("--select", "OZ1O1"), 'no rule fits the selector "OZ1O1"'),
        (("--at", "2026-11-22"), "there is no flag --at"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_told_before_anybody_is_asked(
    ozlint: Ozlint, server: Server, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, in both languages, no request."""
    done = ozlint("watch", *arguments, extra=key(server))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    russian = ozlint("watch", *arguments, "--lang", "ru", extra=key(server))
    assert russian.code == 2
    assert any("а" <= letter <= "я" for letter in russian.err)
    assert server.ozon.calls == []


def test_a_format_of_the_file_is_told_there(ozlint: Ozlint, server: Server, save: Save) -> None:
    """With its line."""
    save("ozlint.yaml", "output: ['json:a.json', csv]\n")
    done = ozlint("watch", extra=key(server))
    assert done.code == 2
    assert "ozlint.yaml:1:25: watch shows changes as text; give csv a file" in done.err


def test_nothing_secret_comes_out(watching: Watching, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """Neither on the screen nor in what is kept."""
    ozon.add([due("11111111-0001-1", time.time(), -24)])
    extra = accounts(tmp_path, server, {"bad": CANARY, "good": API_KEY})
    process = watching(
        *("--account", "bad", "--account", "good", "-v", "--format", "text", "--format", "json:a.json"),
        *("--into", "all"),
        extra=extra,
    )
    wait_for_rounds(ozon, 5)
    done = ended(process, TERMINATE)
    (tmp_path / "xdg/ozlint/keys.toml").unlink()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (API_KEY, CANARY, MONEY, *PERSONAL):
        assert secret not in done.out + done.err
        assert secret.encode() not in written
