"""Fetching over HTTP from a fake Ozon: all of it, once each; or an error, and a partial file to go on with."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from fake_ozon.clients import DAY, WEEK, Connect
from fake_ozon.clock import NOW, FastClock
from fake_ozon.ozon import FakeOzon
from fake_ozon.schema import SCHEMA, faults_of
from fake_ozon.server import Server
from fake_ozon.shipment import PERSONAL, shipment, shipments
from ozlint.errors import SourceError
from ozlint.seller_api.client import Client
from ozlint.seller_api.fetch import fetch
from ozlint.seller_api.manifest import Manifest, load_manifest, read_manifest
from ozlint.seller_api.partial import partial_path
from ozlint.seller_api.problem import ApiProblem
from ozlint.seller_api.query import Query
from ozlint.seller_api.remembered import Remembered
from ozlint.seller_api.snapshot import begin_snapshot, resume_snapshot
from ozlint.seller_api.window import Window, window_of

V4, V3 = "/v4/posting/fbs/list", "/v3/posting/fbs/list"
FBO, OLD_FBO = "/v3/posting/fbo/list", "/v2/posting/fbo/list"
SINCE = NOW - 7 * DAY


def fetched(client: Client, file: Path, query: Query, **options: Any) -> Manifest:  # noqa: ANN401 - as fetch takes them
    """Return the manifest of a new snapshot."""
    with begin_snapshot(file, query, client.clock) as snapshot:
        return fetch(client, snapshot, **options)


def resumed(client: Client, file: Path) -> Manifest:
    """Return the manifest of a snapshot that was gone on with."""
    with resume_snapshot(file, None, client.clock) as snapshot:
        return fetch(client, snapshot)


def postings_in(file: Path) -> list[Any]:
    """Return what is in a snapshot."""
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def numbers_in(file: Path) -> list[str]:
    """Return the posting numbers of a snapshot, sorted, as often as they are in it."""
    return sorted(posting["posting_number"] for posting in postings_in(file))


def failing(client: Client, file: Path, query: Query) -> ApiProblem:
    """Return the problem that a fetch ends with."""
    with pytest.raises(ApiProblem) as failed:
        fetched(client, file, query)
    return failed.value


def asked(ozon: FakeOzon) -> Counter[str]:
    """Return how often each method was asked."""
    return Counter(call.path for call in ozon.calls)


@pytest.fixture
def stocked(ozon: FakeOzon) -> FakeOzon:
    """Seven hundred postings of a week, of both schemes."""
    ozon.add(shipments(500, SINCE, NOW))
    ozon.add(shipments(200, SINCE, NOW, "fbo"))
    return ozon


BOTH = Query(window=WEEK, schemes=("fbs", "fbo"), account="main")


@pytest.mark.parametrize("in_result", [False, True])
def test_everything_is_fetched_once(
    stocked: FakeOzon,
    connected: Connect,
    file: Path,
    in_result: bool,  # noqa: FBT001 - a parameter of a case
) -> None:
    """Both schemes, in either envelope; each line has the account and nothing personal."""
    stocked.in_result = in_result
    manifest = fetched(connected(), file, BOTH)
    assert numbers_in(file) == stocked.numbers
    assert manifest.postings == {"fbs": 500, "fbo": 200}
    assert manifest.requests == asked(stocked)
    assert manifest.complete
    assert read_manifest(file) == manifest
    assert {posting["account"] for posting in postings_in(file)} == {"main"}
    assert not any(hidden in file.read_text(encoding="utf-8") for hidden in PERSONAL)


def test_nothing_is_a_snapshot_too(ozon: FakeOzon, connected: Connect, file: Path, week: Query) -> None:
    """An account without postings has an empty file, and a manifest that says it is all."""
    manifest = fetched(connected(), file, week)
    assert (file.read_bytes(), manifest.complete, manifest.postings) == (b"", True, {"fbs": 0})


def test_progress_is_told(stocked: FakeOzon, connected: Connect, file: Path) -> None:
    """With numbers that never go back, and the last of which is all."""
    told: list[int] = []
    fetched(connected(), file, BOTH, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 700


@pytest.mark.parametrize("includes", [(True, True), (True, False), (False, True), (False, False)])
def test_nothing_falls_between_two_parts(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query, includes: tuple[bool, bool]
) -> None:
    """Whether Ozon counts the ends of a window in or not: postings right at each inner border come once."""
    ozon.includes = includes
    borders = [SINCE + day * DAY + second for day in range(1, 7) for second in (-1, 0, 1)]
    ozon.add(shipment(f"{place}-0001-1", border) for place, border in enumerate(borders))
    fetched(connected(), file, week)
    assert numbers_in(file) == ozon.numbers


@pytest.mark.parametrize("end", ["honest", "empty", "unmoved"])
@pytest.mark.parametrize("count", [0, 99, 100, 101, 250])
def test_a_list_may_end_in_many_ways(  # noqa: PLR0913, PLR0917 - fixtures and a case
    ozon: FakeOzon, connected: Connect, file: Path, week: Query, end: str, count: int
) -> None:
    """With its last page, with an empty one that promises more, with a cursor that stands still."""
    ozon.end = end
    ozon.add(shipments(count, SINCE + 60, SINCE + 3600))
    fetched(connected(), file, week)
    assert numbers_in(file) == ozon.numbers


def test_pages_may_overlap(stocked: FakeOzon, connected: Connect, file: Path) -> None:
    """A posting that stands on two pages is written once."""
    stocked.repeats = 7
    fetched(connected(), file, BOTH)
    assert numbers_in(file) == stocked.numbers


def test_a_list_that_gets_stuck_is_divided(ozon: FakeOzon, connected: Connect, file: Path, week: Query) -> None:
    """Ozon says that there is more and leads nowhere: shorter windows have all of it."""
    ozon.stuck_over = 130
    ozon.add(shipments(700, SINCE + 60, SINCE + 3600))
    manifest = fetched(connected(), file, week)
    assert numbers_in(file) == ozon.numbers
    assert len(manifest.parts) > 7


def test_a_list_that_is_stuck_for_good_is_an_error(ozon: FakeOzon, connected: Connect, file: Path, week: Query) -> None:
    """More postings in one moment than a page has, and no way to the rest: that is not all, and is said."""
    ozon.stuck_over = 100
    ozon.add(shipment(f"{place}-0001-1", SINCE + 60) for place in range(101))
    assert failing(connected(), file, week).kind == "stuck"


def test_a_window_that_is_too_long_is_divided(stocked: FakeOzon, connected: Connect, file: Path) -> None:
    """Some accounts are given a month, some less; the docs say a year."""
    stocked.longest = 8 * 3600
    fetched(connected(), file, BOTH)
    assert numbers_in(file) == stocked.numbers


def test_three_years_are_asked_a_year_at_a_time(ozon: FakeOzon, connected: Connect, file: Path) -> None:
    """No window is longer than Ozon takes."""
    ozon.longest = 365 * DAY
    ozon.add(shipments(300, NOW - 3 * 365 * DAY, NOW))
    fetched(connected(), file, Query(window=window_of(NOW - 3 * 365 * DAY, NOW)))
    assert numbers_in(file) == ozon.numbers
    assert not any("TOO_LONG" in str(call) for call in ozon.calls)


@pytest.mark.parametrize("status", [404, 410, 400])
def test_older_methods_stand_in(stocked: FakeOzon, connected: Connect, file: Path, status: int) -> None:
    """Ozon says in three ways that a method is gone; the older ones have the same postings."""
    stocked.off = {V4: status, FBO: status}
    manifest = fetched(connected(), file, BOTH)
    assert numbers_in(file) == stocked.numbers
    assert {part.method for part in manifest.parts} == {V3, OLD_FBO}


def test_a_method_that_goes_in_the_middle_is_stood_in_for(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """What was read by then is not written again."""
    ozon.add(shipments(900, SINCE + 60, SINCE + 3600))
    ozon.after_page = lambda one: one.off.update({V4: 410}) if asked(one)[V4] > 9 else None
    fetched(connected(), file, week)
    assert numbers_in(file) == ozon.numbers
    assert asked(ozon)[V3] > 0


def test_methods_that_are_all_gone_are_an_error(stocked: FakeOzon, connected: Connect, file: Path, week: Query) -> None:
    """The message says that ozlint is too old for this Ozon."""
    stocked.off = {V4: 410, V3: 400}
    told = failing(connected(), file, week)
    assert told.kind == "gone"
    assert "Update ozlint" in told.text.en


def test_a_wrong_key_is_not_taken_for_a_method_that_is_gone(
    stocked: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """Ozon answers 404 to both; here no older method is asked."""
    assert failing(connected(api_key="0000-1111"), file, week).kind == "wrong_key"
    assert set(asked(stocked)) == {V4}


def test_an_older_list_that_grows_too_long_for_its_offset_is_divided(
    ozon: FakeOzon, connected: Connect, file: Path
) -> None:
    """The old FBO list goes as far as a certain offset and no further."""
    ozon.off = {FBO: 410}
    ozon.greatest_offset = 2000
    ozon.add(shipments(5000, SINCE + 60, SINCE + 7200, "fbo"))
    fetched(connected(), file, Query(window=WEEK, schemes=("fbo",)))
    assert numbers_in(file) == ozon.numbers


@pytest.mark.parametrize("method", [V4, V3])
def test_postings_that_vanish_hide_no_others(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query, method: str
) -> None:
    """While pages are read, postings leave the list; all that stay are in the snapshot, once each."""
    ozon.off = {V4: 410} if method == V3 else {}
    ozon.add(shipments(400, SINCE + 60, SINCE + 3600))
    leaving = ozon.numbers[::3]

    def leave(one: FakeOzon) -> None:
        for number in leaving[:9]:
            one.remove(number)
        del leaving[:9]

    ozon.after_page = leave
    fetched(connected(), file, week, side_by_side=1)
    found = numbers_in(file)
    assert set(ozon.numbers) <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({"statuses": ("delivered",)}, lambda number: number % 3 == 0),
        ({"statuses": ("delivered", "cancelled")}, lambda number: number % 3 != 1),
        ({"warehouse_ids": (5,)}, lambda number: number % 2 == 0),
    ],
)
@pytest.mark.parametrize("off", [{}, {V4: 410}])
def test_conditions_hold(  # noqa: PLR0913, PLR0917 - fixtures and a case
    ozon: FakeOzon,
    connected: Connect,
    file: Path,
    week: Query,
    conditions: dict[str, Any],
    fits: Callable[[int], bool],
    off: dict[str, int],
) -> None:
    """Statuses and warehouses, by either method, though the older one knows a single status."""
    ozon.off = off
    for number in range(120):
        status = ("delivered", "delivering", "cancelled")[number % 3]
        ozon.add([shipment(f"{number}-0001-1", SINCE + 60 + number, status=status, warehouse=5 + number % 2)])
    fetched(connected(), file, structs.replace(week, **conditions))
    assert numbers_in(file) == sorted(f"{number}-0001-1" for number in range(120) if fits(number))


@pytest.mark.parametrize("off", [{}, {"/v4/posting/fbs/unfulfilled/list": 404}])
def test_unfulfilled_postings_are_fetched_by_their_cut_off(
    ozon: FakeOzon, connected: Connect, file: Path, off: dict[str, int]
) -> None:
    """Those that have to be packed in the window, without the ones that are done."""
    ozon.off = off
    ozon.add(shipment(f"{day}-0001-1", SINCE + day * DAY, status="awaiting_deliver") for day in range(9))
    ozon.add([shipment("99-0001-1", SINCE, status="delivered")])
    query = Query(window=window_of(SINCE + 2 * DAY, SINCE + 6 * DAY), task="unfulfilled")
    fetched(connected(), file, query)
    assert numbers_in(file) == [f"{day}-0001-1" for day in range(1, 6)]


def test_details_are_added(ozon: FakeOzon, connected: Connect, file: Path) -> None:
    """Each FBS posting is asked for by itself, and has its hand-over then; FBO has no such method."""
    ozon.add(shipments(30, SINCE + 60, NOW))
    ozon.add(shipments(5, SINCE + 60, NOW, "fbo"))
    manifest = fetched(connected(), file, structs.replace(BOTH, details=True))
    assert manifest.requests["/v3/posting/fbs/get"] == 30
    handed = [posting.get("fact_delivery_date") for posting in postings_in(file)]
    assert Counter(handed) == {"2026-11-01T10:00:00Z": 30, None: 5}
    assert not any(hidden in file.read_text(encoding="utf-8") for hidden in PERSONAL)


def test_a_posting_that_vanished_before_its_details_stays_as_listed(
    ozon: FakeOzon, connected: Connect, file: Path
) -> None:
    """Between the list and the question for it."""
    ozon.add(shipments(3, SINCE + 60, SINCE + 3600))
    first, gone, last = ozon.numbers
    ozon.after_page = lambda one: one.remove(gone)
    fetched(connected(), file, Query(window=window_of(SINCE, SINCE + DAY), details=True))
    handed = {posting["posting_number"]: posting.get("fact_delivery_date") for posting in postings_in(file)}
    assert handed == {first: "2026-11-01T10:00:00Z", gone: None, last: "2026-11-01T10:00:00Z"}


def test_details_that_are_refused_end_the_fetch(ozon: FakeOzon, connected: Connect, file: Path, week: Query) -> None:
    """Postings without what was asked of them are not all that was asked."""
    ozon.add(shipments(3, SINCE + 60, SINCE + 3600))
    ozon.refuses = {"/v3/posting/fbs/get": (403, "Api-Key is missing a required role for a method")}
    assert failing(connected(), file, structs.replace(week, details=True)).kind == "role"


GET = "/v3/posting/fbs/get"
USEFUL = structs.replace(BOTH, details_in=("delivering",))


def test_details_of_use_are_asked_for_after_the_lists(
    stocked: FakeOzon, connected: Connect, file: Path, tmp_path: Path
) -> None:
    """Those of FBS postings in these statuses, and no others; each posting is there once, and nothing else is."""
    stocked.add([shipment("9-0001-1", SINCE + 90, status="awaiting_deliver")])
    manifest = fetched(connected(), file, USEFUL)
    paths = [call.path for call in stocked.calls]
    assert GET not in paths[: -paths.count(GET)]
    assert numbers_in(file) == stocked.numbers
    assert Counter("fact_delivery_date" in one for one in postings_in(file)) == {True: 500, False: 201}
    assert (manifest.requests[GET], manifest.undetailed, manifest.why_undetailed) == (500, 0, None)
    assert read_manifest(file) == manifest
    assert len(list(tmp_path.iterdir())) == 2


def test_a_budget_is_spent_on_the_lists_first(stocked: FakeOzon, connected: Connect, file: Path) -> None:
    """What is left of it goes to details; who is without them is counted, with the reason."""
    pages = sum(fetched(connected(), file, BOTH).requests.values())
    manifest = fetched(connected(max_requests=pages + 20), file, USEFUL)
    assert manifest.complete
    assert numbers_in(file) == stocked.numbers
    assert sum("fact_delivery_date" in one for one in postings_in(file)) == 20
    assert manifest.undetailed == 480
    assert manifest.why_undetailed is not None
    assert "is used up" in manifest.why_undetailed.en


def test_details_of_use_that_are_refused_do_not_end_the_fetch(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """The postings are whole as the list has them; Ozon is not asked again for each."""
    ozon.add(shipments(200, SINCE + 60, SINCE + 3600))
    ozon.refuses = {GET: (403, "Api-Key is missing a required role for a method")}
    manifest = fetched(connected(), file, structs.replace(week, details_in=("delivering",)))
    assert (manifest.complete, manifest.undetailed) == (True, 200)
    assert asked(ozon)[GET] <= 8


def test_an_interrupted_second_pass_is_begun_anew(
    ozon: FakeOzon, connected: Connect, file: Path, tmp_path: Path, week: Query
) -> None:
    """The lists are not read again."""
    ozon.add(shipments(300, SINCE + 60, SINCE + 3600))
    told: list[int] = []

    def interrupt(count: int) -> None:
        told.append(count)
        if asked(ozon)[GET] > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetched(connected(), file, structs.replace(week, details_in=("delivering",)), progress=interrupt)
    before = asked(ozon)
    manifest = resumed(connected(), file)
    assert asked(ozon) - before == {GET: 300}
    assert (manifest.complete, manifest.undetailed) == (True, 0)
    assert [one["fact_delivery_date"][:4] for one in postings_in(file)] == ["2026"] * 300
    assert numbers_in(file) == ozon.numbers
    assert len(list(tmp_path.iterdir())) == 2


def test_details_that_are_remembered_are_not_asked_for(
    ozon: FakeOzon, connected: Connect, fast: FastClock, file: Path, week: Query
) -> None:
    """Until the list says something else of the posting, or a quarter of a day is over."""
    ozon.add(shipments(5, SINCE + 60, SINCE + 3600))
    remembered = Remembered()
    query = structs.replace(week, details_in=("delivering",))

    def asked_again() -> int:
        before = asked(ozon)[GET]
        fetched(connected(), file, query, remembered=remembered)
        assert all("fact_delivery_date" in one for one in postings_in(file))
        return asked(ozon)[GET] - before

    assert [asked_again(), asked_again()] == [5, 0]
    number = ozon.numbers[0]
    ozon.remove(number)
    ozon.add([shipment(number, SINCE + 60, tracking_number="NEW")])
    assert asked_again() == 1
    fast.sleep(7 * 3600)
    assert asked_again() == 5


def test_a_record_that_cannot_be_read_costs_only_itself(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """It is written as far as it can be, counted and named; all others are whole."""
    ozon.add(shipments(5, SINCE + 60, NOW))
    ozon.add([shipment("9-0001-1", SINCE + 90, is_express={"?": PERSONAL[0]})])
    manifest = fetched(connected(), file, week)
    assert numbers_in(file) == ozon.numbers
    assert manifest.misread == 1
    assert (manifest.misreadings[0].posting_number, manifest.misreadings[0].field) == ("9-0001-1", "is_express")
    assert PERSONAL[0] not in file.read_text(encoding="utf-8")


FAULTS = ["429", "500", "502", "circle", "half", "cut", "bad gzip", "web page", "no list"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_now_and_then_costs_nothing(stocked: FakeOzon, connected: Connect, file: Path, fault: str) -> None:
    """Every fourth request fails; the snapshot is whole all the same."""
    stocked.befalls = lambda _: fault if len(stocked.calls) % 4 == 0 else ""
    fetched(connected(), file, BOTH)
    assert numbers_in(file) == stocked.numbers


@pytest.mark.parametrize("fault", FAULTS)
def test_what_fails_for_good_leaves_something_to_go_on_with(
    stocked: FakeOzon, connected: Connect, file: Path, fault: str
) -> None:
    """Exit 3 and a partial file; going on reads only what is missing."""
    stocked.befalls = lambda _: fault if len(stocked.calls) > 9 else ""
    with pytest.raises(SourceError):
        fetched(connected(), file, BOTH)
    assert not file.exists()
    partial = load_manifest(partial_path(file))
    assert partial is not None
    assert not partial.complete
    done = [part for part in partial.parts if part.done]
    assert done
    stocked.befalls = None
    stocked.calls.clear()
    manifest = resumed(connected(), file)
    assert numbers_in(file) == stocked.numbers
    assert manifest.requests[V4] == partial.requests[V4] + asked(stocked)[V4]
    again = {call.json["filter"]["since"] for call in stocked.calls if call.path == V4}
    assert not again & {part.window.since for part in done if part.method == V4}


def test_a_budget_can_be_fetched_in_instalments(stocked: FakeOzon, connected: Connect, file: Path) -> None:
    """Five requests at a time; no page is read twice."""
    assert failing(connected(max_requests=5), file, BOTH).kind == "budget"
    while not file.exists():
        with suppress(ApiProblem):
            resumed(connected(max_requests=5), file)
        assert len(stocked.calls) < 100
    assert numbers_in(file) == stocked.numbers
    assert len(stocked.calls) == len({call.body + call.path.encode() for call in stocked.calls})


def test_a_time_limit_leaves_something_to_go_on_with(
    stocked: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """Ozon is slow today: what was read by then is kept."""
    stocked.befalls = lambda _: "circle" if len(stocked.calls) > 3 else ""
    assert failing(connected(total_seconds=60), file, week).kind == "time_up"
    stocked.befalls = None
    resumed(connected(), file)
    assert len(numbers_in(file)) == 500


def test_an_interruption_leaves_something_to_go_on_with(stocked: FakeOzon, connected: Connect, file: Path) -> None:
    """Ctrl-C while pages come in."""

    def interrupt(count: int) -> None:
        if count > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetched(connected(), file, BOTH, progress=interrupt)
    resumed(connected(), file)
    assert numbers_in(file) == stocked.numbers


def test_a_cursor_that_grew_stale_begins_its_part_anew(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """Ozon does not keep cursors for ever; nothing is written twice."""
    ozon.add(shipments(450, SINCE + 60, SINCE + 3600))
    assert failing(connected(max_requests=9), file, week).kind == "budget"
    partial = load_manifest(partial_path(file))
    assert partial is not None
    assert any(part.cursor for part in partial.parts)
    ozon.forgets_cursors = True
    ozon.after_page = lambda one: setattr(one, "forgets_cursors", False)
    resumed(connected(), file)
    assert numbers_in(file) == ozon.numbers


def test_cursors_that_are_never_taken_are_an_error(ozon: FakeOzon, connected: Connect, file: Path, week: Query) -> None:
    """Beginning anew is tried once."""
    ozon.add(shipments(450, SINCE + 60, SINCE + 3600))
    ozon.forgets_cursors = True
    told = failing(connected(), file, week)
    assert (told.kind, "cursor is not valid" in told.text.en) == ("refused", True)
    assert len(ozon.calls) < 20


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (403, "Offer not signed", "offer"),
        (403, "Api-Key is missing a required role for a method", "role"),
        (403, "Api-key is deactivated, use another one or generate a new one", "deactivated"),
        (403, "access denied", "not_enabled"),
        (400, "seller does not work by FBS", "refused"),
    ],
)
def test_a_refusal_is_told_with_what_to_do(  # noqa: PLR0913, PLR0917 - fixtures and a case
    stocked: FakeOzon, connected: Connect, file: Path, week: Query, status: int, words: str, kind: str
) -> None:
    """At once: asking again, or asking an older method, would not help."""
    stocked.refuses = {V4: (status, words)}
    told = failing(connected(), file, week)
    assert told.kind == kind
    assert V4 in told.text.en
    assert set(asked(stocked)) == {V4}


def test_a_strange_answer_is_never_an_empty_list(
    stocked: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """A green run over nothing is the worst there is."""
    stocked.befalls = lambda _: "no list"
    assert failing(connected(), file, week).kind == "unreadable"


def test_ozons_pace_is_kept(stocked: FakeOzon, server: Server, connected: Connect, file: Path) -> None:
    """A server that counts real time turns nobody away, though the client's own clock stands still but for pauses."""
    client = connected()
    fetched(client, file, BOTH)
    sent = sum(client.sent.values())
    assert client.clock.elapsed() >= (sent - 2) / 48 - 0.01


def test_a_server_that_turns_requests_away_is_waited_for(
    stocked: FakeOzon, server: Server, connected: Connect, file: Path, fast: FastClock
) -> None:
    """Other programs use up the account's pace: 429 again and again, and all is fetched in the end."""
    turned = {"count": 0}

    def busy(_: str) -> str:
        turned["count"] += 1
        return "429" if turned["count"] % 2 else ""

    stocked.befalls = busy
    fetched(connected(attempts=40), file, BOTH)
    assert numbers_in(file) == stocked.numbers
    assert fast.elapsed() > 5


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the documented schema is not at hand")
def test_every_request_of_a_fetch_is_sound_by_the_documented_schema(
    ozon: FakeOzon, connected: Connect, file: Path
) -> None:
    """As they arrive, by new and old methods, with every condition, cursors and offsets among them."""
    ozon.add(shipments(110, SINCE + 60, SINCE + 3600))
    full = structs.replace(
        BOTH,
        schemes=("fbs",),
        statuses=("delivering", "delivered"),
        warehouse_ids=(1,),
        delivery_method_ids=(7,),
        changed=Window("2026-11-01T00:00:00Z", "2026-11-22T00:00:00Z"),
    )
    for off in ({}, {V4: 410, FBO: 410, "/v4/posting/fbs/unfulfilled/list": 410}):
        ozon.off = off
        for query in (BOTH, full, structs.replace(full, task="unfulfilled"), structs.replace(full, details=True)):
            fetched(connected(), file, query)
    assert len(asked(ozon)) == 7
    assert any(call.json.get("cursor") for call in ozon.calls)
    assert any(call.json.get("offset") for call in ozon.calls)
    for call in ozon.calls:
        assert faults_of(call.path, call.body) == [], call


def test_a_lenient_ozon_gives_no_more_than_was_asked(
    ozon: FakeOzon, connected: Connect, file: Path, week: Query
) -> None:
    """Ozon passes over what it does not know; the statuses are looked at once more here."""
    ozon.is_strict = False
    ozon.add(shipment(f"{n}-0001-1", SINCE + 60, status=s) for n, s in enumerate(["delivered", "cancelled"]))
    ozon._found, whole = lambda contract, _, window: whole(contract, {}, window), ozon._found  # type: ignore[method-assign]
    fetched(connected(), file, structs.replace(week, statuses=("delivered",)))
    assert numbers_in(file) == ["0-0001-1"]
