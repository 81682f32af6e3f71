"""How statuses follow one another: the two tables, and what is read from them."""

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozlint.model.table import table_rows
from ozlint.ozon.statuses import pairs_with
from ozlint.ozon.transitions import (
    ANY,
    Obstacle,
    Step,
    can_follow,
    is_final,
    moves,
    moves_from,
    next_status,
    ranks,
    starts,
    transitions,
    went_back,
)
from ozlint.ozon.values import known_values

FACTS = Path(__file__).parents[4] / "shared" / "domain" / "statuses.json"
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not on this machine")

SHIP, PART = "/v4/posting/fbs/ship", "/v4/posting/fbs/ship/package"
DELIVERING, LAST_MILE, DELIVERED = (f"/v2/fbs/posting/{name}" for name in ("delivering", "last-mile", "delivered"))
DISPUTE, BACK, CANCEL = (f"/v2/posting/fbs/{name}" for name in ("arbitration", "awaiting-delivery", "cancel"))

STATUSES = sorted(known_values("status"))
WITHOUT_WAYS = {"sent_by_seller", "ship_in_process"}
SIDES = {"arbitration", "client_arbitration", "not_accepted"}
ENDS = {"delivered", "cancelled", "cancelled_from_split_pending"}
ordinary = st.sampled_from(sorted(set(STATUSES) - WITHOUT_WAYS - SIDES))


def test_every_row_is_about_known_values() -> None:
    """Statuses, substatuses, schemes and integrations are known ones; whoever moves a posting is one of five."""
    for way in transitions():
        assert {way.before, way.after} - {ANY} <= known_values("status")
        assert way.after != ANY
        assert not way.substatus or pairs_with(way.after, way.substatus)
        assert way.by in {"seller", "ozon", "carrier", "buyer", "system"}
        assert set(way.where) <= known_values("scheme") | known_values("integration")


def test_every_row_says_how_sure_it_is() -> None:
    """A transition and a rank have a grade and a source; a note is there in both languages or in none."""
    for fact in (*transitions(), *ranks().values()):
        assert fact.evidence in {"D", "P", "E", "L", "I", "X"}
        assert fact.source
    for way in transitions():
        assert bool(way.note.en) == bool(way.note.ru)


def test_no_row_says_again_what_another_says() -> None:
    """From, to, who and by which method are there once for a scheme or an integration."""
    said = [
        (way.before, way.after, way.substatus, way.by, way.method, where)
        for way in transitions()
        for where in way.where or [ANY]
    ]
    assert len(set(said)) == len(said)


def test_only_sellers_call_methods() -> None:
    """A transition has a method exactly if the seller makes it, and it is the path of one of the Seller API."""
    for way in transitions():
        assert bool(way.method) == (way.by == "seller")
    methods = {way.method for way in moves()}
    assert methods == {SHIP, PART, DELIVERING, LAST_MILE, DELIVERED, DISPUTE, BACK, CANCEL}


def test_a_transition_that_changes_no_status_says_what_it_changes() -> None:
    """From a status to itself there is a row only where the substatus changes, or a part of the goods is packed."""
    rows = [way for way in transitions() if way.before == way.after]
    assert {(way.after, way.substatus or way.method) for way in rows} == {
        ("awaiting_packaging", "ship_failed"),
        ("awaiting_packaging", PART),
        ("delivering", "posting_in_courier_service"),
    }


def test_every_status_has_a_rank() -> None:
    """The ranks are those of all known statuses, each once, in their order; cells say yes or no."""
    rows = table_rows("ozon/ranks.tsv")
    assert sorted(row[0] for row in rows) == STATUSES
    assert [float(row[1]) for row in rows] == sorted(float(row[1]) for row in rows)
    assert {cell for row in rows for cell in row[2:4]} == {"yes", "no"}


def test_any_is_every_status_before_the_end() -> None:
    """A wildcard stands for the statuses before the end, without those of which nothing is known."""
    (way, *_) = [way for way in transitions() if way.before == ANY]
    assert set(starts(way)) == set(STATUSES) - ENDS - WITHOUT_WAYS
    (other, *_) = [way for way in transitions() if way.before == "delivering"]
    assert starts(other) == ("delivering",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("awaiting_packaging", "awaiting_deliver"),
        ("awaiting_packaging", "awaiting_registration"),
        ("awaiting_packaging", "delivered"),  # a path of three
        ("awaiting_verification", "delivered"),
        ("awaiting_verification", "cancelled_from_split_pending"),
        ("awaiting_deliver", "driver_pickup"),
        ("driver_pickup", "awaiting_deliver"),  # by way of a dispute
        ("arbitration", "awaiting_deliver"),
        ("not_accepted", "awaiting_deliver"),
        ("delivering", "client_arbitration"),
        ("delivered", "client_arbitration"),
        ("delivered", "cancelled"),  # as the end of that dispute
        ("delivering", "delivering"),
        ("cancelled", "cancelled"),
        ("client_arbitration", "cancelled"),
    ],
)
def test_can_follow(before: str, after: str) -> None:
    """A direct transition, a path of several, and the same status may be seen later."""
    assert can_follow(before, after) is True


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("delivered", "delivering"),
        ("delivered", "awaiting_deliver"),
        ("delivering", "awaiting_deliver"),
        ("awaiting_deliver", "awaiting_packaging"),
        ("awaiting_deliver", "cancelled_from_split_pending"),
        ("awaiting_registration", "awaiting_packaging"),
        ("cancelled", "delivering"),
        ("cancelled", "delivered"),
        ("cancelled", "awaiting_packaging"),
        ("cancelled_from_split_pending", "awaiting_packaging"),
        ("delivering", "arbitration"),
    ],
)
def test_cannot_follow(before: str, after: str) -> None:
    """Backwards, and after a cancellation, nothing leads."""
    assert can_follow(before, after) is False


@pytest.mark.parametrize("before", sorted(SIDES))
def test_anything_after_packing_may_follow_a_dispute(before: str) -> None:
    """A dispute and a refused parcel end in any status after packing, but never before it."""
    early = {"awaiting_verification", "awaiting_approve", "awaiting_packaging"}
    assert {after for after in STATUSES if can_follow(before, after)} == set(STATUSES) - early - WITHOUT_WAYS
    assert {after for after in STATUSES if can_follow(before, after) is False} == early


def test_what_a_dispute_may_end_in_opens_no_further_paths() -> None:
    """That anything may follow a dispute does not mean that anything may follow what can be disputed."""
    assert can_follow("delivering", "client_arbitration") is True
    assert can_follow("client_arbitration", "acceptance_in_progress") is True
    assert can_follow("delivering", "acceptance_in_progress") is False


@pytest.mark.parametrize("other", ["delivering", "sent_by_seller", "ship_in_process", "lost", "canceled", ""])
@pytest.mark.parametrize("unsaid", ["sent_by_seller", "ship_in_process", "lost", "canceled", ""])
def test_cannot_say_what_follows(unsaid: str, other: str) -> None:
    """Nothing is said of unknown values, nor of known statuses without a transition."""
    assert can_follow(unsaid, other) is None
    assert can_follow(other, unsaid) is None


@given(ordinary)
def test_a_status_may_follow_itself(status: str) -> None:
    """A posting may stay where it is."""
    assert can_follow(status, status) is True


@given(ordinary, ordinary, ordinary)
def test_paths_can_be_joined(first: str, second: str, third: str) -> None:
    """What may follow what may follow a status may follow it too, disputes aside."""
    if can_follow(first, second) and can_follow(second, third):
        assert can_follow(first, third) is True


@given(st.sampled_from(STATUSES), st.sampled_from(STATUSES))
def test_every_transition_can_be_seen(before: str, after: str) -> None:
    """A row of the table is a path of one: what it leads to may follow, and is no step back."""
    if any(before in starts(way) and way.after == after for way in transitions()):
        assert can_follow(before, after) is True
        assert went_back(before, after) is False


@given(st.text(), st.text(), st.none() | st.text())
def test_any_text_is_answered(before: str, after: str, substatus: str | None) -> None:
    """No text makes the questions fail."""
    assert can_follow(before, after) in {True, False, None}
    assert went_back(before, after, substatus) in {True, False, None}
    assert (is_final(before) is None) == (before not in ranks())
    assert next_status(before, after, substatus) is None
    assert moves_from(before, substatus) == () or before in ranks()


@pytest.mark.parametrize(
    ("status", "rank"),
    [("awaiting_verification", 0.0), ("awaiting_packaging", 2.0), ("delivering", 6.0), ("cancelled", 9.0)],
)
def test_ranks(status: str, rank: float) -> None:
    """A rank grows from the order to its end."""
    assert ranks()[status].rank == rank


def test_the_way_of_a_posting_goes_up() -> None:
    """Along the usual way of a posting every status has a higher rank than the one before it."""
    way = (
        "awaiting_verification",
        "awaiting_approve",
        "awaiting_packaging",
        "awaiting_registration",
        "awaiting_deliver",
        "acceptance_in_progress",
        "delivering",
        "delivered",
    )
    values = [rank.rank for rank in map(ranks().__getitem__, way)]
    assert values == sorted(set(values))


def test_unknown_statuses_have_no_rank() -> None:
    """Of a value that is no status of Ozon's nothing is said."""
    assert "lost" not in ranks()
    assert is_final("lost") is None
    assert went_back("lost", "delivering") is None
    assert went_back("delivering", "lost") is None
    assert went_back("lost", "lost") is None


@pytest.mark.parametrize("status", STATUSES)
def test_finals(status: str) -> None:
    """Delivered and both kinds of cancelled are final, and no other status is."""
    assert is_final(status) is (status in ENDS)


def test_only_a_dispute_follows_the_end() -> None:
    """No transition starts at an end, but the buyer's dispute of a delivered posting."""
    rows = {(way.before, way.after, way.by) for way in transitions() if way.before in ENDS}
    assert rows == {("delivered", "client_arbitration", "buyer")}
    for end in ENDS - {"delivered"}:
        assert {after for after in STATUSES if can_follow(end, after)} == {end}
    reached = {after for after in STATUSES if can_follow("delivered", after)}
    assert reached == {"delivered", "client_arbitration", "cancelled"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("delivered", "delivering"),
        ("delivered", "awaiting_deliver"),
        ("delivering", "awaiting_deliver"),
        ("awaiting_deliver", "awaiting_packaging"),
        ("awaiting_registration", "awaiting_packaging"),
        ("arbitration", "awaiting_packaging"),
        ("client_arbitration", "awaiting_deliver"),
        ("cancelled", "awaiting_deliver"),
        ("delivered", "sent_by_seller"),
    ],
)
def test_went_back(before: str, after: str) -> None:
    """A lower rank that no transitions lead to is a step back."""
    assert went_back(before, after) is True


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("arbitration", "awaiting_deliver"),
        ("not_accepted", "awaiting_deliver"),
        ("acceptance_in_progress", "awaiting_deliver"),  # refused and sent again between two snapshots
        ("delivered", "client_arbitration"),
        ("delivering", "delivering"),
        ("arbitration", "delivering"),
        ("awaiting_packaging", "cancelled"),
        ("cancelled", "cancelled"),
        ("driver_pickup", "acceptance_in_progress"),
    ],
)
def test_did_not_go_back(before: str, after: str) -> None:
    """Returns that the table has, the same rank and a higher one are no step back."""
    assert went_back(before, after) is False


def test_presumably_delivered_is_shown_both_ways() -> None:
    """From delivered to delivering is no step back where the posting is presumably delivered, and only there."""
    presumed = "posting_conditionally_delivered"
    assert went_back("delivered", "delivering", presumed) is False
    assert went_back("delivered", "delivering", "posting_on_way_to_city") is True
    assert went_back("delivered", "delivering", None) is True
    assert went_back("delivered", "awaiting_deliver", presumed) is True
    assert went_back("cancelled", "delivering", presumed) is True
    assert went_back("delivering", "delivered", presumed) is False


@given(st.sampled_from(STATUSES), st.sampled_from(STATUSES))
def test_going_back_has_a_direction(one: str, other: str) -> None:
    """Of two statuses at most one is a step back from the other, and a path of the table never is."""
    assert not (went_back(one, other) and went_back(other, one))
    if can_follow(one, other) and one not in SIDES:
        assert went_back(one, other) is False


def outcome(method: str, status: str, integration: str | None) -> set[str] | str | None:
    """What a method does: the statuses that may follow, or the obstacle, or None."""
    step = next_status(method, status, integration)
    return step and (step.obstacle or {way.after for way in step.ways})


@pytest.mark.parametrize(
    ("method", "status", "integration", "after"),
    [
        (SHIP, "awaiting_packaging", "ozon", "awaiting_deliver"),
        (SHIP, "awaiting_packaging", "3pl_tracking", "awaiting_deliver"),
        (SHIP, "awaiting_packaging", "click_and_collect", "awaiting_deliver"),
        (SHIP, "awaiting_packaging", "aggregator", "awaiting_registration"),
        (SHIP, "awaiting_packaging", "hybrid_aggregator", "awaiting_registration"),
        (DELIVERING, "awaiting_deliver", "non_integrated", "delivering"),
        (DELIVERING, "awaiting_deliver", "hybrid_non_integrated", "delivering"),
        (DELIVERED, "delivering", "non_integrated", "delivered"),
        (DISPUTE, "awaiting_deliver", "ozon", "arbitration"),
        (DISPUTE, "not_accepted", "ozon", "arbitration"),
        (BACK, "arbitration", "ozon", "awaiting_deliver"),
        (BACK, "not_accepted", "ozon", "awaiting_deliver"),
        (CANCEL, "awaiting_packaging", "ozon", "cancelled"),
        (CANCEL, "awaiting_registration", "aggregator", "cancelled"),
        (CANCEL, "arbitration", "ozon", "cancelled"),
        (CANCEL, "delivering", "non_integrated", "cancelled"),
    ],
)
def test_what_a_method_does(method: str, status: str, integration: str, after: str) -> None:
    """A method called in the right status, for the right integration, has one outcome."""
    assert outcome(method, status, integration) == {after}


def test_the_last_mile_changes_the_substatus() -> None:
    """The courier is on the way: the status stays delivering, the substatus says more."""
    step = next_status(LAST_MILE, "delivering", "non_integrated")
    assert step is not None
    assert [(way.after, way.substatus) for way in step.ways] == [("delivering", "posting_in_courier_service")]


@pytest.mark.parametrize(
    ("method", "status", "integration", "obstacle"),
    [
        (DELIVERED, "delivered", "non_integrated", "final"),
        (DELIVERING, "cancelled", "non_integrated", "final"),
        (CANCEL, "cancelled", "ozon", "final"),
        (CANCEL, "delivered", "ozon", "final"),
        (DELIVERING, "cancelled", "ozon", "final"),  # the end comes before the integration
        (DELIVERING, "awaiting_deliver", "ozon", "wrong_integration"),
        (DELIVERING, "awaiting_deliver", "3pl_tracking", "wrong_integration"),
        (LAST_MILE, "awaiting_packaging", "aggregator", "wrong_integration"),  # and that before the status
        (DELIVERED, "delivering", "hybrid", "wrong_integration"),
        (SHIP, "awaiting_packaging", "FBP", "wrong_integration"),
        (DISPUTE, "awaiting_deliver", "non_integrated", "wrong_integration"),
        (DELIVERING, "delivering", "non_integrated", "already_there"),
        (SHIP, "awaiting_deliver", "ozon", "already_there"),
        (SHIP, "awaiting_registration", "aggregator", "already_there"),
        (DISPUTE, "arbitration", "ozon", "already_there"),
        (BACK, "awaiting_deliver", "ozon", "already_there"),
        (SHIP, "awaiting_registration", "ozon", "not_from_here"),
        (DELIVERING, "awaiting_packaging", "non_integrated", "not_from_here"),
        (LAST_MILE, "awaiting_deliver", "non_integrated", "not_from_here"),
        (DELIVERED, "awaiting_deliver", "non_integrated", "not_from_here"),
        (CANCEL, "delivering", "ozon", "not_from_here"),
        (DISPUTE, "delivering", "ozon", "not_from_here"),
    ],
)
def test_why_a_method_does_nothing(method: str, status: str, integration: str, obstacle: Obstacle) -> None:
    """An end, the wrong integration, the target itself and any other status are told apart, in this order."""
    assert next_status(method, status, integration) == Step(obstacle=obstacle)


@pytest.mark.parametrize(
    ("method", "status"),
    [
        ("/v2/fbs/posting/tracking-number/set", "delivering"),
        ("", "delivering"),
        (DELIVERING, "sent_by_seller"),
        (DELIVERING, "ship_in_process"),
        (CANCEL, "lost"),
    ],
)
def test_cannot_say_what_a_method_does(method: str, status: str) -> None:
    """Methods that move no posting, unknown statuses and those without a transition are left alone."""
    assert next_status(method, status, "non_integrated") is None


@pytest.mark.parametrize("integration", [None, "teleport", "hybryd"])
def test_an_unknown_integration_is_not_held_against_a_call(integration: str | None) -> None:
    """Where the integration is not known, what some integration allows may be; what none allows may not."""
    assert outcome(DELIVERING, "awaiting_deliver", integration) == {"delivering"}
    assert outcome(SHIP, "awaiting_packaging", integration) == {"awaiting_deliver", "awaiting_registration"}
    assert outcome(DELIVERING, "awaiting_packaging", integration) == "not_from_here"
    assert outcome(DELIVERING, "delivered", integration) == "final"


def test_a_hybrid_may_be_packed_into_either_status() -> None:
    """Which hybrid process it is, `hybrid` alone does not tell."""
    assert outcome(SHIP, "awaiting_packaging", "hybrid") == {"awaiting_deliver", "awaiting_registration"}


def test_packing_a_part_leaves_the_rest_where_it_was() -> None:
    """The method that packs a part of the goods may leave the posting in its status."""
    assert outcome(PART, "awaiting_packaging", "ozon") == {"awaiting_packaging", "awaiting_deliver"}


@pytest.mark.parametrize(
    ("status", "integration", "expected"),
    [
        ("awaiting_deliver", "non_integrated", {(DELIVERING, "delivering"), (CANCEL, "cancelled")}),
        ("awaiting_deliver", "3pl_tracking", {(CANCEL, "cancelled")}),
        ("awaiting_deliver", "ozon", {(DISPUTE, "arbitration"), (CANCEL, "cancelled")}),
        (
            "delivering",
            "non_integrated",
            {(LAST_MILE, "delivering"), (DELIVERED, "delivered"), (CANCEL, "cancelled")},
        ),
        ("delivering", "ozon", set()),
        ("awaiting_deliver", "FBP", set()),
        (
            "awaiting_deliver",
            None,
            {(DELIVERING, "delivering"), (DISPUTE, "arbitration"), (CANCEL, "cancelled")},
        ),
        ("delivered", "non_integrated", set()),
        ("cancelled", None, set()),
        ("lost", None, set()),
    ],
)
def test_next_moves(status: str, integration: str | None, expected: set[tuple[str, str]]) -> None:
    """What a seller may do next, and where it leads, for the integration of the posting."""
    assert {(way.method, way.after) for way in moves_from(status, integration)} == expected


def test_sellers_move_what_is_manual() -> None:
    """Only where no carrier is connected does the seller say that a posting is on its way or delivered."""
    manual = {"non_integrated", "hybrid_non_integrated"}
    for integration in known_values("integration"):
        methods = {way.method for way in moves() if way.holds_for(integration)}
        assert ({DELIVERING, LAST_MILE, DELIVERED} <= methods) == (integration in manual)
        assert not {DELIVERING, LAST_MILE, DELIVERED} & methods or integration in manual


def test_a_seller_moves_nothing_under_fbo() -> None:
    """From Ozon's warehouse everything is moved by Ozon, from the first status to the last."""
    ways = [way for way in transitions() if "fbo" in way.where]
    assert {way.by for way in ways} == {"ozon"}
    assert [way.after for way in ways] == ["awaiting_packaging", "awaiting_deliver", "delivering", "delivered"]


@given(
    st.sampled_from([way.method for way in moves()]),
    st.sampled_from(STATUSES),
    st.sampled_from(sorted(known_values("integration"))) | st.none(),
)
def test_what_a_method_does_is_a_next_move(method: str, status: str, integration: str | None) -> None:
    """`next_status` and `moves_from` say the same, and a step is either some ways or one obstacle."""
    step = next_status(method, status, integration)
    ways = tuple(way for way in moves_from(status, integration) if way.method == method)
    if step is None:
        assert status in WITHOUT_WAYS
        assert not ways
    else:
        assert step.ways == ways
        assert (step.obstacle is None) == bool(ways)
        assert step.obstacle in {None, *get_args(Obstacle)}


@pytest.mark.parametrize(
    ("status", "without"),
    [("awaiting_packaging", {"FBP"}), ("delivering", {"FBP", "ozon"})],
)
def test_a_scheme_holds_for_its_integrations(status: str, without: set[str]) -> None:
    """Cancelling is for FBS and rFBS, on the way for rFBS alone: every integration but Ozon's own and the partner's."""
    allowed = {one for one in known_values("integration") if outcome(CANCEL, status, one) == {"cancelled"}}
    assert allowed == known_values("integration") - without


def test_a_row_without_a_place_holds_everywhere() -> None:
    """A row for all integrations holds for a known one, a new one and an unknown one."""
    (way, *_) = [way for way in transitions() if not way.where]
    assert all(way.holds_for(integration) for integration in ("FBP", "ozon", "teleport", None))


@needs_facts
def test_covers_the_facts() -> None:
    """Every transition of the facts is a row, with who makes it and by which method, and no more surely than there."""
    movers = {"Ozon": "ozon", "seller": "seller", "customer": "buyer", "carrier": "carrier", "system": "system"}
    for fact in json.loads(FACTS.read_text(encoding="utf-8"))["transitions"]:
        before = {ANY if status.startswith("*") else status for status in fact["from"]}
        named = {movers[word] for word in movers if word in fact["by"]}
        for status in before:
            rows = [way for way in transitions() if (way.before, way.after) == (status, fact["to"])]
            rows = [way for way in rows if way.by in named]
            assert rows, fact
            if fact["src"] == "I":
                assert {way.evidence for way in rows} == {"I"}, fact
            if "seller" in fact["by"]:
                assert any(way.method and way.method in fact["via"] for way in rows), fact


@needs_facts
def test_ranks_are_those_of_the_facts() -> None:
    """Stage, end and side of every status are those of the facts."""
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    for status, fact in facts["status"].items():
        known = ranks()[status]
        assert known.rank == fact["stage"]
        assert known.terminal == fact.get("terminal", False) == (status in facts["terminal"])
        assert known.side == fact.get("side", False)
