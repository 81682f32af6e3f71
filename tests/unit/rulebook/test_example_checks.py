"""The names in the examples of a rule: those that postings and inputs have, and no slips of the pen."""

import json
from typing import Any

import pytest

from ozlint.language.knowledge import knowledge_of
from ozlint.rulebook.load import load_rule
from ozlint.rulebook.problem import RuleProblems

RULE = """\
id: SHOP001
name: some-rule
title: {{en: a, ru: б}}
severity: info
profile: pedantic
subject: {subject}
forbid: {forbid}
message: {{en: a, ru: б}}
why: {{en: a, ru: б}}
fix: {{en: a, ru: б}}
examples:
  bad: [{{{key}: {body}}}]
  good: [{{{key}: {good}}}]
"""
GOOD: dict[str, Any] = {"posting_number": "12345678-0001-1"}
WHOLE: dict[str, Any] = {
    **GOOD,
    "status": "no such status",
    "delivery_method": {"warehouse": "Kazan", "tpl_provider": None},
    "related_postings": {"related_posting_numbers": []},
    "requirements": {"products_requiring_gtd": [1], "products_requiring_passport": [2]},
    "products": [{"quantity": 1, "price": {"amount": "1.00", "currency": "RUB"}}, {"sku": 7, "price": "2.00"}],
}


def problems(body: object, *, key: str = "posting", subject: str = "posting", lang: str = "en") -> list[str]:
    """Return what is said of a rule with an example, each with its line; nothing of one that loads."""
    good, forbid = ({"path": "a"}, "more_expected") if subject == "input" else (GOOD, "readable")
    forbid = "missing(status)" if subject == "posting" else forbid
    said = json.dumps(good if key != "postings" else [good])
    text = RULE.format(subject=subject, forbid=forbid, key=key, body=json.dumps(body), good=said)
    try:
        load_rule(text, "SHOP001-some-rule.yaml")
    except RuleProblems as error:
        return [one.message.say("ru" if lang == "ru" else "en") for one in error.problems]
    return []


def test_every_name_of_the_table_is_known() -> None:
    """Records, lists, products, prices in both forms, and a kind of requirement that Ozon may add: all may stand."""
    assert problems(WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"trackng_number": "1"}, 'a posting has no "trackng_number"; did you mean "tracking_number"?'),
        ({"delivery_method": {"warehouse_name": 1}}, '"delivery_method.warehouse_name"; did you mean "warehouse"?'),
        ({"products": [{}, {"quantty": 2}]}, '"products[].quantty"; did you mean "quantity"?'),
        ({"products": [{"price": {"ammount": 2}}]}, '"products[].price.ammount"; did you mean "amount"?'),
        ({"requirements": {"products_requiring_gdt": []}}, 'did you mean "products_requiring_gtd"?'),
        ({"requirements": {"gtd": []}}, '"requirements.gtd"; '),
        ({"tpl_provider": "CDEK"}, 'did you mean "delivery_method.tpl_provider"?'),
        ({"deadline": "x"}, "it is a word of rules: give what it is made of, shipment_date, shipment_date_without_"),
        ({"customer": {"name": "x"}}, 'a posting has no "customer"; leave it out: no rule can read it'),
    ],
)
def test_a_slip_is_told_with_what_was_meant(changed: dict[str, Any], said: str) -> None:
    """A name that no posting has is an error, wherever it stands; in one posting and in several."""
    (one,) = problems({**GOOD, **changed})
    assert said in one
    assert problems([GOOD, {**GOOD, **changed}], key="postings") == [one]


def test_a_slip_points_at_the_name() -> None:
    """The caret stands under the name, in a block as in a line."""
    text = RULE.format(
        subject="posting", forbid="missing(status)", key="posting", good=json.dumps(GOOD),
        body='{posting_number: "1", products: [{quantity: 1}, {quantty: 2}]}',
    )  # fmt: skip
    with pytest.raises(RuleProblems) as caught:
        load_rule(text, "SHOP001-some-rule.yaml")
    (one,) = caught.value.problems
    assert one.source_line[one.column - 1 : one.column - 1 + one.length] == "quantty"


def test_a_slip_is_told_in_russian() -> None:
    """The same in the other language."""
    assert problems({**GOOD, "trackng_number": "1"}, lang="ru") == [
        "у отправления нет «trackng_number»; может быть, «tracking_number»?"
    ]


def test_a_record_where_none_belongs_is_for_the_decoder() -> None:
    """What is of the wrong kind is no matter of names."""
    assert problems({**GOOD, "status": {"a": 1}, "products": {"b": 2}, "related_postings": []}) == []


def test_rules_about_records_may_hold_anything() -> None:
    """What cannot be read is what such rules are about."""
    assert problems({"sla_discount": {"value": 3}}, subject="record") == []


def test_an_input_has_names_of_its_own() -> None:
    """A slip in the name of what an input has is told as well."""
    assert problems({"more_expectd": True}, key="input", subject="input") == [
        'an input has no "more_expectd"; did you mean "more_expected"?'
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "awaiting_packing"}, 'Ozon has no "awaiting_packing" here'),
        ({"shipment_date": "yesterday"}, "no day and no moment that a calendar has"),
        ({"products": [{"quantity": "many"}]}, "a number is wanted"),
        ({"status": "quite another"}, ""),
        ({"shipment_date": ""}, ""),
        ({"products": [{"quantity": "3"}]}, ""),
    ],
)
def test_values_fit_their_fields(changed: dict[str, Any], said: str) -> None:
    """A time is a time, a number a number, and a status that is nearly one of Ozon's is a slip of the pen."""
    assert problems({**GOOD, **changed}) == ([said] if said else [])


def test_a_sellers_own_value_makes_no_slip_of_a_strange_one() -> None:
    """What a configuration adds is nobody's spelling in the rules that are built in."""
    known = knowledge_of({"status": ["no12"]}, {})
    text = RULE.format(
        subject="posting", forbid="missing(status)", key="posting", body=json.dumps({**GOOD, "status": "12"}),
        good=json.dumps({**GOOD, "status": "no12"}),
    )  # fmt: skip

    assert load_rule(text, "SHOP001-some-rule.yaml", known).rule.id == "SHOP001"


@pytest.mark.parametrize(("carrier", "is_fine"), [("cdek", True), ("СДЭК", True), ("cdec", False), ("Гонцы", True)])
def test_carriers_of_events_are_known(carrier: str, is_fine: bool) -> None:  # noqa: FBT001 - a parameter of a case
    """The carrier of an event has a code or name that somebody knows, or one that is like none of them."""
    text = RULE.format(subject="posting", forbid="missing(status)", key="posting", body="{}", good="{}")
    event = json.dumps({"phase": "accepted", "carrier": carrier})
    text = text.replace("bad: [{", f"bad: [{{tracking: [{event}], ")
    if is_fine:
        assert load_rule(text, "SHOP001-some-rule.yaml").rule.id == "SHOP001"
        return
    with pytest.raises(RuleProblems) as caught:
        load_rule(text, "SHOP001-some-rule.yaml")
    assert [one.message.en for one in caught.value.problems] == [f'no carrier is called "{carrier}"']
