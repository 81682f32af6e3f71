"""What a condition's operands are: in text order, by the names the rule gives them."""

import pytest

from ozlint.language.check import check
from ozlint.language.names import Scope
from ozlint.language.operands import fields_of, operands, reads
from ozlint.language.tree import Unknown, field_paths


def named(text: str) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Return the name of each operand, whether it must not be empty, and the fields behind it."""
    found = operands(check(text, Scope("posting")), text)
    return [(operand.name, operand.need, tuple(field.path for field in operand.fields)) for operand in found]


FIRST_DEADLINE = ("shipment_date_without_delay", "shipment_date")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            'status == "delivered" and manual',
            [("status", False, ("status",)), ("manual", False, ("integration_type_flow", "tpl_integration_type"))],
        ),
        ('"delivered" == status', [("status", False, ("status",))]),
        ("deadline < now", [("deadline", True, FIRST_DEADLINE)]),
        (
            "age(deadline) > hours(1) or present(deadline)",
            [("deadline", True, FIRST_DEADLINE), ("deadline", False, FIRST_DEADLINE)],
        ),
        ("present(status) and present(status)", [("status", False, ("status",))]),
        ("given(status) and True", []),
        ("now - shipment_date > hours(1)", [("shipment_date", True, ("shipment_date",))]),
        (
            'status in ("delivered",) and tracking_number in available_actions',
            [
                ("status", False, ("status",)),
                ("tracking_number", False, ("tracking_number",)),
                ("available_actions", False, ("available_actions",)),
            ],
        ),
        ('offers("ship")', [("available_actions", False, ("available_actions",))]),
        ('matches(raw(status), "a")', [("raw(status)", True, ("status",))]),
        ("length(tracking_number) > 1", [("tracking_number", True, ("tracking_number",))]),
        (
            "pairs_with(status, substatus)",
            [
                ("status", True, ("status",)),
                ("substatus", True, ("substatus",)),
                ("pairs_with(status, substatus)", False, ()),
            ],
        ),
        (
            "first(shipment_date, delivering_date) < now",
            [("first(shipment_date, delivering_date)", True, ("shipment_date", "delivering_date"))],
        ),
        (
            "first(status, substatus) == tracking_number",
            [
                ("first(status, substatus)", False, ("status", "substatus")),
                ("tracking_number", False, ("tracking_number",)),
            ],
        ),
        ("any(p.quantity > multi_box_qty for p in products)", [("products", False, ("products[]", "multi_box_qty"))]),
        ("sharing(tracking_number) > 1", [("tracking_number", True, ("tracking_number",))]),
        (
            "links_back()",
            [("links_back()", False, ("parent_posting_number", "related_postings.related_posting_numbers"))],
        ),
        ("1 < multi_box_qty < 3", [("multi_box_qty", True, ("multi_box_qty",))]),
        (
            "claimed_delivered",
            [("claimed_delivered", False, ("status",)), ("claimed_delivered", False, ("substatus",))],
        ),
    ],
)
def test_operands(text: str, wanted: list[tuple[str, bool, tuple[str, ...]]]) -> None:
    """Operands come in the order of the text, each once, words by their own names with the fields behind them."""
    assert named(text) == wanted


def test_what_cannot_be_known_is_an_operand_without_a_field() -> None:
    """Where folding found that a field cannot be known, the operand is that, by the name it had."""
    node = Unknown(type=check("status", Scope("posting")).type, code="input_not_given", name="previous.status")
    (operand,) = operands(node, "")
    assert (operand.node, operand.name, operand.fields) == (node, "previous.status", ())


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("deadline < now", set(FIRST_DEADLINE)),
        ("any(p.quantity > 1 for p in products)", {"products[]", "products[].quantity"}),
        ("present(products)", {"products[]"}),
        ("links_back()", {"parent_posting_number", "related_postings.related_posting_numbers"}),
        ("1 < 2", set()),
    ],
)
def test_what_is_read(text: str, paths: set[str]) -> None:
    """A condition makes the decoder read the fields behind its words, loops and functions."""
    assert reads(check(text, Scope("posting"))) == paths
    assert field_paths(check(text, Scope("posting"))) <= paths


def test_fields_of_a_word() -> None:
    """The fields behind a word are those of its expression, in its order, each once."""
    paths = [field.path for field in fields_of(check("handed_over_at", Scope("posting")))]
    assert paths == ["status", "fact_delivery_date", "delivering_date"]
