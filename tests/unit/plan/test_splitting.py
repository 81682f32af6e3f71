"""Splitting a plan into what may be sent and what is held."""

from typing import Any

from ozlint.model.text import Text
from ozlint.plan.reading import Plan, plan_of
from ozlint.plan.splitting import UNKNOWN_METHOD, Hold, Share, fault_text, split_plan

DELIVERING = "/v2/fbs/posting/delivering"
FIRST, SECOND = "2026-11-21", "2026-11-22"
WHY = Text("why", "почему")
ALSO = Text("also", "ещё")


def numbers(count: int) -> list[str]:
    """Return posting numbers."""
    return [f"{n}-0001-1" for n in range(count)]


def request(*listed: Any, **around: object) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a request about some postings."""
    return {"path": DELIVERING, "body": {"posting_number": list(listed)}, **around}


def sent(shares: tuple[Share, ...]) -> list[Any]:
    """Return the postings of some shares, batch by batch."""
    return [share.body.get("posting_number") for share in shares]


def plan(*requests: dict[str, Any]) -> Plan:
    """Return a plan."""
    return plan_of(requests)


def test_without_holds_everything_passes_as_it_is() -> None:
    """A request stays one request."""
    split = split_plan(plan(request("1", "2"), request("3")), [])
    assert sent(split.passed) == [["1", "2"], ["3"]]
    assert not split.holds_anything


def test_one_held_posting_leaves_the_others() -> None:
    """In their order; what is held has its reasons, all of them."""
    holds = [Hold(0, 1, (WHY,)), Hold(0, 1, (ALSO,))]
    split = split_plan(plan(request("1", "2", "3"), request("4")), holds)
    assert sent(split.passed) == [["1", "3"], ["4"]]
    assert sent(split.held) == [["2"]]
    assert [share.reasons for share in split.held] == [((WHY, ALSO),)]
    assert split.holds_anything


def test_a_whole_request_may_be_held() -> None:
    """Each of its postings then, for that reason and its own."""
    split = split_plan(plan(request("1", "2")), [Hold(0, None, (WHY,)), Hold(0, 0, (ALSO,))])
    assert split.passed == ()
    assert [share.reasons for share in split.held] == [((WHY, ALSO), (WHY,))]


def test_a_hold_without_a_reason_holds() -> None:
    """That nothing is told of it does not let it pass."""
    split = split_plan(plan(request("1", "2")), [Hold(0, 0, ())])
    assert (sent(split.passed), sent(split.held)) == ([["2"]], [["1"]])


def test_batches_are_cut_to_what_ozon_takes() -> None:
    """What is too large is no reason to hold it; what is held is not cut."""
    split = split_plan(plan(request(*numbers(45))), [Hold(0, 0, (WHY,))])
    assert [len(batch) for batch in sent(split.passed)] == [20, 20, 4]
    assert [number for batch in sent(split.passed) for number in batch] == numbers(45)[1:]
    many = {"path": "/v2/posting/fbs/awaiting-delivery", "body": {"posting_number": numbers(101)}}
    assert [len(batch) for batch in sent(split_plan(plan(many), []).passed)] == [100, 1]
    unbounded = {"path": "/v2/posting/fbs/arbitration", "body": {"posting_number": numbers(101)}}
    assert [len(batch) for batch in sent(split_plan(plan(unbounded), []).passed)] == [101]


def test_what_cannot_be_read_is_held() -> None:
    """With the field at fault; what is no request at all is among the lost."""
    split = split_plan(plan(request("1", None), {"path": DELIVERING}), [])
    assert sent(split.passed) == [["1"]]
    (held,) = split.held
    assert (held.numbers, held.reasons[0][0].en.partition(":")[0]) == ((None,), "posting_number")
    (lost,) = split.lost
    assert fault_text(lost.record).ru.startswith("body: ")


def test_what_is_not_known_is_not_passed() -> None:
    """Nobody could check what such a method would do."""
    split = split_plan(plan({"path": "/v9/posting/fbs/ship", "body": {"posting_number": "1"}}), [])
    assert split.passed == ()
    assert split.held[0].reasons == ((UNKNOWN_METHOD,),)


def test_a_request_that_changes_nothing_goes_whole() -> None:
    """Either way."""
    listing = {"path": "/v4/posting/fbs/list", "body": {"filter": {"since": "a", "to": "b"}, "limit": 1}}
    assert split_plan(plan(listing), []).passed[0].body == listing["body"]
    assert split_plan(plan(listing), [Hold(0, None, (WHY,))]).held[0].reasons == ((WHY,),)


def test_a_text_in_place_of_a_list_stays_one() -> None:
    """Nothing is mended."""
    text = {"path": DELIVERING, "body": {"posting_number": "1"}}
    split = split_plan(plan(text), [])
    assert split.passed[0].body == text["body"]
    assert split.passed[0].numbers == ("1",)


def test_the_time_of_the_hand_over_goes_with_its_posting() -> None:
    """Where each has its own; one for all goes with all."""
    split = split_plan(plan(request("1", "2", "3", handed_at={"1": FIRST, "2": SECOND})), [Hold(0, 1, (WHY,))])
    assert [share.handed_at for share in (*split.passed, *split.held)] == [{"1": FIRST}, {"2": SECOND}]
    split = split_plan(plan(request("1", "2", handed_at="2026-11-22")), [Hold(0, 1, (WHY,))])
    assert [share.handed_at for share in (*split.passed, *split.held)] == ["2026-11-22"] * 2


def test_splitting_takes_a_time_in_proportion_to_the_plan() -> None:
    """Also where one request has very many postings, each with a time of its own."""
    import time

    count = 20_000
    whole = plan(request(*numbers(count), handed_at=dict.fromkeys(numbers(count), "2026-11-22")))
    begin = time.process_time()
    split = split_plan(whole, [Hold(0, place, (WHY,)) for place in range(0, count, 2)])
    assert sum(len(share.handed_at or ()) for share in split.passed) == count // 2
    assert time.process_time() - begin < 5
