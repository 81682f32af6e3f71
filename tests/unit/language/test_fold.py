"""What is known of an expression beforehand, worked out."""

from typing import Any

import pytest
from msgspec import structs

from ozlint.language.check import check
from ozlint.language.fold import fold
from ozlint.language.names import Scope
from ozlint.language.tree import Const, Node, Unknown, Word
from ozlint.language.type import BOOL, LIST, NUMBER, RECORD, TEXT, Type

STATUS = Type("text", "status")
PARAMS = {"hours": NUMBER, "names": LIST, "none": LIST, "flag": BOOL, "name": TEXT}
BOUND: dict[str, Node] = {
    "params.hours": Const(type=NUMBER, value=24.0),
    "params.names": Const(type=LIST, value=("CDEK",)),
    "params.none": Const(type=LIST, value=()),
    "params.flag": Const(type=BOOL, value=True),
    "params.name": Const(type=TEXT, value="CDEK"),
}
DELIVERED = {"status": Const(type=STATUS, value="delivered")}
BLANK = {"status": Const(type=STATUS, value=None)}
ABSENT = {"status": Unknown(type=STATUS, code="field_absent", name="status")}
NOT_GIVEN: dict[str, Node] = {
    name: Unknown(type=RECORD, code="input_not_given", name=name) for name in ("reality", "previous", "history")
}


def folded(text: str, facts: dict[str, Node]) -> Node:
    """Return an expression with the facts worked in."""
    return fold(check(text, Scope("posting", PARAMS)), {**BOUND, **facts})


def value(text: str, facts: dict[str, Node]) -> object:
    """Return the value that the facts alone settle."""
    node = folded(text, facts)
    assert isinstance(node, Const), node
    return node.value


@pytest.mark.parametrize(
    ("text", "facts", "wanted"),
    [
        ('status == "delivered"', DELIVERED, True),
        ('status == "delivered"', BLANK, False),
        ('status in ("delivering", "delivered")', DELIVERED, True),
        ('status not in ("delivering",)', DELIVERED, True),
        ("shipped", DELIVERED, True),
        ("present(status)", BLANK, False),
        ("given(status)", BLANK, True),
        ("given(status)", ABSENT, False),
        ("known_status(status)", DELIVERED, True),
        ("length(status) > 8", DELIVERED, True),
        ('matches(status, "^deliv")', DELIVERED, True),
        ("hours(params.hours) == days(1)", {}, True),
        ("params.hours - 20 < 5", {}, True),
        ("not params.flag", {}, False),
        # what an and or or does not need is dropped
        ('status == "cancelled" and manual', DELIVERED, False),
        ('manual or status == "delivered"', DELIVERED, True),
        # nothing is in an empty list
        ("carrier in params.none", {}, False),
        ("status in params.none", ABSENT, False),
        ("status in ()", ABSENT, False),
        ("missing(handed_over_at)", {"status": Const(type=STATUS, value="awaiting_deliver")}, True),
        ("params.name in params.names", {}, True),
    ],
)
def test_what_the_facts_settle(text: str, facts: dict[str, Node], wanted: object) -> None:
    """A condition that the parameters and the status decide is a constant."""
    assert value(text, facts) is wanted


@pytest.mark.parametrize(
    ("text", "facts", "code", "name"),
    [
        ('status == "delivered"', ABSENT, "field_absent", "status"),
        ('not (status == "delivered")', ABSENT, "field_absent", "status"),
        ('status == "delivered" and status != "cancelled"', ABSENT, "field_absent", "status"),
        ("known_status(status)", ABSENT, "field_absent", "status"),
        ("pairs_with(status, substatus)", ABSENT, "field_absent", "status"),
        ("shipped", ABSENT, "field_absent", "shipped"),
        ("present(status)", ABSENT, "field_absent", "status"),
        ("present(raw(status))", ABSENT, "field_absent", "status"),
        # a function that needs a value and finds an empty one
        ("known_status(status)", BLANK, "field_empty", "status"),
        ('matches(status, "a")', BLANK, "field_empty", "status"),
        ("length(status) > 1", BLANK, "field_empty", "status"),
        ("age(handed_over_at) > days(1)", BLANK, "field_empty", "handed_over_at"),
        ("handed_over_at < now", BLANK, "field_empty", "handed_over_at"),
        ("handed_over_at + hours(1) < now", BLANK, "field_empty", "handed_over_at"),
        # nothing to choose from
        ("first(status, status) == tracking_number", ABSENT, "field_absent", "status"),
        # an input that was not given, by its own name
        ("present(reality)", NOT_GIVEN, "input_not_given", "reality"),
        ('reality.reached("accepted")', NOT_GIVEN, "input_not_given", "reality"),
        ("previous.deadline < deadline", NOT_GIVEN, "input_not_given", "previous"),
        ("age(status_since) > days(1)", NOT_GIVEN, "input_not_given", "history"),
        ("first(previous.deadline, history.promised_before) < now", NOT_GIVEN, "input_not_given", "previous"),
        ("delivered_at < now", {**NOT_GIVEN, **BLANK}, "input_not_given", "reality"),
    ],
)
def test_what_the_facts_leave_unknown(text: str, facts: dict[str, Node], code: str, name: str) -> None:
    """What rests on an absent field, or on an empty one where a value is needed, is unknown and says of which."""
    node = folded(text, facts)
    assert isinstance(node, Unknown)
    assert (node.code, node.name) == (code, name)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ('status == "delivered" and manual', DELIVERED),
        ("params.flag and manual", {}),
        ('status == "cancelled" or manual', DELIVERED),
        ('only_if(status == "delivered", tracking_number) == "A"', DELIVERED),
    ],
)
def test_what_is_left_is_as_if_it_was_written_alone(text: str, facts: dict[str, Node]) -> None:
    """Of a partly settled expression, only the open part stays."""
    rest = {"manual": "manual"}.get(text.rpartition(" ")[2], 'tracking_number == "A"')
    assert strip(folded(text, facts)) == strip(folded(rest, {}))


def strip(node: Node) -> Node:
    """Return a tree without its places."""
    changed: dict[str, Any] = {"start": 0, "end": 0}
    for name in node.__struct_fields__:
        part = getattr(node, name)
        if isinstance(part, Node):
            changed[name] = strip(part)
        elif isinstance(part, tuple) and part and isinstance(part[0], Node):
            changed[name] = tuple(strip(one) for one in part)
    return structs.replace(node, **changed)


@pytest.mark.parametrize(
    "text",
    [
        "status in available_actions",  # the list may be empty: then the answer is known
        "first(status, substatus) == tracking_number",
        "sharing(tracking_number) > 1",
        "any(p.quantity > 1 for p in products)",
        "raw(status) == tracking_number",
        "manual and shipped",
    ],
)
def test_what_stays_open(text: str) -> None:
    """What the record itself must be asked for is left to it."""
    assert not isinstance(folded(text, {} if "raw" in text or "shipped" in text else ABSENT), Const | Unknown)


def test_words_keep_their_names() -> None:
    """A derived word whose body is not settled stays a word, so that reasons and values go by its name."""
    node = folded("handed_over_at", DELIVERED)
    assert isinstance(node, Word)
    assert node.name == "handed_over_at"


def test_no_constant_is_infinite() -> None:
    """A sum too large for a number is left to be worked out each time, where infinity has a meaning."""
    facts: dict[str, Node] = {"params.hours": Const(type=NUMBER, value=1e308)}
    node = fold(check("hours(params.hours) > days(1)", Scope("posting", PARAMS)), facts)
    assert not isinstance(node, Const)
