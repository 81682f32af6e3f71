"""The meaning of the language, statement by statement."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import UNSET

from ozlint.language.check import check
from ozlint.language.interpret import ALONE, Moment, has_time, interpret, truth
from ozlint.language.names import Scope
from ozlint.model.times import ZONE_UNKNOWN

Evaluate = Callable[..., Any]

T, F, U = True, False, UNSET
FLAGS = {T: {"is_express": True}, F: {"is_express": False}, U: {}}
OTHERS = {T: {"is_multibox": True}, F: {"is_multibox": False}, U: {}}


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T),
        (F, T, F, T), (F, F, F, F), (F, U, F, U),
        (U, T, U, T), (U, F, F, U), (U, U, U, U),
    ],
)  # fmt: skip
def test_and_or_are_kleenes(evaluate: Evaluate, left: object, right: object, both: object, either: object) -> None:
    """And, or have Kleene's truth tables, whichever operand comes first."""
    posting = {**FLAGS[left], **OTHERS[right]}
    assert evaluate("is_express and is_multibox", posting) is both
    assert evaluate("is_multibox and is_express", posting) is both
    assert evaluate("is_express or is_multibox", posting) is either
    assert evaluate("is_multibox or is_express", posting) is either


@pytest.mark.parametrize(("flag", "wanted"), [(T, F), (F, T), (U, U)])
def test_not_leaves_the_unknown_unknown(evaluate: Evaluate, flag: object, wanted: object) -> None:
    """Not turns true and false around, and nothing else."""
    assert evaluate("not is_express", FLAGS[flag]) is wanted


def test_an_empty_flag_is_neither_true_nor_false(evaluate: Evaluate, decode: Callable[..., Any]) -> None:
    """A flag that is null says nothing: as a condition it is unknown, and missing() sees that it is empty."""
    posting = {"is_express": None}
    assert evaluate("not is_express", posting) is U
    assert evaluate("is_express and True", posting) is U
    assert truth(check("is_express", Scope("posting")), Moment(subject=decode(posting))) is U
    assert evaluate("missing(is_express)", posting) is T


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("tracking_number", None),
        ("tracking_number", ""),
        ("tracking_number", " \t"),
        ("order_id", 0),
        ("order_id", "0"),
        ("order_id", ""),
        ("shipment_date", "1970-01-01T00:00:00Z"),
        ("shipment_date", "0001-01-01T00:00:00Z"),
        ("shipment_date", ""),
        ("available_actions", None),
        ("available_actions", []),
        ("requirements", None),
        ("requirements", {}),
        ("products", None),
        ("products", []),
        ("multi_box_qty", None),
        ("is_express", None),
    ],
)
def test_what_is_empty(evaluate: Evaluate, field: str, raw: object) -> None:
    """Null, blank texts, 1970 and 0001, id 0 and lists with nothing in them are empty, and were given."""
    assert evaluate(f"missing({field})", {field: raw}) is T
    assert evaluate(f"present({field})", {field: raw}) is F
    assert evaluate(f"given({field})", {field: raw}) is T


@pytest.mark.parametrize("field", ["tracking_number", "order_id", "shipment_date", "available_actions", "products"])
def test_what_is_absent(evaluate: Evaluate, field: str) -> None:
    """A field the input does not have is unknown to present() and missing(), and not given."""
    assert evaluate(f"present({field})") is U
    assert evaluate(f"missing({field})") is U
    assert evaluate(f"given({field})") is F


def test_fields_of_a_null_record_are_empty_and_of_an_absent_one_unknown(evaluate: Evaluate) -> None:
    """`delivery_method: null` says that there is no carrier; a posting without the record says nothing."""
    assert evaluate("missing(delivery_method.name)", {"delivery_method": None}) is T
    assert evaluate("missing(delivery_method.name)", {"delivery_method": {}}) is U
    assert evaluate("missing(delivery_method.name)", {}) is U


@pytest.mark.parametrize(
    ("text", "posting", "wanted"),
    [
        # == and !=: unknown if a side is; empty is a value, equal to itself only
        ('status == "delivered"', {"status": "delivered"}, T),
        ('status == "delivered"', {"status": "delivering"}, F),
        ('status == "delivered"', {"status": ""}, F),
        ('status != "delivered"', {"status": ""}, T),
        ('status == "delivered"', {}, U),
        ('status != "delivered"', {}, U),
        ("status == substatus", {"status": "", "substatus": None}, T),
        ("status == substatus", {"status": "", "substatus": "posting_created"}, F),
        ("status == substatus", {"status": ""}, U),
        ("shipment_date == delivering_date", {"shipment_date": None, "delivering_date": "1970-01-01T00:00:00Z"}, T),
        ("multi_box_qty == 1", {"multi_box_qty": None}, F),
        ("multi_box_qty == 1", {"multi_box_qty": 1.0}, T),
        # ids are texts, and may be written as numbers
        ("order_id == 680420041", {"order_id": "680420041"}, T),
        ('order_id == "680420041"', {"order_id": 680420041}, T),
        ("order_id in (1, 680420041)", {"order_id": 680420041}, T),
        ("cancel_reason_id == cancellation.cancel_reason_id",
         {"cancel_reason_id": 352, "cancellation": {"cancel_reason_id": "352"}}, T),
        # order: unknown if a side is unknown or empty
        ("multi_box_qty > 1", {"multi_box_qty": 2}, T),
        ("multi_box_qty > 2", {"multi_box_qty": 2}, F),
        ("multi_box_qty >= 2", {"multi_box_qty": 2}, T),
        ("multi_box_qty < 2", {"multi_box_qty": 2}, F),
        ("multi_box_qty <= 2", {"multi_box_qty": 2}, T),
        ("multi_box_qty > 1", {"multi_box_qty": None}, U),
        ("multi_box_qty > 1", {}, U),
        ("shipment_date < now", {"shipment_date": "2026-11-22T08:59:59Z"}, T),
        ("shipment_date < now", {"shipment_date": "2026-11-22T09:00:00Z"}, F),
        ("shipment_date < now", {"shipment_date": "2026-11-22T11:59:59+03:00"}, T),
        ("shipment_date < now", {"shipment_date": "soon"}, U),
        ("shipment_date < now", {"shipment_date": "1970-01-01T00:00:00Z"}, U),
        # in: an empty list holds nothing, not even what is unknown
        ('status in ("delivered", "cancelled")', {"status": "cancelled"}, T),
        ('status in ("delivered",)', {"status": None}, F),
        ('status in ("delivered",)', {}, U),
        ('status not in ("delivered",)', {}, U),
        ("status in ()", {}, F),
        ("status not in ()", {}, T),
        ('"ship" in available_actions', {"available_actions": ["ship"]}, T),
        ('"ship" in available_actions', {"available_actions": None}, F),
        ('"ship" in available_actions', {}, U),
        ("tracking_number in available_actions", {"available_actions": []}, F),
        ("tracking_number in available_actions", {"available_actions": ["ship"]}, U),
        ("tracking_number in available_actions", {"tracking_number": "", "available_actions": ["ship"]}, F),
        ("multi_box_qty in (1, 2)", {"multi_box_qty": 2}, T),
        # a chain is the and of its links
        ("1 < multi_box_qty <= 3", {"multi_box_qty": 3}, T),
        ("1 < multi_box_qty <= 3", {"multi_box_qty": 4}, F),
        ("5 < multi_box_qty < volume_weight", {"multi_box_qty": 4}, F),
        ("3 < multi_box_qty < volume_weight", {"multi_box_qty": 4}, U),
    ],
)  # fmt: skip
def test_comparisons(evaluate: Evaluate, text: str, posting: dict[str, Any], wanted: object) -> None:
    """Comparisons are true, false or unknown as section 5 of the design has it."""
    assert evaluate(text, posting) is wanted


@pytest.mark.parametrize(
    ("text", "posting", "wanted"),
    [
        ("multi_box_qty + 1", {"multi_box_qty": 2}, 3.0),
        ("multi_box_qty - 1.5", {"multi_box_qty": 2}, 0.5),
        ("multi_box_qty + 1", {"multi_box_qty": None}, U),
        ("1 + multi_box_qty * 3", {"multi_box_qty": 2}, 7.0),
        ("multi_box_qty * 3", {"multi_box_qty": None}, U),
        ("multi_box_qty / 4 - 1", {"multi_box_qty": 2}, -0.5),
        ("1 / multi_box_qty", {"multi_box_qty": 0}, U),
        ("0 / multi_box_qty", {"multi_box_qty": 0}, U),
        ("sum(p.price * p.quantity for p in products)", {"products": [{"price": "2.50", "quantity": 4}]}, 10.0),
        ("multi_box_qty + 1", {}, U),
        ("multi_box_qty - volume_weight", {"multi_box_qty": 1e308, "volume_weight": -1e308}, float("inf")),
        ("shipment_date - delivering_date",
         {"shipment_date": "2026-11-22T09:00:00Z", "delivering_date": "2026-11-21T09:00:00Z"}, 86400.0),
        ("hours(1) + minutes(30) - days(0.5)", {}, -37800.0),
        ("age(shipment_date)", {"shipment_date": "2026-11-22T08:00:00Z"}, 3600.0),
        ("age(shipment_date)", {"shipment_date": "2026-11-22T10:00:00Z"}, -3600.0),
        ("age(shipment_date)", {"shipment_date": None}, U),
        ("length(tracking_number)", {"tracking_number": "Почта"}, 5.0),
        ("length(tracking_number)", {"tracking_number": ""}, U),
    ],
)  # fmt: skip
def test_arithmetic(evaluate: Evaluate, text: str, posting: dict[str, Any], wanted: object) -> None:
    """Sums, differences and ages are unknown where a part is unknown or empty."""
    assert evaluate(text, posting) == wanted


def test_what_no_number_is_stays_unknown(evaluate: Evaluate) -> None:
    """Infinite less infinite is no number, so nothing is said of it; 1e999 of an input is none either."""
    far = {"multi_box_qty": 1e308, "volume_weight": -1e308}
    endless = "(multi_box_qty - volume_weight)"
    assert evaluate(f"{endless} - {endless}", far) is U
    assert evaluate(f"{endless} - {endless} == 0", far) is U
    assert evaluate(f"{endless} > 5", far) is T
    assert evaluate("any(p.price > 0 for p in products)", {"products": [{"price": "1e999"}]}) is U
    assert evaluate("any(p.price > 0 for p in products)", {"products": [{"price": "nan"}]}) is U


@pytest.mark.parametrize(
    ("text", "posting", "wanted"),
    [
        ("first(status, substatus)", {"status": "a", "substatus": "b"}, "a"),
        ("first(status, substatus)", {"status": " ", "substatus": "b"}, "b"),
        ("first(status, substatus)", {"substatus": "b"}, "b"),
        ("first(status, substatus)", {"status": None, "substatus": ""}, None),
        ("first(status, substatus)", {"status": None}, U),
        ("first(status, substatus)", {"substatus": None}, U),
        ("latest(shipment_date, delivering_date)",
         {"shipment_date": "1970-01-02T00:00:00Z", "delivering_date": None}, None),
        ("latest(shipment_date, delivering_date)",
         {"shipment_date": "1970-01-05T00:00:00Z", "delivering_date": "1970-01-04T00:00:00Z"}, 345600.0),
        ("latest(shipment_date, delivering_date)", {"delivering_date": "1970-01-04T00:00:00Z"}, 259200.0),
        ("latest(shipment_date, delivering_date)", {"delivering_date": None}, U),
        ('only_if(status == "delivered", tracking_number)', {"status": "delivered", "tracking_number": "A"}, "A"),
        ('only_if(status == "delivered", tracking_number)', {"status": "delivered"}, U),
        ('only_if(status == "delivered", tracking_number)', {"status": "cancelled"}, None),
        ('only_if(status == "delivered", tracking_number)', {"tracking_number": "A"}, U),
    ],
)  # fmt: skip
def test_choosing(evaluate: Evaluate, text: str, posting: dict[str, Any], wanted: object) -> None:
    """first() and latest() pass over what is not there; only_if() is empty where its condition fails."""
    assert evaluate(text, posting) == wanted


ROWS = [{"quantity": 1, "price": "2.50", "offer_id": "a"}, {"quantity": 3, "price": {"amount": "4"}, "offer_id": ""}]


@pytest.mark.parametrize(
    ("text", "products", "wanted"),
    [
        ("any(p.quantity > 2 for p in products)", ROWS, T),
        ("any(p.quantity > 5 for p in products)", ROWS, F),
        ("all(p.quantity > 0 for p in products)", ROWS, T),
        ("all(p.quantity > 1 for p in products)", ROWS, F),
        ("count(p.quantity > 1 for p in products)", ROWS, 1.0),
        ("sum(p.price for p in products)", ROWS, 6.5),
        ("any(missing(p.offer_id) for p in products)", ROWS, T),
        ("any(given(p.name) for p in products)", ROWS, F),
        ('any(raw(p.offer_id) == "a" for p in products)', ROWS, T),
        # any and all are the or and the and of their elements
        ("any(p.quantity > 2 for p in products)", [{}, {"quantity": 3}], T),
        ("any(p.quantity > 2 for p in products)", [{}, {"quantity": 1}], U),
        ("all(p.quantity > 2 for p in products)", [{}, {"quantity": 1}], F),
        ("all(p.quantity > 2 for p in products)", [{}, {"quantity": 3}], U),
        ("count(p.quantity > 2 for p in products)", [{}, {"quantity": 3}], U),
        ("sum(p.quantity for p in products)", [{}, {"quantity": 3}], U),
        # no products
        ("any(p.quantity > 2 for p in products)", [], F),
        ("all(p.quantity > 2 for p in products)", None, T),
        ("count(p.quantity > 2 for p in products)", None, 0.0),
        ("sum(p.quantity for p in products)", [], 0.0),
    ],
)
def test_loops(evaluate: Evaluate, text: str, products: object, wanted: object) -> None:
    """Loops go through the products; over none of them any() is false, all() true, a count or sum 0."""
    assert evaluate(text, {"products": products}) == wanted


@pytest.mark.parametrize(
    "loop", ["any(True for p in products)", "all(False for p in products)", "sum(1 for p in products) > 0"]
)
def test_loops_over_absent_products_are_unknown(evaluate: Evaluate, loop: str) -> None:
    """Where the input has no products, nothing is known of them, whatever would be asked of each."""
    assert evaluate(loop) is U


@pytest.mark.parametrize(
    ("text", "posting", "wanted"),
    [
        # a time against now moves by up to three hours
        ("shipment_date < now", {"shipment_date": "2026-11-22T05:59:59"}, T),
        ("shipment_date < now", {"shipment_date": "2026-11-22T06:00:00"}, U),
        ("shipment_date < now", {"shipment_date": "2026-11-22T12:00:00"}, F),
        ("shipment_date >= now", {"shipment_date": "2026-11-22T12:00:00"}, T),
        ("shipment_date > now", {"shipment_date": "2026-11-22T11:59:59"}, U),
        ("shipment_date == now", {"shipment_date": "2026-11-22T09:00:00"}, U),
        ("shipment_date == now", {"shipment_date": "2026-11-22T12:00:01"}, F),
        ("age(deadline) > days(1)", {"shipment_date": "2026-11-21T08:00:00"}, U),
        ("age(deadline) > days(1)", {"shipment_date": "2026-11-21T05:00:00"}, T),
        # numbers do not move, though a time may decide which one it is
        (
            "only_if(shipment_date < now, multi_box_qty) > 2",
            {"shipment_date": "2026-11-20T00:00:00", "multi_box_qty": 3},
            T,
        ),
        ("multi_box_qty == 3", {"multi_box_qty": 3}, T),
        ("hours(1) < hours(2)", {}, T),
    ],
)
def test_times_without_a_zone(evaluate: Evaluate, text: str, posting: dict[str, Any], wanted: object) -> None:
    """In an input whose zone is not known, what three hours could decide is unknown."""
    assert evaluate(text, posting, times=ZONE_UNKNOWN) is wanted


def test_one_time_without_a_zone_among_others_is_unknown(evaluate: Evaluate) -> None:
    """In an input whose times have zones, one that has none is not guessed at."""
    assert evaluate("shipment_date < now", {"shipment_date": "2026-11-20T00:00:00"}) is U
    assert evaluate("present(shipment_date)", {"shipment_date": "2026-11-20T00:00:00"}) is U


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("shipment_date < now", T), ("deadline < now", T), ("age(deadline) < days(1)", T), ("now < now", F),
        ("hours(1) < hours(2)", F), ("only_if(shipment_date < now, multi_box_qty) > 2", F), ('scheme == "fbo"', F),
        ("latest(shipment_date, now) > now", T), ("count(age(deadline) > days(1) for p in products) > 0", F),
    ],
)  # fmt: skip
def test_which_comparisons_move_with_the_zone(text: str, moves: object) -> None:
    """Only a time or duration that is reckoned from a field's time moves with the zone."""
    assert has_time(check(text, Scope("posting"))) is moves


def test_raw_is_what_the_input_wrote(evaluate: Evaluate) -> None:
    """raw() sees through what counts as empty: the 1970 date, the blank, but not through null."""
    assert evaluate("raw(shipment_date)", {"shipment_date": "1970-01-01T00:00:00Z"}) == "1970-01-01T00:00:00Z"
    assert evaluate("present(raw(tracking_number))", {"tracking_number": " "}) is T
    assert evaluate("missing(raw(tracking_number))", {"tracking_number": ""}) is F
    assert evaluate("missing(raw(tracking_number))", {"tracking_number": None}) is T
    assert evaluate("present(raw(tracking_number))") is U
    assert evaluate("raw(order_id)", {"order_id": 0}) == "0"


def test_backslashes_are_literal(evaluate: Evaluate) -> None:
    r"""A pattern reads as it is written: \d is a digit, and "\n" two characters."""
    assert evaluate(r'matches(tracking_number, "^\d+$")', {"tracking_number": "123"}) is T
    assert evaluate(r'tracking_number == "a\nb"', {"tracking_number": r"a\nb"}) is T
    assert evaluate(r'tracking_number == "a\nb"', {"tracking_number": "a\nb"}) is F
    assert evaluate(r"tracking_number == '\'", {"tracking_number": "\\"}) is T


@pytest.mark.parametrize(
    ("text", "posting", "wanted"),
    [
        ('matches(tracking_number, "^A")', {"tracking_number": ""}, U),
        ("pairs_with(status, substatus)", {"status": "delivering", "substatus": "posting_created"}, F),
        ("pairs_with(status, substatus)", {"status": "unheard_of", "substatus": "posting_created"}, U),
        ("known_status(status)", {"status": ""}, U),
        ("placeholder_number(tracking_number)", {"tracking_number": "test"}, T),
        ("check_digit_ok(carrier, tracking_number)", {"tracking_number": "RA644000005RU"}, T),
        ("check_digit_ok(carrier, tracking_number)", {"tracking_number": "RA644000006RU"}, F),
        ("check_digit_ok(carrier, tracking_number)", {"tracking_number": "AB"}, U),
        ('offers("ship")', {"available_actions": ["ship"]}, T),
        ('offers("ship")', {"available_actions": []}, F),
        ('offers("ship")', {}, U),
    ],
)
def test_functions_of_the_domain(evaluate: Evaluate, text: str, posting: dict[str, Any], wanted: object) -> None:
    """Functions that judge are unknown where they are given nothing, or cannot say."""
    assert evaluate(text, posting) is wanted


def test_cross_record_functions(evaluate: Evaluate) -> None:
    """They answer what other postings of the run say; alone, that nothing is shared and every link is mutual."""
    posting = {"tracking_number": "A", "parent_posting_number": "1-1-1"}
    assert evaluate("sharing(tracking_number)", posting) == 1.0
    assert evaluate("sharing(tracking_number)", posting, cross={**ALONE, "sharing(tracking_number)": 3.0}) == 3.0
    assert evaluate("sharing(tracking_number)", {"tracking_number": ""}) is U
    assert evaluate("links_back()", posting) is T
    assert evaluate("links_back()", posting, cross={**ALONE, "links_back": False}) is F
    assert evaluate("links_back()") is U


def test_an_unbound_parameter_is_unknown(decode: Callable[..., Any]) -> None:
    """Until a parameter is bound, nothing is known of what depends on it."""
    from ozlint.language.type import NUMBER

    node = check("multi_box_qty > params.least", Scope("posting", {"least": NUMBER}))
    assert interpret(node, Moment(subject=decode({"multi_box_qty": 2}))) is U
