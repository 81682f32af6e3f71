"""What a configuration adds: enums take its values, functions judge by them, carriers go by its names."""

from collections.abc import Callable
from typing import Any

import pytest

from ozlint.language.check import check, check_condition
from ozlint.language.fault import ExpressionError
from ozlint.language.interpret import Moment, interpret
from ozlint.language.knowledge import TABLES, Knowledge, knowledge_of
from ozlint.language.names import Scope
from ozlint.language.tree import Unknown
from ozlint.model.contact import Contact

Decode = Callable[[dict[str, Any]], Any]
WIDER = knowledge_of(
    {"status": ["teleporting"], "substatus": ["posting_beamed"], "integration_type_flow": ["drone"]},
    {"cdek": ["Наш курьер"], "swift": ["Стриж"]},
    {"cdek": Contact(name="СДЭК", phone="+7", hours="day"), "dpd": Contact(name="DPD", phone="+7")},
)


def value(text: str, posting: Any, knowledge: Knowledge = WIDER) -> object:  # noqa: ANN401 - a decoded posting
    """Return what an expression is worth with some knowledge."""
    return interpret(check(text, Scope("posting", knowledge=knowledge)), Moment(subject=posting))


def test_an_enum_takes_an_added_value() -> None:
    """A value that the configuration adds may be compared with; without it that is a load error."""
    assert check_condition('status == "teleporting"', Scope("posting", knowledge=WIDER))
    with pytest.raises(ExpressionError):
        check_condition('status == "teleporting"', Scope("posting"))


def test_a_near_miss_of_an_added_value_is_told() -> None:
    """A misspelt added value is a load error that names it."""
    with pytest.raises(ExpressionError) as caught:
        check_condition('status == "teleportin"', Scope("posting", knowledge=WIDER))
    assert caught.value.hint is not None
    assert "teleporting" in caught.value.hint.en


def test_a_new_flow_is_a_new_integration() -> None:
    """What is added to the field that `integration` is read from may be compared with that word."""
    assert check_condition('integration == "drone"', Scope("posting", knowledge=WIDER))


@pytest.mark.parametrize(
    ("text", "knowledge", "wanted"),
    [
        ("known_status(status)", WIDER, True),
        ("known_status(status)", TABLES, False),
        ("known_substatus(substatus)", WIDER, True),
        ("known_substatus(substatus)", TABLES, False),
        ('carrier == "cdek"', WIDER, True),
        ('carrier == "cdek"', TABLES, False),
        ("has_contact(carrier)", WIDER, True),
        ("known_carrier(carrier)", WIDER, True),
        ("known_carrier(carrier)", TABLES, False),
        ('known_carrier("swift")', WIDER, True),
        ('known_carrier("swift")', TABLES, False),
        ('known_carrier("cdek")', TABLES, True),
    ],
)
def test_functions_judge_by_what_is_added(decode: Decode, text: str, knowledge: Knowledge, wanted: bool) -> None:  # noqa: FBT001
    """Functions about known values, and the word for the carrier, follow the configuration."""
    posting = decode({
        "status": "teleporting", "substatus": "posting_beamed", "delivery_method": {"tpl_provider": "наш  КУРЬЕР"},
    })  # fmt: skip
    assert value(text, posting, knowledge) is wanted


def test_a_contact_without_hours_is_none(decode: Decode) -> None:
    """A telephone number that nobody says the hours of does not make a carrier reachable."""
    assert value("has_contact(carrier)", decode({"delivery_method": {"tpl_provider": "DPD"}})) is False


def test_without_contacts_nothing_is_said_of_them() -> None:
    """Where the configuration has no contacts at all, the question stays open and the reason names the key."""
    node = check("has_contact(carrier)", Scope("posting"))
    assert isinstance(node, Unknown)
    assert (node.code, node.name) == ("input_not_given", "contacts")


def test_equal_additions_are_equal() -> None:
    """The same settings in another order give the same knowledge: what is compiled for one serves the other."""
    one = knowledge_of({"status": ["a", "b"], "substatus": ["c"]}, {"cdek": ["x", "y"]})
    assert one == knowledge_of({"substatus": ["c"], "status": ["b", "a"]}, {"cdek": ["y", "x"]})
    assert hash(one) == hash(knowledge_of({"substatus": ["c"], "status": ["b", "a"]}, {"cdek": ["y", "x"]}))
