"""From what was typed to a plan."""

import io
import json
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from ozlint.ozon.contract import contract_of
from ozlint.plan.contents import recoded
from ozlint.plan.reading import IN_MEMORY, PlanFile, plan_of, read_plan, read_plan_file
from ozlint.sources.problem import SourceProblem

DELIVERING = "/v2/fbs/posting/delivering"
LAST_MILE = "/v2/fbs/posting/last-mile"
ONE = {"path": DELIVERING, "body": {"posting_number": ["1-1-1", "1-1-2"]}}
OTHER = {"path": LAST_MILE, "body": {"posting_number": ["1-1-3"]}}

SAMPLES = Path(__file__).parents[4] / "shared" / "domain" / "samples"


def read(text: str, **options: Any) -> PlanFile:  # noqa: ANN401 - the options of the function
    """Return what a text plans."""
    return read_plan_file(recoded("plan.json", text.encode()), **options)


def har(*entries: object) -> str:
    """Return a HAR."""
    return json.dumps({"log": {"entries": list(entries)}}, indent=1)


def call(path: str, body: object) -> dict[str, Any]:
    """Return a call as a HAR has it."""
    url = f"https://api-seller.ozon.ru{path}"
    return {"request": {"method": "POST", "url": url, "postData": {"text": json.dumps(body)}}}


@pytest.mark.parametrize(
    ("text", "format_", "pointers"),
    [
        (json.dumps(ONE), "json: a planned request", ["/body/posting_number/0", "/body/posting_number/1"]),
        (
            json.dumps([ONE, OTHER], indent=2),
            "json: list of planned requests",
            ["/0/body/posting_number/0", "/0/body/posting_number/1", "/1/body/posting_number/0"],
        ),
        (
            f"{json.dumps(ONE)}\n{json.dumps(OTHER)}\n",
            "ndjson: planned requests",
            ["/body/posting_number/0", "/body/posting_number/1", "/body/posting_number/0"],
        ),
        (har(call(**ONE), call(**OTHER)), "har", ["/log/entries/0", "/log/entries/0", "/log/entries/1"]),
    ],
)
def test_a_plan_is_known_by_its_content(text: str, format_: str, pointers: list[str]) -> None:
    """Each posting has its place; one inside of a text that of its request."""
    file = read(text)
    assert file.format == format_
    assert [update.spot.place.pointer for update in file.updates] == pointers
    for update in file.updates:
        place = update.spot.place
        assert text.split("\n")[place.line - 1][place.column - 1] in '"{'


def test_files_are_one_plan_in_the_order_given(tmp_path: Path) -> None:
    """Indexes go on from file to file; a file that is no plan costs itself."""
    (tmp_path / "b.json").write_text(json.dumps([ONE, OTHER]))
    (tmp_path / "a.csv").write_text("posting_number;action\n1-1-4;delivered\n")
    (tmp_path / "c.json").write_text("hello")
    plan = read_plan(["b.json", "c.json", "a.csv", "-"], stdin=io.BytesIO(json.dumps(ONE).encode()), cwd=tmp_path)
    assert [(request.index, request.place.path) for request in plan.requests] == [
        (0, "b.json"), (1, "b.json"), (2, "a.csv"), (3, "-"),
    ]  # fmt: skip
    assert [update.posting_number for update in plan.updates] == ["1-1-1", "1-1-2", "1-1-3", "1-1-4", "1-1-1", "1-1-2"]
    assert [problem.path for problem in plan.problems] == ["c.json"]


def test_a_record_that_cannot_be_understood_costs_itself() -> None:
    """It has its place, the field at fault and the reason."""
    text = f'{json.dumps(ONE)}\n{{"posting_number": ["1-1-5"]}}\n7\n{{"path": \n{json.dumps(OTHER)}\n'
    file = read(text)
    assert [request.path for request in file.requests] == [DELIVERING, LAST_MILE]
    assert [record.field for record in file.strays] == ["path", "", ""]
    places = file.places([record.address for record in file.strays])
    assert [place.line for place in places.values()] == [2, 3, 4]
    assert all(record.digest for record in file.strays)


def test_the_method_of_bare_bodies_may_be_given() -> None:
    """A body alone is marked as such, so that it can be written alone again."""
    (request,) = read('{"posting_number": ["1-1-5"]}', method=LAST_MILE).requests
    assert request.path == LAST_MILE
    assert request.bare


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not on this machine")
def test_the_documented_requests_are_read() -> None:
    """Each is one of the method whose example it is; without a method given it is that one or none, never another."""
    read_at_all = set()
    for path in sorted(SAMPLES.glob("*_req_*__en-2026-06.json")):
        method = "/" + path.name.split("_req_")[1].split("__")[0].replace("_", "/")
        contract = contract_of(method)
        if contract is None or not contract.changes_postings:
            continue
        body = path.read_text(encoding="utf-8")
        (request,) = read(body, method=method).requests
        assert (request.path, request.unknown_keys) == (method, ())
        assert {told.path for told in read(body).requests} <= {method}
        read_at_all.add(contract.action)
    assert len(read_at_all) >= 8


def test_calls_that_go_elsewhere_are_counted() -> None:
    """And nothing of them is kept."""
    other = {"request": {"method": "POST", "url": "https://example.com/v2/x/y", "postData": {"text": "s3cret"}}}
    file = read(har(other, call(**ONE), None))
    assert (len(file.requests), file.skipped) == (1, 2)
    assert "s3cret" not in repr(file)


def test_a_har_without_calls_to_ozon_is_a_plan_of_nothing() -> None:
    """As an empty list is."""
    assert read(har()).requests == ()
    assert read("[]").requests == ()


def test_times_without_a_zone_are_in_the_zone_given() -> None:
    """As in all of ozlint."""
    text = json.dumps({**ONE, "handed_at": "2026-11-22 12:00"})
    (update, _) = read(text, zone=timezone(timedelta(hours=3))).updates
    assert update.handed_at == 1795338000.0


def test_half_an_emoji_is_no_obstacle() -> None:
    """It is legal in JSON once it is escaped."""
    assert len(read(json.dumps({**ONE, "note": "\ud83d"})).updates) == 2
    assert len(plan_of([{**ONE, "note": "\ud83d"}]).updates) == 2


def test_what_is_no_plan_is_refused_with_what_is_expected() -> None:
    """Both kinds are shown: requests and a table."""
    with pytest.raises(SourceProblem) as raised:
        read("hello")
    assert raised.value.hint is not None
    assert '"path"' in raised.value.hint.en
    assert "posting_number, action" in raised.value.hint.ru


def test_dicts_are_a_plan() -> None:
    """What is at fault is told by the number of the dict."""
    plan = plan_of([ONE, {"path": DELIVERING}, OTHER])
    assert [request.index for request in plan.requests] == [0, 1]
    assert [update.spot.place.line for update in plan.updates] == [1, 1, 3]
    (file,) = plan.files
    (record,) = file.strays
    place = file.places([record.address])[record.address]
    assert (place.path, place.line, record.field) == (IN_MEMORY, 2, "body")


def test_a_thousand_updates_are_read_at_once() -> None:
    """Reading a plan is nothing to wait for."""
    import time

    requests = [{"path": DELIVERING, "body": {"posting_number": [f"{n}-0001-1"]}} for n in range(1000)]
    plan_of(requests[:1])
    begin = time.process_time()
    assert len(plan_of(requests).updates) == 1000
    assert time.process_time() - begin < 0.5
