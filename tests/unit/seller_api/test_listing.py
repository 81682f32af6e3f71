"""Requests as they are sent: by the contract of each method, asking for nothing about people or money."""

import json
from typing import Any

import pytest
from msgspec import structs

from fake_ozon.contract import METHODS, breach_of
from fake_ozon.schema import SCHEMA, faults_of
from ozlint.seller_api.checks import roles_request
from ozlint.seller_api.listing import details_request, page_request
from ozlint.seller_api.part import Part, parts_of, stood_in_for
from ozlint.seller_api.query import Query
from ozlint.seller_api.report import create_request, state_request
from ozlint.seller_api.request import Request
from ozlint.seller_api.window import Window

WINDOW = Window("2026-11-15T09:00:00Z", "2026-11-15T10:00:00Z")
CHANGED = Window("2026-11-16T00:00:00Z", "2026-11-17T00:00:00Z")
FULL = Query(
    window=WINDOW,
    statuses=("awaiting_deliver", "delivering"),
    warehouse_ids=(15110442724000,),
    delivery_method_ids=(21321684811000, 2),
    changed=CHANGED,
)
FBO = Query(window=WINDOW, schemes=("fbo",), statuses=("delivered",))
UNFULFILLED = structs.replace(FULL, task="unfulfilled", statuses=("awaiting_packaging",))


def asked(query: Query, part: Part | None = None) -> Any:  # noqa: ANN401 - any JSON
    """Return what is asked for the first part of a query."""
    return json.loads(page_request(query, part or parts_of(query)[0]).body)


def old(query: Query, cursor: str = "") -> Part:
    """Return the first part of a query, read by the older method."""
    part = stood_in_for(parts_of(query)[0])
    assert part is not None
    return structs.replace(part, cursor=cursor)


def test_the_fbs_list_is_asked_by_the_names_of_the_schema() -> None:
    """Version 4 wants lists of statuses, ids as texts and the direction in capitals; its own example has them wrong."""
    part = structs.replace(parts_of(FULL)[0], cursor="abc")
    assert asked(FULL, part) == {
        "cursor": "abc",
        "filter": {
            "since": "2026-11-15T09:00:00Z",
            "to": "2026-11-15T10:00:00Z",
            "statuses": ["awaiting_deliver", "delivering"],
            "warehouse_ids": ["15110442724000"],
            "delivery_method_ids": ["21321684811000", "2"],
            "last_changed_status_date": {"from": "2026-11-16T00:00:00Z", "to": "2026-11-17T00:00:00Z"},
        },
        "limit": 100,
        "sort_dir": "ASC",
        "with": {"analytics_data": True},
    }


def test_a_query_without_conditions_sends_none() -> None:
    """An empty list could be taken for "none of them"."""
    assert asked(Query(window=WINDOW))["filter"] == {"since": WINDOW.since, "to": WINDOW.to}


def test_unfulfilled_postings_are_asked_for_by_their_cut_off() -> None:
    """Without the cut-off filter live accounts get an empty list, and a window of another name is passed over."""
    wanted = asked(UNFULFILLED)["filter"]
    assert (wanted["cutoff_from"], wanted["cutoff_to"]) == (WINDOW.since, WINDOW.to)
    assert not {"since", "to"} & wanted.keys()


def test_the_older_fbs_list_is_asked_by_its_own_names() -> None:
    """Version 3 has one status, ids of warehouses as texts and others as numbers, and an offset."""
    one = structs.replace(FULL, statuses=("delivering",))
    assert asked(one, old(one, "49")) == {
        "dir": "ASC",
        "filter": {
            "since": WINDOW.since,
            "to": WINDOW.to,
            "status": "delivering",
            "warehouse_id": ["15110442724000"],
            "delivery_method_id": [21321684811000, 2],
            "last_changed_status_date": {"from": CHANGED.since, "to": CHANGED.to},
        },
        "limit": 50,
        "offset": 49,
        "with": {"analytics_data": True},
    }


def test_several_statuses_are_not_asked_of_a_method_that_knows_one() -> None:
    """All are fetched then, and the others left out when they are written."""
    assert "status" not in asked(FULL, old(FULL))["filter"]


REQUESTS = [
    page_request(FULL, parts_of(FULL)[0]),
    page_request(FULL, old(FULL)),
    page_request(UNFULFILLED, parts_of(UNFULFILLED)[0]),
    page_request(UNFULFILLED, old(UNFULFILLED, "999")),
    page_request(FBO, parts_of(FBO)[0]),
    page_request(FBO, old(FBO)),
    details_request("12345678-0001-1"),
    create_request(Query(window=WINDOW, task="report", warehouse_ids=(1,))),
    create_request(Query(window=WINDOW, task="report", schemes=("fbo",))),
    state_request("REPORT_1"),
    roles_request(),
]


def test_every_method_is_among_the_requests() -> None:
    """The tests below look at all that is ever sent."""
    assert {request.path for request in REQUESTS} == METHODS.keys()


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.path)
def test_nothing_about_people_or_money_is_asked_for(request_: Request) -> None:
    """What is not asked for cannot be lost on the way."""
    wanted = json.loads(request_.body).get("with", {})
    assert {name for name, value in wanted.items() if value} <= {"analytics_data", "related_postings"}


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.path)
def test_a_request_breaks_no_contract(request_: Request) -> None:
    """The contracts as they are written down beside the fake Ozon."""
    assert not breach_of(METHODS[request_.path], json.loads(request_.body))


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the documented schema is not at hand")
@pytest.mark.parametrize(
    "request_", [one for one in REQUESTS if one.path != "/v1/roles"], ids=lambda request: request.path
)
def test_a_request_is_sound_by_the_documented_schema(request_: Request) -> None:
    """No name, type or limit differs; the roles are not in the documents at hand."""
    assert faults_of(request_.path, request_.body) == []


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the documented schema is not at hand")
def test_the_schema_would_notice_the_names_of_the_official_example() -> None:
    """The check above can fail: that example asks with `sort_dir: asc`, as clients in the wild do with `status`."""
    body = json.dumps({"filter": {"since": "x", "to": "y", "status": "delivering"}, "limit": 100, "sort_dir": "asc"})
    assert len(faults_of("/v4/posting/fbs/list", body.encode())) == 2
