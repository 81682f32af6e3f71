"""`ozlint fetch`, as people run it: over real HTTP, into real files."""

import gzip
import json
import shlex
import time
from pathlib import Path
from typing import Any

import pytest
from finished import Finished, Ozlint, Save
from selling import INTERRUPT, TERMINATE, accounts, ended, key, started, wait_until

from fake_ozon.ozon import API_KEY, FakeOzon
from fake_ozon.schema import SCHEMA, faults_of
from fake_ozon.server import Server
from fake_ozon.shipment import MONEY, PERSONAL, moment, shipment, shipments

DAY = 86400.0
CANARY = "0f4d1e9c-canary-1234567890ab"


@pytest.fixture
def now() -> float:
    """The moment of the test: the tool asks the real clock."""
    return time.time()


def lines(path: Path) -> list[dict[str, Any]]:
    """The postings of a snapshot."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.name.endswith(".gz") else data
    return [json.loads(line) for line in text.splitlines()]


def numbers(path: Path) -> list[str]:
    """The numbers of the postings of a snapshot, sorted."""
    return sorted(line["posting_number"] for line in lines(path))


def manifest(path: Path) -> dict[str, Any]:
    """The manifest beside a snapshot."""
    return json.loads(Path(f"{path}.manifest.json").read_text(encoding="utf-8"))


def files(folder: Path) -> list[str]:
    """What is in a folder and below."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_fortnight_is_fetched(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float) -> None:
    """Every posting since the day fourteen days ago, one line on where they are, and nothing else said."""
    ozon.add(shipments(250, now - 13 * DAY, now - 60))
    ozon.add([shipment("99999999-0001-1", now - 16 * DAY)])
    done = ozlint("fetch", "--since", "14d", "-o", "a.ndjson.gz", extra=key(server))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("a.ndjson.gz: 250 postings (FBS 250), ")
    assert done.out.endswith(" requests\n")
    assert numbers(tmp_path / "a.ndjson.gz") == [one for one in ozon.numbers if not one.startswith("9")]
    told = manifest(tmp_path / "a.ndjson.gz")
    assert told["complete"] is True
    assert told["query"]["window"]["since"].endswith("T00:00:00Z")
    assert files(tmp_path) == ["a.ndjson.gz", "a.ndjson.gz.manifest.json"]


def test_the_summary_is_in_russian_too(ozlint: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """With the numbers as the language counts them."""
    ozon.add(shipments(2, now - 3600, now - 60))
    done = ozlint("fetch", "--since", "2h", "-o", "a.ndjson", "--lang", "ru", extra=key(server))
    assert done.code == 0
    assert done.out.startswith("a.ndjson: 2 отправления (FBS 2), с ")


def test_a_window_of_dates_counts_its_last_day(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """From the beginning of the first day to the end of the last, in the zone asked for, of both schemes."""
    began = 1793577600.0  # 2026-11-02T00:00:00Z
    ozon.add(shipment(f"{place:08}-0001-1", began + hours * 3600) for place, hours in enumerate((-4, -2, 20, 22)))
    ozon.add([shipment("00000009-0001-1", began + 3600, scheme="fbo")])
    done = ozlint(
        *("fetch", "--since", "2026-11-02", "--to", "2026-11-02", "--scheme", "fbs,FBO", "--tz", "Europe/Moscow"),
        *("-o", "a.ndjson"),
        extra=key(server),
    )
    assert done.code == 0
    assert "3 postings (FBS 2, FBO 1), 2026-11-01 21:00 UTC to 2026-11-02 21:00 UTC; " in done.out
    assert numbers(tmp_path / "a.ndjson") == ["00000001-0001-1", "00000002-0001-1", "00000009-0001-1"]


def test_moments_are_taken_to_the_second(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """With their own zone, or in UTC."""
    arguments = ("fetch", "--since", "2026-11-02T10:00:00+03:00", "--to", "2026-11-02 08:30", "-o", "a.ndjson")
    assert ozlint(*arguments, extra=key(server)).code == 0
    window = manifest(tmp_path / "a.ndjson")["query"]["window"]
    assert window == {"since": "2026-11-02T07:00:00Z", "to": "2026-11-02T08:30:00Z"}


def test_unfinished_postings_are_found_by_their_cut_off(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """Also those that are due in days to come; what is finished is not among them."""
    ozon.add([shipment("00000001-0001-1", now + 3 * DAY, status="awaiting_packaging")])
    ozon.add([shipment("00000002-0001-1", now - 3 * DAY, status="delivered")])
    assert ozlint("fetch", "--unfulfilled", "-o", "a.ndjson", extra=key(server)).code == 0
    assert numbers(tmp_path / "a.ndjson") == ["00000001-0001-1"]
    assert {call.path for call in ozon.calls} == {"/v1/roles", "/v4/posting/fbs/unfulfilled/list"}


def test_statuses_and_details_are_asked_for(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """Only what is in one of the statuses comes, and what only the details have comes with it."""
    for place, status in enumerate(("delivering", "delivered", "cancelled")):
        ozon.add([shipment(f"0000000{place}-0001-1", now - 3600, status=status)])
    arguments = ("--status", "delivering,delivered", "--details", "--since", "2h", "-o", "a.ndjson")
    assert ozlint("fetch", *arguments, extra=key(server)).code == 0
    postings = lines(tmp_path / "a.ndjson")
    assert sorted(one["status"] for one in postings) == ["delivered", "delivering"]
    assert all(one["fact_delivery_date"] for one in postings)
    (tmp_path / "ozlint.yaml").write_text("known_values: {status: [teleported]}\n")
    assert ozlint("fetch", "--status", "teleported", "-o", "b.ndjson", extra=key(server)).code == 0


def test_a_report_is_another_way(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """A table with a manifest beside it, named like a snapshot in a folder of them."""
    ozon.report = '"Номер отправления";"Статус";"Имя"\n"1-1";"Доставляется";"Иван"\n'.encode("utf-8-sig")
    done = ozlint("fetch", "--via", "report", "--since", "30d", "--into", "all", extra=key(server))
    assert (done.code, done.err) == (0, "")
    (table, told) = files(tmp_path)
    assert table.startswith("all/postings-")
    assert told == f"{table}.manifest.json"
    assert (tmp_path / table).read_text(encoding="utf-8-sig") == '"Номер отправления";"Статус"\n"1-1";"Доставляется"\n'
    long = ozlint("fetch", "--via", "report", "--since", "100d", "-o", "a.csv", extra=key(server))
    assert (long.code, long.err) == (2, "ozlint: a report is about three months at most\n")


def test_accounts_get_a_file_each(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float) -> None:
    """Named after them, and their name stands on every posting; those of the configuration, or those asked for."""
    ozon.add(shipments(3, now - DAY, now - 60))
    extra = accounts(tmp_path, server, {"main": API_KEY, "Ромашка": API_KEY, "third": API_KEY})
    (tmp_path / "ozlint.yaml").write_text("accounts: [main, Ромашка]\n", encoding="utf-8")
    done = ozlint("fetch", "--into", "all", extra=extra)
    assert (done.code, done.err) == (0, "")
    snapshots = sorted((tmp_path / "all").glob("*.gz"))
    assert [path.name.partition("-")[0] for path in snapshots] == ["main", "Ромашка"]
    assert [{line["account"] for line in lines(path)} for path in snapshots] == [{"main"}, {"Ромашка"}]
    assert ozlint("fetch", "--account", "third", "-o", "a.ndjson", extra=extra).code == 0
    assert {line["account"] for line in lines(tmp_path / "a.ndjson")} == {"third"}


def test_one_account_that_fails_does_not_keep_the_others(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """It is told by its name, the others are fetched, and the code says that not all came."""
    ozon.add(shipments(3, now - DAY, now - 60))
    extra = accounts(tmp_path, server, {"a": "wrong", "b": API_KEY})
    done = ozlint("fetch", "--account", "a", "--account", "b", "--into", "all", extra=extra)
    assert done.code == 3
    assert "ozlint: a: " in done.err
    assert "Ozon does not know this pair of Client-Id and Api-Key" in done.err
    assert "(the key is that of Client-Id 1234567, from " in done.err
    assert "--resume" not in done.err
    (snapshot,) = (tmp_path / "all").glob("*.gz")
    assert snapshot.name.startswith("b-")
    assert len(lines(snapshot)) == 3


def test_a_wrong_key_leaves_nothing_behind(ozlint: Ozlint, server: Server, tmp_path: Path) -> None:
    """In both languages: what is wrong, where, and what to do."""
    done = ozlint("fetch", "-o", "a.ndjson", extra=key(server, "wrong"))
    assert (done.code, done.out, files(tmp_path)) == (3, "", [])
    assert done.err.startswith(f"ozlint: {server.url.removeprefix('http://')}/v1/roles: Ozon does not know this pair")
    done = ozlint("fetch", "-o", "a.ndjson", "--lang", "ru", extra=key(server, "wrong"))
    assert "Ozon не знает такую пару Client-Id и Api-Key" in done.err
    assert done.err.endswith("(это ключ Client-Id 1234567, взят из OZON_CLIENT_ID)\n")
    done = ozlint("fetch", "-o", "a.ndjson", extra=key(server) | {"OZON_CLIENT_ID": "my shop"})
    assert (done.code, done.err[:40]) == (2, "ozlint: OZON_CLIENT_ID, OZON_API_KEY: th")


def test_a_wrong_key_does_not_touch_what_was_interrupted(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """What was read before is still there to go on with."""
    ozon.add(shipments(400, now - 5 * DAY, now - 60))
    limited = ("fetch", "--since", "6d", "-o", "a.ndjson", "--max-requests", "6")
    assert ozlint(*limited, extra=key(server)).code == 3
    before = (tmp_path / "a.ndjson.partial").read_bytes()
    assert before
    assert ozlint("fetch", "-o", "a.ndjson", extra=key(server, "wrong")).code == 3
    assert (tmp_path / "a.ndjson.partial").read_bytes() == before


def test_a_method_that_is_gone_is_stood_in_for(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """The older list answers; where that is gone too, it is told and nothing is left."""
    ozon.add(shipments(120, now - 5 * DAY, now - 60))
    ozon.off = {"/v4/posting/fbs/list": 404}
    assert ozlint("fetch", "-o", "a.ndjson", extra=key(server)).code == 0
    assert numbers(tmp_path / "a.ndjson") == ozon.numbers
    ozon.off["/v3/posting/fbs/list"] = 410
    done = ozlint("fetch", "-o", "b.ndjson", extra=key(server))
    assert done.code == 3
    assert "Ozon does not have this method (any more)" in done.err


def test_a_busy_ozon_is_waited_for(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float) -> None:
    """429 with Retry-After, a failing server, a cut connection: asked again, and nothing is lost."""
    ozon.add(shipments(300, now - 2 * DAY, now - 60))
    ozon.faults.extend(["", "429", "500", "cut", "502"])
    done = ozlint("fetch", "--since", "3d", "-o", "a.ndjson", extra=key(server))
    assert (done.code, done.err) == (0, "")
    assert numbers(tmp_path / "a.ndjson") == ozon.numbers


def test_what_was_interrupted_is_gone_on_with(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """The command that is told does it: no page is read twice, and the snapshot is whole in the end."""
    ozon.add(shipments(900, now - 3 * DAY, now - 60))
    done = ozlint("fetch", "--since", "4d", "-o", "my own.ndjson", "--max-requests", "7", extra=key(server))
    assert (done.code, done.out) == (3, "")
    assert "the budget of 7 requests is used up. Allow more: --max-requests" in done.err
    said, command = done.err.splitlines()[-1].split(": ", 2)[1:]
    assert said == "what was read is kept; to go on"
    assert command == "ozlint fetch --resume -o 'my own.ndjson'"
    assert files(tmp_path) == ["my own.ndjson.partial", "my own.ndjson.partial.manifest.json"]
    read = [call.json.get("cursor", "") for call in ozon.calls if call.path != "/v1/roles"]
    ozon.calls.clear()
    again = ozlint(*shlex.split(command)[1:], extra=key(server))
    assert (again.code, again.err) == (0, "")
    assert numbers(tmp_path / "my own.ndjson") == ozon.numbers
    assert files(tmp_path) == ["my own.ndjson", "my own.ndjson.manifest.json"]
    later = [call.json.get("cursor", "") for call in ozon.calls if call.path != "/v1/roles"]
    assert not {cursor for cursor in read if cursor} & {cursor for cursor in later if cursor}


def test_a_network_that_goes_away_is_gone_on_with_later(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """After some attempts it is told, what was read is kept, and nothing is lost or twice in the end."""
    ozon.add(shipments(900, now - 3 * DAY, now - 60))
    ozon.befalls = lambda _: "cut" if len(ozon.calls) > 7 else ""
    done = ozlint("fetch", "--since", "4d", "-o", "a.ndjson", extra=key(server))
    assert (done.code, done.out) == (3, "")
    assert "the connection breaks off: " in done.err
    assert done.err.endswith("to go on: ozlint fetch --resume -o a.ndjson\n")
    assert ozlint("check", "a.ndjson.partial").code == 3
    ozon.befalls = None
    assert ozlint("fetch", "--resume", "-o", "a.ndjson", extra=key(server)).code == 0
    assert numbers(tmp_path / "a.ndjson") == ozon.numbers


def test_the_same_command_with_resume_goes_on(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """So long before now is counted from when it was begun; what contradicts that is told beside what was said."""
    ozon.add(shipments(500, now - 3 * DAY, now - 60))
    command = ("fetch", "--since", "4d", "--scheme", "fbs", "-o", "a.ndjson")
    assert ozlint(*command, "--max-requests", "4", extra=key(server)).code == 3
    since = moment(now - 4 * DAY)[:11] + "00:00:00Z"
    for other, before, said in (
        (("--scheme", "fbo"), "--scheme fbs", "--scheme fbo"),
        (("--scheme", "fbs,fbo"), "--scheme fbs", "--scheme fbs,fbo"),
        (("--since", "2026-01-01"), f"--since {since}", "--since 2026-01-01T00:00:00Z"),
        (("--since", "7d"), f"--since {since}", f"--since {moment(now - 7 * DAY)[:11]}00:00:00Z"),
        (("--to", "2026-01-01"), "--to 20", "--to 2026-01-02T00:00:00Z"),
        (("--status", "delivered"), "no --status", "--status delivered"),
        (("--unfulfilled",), "no --unfulfilled", "--unfulfilled"),
        (("--details",), "no --details", "--details"),
    ):
        done = ozlint("fetch", "-o", "a.ndjson", "--resume", *other, extra=key(server))
        assert done.code == 2
        assert f"was begun with {before}" in done.err
        assert f"this command says {said}: say the same or nothing" in done.err
    assert ozlint(*command, "--resume", extra=key(server)).code == 0
    assert numbers(tmp_path / "a.ndjson") == ozon.numbers


def test_an_account_is_gone_on_with_in_its_folder(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """The latest of its interrupted snapshots, whatever else is in the folder."""
    ozon.add(shipments(500, now - 3 * DAY, now - 60))
    extra = accounts(tmp_path, server, {"a": API_KEY, "b": API_KEY})
    assert ozlint("fetch", "--account", "a", "--into", "all", extra=extra).code == 0
    limited = ("fetch", "--account", "b", "--into", "all", "--max-requests", "5", "--api-url", server.url)
    done = ozlint(*limited, extra=extra)
    command = f"ozlint fetch --resume --into all --account b --api-url {server.url}"
    assert done.err.endswith(f"to go on: {command}\n")
    refused = ozlint("fetch", "--resume", "--into", "all", "--account", "a", extra=extra)
    assert (refused.code, refused.err) == (2, "ozlint: a: no interrupted fetch in all: leave --resume out\n")
    again = ozlint(*command.split()[1:], extra=extra)
    assert again.code == 0
    assert "all/b-" in again.out
    assert [len(lines(path)) for path in sorted((tmp_path / "all").glob("*.gz"))] == [500, 500]


@pytest.mark.parametrize("number", [INTERRUPT, TERMINATE], ids=["SIGINT", "SIGTERM"])
def test_a_signal_settles_and_says_how_to_go_on(
    ozlint: Ozlint, server: Server, tmp_path: Path, now: float, number: int
) -> None:
    """What was read until then is on the disk and vouched for; going on completes it."""
    ozon = server.ozon
    ozon.add(shipments(2000, now - 3 * DAY, now - 60))
    server.latency = 0.1
    process = started(tmp_path, ("fetch", "--since", "4d", "-o", "a.ndjson"), key(server))
    wait_until(lambda: len(ozon.calls) > 8)
    done = ended(process, number)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "ozlint: interrupted\nozlint: what was read is kept; to go on: ozlint fetch --resume -o a.ndjson\n"
    )
    assert manifest(tmp_path / "a.ndjson.partial")["postings"]["fbs"] > 0
    server.latency = 0.0
    assert ozlint("fetch", "--resume", "-o", "a.ndjson", extra=key(server)).code == 0
    assert numbers(tmp_path / "a.ndjson") == ozon.numbers


def test_what_was_left_behind_is_told_by_the_next_fetch(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """By the fetches, checks and rounds that keep their snapshots in the same folder, with the way on."""
    ozon.add(shipments(500, now - 3 * DAY, now - 60))
    extra = accounts(tmp_path, server, {"a": API_KEY, "ООО Б": API_KEY})
    assert ozlint("fetch", "--account", "ООО Б", "--into", "all", "--max-requests", "5", extra=extra).code == 3
    (partial,) = (tmp_path / "all").glob("*.partial")
    for command in (("fetch", "--account", "a"), ("check", "--fetch", "--account", "a", "--no-details")):
        done = ozlint(*command, "--into", "all", extra=extra)
        assert f"ozlint: all/{partial.name} was left by a fetch that was interrupted" in done.err
    pasted = done.err.split("to go on with it: ")[1].split("; or delete it")[0]
    done = ozlint(*shlex.split(pasted)[1:], extra=extra)
    assert (done.code, done.err) == (0, "")
    assert not partial.exists()


def test_a_report_without_postings_says_so(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """A table of a head alone is a whole snapshot of nothing; a report without a file is told."""
    ozon.report = "\ufeffНомер заказа;Номер отправления;Статус\n".encode()
    done = ozlint("fetch", "--via", "report", "-o", "a.csv", extra=key(server))
    assert done.code == 0
    assert "a.csv: 0 postings (FBS 0)" in done.out
    assert ozlint("check", "a.csv", "--allow-empty").code == 0
    ozon.report_status, ozon.report_polls = "failed", 0
    for lang, said in (("en", "there seem to be no postings in this window"), ("ru", "похоже, за этот период нет")):
        done = ozlint("fetch", "--via", "report", "-o", "b.csv", "--lang", lang, extra=key(server))
        assert done.code == 3
        assert said in done.err
    assert not (tmp_path / "b.csv").exists()


def test_time_runs_out(ozlint: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """--timeout ends a fetch that takes too long."""
    ozon.add(shipments(2000, now - 3 * DAY, now - 60))
    server.latency = 0.3
    done = ozlint("fetch", "--since", "4d", "-o", "a.ndjson", "--timeout", "1s", extra=key(server))
    assert done.code == 3
    assert "the time limit of 1 s is over. Allow more: --timeout" in done.err


def test_a_key_that_ends_soon_is_a_warning(ozlint: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """Beside the output, and the fetch goes on."""
    ozon.roles = {"roles": [], "expires_at": moment(now + 3 * DAY)}
    done = ozlint("fetch", "-o", "a.ndjson", extra=key(server))
    assert done.code == 0
    assert done.err.startswith("ozlint: Ozon accepts the key; it expires on ")
    assert done.err.endswith("make a new one\n")


def test_postings_that_cannot_be_read_whole_are_told(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, now: float
) -> None:
    """How many, and what is wrong with the first."""
    ozon.add([shipment("00000001-0001-1", now - 3600, order_id={"a": 1})])
    done = ozlint("fetch", "-o", "a.ndjson", extra=key(server))
    assert done.code == 0
    assert "; misread: 1\n" in done.out
    assert "1 of its postings could not be read, or not whole: 00000001-0001-1 order_id: " in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say where the snapshot goes: -o FILE, or --into DIR"),
        (("-o", "a", "--into", "b"), "say where the snapshot goes: -o FILE, or --into DIR"),
        (("-o", "a", "--since", "yesterday"), '--since: "yesterday" is neither a date nor a length of time'),
        (("-o", "a", "--to", "14"), '--to: "14" is neither a date nor a length of time'),
        (("-o", "a", "--since", "2026-11-02", "--to", "2026-11-01"), "the window ends before it begins"),
        (("-o", "a", "--since", "2126-11-02"), "the window ends before it begins"),
        (("-o", "a", "--to", "9999-12-31"), "no calendar has this window"),
        (("-o", "a", "--scheme", "fbp"), '--scheme: there is no "fbp"'),
        (("-o", "a", "--scheme", "fbs,fbs"), "name each scheme once"),
        (("-o", "a", "--scheme", "fbo", "--unfulfilled"), "lists unfulfilled postings for FBS only"),
        (("-o", "a", "--via", "reports"), '--via: there is no "reports"; did you mean "report"?'),
        (("-o", "a", "--via", "report", "--unfulfilled"), "leave out --unfulfilled or --via report"),
        (("-o", "a", "--via", "report", "--resume"), "leave out --resume"),
        (("-o", "a", "--via", "report", "--scheme", "fbs,fbo"), "a report is about one scheme"),
        (("-o", "a", "--status", "deliverd"), '--status: there is no "deliverd"; did you mean "delivered"?'),
        (("-o", "a", "--max-requests", "0"), '--max-requests: "0" is no number of requests'),
        (("-o", "a", "--max-requests", "many"), '--max-requests: "many" is no number of requests'),
        (("-o", "a", "--timeout", "0s"), "--timeout: 0s is no time at all"),
        (("-o", "a", "--timeout", "soon"), '--timeout: "soon" is no length of time'),
        (("-o", "a", "--timeout", "5"), '--timeout: "5" is no length of time; write 5s or 5m'),
        (("-o", "a", "--since", "14"), "write 2026-11-22, 2026-11-22T09:00:00Z or 14d"),
        (("-o", "a", "--resume"), "there is no interrupted fetch to go on with"),
        (("--into", "ozlint.yaml"), "--into ozlint.yaml: there is no such folder, and none can be made"),
        (("-o", "a", "--api-url", "http://ozon.example"), "the address of the API is to be like https://"),
        (("-o", "a", "--api-url", "nonsense"), "the address of the API is to be like https://"),
        (("-o", "a", "--tz", "Moscow"), '--tz: there is no time zone "Moscow"'),
        (("a.json",), '"a.json" is one argument too many'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_told_before_anybody_is_asked(
    ozlint: Ozlint, server: Server, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2 with what would be right, in both languages, no request and no file."""
    (tmp_path / "ozlint.yaml").write_text("")
    done = ozlint("fetch", *arguments, extra=key(server))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    russian = ozlint("fetch", *arguments, "--lang", "ru", extra=key(server))
    assert russian.code == 2
    assert any("а" <= letter <= "я" for letter in russian.err)
    assert server.ozon.calls == []
    assert files(tmp_path) == ["ozlint.yaml"]


def refused(done: Finished) -> str:
    """What was wrong with the keys."""
    assert (done.code, done.out) == (2, "")
    return done.err


def test_a_key_is_needed(ozlint: Ozlint, server: Server, tmp_path: Path) -> None:
    """Without any it is said where one goes; half of one is none; several need to be chosen from."""
    nobody = {"XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    assert f"set OZON_CLIENT_ID and OZON_API_KEY, or write it to {tmp_path}/xdg/ozlint/keys.toml" in refused(
        ozlint("fetch", "-o", "a", extra=nobody)
    )
    half = {**nobody, "OZON_CLIENT_ID": "1"}
    assert "OZON_API_KEY is not set, and the other half" in refused(ozlint("fetch", "-o", "a", extra=half))
    other = {**nobody, "OZON_CLIENT_ID": "abc", "OZON_API_KEY": CANARY}
    assert "the Client-Id is not a positive number" in refused(ozlint("fetch", "-o", "a", extra=other))
    extra = accounts(tmp_path, server, {"main": CANARY, "second": CANARY})
    assert "say which to ask: --account main --account second" in refused(ozlint("fetch", "-o", "a", extra=extra))
    misspelt = refused(ozlint("fetch", "-o", "a", "--account", "mian", extra=extra))
    assert f'--account: {tmp_path}/xdg/ozlint/keys.toml has no account "mian"; did you mean "main"?' in misspelt
    both = refused(ozlint("fetch", "-o", "a", "--account", "main", "--account", "second", extra=extra))
    assert "a file holds one account, and 2 are asked: --into DIR" in both
    (tmp_path / "ozlint.yaml").write_text("accounts: [main, third]\n")
    assert "ozlint.yaml:1:18: " in refused(ozlint("fetch", "--into", "b", extra=extra))
    (tmp_path / "xdg/ozlint/keys.toml").chmod(0o644)
    assert "others on this machine may read these keys: chmod 600 " in refused(ozlint("fetch", "-o", "a", extra=extra))


def test_the_only_account_of_the_file_needs_no_name(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """And is called by it on its postings all the same."""
    ozon.add(shipments(1, now - DAY, now - 60))
    extra = accounts(tmp_path, server, {"main": API_KEY})
    assert ozlint("fetch", "-o", "a.ndjson", extra=extra).code == 0
    assert [line["account"] for line in lines(tmp_path / "a.ndjson")] == ["main"]


def test_a_flag_beats_the_environment_beats_the_file(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """Where the environment hides accounts of the configuration, that is told."""
    ozon.add(shipments(1, now - DAY, now - 60))
    extra = accounts(tmp_path, server, {"main": API_KEY})
    both = key(server) | extra
    (tmp_path / "ozlint.yaml").write_text("accounts: [main]\n")
    done = ozlint("fetch", "-o", "a.ndjson", extra=both)
    assert done.code == 0
    assert done.err == (
        "ozlint: the key of OZON_CLIENT_ID is used, and not the accounts of ozlint.yaml:1; --account asks those\n"
    )
    assert "account" not in lines(tmp_path / "a.ndjson")[0]
    done = ozlint("fetch", "-o", "b.ndjson", "--account", "main", extra=both)
    assert (done.code, done.err) == (0, "")
    assert lines(tmp_path / "b.ndjson")[0]["account"] == "main"


def test_a_file_does_not_send_the_key_anywhere(ozlint: Ozlint, ozon: FakeOzon, server: Server, save: Save) -> None:
    """An address in a configuration may be somebody else's: only Ozon's own, and this machine, get the key by it."""
    extra = {name: value for name, value in key(server).items() if name != "OZON_API_URL"}
    save("ozlint.yaml", "api_url: https://ozon.example\n")
    done = ozlint("fetch", "-o", "a.ndjson", extra=extra)
    assert done.code == 2
    assert "ozlint.yaml:1:10: a file may send your key to Ozon only" in done.err
    save("ozlint.yaml", f"api_url: {server.url}\n")
    assert ozlint("fetch", "-o", "a.ndjson", extra=extra).code == 0
    assert ozon.calls


def test_no_connection_is_told(ozlint: Ozlint, server: Server, tmp_path: Path) -> None:
    """After some attempts, as what it is; nothing is left behind."""
    done = ozlint("fetch", "-o", "a.ndjson", extra=key(server, OZON_API_URL="http://127.0.0.1:9"))
    assert done.code == 3
    assert "there is no connection: " in done.err
    assert files(tmp_path) == []


def test_the_proxy_of_the_environment_is_used_for_https(ozlint: Ozlint, server: Server) -> None:
    """It is named by HTTPS_PROXY; its password is never shown, nor that it is none."""
    away = key(server, OZON_API_URL="https://api-seller.ozon.ru", HTTPS_PROXY=f"http://me:{CANARY}@127.0.0.1:9")
    done = ozlint("fetch", "-o", "a.ndjson", extra=away)
    assert done.code == 3
    assert "there is no connection: " in done.err
    assert CANARY not in done.err
    done = ozlint("fetch", "-o", "a.ndjson", extra={**away, "HTTPS_PROXY": f"socks9://{CANARY}"})
    assert (done.code, done.err) == (2, "ozlint: the address of the proxy is to be like http://host:3128\n")
    here = key(server, HTTPS_PROXY="http://127.0.0.1:9")
    assert ozlint("fetch", "-o", "a.ndjson", extra=here).code == 0


def test_certificates_of_the_environment_are_used(ozlint: Ozlint, server: Server, save: Save) -> None:
    """SSL_CERT_FILE; one that is none is told before anything is asked."""
    save("ca.pem", "no certificate")
    done = ozlint("fetch", "-o", "a.ndjson", extra=key(server, SSL_CERT_FILE="ca.pem"))
    assert done.code == 2
    assert "ca.pem: no certificates can be read from it" in done.err


def test_nothing_secret_comes_out_anywhere(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path, now: float
) -> None:
    """Neither a key nor a buyer nor money is in any output or file, whatever goes wrong and whatever Ozon repeats."""
    ozon.add(shipments(150, now - 2 * DAY, now - 60))
    ozon.add([shipment("00000001-0001-1", now - 3600, order_id={"phone": PERSONAL[1]})])
    extra = accounts(tmp_path, server, {"wrong": CANARY, "right": API_KEY})
    done = [
        ozlint("fetch", "--account", "wrong", "-o", "a.ndjson", extra=extra),
        ozlint("fetch", "--account", "right", "-o", "a.ndjson", "--details", extra=extra),
        ozlint("fetch", "--account", "right", "--into", "all", "--max-requests", "3", extra=extra),
        ozlint("fetch", "-o", "b.ndjson", extra=key(server)),
        ozlint("fetch", "-o", "c.ndjson", extra=key(server, CANARY)),
        ozlint("config", "show", extra=key(server, CANARY)),
    ]
    ozon.refuses = {"/v1/roles": (400, f"{API_KEY} is wrong")}
    done += [ozlint("fetch", "-o", "d.ndjson", extra=key(server))]
    said = "".join(one.out + one.err for one in done)
    (tmp_path / "xdg/ozlint/keys.toml").unlink()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    unpacked = b"".join(gzip.decompress(path.read_bytes()) for path in tmp_path.rglob("*.gz"))
    for secret in (API_KEY, CANARY, MONEY, *PERSONAL):
        assert secret not in said
        assert secret.encode() not in written + unpacked


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the documented methods are not at {SCHEMA}")
def test_every_request_is_one_that_is_documented(ozlint: Ozlint, ozon: FakeOzon, server: Server, now: float) -> None:
    """Whatever flags there are, the documented schema has nothing against what is sent."""
    ozon.add(shipments(3, now - DAY, now - 60))
    ozon.report = '"Номер отправления"\n"1-1"\n'.encode()
    for arguments in (
        ("--scheme", "fbs,fbo", "--details", "--status", "delivering"),
        ("--unfulfilled",),
        ("--via", "report"),
    ):
        assert ozlint("fetch", *arguments, "-o", "a", extra=key(server)).code == 0
    asked = [call for call in ozon.calls if call.path not in ("/v1/roles", "/files/1.csv")]
    assert len({call.path for call in asked}) == 6
    assert [faults_of(call.path, call.body) for call in asked] == [[]] * len(asked)
