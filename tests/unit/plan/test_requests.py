"""From what is written of a request to the request."""

from typing import Any

import pytest

from ozlint.plan.envelope import open_envelope
from ozlint.plan.requests import Draft, RequestFault, draft_request

DELIVERING = "/v2/fbs/posting/delivering"


def draft(record: dict[str, Any], method: str | None = None) -> Draft:
    """Return the draft of a record."""
    return draft_request(open_envelope(record), method)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (
            {"tracking_numbers": [{"posting_number": "1", "tracking_number": "2"}]},
            "/v2/fbs/posting/tracking-number/set",
        ),
        ({"posting_number": "1", "packages": []}, "/v4/posting/fbs/ship"),
        ({"posting_number": "1", "packages": [], "with": {"additional_data": True}}, "/v4/posting/fbs/ship"),
        ({"posting_number": "1", "products": []}, "/v4/posting/fbs/ship/package"),
        ({"posting_number": "1", "new_cutoff_date": "2026-11-22T09:00:00Z"}, "/v1/posting/cutoff/set"),
        ({"posting_number": "1", "new_timeslot": {}}, "/v1/posting/fbs/timeslot/set"),
        ({"posting_number": "1", "cancel_reason_id": 352}, "/v2/posting/fbs/cancel"),
        ({"posting_number": "1", "cancel_reason_message": "x"}, "/v2/posting/fbs/cancel"),
        ({"posting_number": "1", "multi_box_qty": 2}, "/v3/posting/multiboxqty/set"),
        ({"posting_number": "1", "pickup_code": "2"}, "/v1/posting/fbs/pick-up-code/verify"),
    ],
)
def test_the_method_of_a_bare_body_is_told_from_its_keys(body: dict[str, Any], path: str) -> None:
    """Where only one method takes such a body, also if a key that it needs is missing."""
    found = draft(body)
    assert found.path == path
    assert found.bare


@pytest.mark.parametrize(
    "body",
    [
        {"posting_number": ["1"]},
        {"posting_number": "1"},
        {"posting_number": "1", "with": {"analytics_data": True}},
        {"filter": {"since": "a", "to": "b"}, "limit": 100},
        {"x": 1},
        {},
    ],
)
def test_where_several_methods_fit_none_is_guessed(body: dict[str, Any]) -> None:
    """Whoever wrote it is asked to name the method."""
    with pytest.raises(RequestFault) as raised:
        draft(body)
    assert raised.value.field == "path"
    assert '"path"' in raised.value.reason.en
    assert '"path"' in raised.value.reason.ru


@pytest.mark.parametrize(
    "body",
    [
        {"posting_number": "1", "status": "delivering", "products": [], "tracking_number": "2"},
        {"postings": [], "has_next": False, "cursor": ""},
        {"result": {"postings": []}},
    ],
)
def test_postings_in_place_of_a_plan_are_known_as_such(body: dict[str, Any]) -> None:
    """Whoever swapped two files is told which is which."""
    with pytest.raises(RequestFault) as raised:
        draft(body)
    assert "--updates" in raised.value.reason.en
    assert "--updates" in raised.value.reason.ru


def test_what_to_do_is_told_before_the_methods() -> None:
    """A report shows the beginning of a reason."""
    with pytest.raises(RequestFault) as raised:
        draft({"posting_number": ["1"]})
    assert raised.value.reason.en.index("--method") < raised.value.reason.en.index("/v2/")


def test_several_methods_are_named() -> None:
    """So that one can be picked."""
    with pytest.raises(RequestFault, match=r"/v2/fbs/posting/delivering, /v2/fbs/posting/last-mile"):
        draft({"posting_number": ["1"]})


def test_a_method_may_be_given_for_all() -> None:
    """A request that tells its own keeps it."""
    assert draft({"posting_number": ["1"]}, DELIVERING).path == DELIVERING
    own = draft({"path": "/v2/fbs/posting/last-mile", "body": {"posting_number": ["1"]}}, DELIVERING)
    assert own.path == "/v2/fbs/posting/last-mile"


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"path": DELIVERING}, "body"),
        ({"path": DELIVERING, "body": "no json"}, "body"),
        ({"path": DELIVERING, "body": [1]}, "body"),
        ({"path": "nonsense", "body": {"posting_number": ["1"]}}, "path"),
        ({"path": DELIVERING, "body": {}}, "posting_number"),
        ({"path": DELIVERING, "body": {"posting_numbers": ["1"]}}, "posting_number"),
        ({"path": DELIVERING, "body": {"posting_number": []}}, "posting_number"),
        ({"path": "/v4/posting/fbs/ship", "body": {"packages": []}}, "posting_number"),
        ({"path": "/v2/fbs/posting/tracking-number/set", "body": {"posting_number": "1"}}, "tracking_numbers"),
    ],
)
def test_what_is_no_request_is_told(record: dict[str, Any], field: str) -> None:
    """With the key at fault, in both languages."""
    with pytest.raises(RequestFault) as raised:
        draft(record)
    assert raised.value.field == field
    assert raised.value.reason.ru


def test_a_text_in_place_of_a_list_is_kept() -> None:
    """It can be understood; that Ozon does not take it is for a rule to say."""
    found = draft({"path": DELIVERING, "body": {"posting_number": "1-1-1"}})
    assert found.body == {"posting_number": "1-1-1"}
    assert found.pointers == ()


def test_of_a_body_what_the_method_knows_is_kept_and_the_rest_named() -> None:
    """Ozon leaves it unread, and so does ozlint."""
    found = draft({"path": DELIVERING, "body": {"posting_number": ["1"], "status": "x", "customer": {"name": "Y"}}})
    assert found.body == {"posting_number": ["1"]}
    assert found.unknown_keys == ("status", "customer")


def test_a_method_that_is_not_known_is_a_request_all_the_same() -> None:
    """Of its body is kept what any method knows."""
    found = draft({"path": "/v9/posting/fbs/ship", "body": {"posting_number": "1", "buyer": "Y"}})
    assert found.contract is None
    assert found.body == {"posting_number": "1"}
    assert found.unknown_keys == ()


def test_where_the_postings_stand() -> None:
    """As pointers from the record on."""
    found = draft({"url": DELIVERING, "request": {"body": {"posting_number": ["1", "2"]}}})
    assert found.pointers == ("/request/body/posting_number/0", "/request/body/posting_number/1")


def test_the_time_of_the_hand_over_is_kept_as_written() -> None:
    """One for all, or each by its number; other values are none."""
    entry = {"path": DELIVERING, "body": {"posting_number": ["1"]}}
    assert draft({**entry, "handed_at": "2026-11-22"}).handed_at == "2026-11-22"
    assert draft({**entry, "handed_at": {"1": "2026-11-22", "2": 5}}).handed_at == {"1": "2026-11-22"}
    assert draft({**entry, "handed_at": 5}).handed_at is None
