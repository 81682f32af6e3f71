"""`ozlint check --fetch`: what Ozon has right now, judged like any file."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from finished import Build, Finished, Ozlint, Save
from selling import TERMINATE, accounts, due, ended, key, started, wait_until

from fake_ozon.ozon import API_KEY, FakeOzon
from fake_ozon.server import Server
from fake_ozon.shipment import MONEY, PERSONAL, Shipment, moment, shipment, shipments

DAY = 86400.0
CANARY = "0f4d1e9c-canary-1234567890ab"


@pytest.fixture
def now() -> float:
    """The moment of the test: the tool asks the real clock."""
    return time.time()


@pytest.fixture
def live(ozlint: Ozlint, now: float) -> Ozlint:
    """`ozlint check --fetch`, judged as of the moment of the test."""

    def check(*arguments: str, extra: dict[str, str]) -> Finished:
        return ozlint("check", "--fetch", "--at", moment(now), *arguments, extra=extra)

    return check


def report(done: Finished) -> dict[str, Any]:
    """The JSON report of a run."""
    return json.loads(done.out)


def left(folder: Path) -> list[str]:
    """What a run has left in its folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_ozon_has_is_judged(live: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float) -> None:
    """Findings name no file: there is none. Nothing is left in the folder, nor in that for temporary files."""
    ozon.add([due("11111111-0001-1", now, -24), due("11111111-0002-1", now, 240)])
    (tmp_path / "tmp").mkdir()
    done = live(extra=key(server, TMPDIR=str(tmp_path / "tmp")))
    assert (done.code, done.err) == (1, "")
    assert "error  OZ301  11111111-0001-1" in done.out
    assert "\n         ozon:1234567\n" in done.out
    assert "  ozon:1234567  ndjson: postings · 2 postings\n" in done.out
    assert "11111111-0002-1" not in done.out
    assert left(tmp_path) == []


def test_the_report_says_when_it_was_fetched(live: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """Its input is complete, and its places have no line."""
    ozon.add([due("11111111-0001-1", now, -24)])
    done = report(live("--format", "json", extra=key(server)))
    (entry,) = done["inputs"]
    assert (entry["path"], entry["complete"], entry["postings"]) == ("ozon:1234567", True, 1)
    assert entry["taken_at"] >= moment(now).partition(".")[0]
    assert [(one["path"], one["line"]) for one in done["findings"]] == [("ozon:1234567", None)]


def test_the_whole_run_is_judged_without_being_told_what_it_covers(
    live: Ozlint, ozon: FakeOzon, server: Server, now: float
) -> None:
    """A fortnight is fetched unless somebody says otherwise, which is what the error index needs."""
    ozon.add(shipments(20, now - 10 * DAY, now - 60))
    arguments = ("--select", "OZ901", "--must-evaluate", "OZ901")
    assert live(*arguments, extra=key(server)).code == 0
    assert live(*arguments, "--since", "30h", extra=key(server)).code == 3


def test_accounts_of_the_configuration_are_all_asked(
    live: Ozlint, server: Server, tmp_path: Path, save: Save, now: float
) -> None:
    """Each finding names its account; the same number in two accounts is two postings."""
    server.ozon.add([due("11111111-0001-1", now, -24)])
    extra = accounts(tmp_path, server, {"main": API_KEY, "second": API_KEY, "third": API_KEY})
    save("ozlint.yaml", "accounts: [main, second]\ninputs: [not-there.json]\n")
    done = report(live("--format", "json", extra=extra))
    assert [(one["account"], one["path"]) for one in done["findings"]] == [
        ("main", "ozon:main"),
        ("second", "ozon:second"),
    ]
    assert done["summary"]["postings"] == 2


def test_an_account_that_cannot_be_had_does_not_keep_the_others_from_being_judged(
    live: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """Exit 3 with the reason, and nothing about the run as a whole, since not all of it is here."""
    ozon.add([due("11111111-0001-1", now, -24)])
    extra = accounts(tmp_path, server, {"bad": CANARY, "good": API_KEY})
    done = live("--account", "bad", "--account", "good", extra=extra)
    assert done.code == 3
    assert "error  OZ301  11111111-0001-1" in done.out
    assert "ozon:bad   not read: " in done.out
    assert "Ozon does not know this pair of Client-Id and Api-Key" in done.out
    assert live("--account", "bad", "--account", "good", "--must-evaluate", "OZ901", extra=extra).code == 3


def test_nothing_at_all_can_be_had(live: Ozlint, server: Server) -> None:
    """Without a connection there is still a report that says so, in either language."""
    away = key(server, OZON_API_URL="http://127.0.0.1:9")
    done = live("--lang", "ru", extra=away)
    assert done.code == 3
    assert "нет связи: " in done.out
    assert "Проверка не закончена (код выхода 3)" in done.out


def test_what_is_interrupted_is_not_judged(live: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """A part of the postings would make a report that looks like one of all of them."""
    ozon.add([due("11111111-0001-1", now, -24)])
    ozon.add(shipments(900, now - 10 * DAY, now - 60))
    done = live("--max-requests", "5", "--allow-incomplete", extra=key(server))
    assert done.code == 3
    assert "the budget of 5 requests is used up" in done.out
    assert "OZ301" not in done.out


def test_a_snapshot_can_be_kept(live: Ozlint, ozlint: Ozlint, server: Server, tmp_path: Path, now: float) -> None:
    """Findings then say where in it they are, and checking it again says the same."""
    server.ozon.add([due("11111111-0001-1", now, -24)])
    done = live("--into", "all", extra=key(server))
    assert done.code == 1
    (snapshot, _manifest) = left(tmp_path)
    assert f"\n         {snapshot}:1:1\n" in done.out
    again = ozlint("check", snapshot, "--at", moment(now))
    assert again.out == done.out


GET = "/v3/posting/fbs/get"


def asked_details(ozon: FakeOzon) -> int:
    """How many postings were asked for by themselves."""
    return sum(call.path == GET for call in ozon.calls)


def shipped(number: str, now: float) -> Shipment:
    """A posting that is on its way, and of which the list does not say when it was handed over."""
    return due(number, now, 24, status="delivering", substatus="posting_on_way_to_city", delivering_date=None)


def test_details_that_rules_read_are_fetched(live: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """OZ701 asks for the hand-over of what is on its way: the details have it, and no other posting is asked for."""
    ozon.add([shipped("11111111-0001-1", now), due("11111111-0002-1", now, 24)])
    done = live("--select", "OZ701", "--must-evaluate", "OZ701", extra=key(server))
    assert (done.code, done.err) == (0, "")
    assert [call.json["posting_number"] for call in ozon.calls if call.path == GET] == ["11111111-0001-1"]


def test_details_that_no_rule_reads_are_not_fetched(live: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """Nor are they where nobody wants them: rules go by the list then."""
    ozon.add([shipped("11111111-0001-1", now)])
    assert live("--select", "OZ101", extra=key(server)).code == 0
    done = live("--select", "OZ701", "--no-details", "--fail-on", "info", extra=key(server))
    assert done.code == 1
    assert "OZ701  11111111-0001-1" in done.out
    assert asked_details(ozon) == 0


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "the details of 1 posting could not be had: "), ("ru", "подробности не получены: 1 отправление")],
)
def test_details_beyond_the_budget_leave_rules_unevaluated(  # noqa: PLR0913, PLR0917 - fixtures and a case
    live: Ozlint, ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float, lang: str, said: str
) -> None:
    """They neither pass nor fail, also when what was kept is checked again; who insists gets exit 3."""
    ozon.add([shipped("11111111-0001-1", now)])
    few = ("--since", "5d", "--max-requests", "7", "--select", "OZ701", "--lang", lang)
    done = live(*few, "--format", "json", "--into", "all", extra=key(server))
    assert done.code == 0
    assert said in done.err
    found = report(done)
    (entry,) = found["not_evaluated"]
    assert (entry["rule"], entry["field"], entry["count"]) == ("OZ701", "fact_delivery_date", 1)
    assert found["findings"] == []
    assert live(*few, "--must-evaluate", "OZ701", extra=key(server)).code == 3
    again = report(ozlint("check", "all", "--select", "OZ701", "--format", "json", "--at", moment(now)))
    assert [one["rule"] for one in again["not_evaluated"]] == ["OZ701"]
    assert asked_details(ozon) == 0


def test_details_that_somebody_insists_on_are_had_or_nothing_is(
    live: Ozlint, ozon: FakeOzon, server: Server, now: float
) -> None:
    """--details: of every FBS posting, and an account without them is not judged."""
    ozon.add([shipped("11111111-0001-1", now), due("11111111-0002-1", now, 24)])
    assert live("--details", "--select", "OZ101", extra=key(server)).code == 0
    assert asked_details(ozon) == 2
    ozon.refuses = {GET: (403, "Api-Key is missing a required role for a method")}
    assert live("--details", extra=key(server)).code == 3


def test_accounts_without_postings_are_not_unreadable(live: Ozlint, server: Server, tmp_path: Path) -> None:
    """Zero postings in all are exit 3 unless --allow-empty accepts that; nothing could not be read."""
    extra = accounts(tmp_path, server, {"main": API_KEY, "second": API_KEY})
    both = ("--account", "main", "--account", "second")
    done = live(*both, extra=extra)
    assert done.code == 3
    assert "no postings were read" in done.out
    assert "not read:" not in done.out
    assert live(*both, "--allow-empty", extra=extra).code == 0


def test_the_other_inputs_of_a_check_are_what_they_are(
    live: Ozlint, ozon: FakeOzon, server: Server, save: Save, now: float
) -> None:
    """Rules, selections, reports into files, overrides: as with any input."""
    ozon.add([due("11111111-0001-1", now, -24)])
    save("ozlint.yaml", "rules: {OZ301: {severity: warning}}\noutput: ['json:report.json', text]\n")
    done = live("--fail-on", "warning", extra=key(server))
    assert done.code == 1
    assert "warning  OZ301" in done.out


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "junit", "csv", "markdown", "ndjson"])
def test_every_report_can_be_written_of_what_is_no_file(
    live: Ozlint, ozon: FakeOzon, server: Server, now: float, name: str
) -> None:
    """A code host is not told of a file that its repository does not have."""
    ozon.add([due("11111111-0001-1", now, -24)])
    done = live("--format", name, extra=key(server))
    assert done.code == 1
    assert "11111111-0001-1" in done.out
    assert "file=ozon" not in done.out
    assert '"uri": "ozon' not in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.json", "--fetch"), "--fetch takes the place of INPUT"),
        (("a.json", "--since", "14d"), "--since says what to fetch: add --fetch"),
        (("a.json", "--account", "main"), "--account says what to fetch: add --fetch"),
        (("a.json", "--into", "all"), "--into says what to fetch: add --fetch"),
        (("--fetch", "--since", "soon"), '--since: "soon" is neither a date nor a length of time'),
        (("--fetch", "--scheme", "fbs,fbs"), "name each scheme once"),
        (("--fetch", "--details", "--no-details"), "--details and --no-details contradict each other"),
        (("a.json", "--no-details"), "--no-details says what to fetch: add --fetch"),
        (("--fetch", "--select", "OZ1O1"), 'no rule fits the selector "OZ1O1"'),
        (("--fetch", "--into", "a.json"), "--into a.json: there is no such folder, and none can be made"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_told_before_anybody_is_asked(
    ozlint: Ozlint, server: Server, save: Save, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, no report, no request."""
    save("a.json", [])
    done = ozlint("check", *arguments, extra=key(server))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert server.ozon.calls == []


def test_no_key_is_wrong_usage(ozlint: Ozlint, tmp_path: Path) -> None:
    """With the way to one."""
    done = ozlint("check", "--fetch", extra={"XDG_CONFIG_HOME": str(tmp_path)})
    assert done.code == 2
    assert "there is no key to Ozon: set OZON_CLIENT_ID and OZON_API_KEY" in done.err


def test_a_check_without_fetch_asks_nobody(
    ozlint: Ozlint, save: Save, posting: Build, ozon: FakeOzon, server: Server
) -> None:
    """A key in the environment changes nothing about a file."""
    save("a.json", [posting()])
    assert ozlint("check", "a.json", extra=key(server)).code == 0
    assert ozon.calls == []


def test_a_signal_leaves_nothing_behind(ozon: FakeOzon, server: Server, tmp_path: Path, now: float) -> None:
    """The temporary snapshot goes with the process."""
    ozon.add(shipments(2000, now - 10 * DAY, now - 60))
    server.latency = 0.1
    (tmp_path / "tmp").mkdir()
    process = started(tmp_path, ("check", "--fetch"), key(server, TMPDIR=str(tmp_path / "tmp")))
    wait_until(lambda: len(ozon.calls) > 8)
    done = ended(process, TERMINATE)
    assert (done.code, done.out) == (130, "")
    assert left(tmp_path) == []


def test_nothing_secret_comes_out(live: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float) -> None:
    """Neither in the report, nor in what is kept."""
    ozon.add([due("11111111-0001-1", now, -24), shipment("11111111-0002-1", now - DAY, status=PERSONAL[3])])
    ozon.refuses = {"/v3/posting/fbo/list": (403, f"{API_KEY}: access denied")}
    done = [
        live("--verbose", "--into", "all", extra=key(server)),
        live("--scheme", "fbs,fbo", "--verbose", extra=key(server)),
        live("--format", "json", extra=key(server, CANARY)),
    ]
    said = "".join(one.out + one.err for one in done)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (API_KEY, CANARY, MONEY, *PERSONAL[:3]):
        assert secret not in said
        assert secret.encode() not in written
