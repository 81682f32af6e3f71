"""Which expressions there are, of which types, and where what is wrong with the others stands."""

import pytest

from ozlint.language.check import check, check_condition
from ozlint.language.fault import ExpressionError
from ozlint.language.functions import functions
from ozlint.language.knowledge import knowledge_of
from ozlint.language.names import Scope
from ozlint.language.tree import Call, Compare, Const, Junction, Member, Node, Not, Word, children
from ozlint.language.type import BOOL, LIST, NUMBER, TEXT, Type

PARAMS = {"hours": NUMBER, "name": TEXT, "names": LIST, "flag": BOOL}


def fault(text: str, subject: str = "posting") -> tuple[str, str]:
    """Return what is said of an expression, and the part of it that the carets are under."""
    with pytest.raises(ExpressionError) as caught:
        check_condition(text, Scope(subject, PARAMS))
    error = caught.value
    assert 0 <= error.start < error.end
    assert error.message.ru
    return error.message.en, text[error.start : error.end]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("status", Type("text", "status")), ("order_id", Type("text", is_id=True)), ("params.name", TEXT),
        ("multi_box_qty + 1", NUMBER), ("now", Type("time")), ("now - hours(1)", Type("time")),
        ("now - shipment_date", Type("duration")), ("available_actions", Type("list", "available_actions")),
        ("missing_data", LIST), ("carrier", TEXT), ("scheme", Type("text", "scheme")), ("manual", BOOL),
        ("first(status, status)", Type("text", "status")), ("first(status, substatus)", TEXT),
        ("only_if(manual, status)", Type("text", "status")), ("sum(p.price for p in products)", NUMBER),
        ("any(p.quantity > 1 for p in products)", BOOL), ("raw(shipment_date)", TEXT), ("-5", NUMBER),
        ('integration in ("ozon",)', BOOL), ("1 < 2 < 3", BOOL),
    ],
)  # fmt: skip
def test_types(text: str, kind: Type) -> None:
    """Every expression has one type, with the set of values where it is an enum."""
    assert check(text, Scope("posting", PARAMS)).type == kind


@pytest.mark.parametrize(
    ("text", "part", "where"),
    [
        (r'matches(tracking_number, "\d\d\d") and status == "deliverd"', "deliverd", '"deliverd"'),
        ('tracking_number == "Почта" and status == "deliverd"', "deliverd", '"deliverd"'),
        ('tracking_number == "😀\\" and status == "deliverd"', "deliverd", '"deliverd"'),
        ('status\t==\n  "deliverd"', "deliverd", '"deliverd"'),
        ('   status == "deliverd"', "deliverd", '"deliverd"'),
        ('status in ("delivered", "deliverd")', "deliverd", '"deliverd"'),
        ('"deliverd" == status', "deliverd", '"deliverd"'),
        ('"shipp" in available_actions', "shipp", '"shipp"'),
        ('tracking_number == "Ж" and cancel_reason_id in (1, 2.5)', "whole", "2.5"),
    ],
)
def test_places(text: str, part: str, where: str) -> None:
    """Carets are under the fault itself, whatever letters, backslashes or line breaks stand before it."""
    message, under = fault(text)
    assert part in message
    assert under == where


def test_nodes_know_where_they_stand() -> None:
    """Each node's text is the part of the expression it was read from."""
    left = r'not (matches(raw(tracking_number), "\.ё") or deadline + hours(params.hours) < now)'
    text = f'{left} and status in ("delivered",)'
    found: list[str] = []

    def walk(node: Node) -> None:
        found.append(text[node.start : node.end])
        for child in children(node):
            walk(child)

    walk(check(text, Scope("posting", PARAMS)))
    assert found == [
        text,
        left,
        r'matches(raw(tracking_number), "\.ё") or deadline + hours(params.hours) < now',
        r'matches(raw(tracking_number), "\.ё")',
        "raw(tracking_number)",
        "tracking_number",
        r'"\.ё"',
        "deadline + hours(params.hours) < now",
        "deadline + hours(params.hours)",
        "deadline",
        "hours(params.hours)",
        "params.hours",
        "now",
        'status in ("delivered",)',
        "status",
        '("delivered",)',
    ]


def test_the_tree_of_an_expression() -> None:
    """A chain is a junction of comparisons, `not in` the not of a membership, offers() a membership of the actions."""
    chain = check("1 < multi_box_qty < 3", Scope("posting"))
    assert isinstance(chain, Junction)
    assert [isinstance(item, Compare) for item in chain.items] == [True, True]
    outside = check('status not in ("delivered",)', Scope("posting"))
    assert isinstance(outside, Not)
    assert isinstance(outside.item, Member)
    offered = check('offers("ship")', Scope("posting"))
    assert isinstance(offered, Member)
    assert children(offered)[1].path == "available_actions"  # type: ignore[attr-defined]
    word = check("deadline", Scope("posting"))
    assert isinstance(word, Word)
    assert isinstance(word.body, Call)
    assert check(r'"\d"', Scope("posting")) == Const(type=TEXT, start=0, end=4, value=r"\d")


@pytest.mark.parametrize(
    ("text", "message", "under"),
    [
        ("status", "a condition is true or false, and this is a text", "status"),
        ("manual and deadline", "`and`, `or` and `not` join conditions, and this is a time", "deadline"),
        ("not status", "`and`, `or` and `not` join conditions, and this is a text", "status"),
        ("status < substatus", "`<` compares numbers, times and durations, and this is a text", "status < substatus"),
        (
            "available_actions == available_actions",
            "a list is not compared with ==",
            "available_actions == available_actions",
        ),
        ("manual == shipped", "a condition is not compared with ==", "manual == shipped"),
        ("now + now == now", "`+` does not join a time and a time", "now + now"),
        ("hours(1) * 2 < now - deadline", "`*` does not join a duration and a number", "hours(1) * 2"),
        ('"a" * 3 == status', "`*` does not join a text and a number", '"a" * 3'),
        ("multi_box_qty / 0 > 1", "division by zero", "0"),
        ("hours(1) - now < hours(2)", "`-` does not join a duration and a time", "hours(1) - now"),
        ("multi_box_qty in params.names", "a number is never in such a list", "multi_box_qty in params.names"),
        ('multi_box_qty in ("1",)', "a number is never in such a list", 'multi_box_qty in ("1",)'),
        ("tracking_number in (1, 2)", "a text is never in such a list", "tracking_number in (1, 2)"),
        ("is_express in (1, 0)", "a condition is never in such a list", "is_express in (1, 0)"),
        ("status in (status,)", "`in (…)` takes texts and numbers written out", "status"),
        ("multi_box_qty in (True,)", "`in (…)` takes texts and numbers written out", "True"),
        ("multi_box_qty in (1, 2) < 5", "a list and a number do not compare", "(1, 2) < 5"),
        ('("a", "b") == status', "`(…, …)` is no value here", '("a", "b")'),
        ("hours(multi_box_qty) > hours(1)", "hours() takes a number or a parameter", "multi_box_qty"),
        ("first(status, now) == now", "first() wants a text here, and this is a time", "now"),
        ("first(manual, requirements)", "first() takes a text, number, time or duration", "requirements"),
        ("latest() == now", "latest() takes 1 to 12 arguments, not 0", "latest()"),
        ("present(1)", "present() takes a field or word", "1"),
        ("given(raw(status))", "given() takes a field or word", "raw(status)"),
        ('raw(carrier) == "A"', "raw() takes a field that is a text or a time", "carrier"),
        ('raw(products) == "A"', "`products` is a list of records, not a value", "products"),
        ('raw(requirements) == "A"', "raw() takes a field that is a text or a time", "requirements"),
        ("versions(carrier) > 1", "versions() takes a field of the posting", "carrier"),
        ("sharing(tidy_number(status)) > 1", "sharing() takes a field or word of the posting", "tidy_number(status)"),
        ("any(sharing(p.name) > 1 for p in products)", "sharing() takes a field or word of the posting", "p.name"),
        ("any(now.quantity > 1 for now in products)", "`now` already means something", "now"),
        ("any(status.quantity > 1 for status in products)", "`status` already means something", "status"),
        ("any(p.quantity for p in products)", "any() wants a condition here, and this is a number", "p.quantity"),
        ("any(p.quantity > 1 for p in status)", "only `products` can be looped over", "status"),
        (
            "any(True for p in products for q in products)",
            "one plain loop is allowed, with none inside it",
            "any(True for p in products for q in products)",
        ),
        ("any(products)", "any() goes through products", "any(products)"),
        ("(p.quantity > 1 for p in products)", "`… for …` is no value here", "(p.quantity > 1 for p in products)"),
        ("p.quantity > 1 for p in products", "`… for …` is no value here", "p.quantity > 1 for p in products"),
        ("p.quantity > 1", "`p.quantity` is not a field or word of a posting", "p.quantity"),
        (
            'scheme_of("a", "b", "c", True, True, True, True) == "fbo"',
            "`scheme_of` is not for rules to call",
            "scheme_of",
        ),
        ('integration == "hybryd"', '`integration` is never "hybryd": Ozon has no such value', '"hybryd"'),
        ("order_id == -5", "an id is a whole number or a text", "-5"),
        ('order_id in ("0",)', "an id is never 0", '"0"'),
        ("multi_box_qty < 9007199254740992", "this number is too large to be exact", "9007199254740992"),
        ("params.hours.x > 1", "the rule declares no `params.hours.x`", "params.hours.x"),
        ("params == 1", "the rule declares no `params`", "params"),
    ],
)
def test_what_is_refused(text: str, message: str, under: str) -> None:
    """What has no meaning is refused with the reason, and carets under the part that is at fault."""
    assert fault(text) == (message, under)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("traking_number == carrier", "did you mean `tracking_number`?"),
        ("warehouse_id == carrier", "did you mean `warehouse`?"),
        ("client_delivery_date_end < now", "did you mean `analytics_data.client_delivery_date_end`?"),
        ("params.hour > 1", "did you mean `params.hours`?"),
        ("presnt(status)", "did you mean `present`?"),
        ('status == "canceled"', 'did you mean "cancelled"?'),
        ("status == cancelled", 'a text goes in quotes: "cancelled"'),
        ("any(p.sky == 1 for p in products)", "did you mean `p.sku`?"),
        ("status()", "`status` is a value: leave out the brackets"),
        ("present", "like present(tracking_number)"),
        ("missing_data_of(requirements) == carrier", "write `missing_data`"),
        ("null", "write present(x) or missing(x)"),
        (
            'contains(carrier_name, "X")',
            'write matches(), like matches(posting_number, "^[0-9]+-[0-9]{4}-[0-9]+$")',
        ),
        (
            'startsWith(carrier_name, "X")',
            'write matches(), like matches(posting_number, "^[0-9]+-[0-9]{4}-[0-9]+$")',
        ),
        ("len(status) > 3", "write length(), like length(tracking_number) < 8"),
        ("isEmpty(status)", "write missing(), like missing(tracking_number)"),
        ('"X" in carrier_name', 'write matches(carrier_name, "X")'),
        ('"a.b" not in tracking_number', r'write matches(tracking_number, "a\.b")'),
    ],
)
def test_hints(text: str, hint: str) -> None:
    """A refusal ends with the nearest name that would have been right, or how to write it."""
    with pytest.raises(ExpressionError) as caught:
        check_condition(text, Scope("posting", PARAMS))
    assert caught.value.hint is not None
    assert caught.value.hint.en == hint
    assert caught.value.hint.ru


@pytest.mark.parametrize("text", ['offers("ship")', "sharing(path) > 1", "versions(path) > 1", "links_back()"])
def test_functions_about_postings_are_for_rules_about_postings(text: str) -> None:
    """A rule about an input cannot ask what only a posting has."""
    name = text.partition("(")[0]
    assert fault(text, "input") == (f"{name}() is for rules about postings", name)


def test_other_subjects_have_names_of_their_own() -> None:
    """A rule about an input or a record sees that subject's fields, and no posting's."""
    assert check_condition("more_expected and postings > 0", Scope("input")).type == BOOL
    assert check_condition("not readable and present(posting_number)", Scope("record")).type == BOOL
    assert fault("present(status)", "record")[0] == "`status` is not a field or word of a record"
    assert fault("any(p.quantity > 1 for p in products)", "input")[0] == "only `products` can be looped over"


def test_a_function_has_an_example_that_checks() -> None:
    """Each function's example, shown as a hint, is an expression of the function's own result or a condition."""
    for function in functions().values():
        if function.word:
            continue
        node = check(function.example, Scope("posting", {"hours": NUMBER}))
        assert node.type.kind in (function.result.kind, "bool", "time"), function.name
        assert function.name in function.example


@pytest.mark.parametrize(
    "text",
    [
        'carrier == "{0}"',
        '"{0}" != carrier',
        'carrier in ("cdek", "{0}")',
        'carrier_code(delivery_method.tpl_provider) == "{0}"',
        'reality.carrier == "{0}"',
        'previous.carrier == "{0}"',
        'mine == "{0}"',
    ],
)
@pytest.mark.parametrize(("name", "code"), [("CDEK", "cdek"), ("sdek", "cdek"), ("Почта России", "russian_post")])
def test_a_carrier_goes_by_its_code(text: str, name: str, code: str) -> None:
    """A name of a carrier where its code stands would never be equal to it: refused, with the code."""
    mine = check("carrier", Scope("posting"))
    with pytest.raises(ExpressionError) as caught:
        check_condition(text.format(name), Scope("posting", let={"mine": mine}))
    assert caught.value.hint is not None
    assert f'compare with its code, "{code}"' in caught.value.hint.en
    assert text.format(name)[caught.value.start : caught.value.end] == f'"{name}"'
    check_condition(text.format(code), Scope("posting", let={"mine": mine}))


def test_a_carrier_that_is_not_known_stands_in_small_letters() -> None:
    """Of a name that no table has, capitals would never be equal; names of the seller's own have codes too."""
    assert fault('carrier == "Наш Курьер"')[1] == '"Наш Курьер"'
    check_condition('carrier == "наш курьер"', Scope("posting"))
    check_condition('carrier_name == "CDEK"', Scope("posting"))
    own = knowledge_of({}, {"cdek": ["Наш СДЭК-2"]})
    with pytest.raises(ExpressionError, match="a name of the carrier cdek"):
        check_condition('carrier == "Наш СДЭК-2"', Scope("posting", knowledge=own))


@pytest.mark.parametrize(
    ("subject", "text", "hint"),
    [
        ("posting", "products[].quantity > 1", "write any(p.quantity … for p in products)"),
        ("posting", "products.quantity > 1", "write any(p.quantity … for p in products)"),
        ("posting", "quantity > 1", "write any(p.quantity … for p in products)"),
        ("posting", 'customer.name == "x"', "ozlint never reads anything about the buyer: no rule can ask for it"),
        ("posting", "deadline > 2026-11-20", "compare with now, or use age(x)"),
        ("posting", "deadline > 2026-11-20T09:00:00Z", "compare with now, or use age(x)"),
        ("posting", 'age(deadline) > "3d"', "write days(3)"),
        ("posting", 'age(deadline) > "soon"', "write days(3)"),
        ("posting", 'warehouse.startswith("K")', "write matches(), like "),
        ("batch", "count(manual, within=params.days) > 1", "write days(params.days)"),
        ("batch", "count(manual, within=7) > 1", "write days(7)"),
        ("batch", "share(manual) > 5", "5 % is 0.05"),
        ("batch", "percent(count(manual)) > 5", "write percent(share(…))"),
    ],
)
def test_what_was_meant_is_told(subject: str, text: str, hint: str) -> None:
    """What is written in another language's way has the way of this one beside its fault."""
    with pytest.raises(ExpressionError) as caught:
        check(text, Scope(subject, {"days": NUMBER}))
    assert caught.value.hint is not None
    assert caught.value.hint.en.startswith(hint)


@pytest.mark.parametrize("text", ["share(manual) > -0.1", "percent(share(manual)) > 101", "1.5 < share(manual)"])
def test_what_no_share_reaches_is_refused(text: str) -> None:
    """A share is from 0 to 1 and its per cent from 0 to 100: a rule that waits for more would never fire."""
    with pytest.raises(ExpressionError):
        check(text, Scope("batch"))


@pytest.mark.parametrize("text", ["share(manual) >= 1", "percent(share(manual)) > 5", "ratio(manual, shipped) > 2"])
def test_what_a_share_reaches_is_taken(text: str) -> None:
    """The ends of a share may be asked for, and a ratio may be over one."""
    assert check(text, Scope("batch")).type.kind == "bool"
