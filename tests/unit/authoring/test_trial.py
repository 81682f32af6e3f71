"""Trying an expression: counted as the engine counts, with the first few of each kind."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from ozlint.authoring.example import ExamplePostings
from ozlint.authoring.trial import Trial, read_expression, try_expression
from ozlint.language.fault import ExpressionError
from ozlint.model.times import read_time
from ozlint.sources.decoding import PostingDecoder

NOW = read_time("2026-11-22T09:00:00Z")[0]


def tried(text: str, *postings: Mapping[str, Any], most: int = 3) -> Trial:
    """Return how an expression comes out on some postings, which get numbers where they have none."""
    numbered: Sequence[dict[str, Any]] = [
        {"posting_number": f"12345678-{place:04d}-1", **posting} for place, posting in enumerate(postings, 1)
    ]
    one = read_expression(text)
    inputs = [ExamplePostings(numbered, PostingDecoder(one.reads))]
    return try_expression(one, inputs, now=NOW, lang="en", most=most)


def test_a_condition_is_counted_by_its_truth() -> None:
    """Postings it holds for, does not hold for and cannot be judged on are counted apart, the last with reasons."""
    trial = tried(
        "present(tracking_number)", {"tracking_number": "1"}, {"tracking_number": ""}, {"tracking_number": None}, {}
    )
    assert trial.is_condition
    assert trial.counts == {"holds": 1, "broken": 2, "not_evaluated": 1}
    assert [(reason.code, reason.field, count) for reason, count in trial.reasons] == [
        ("field_absent", "tracking_number", 1)
    ]
    assert trial.postings == 4


def test_the_first_few_are_shown_with_their_operands() -> None:
    """No more than asked for are shown of each kind, the first ones, with the values of the operands."""
    trial = tried('status == "delivering"', *[{"status": "delivering"}] * 5, {"status": "delivered"}, most=2)
    assert [one.posting_number for one in trial.shown["holds"]] == ["12345678-0001-1", "12345678-0002-1"]
    assert trial.shown["broken"][0].operands == (("status", '"delivered"'),)
    assert tried("is_express", {}, most=0).shown["not_evaluated"] == []


def test_other_expressions_are_counted_by_their_values() -> None:
    """Of an expression that is no condition, the values are counted, the most common one first."""
    trial = tried("carrier_name", *[{"delivery_method": {"tpl_provider": name}} for name in ("A", "B", "B", "")])
    assert not trial.is_condition
    assert trial.values == [('"B"', 2), ('"A"', 1)]
    assert trial.counts["holds"] == 3


def test_empty_and_unknown_values_are_counted_apart() -> None:
    """An empty value is not an unknown one: the one is known to be nothing, the other has a reason."""
    trial = tried("tracking_number", {"tracking_number": ""}, {"tracking_number": "7"}, {})
    assert trial.counts == {"holds": 1, "broken": 1, "not_evaluated": 1}


def test_a_later_record_of_a_posting_replaces_the_earlier_one() -> None:
    """A posting that is read twice counts once, as in a check."""
    one, two = ({"posting_number": "12345678-0001-1", "status": status} for status in ("delivering", "delivered"))
    assert tried('status == "delivered"', one, two).counts == {"holds": 1, "broken": 0, "not_evaluated": 0}


def test_cross_record_functions_see_the_whole_run() -> None:
    """What other postings say is known, though postings are judged one by one."""
    postings = [{"status": "delivering", "tracking_number": number} for number in ("7", "7", "8")]
    trial = tried("sharing(tracking_number) > 1", *postings)
    assert trial.counts == {"holds": 2, "broken": 1, "not_evaluated": 0}
    assert [value for value, _ in tried("sharing(tracking_number)", *postings).values] == ["2", "1"]


def test_products_are_shown_field_by_field() -> None:
    """Of a loop, the fields it reads are shown for each product."""
    trial = tried("any(p.quantity > 1 for p in products)", {"products": [{"quantity": 1}, {"quantity": 3}, {}]})
    assert trial.shown["holds"][0].operands == (("products[].quantity", "1, 3, unknown"),)


def test_records_that_cannot_be_read_are_counted() -> None:
    """A posting whose demanded field cannot be read is no outcome, and is told."""
    trial = tried("present(tracking_number)", {"tracking_number": {"a": 1}}, {"tracking_number": "7"})
    assert (trial.unreadable, trial.postings) == (1, 1)


@pytest.mark.parametrize("text", ["", "statu", 'status = "x"', "requirements", "params.x", "p.quantity"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    """A text that is no expression of the language raises its error, with its place."""
    with pytest.raises(ExpressionError) as error:
        read_expression(text)
    assert error.value.message.ru != error.value.message.en


def test_only_what_is_read_is_decoded() -> None:
    """Trying demands the fields of the expression and nothing about buyers, which no expression can name."""
    assert read_expression("present(tracking_number)").reads == {
        "tracking_number",
        "posting_number",
        "account",
        "status",
    }
    with pytest.raises(ExpressionError):
        read_expression("customer.name")
    assert json.dumps(sorted(read_expression("deadline < now").reads))
